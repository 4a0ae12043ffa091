"""``studio-gui avatar watch``."""

from __future__ import annotations

import asyncio

import click

from studio_gui.app.avatars import Avatar
from studio_gui.app.avatars.following import Change
from studio_gui.app.services import Services
from studio_gui.base.stopping import run_loop
from studio_gui.cli.avatar.lines import line_of
from studio_gui.cli.output import machine_options, say, say_json


@click.command("watch", epilog="Example: studio-gui avatar watch k7m2pq")
@click.argument("avatars", metavar="[ID]...", nargs=-1)
@machine_options
def command(avatars: tuple[str, ...], *, as_json: bool) -> int:
    """Wait until avatars are ready, and say what happens to them: all that are on their way, or those named.

    A service is asked at once, then every ten minutes for a day, then every hour. The answer is 0 when every one is ready.
    """
    with Services() as services:
        known = services.avatars
        wanted = [known.get(said) for said in avatars] or [one for one in known.all() if not one.is_over]
        if not wanted and not as_json:
            say("There is nothing to wait for.")
        ended = run_loop(_wait(services, wanted, as_json=as_json))
        if as_json:
            say_json([one.to_json(known.diary(one.id)) for one in ended])
    return 0 if all(one.is_ready for one in ended) else 1


async def _wait(services: Services, wanted: list[Avatar], *, as_json: bool) -> list[Avatar]:
    left = {one.id: one for one in wanted if not one.is_over}
    over = {one.id: one for one in wanted if one.is_over}
    ended = asyncio.Event()

    def hear(change: Change) -> None:
        one = change.after
        if one.id not in left:
            return
        if change.is_worth_telling and not as_json:
            say(line_of(one))
        if one.is_over:
            del left[one.id]
            over[one.id] = one
        if not left:
            ended.set()

    if not as_json:
        for one in wanted:
            say(line_of(one))
    if left:
        stop = services.avatars.on_change(hear)
        for one in left.values():
            services.avatars.follow(one.id)
        services.avatars.look_now(left)
        try:
            await services.tracker.run_until(ended)
        finally:
            stop()
    return [over[one.id] for one in wanted]
