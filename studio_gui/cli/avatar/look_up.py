"""``studio-gui avatar look-up``."""

from __future__ import annotations

import click

from studio_gui.app.services import Services
from studio_gui.cli.avatar.lines import line_of
from studio_gui.cli.output import machine_options, say, say_json
from studio_gui.cli.watching import wait_until
from studio_gui.providers.base import JobId


@click.command("look-up", epilog="Example: studio-gui avatar look-up k7m2pq")
@click.argument("avatar", metavar="ID")
@machine_options
def command(avatar: str, *, as_json: bool) -> int:
    """Look for an avatar that was perhaps sent, by the name of the person and the time; one that is there goes on."""
    with Services() as services:
        one = services.avatars.look_up(services.avatars.get(avatar).id)
        wait_until(services, JobId(one.id), lambda row: row.state not in ("searching", "unsure") or row.is_final)
        one = services.avatars.get(one.id)
        if as_json:
            say_json(one.to_json(services.avatars.diary(one.id)))
        else:
            say(line_of(one))
    return 1 if one.phase == "unsure" else 0
