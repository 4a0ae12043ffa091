"""``studio-gui avatar list``."""

from __future__ import annotations

import click

from studio_gui.app.services import Services
from studio_gui.cli.avatar.lines import line_of
from studio_gui.cli.output import machine_options, say, say_json


@click.command("list", epilog="Example: studio-gui avatar list --json")
@click.option("--account", metavar="ACCOUNT", default="", help="Only those of one account.")
@machine_options
def command(*, account: str, as_json: bool) -> None:
    """List the avatars that are known here, the newest first; asks nobody."""
    say_known(account=account, as_json=as_json)


def say_known(*, account: str = "", as_json: bool) -> None:
    """Write what is known of every avatar."""
    with Services() as services:
        if account:
            services.account(account)
        found = services.avatars.all(account=account)
        if as_json:
            say_json([one.to_json(services.avatars.diary(one.id)) for one in found])
            return
    if not found:
        say("There are no avatars.")
    for one in found:
        say(line_of(one))
