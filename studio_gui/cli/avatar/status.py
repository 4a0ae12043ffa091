"""``studio-gui avatar status``."""

from __future__ import annotations

import click

from studio_gui.app.services import Services
from studio_gui.base.errors import StudioError
from studio_gui.cli.avatar.lines import line_of, say_all
from studio_gui.cli.output import machine_options, say, say_json, say_note


@click.command("status", epilog="Example: studio-gui avatar status k7m2pq")
@click.argument("avatar", metavar="[ID]", required=False)
@click.option("--account", metavar="ACCOUNT", default="", help="Ask only this account.")
@machine_options
def command(avatar: str | None, *, account: str, as_json: bool) -> int:
    """Ask the services now, and say how far every avatar is; with an ID or a name, everything about that one.

    Avatars that were made elsewhere are listed too. When a service does not answer, what it said last is written, and
    the answer is 1.
    """
    with Services() as services:
        return _one(services, avatar, as_json=as_json) if avatar else _all(services, account, as_json=as_json)


def _one(services: Services, said: str, *, as_json: bool) -> int:
    avatars = services.avatars
    try:
        known = avatars.get(said)
        troubles = _ask(services, [known.account])
    except StudioError:
        # Perhaps it was made elsewhere, and only its service knows it.
        troubles = _ask(services, _askable(services))
        known = avatars.get(said)
    now = avatars.get(known.id)
    if as_json:
        say_json(now.to_json(avatars.diary(now.id)))
    else:
        say_all(now, avatars.diary(now.id))
    return 1 if troubles else 0


def _all(services: Services, account: str, *, as_json: bool) -> int:
    wanted: list[str] = [services.account(account).id] if account else _askable(services)
    troubles = _ask(services, wanted)
    found = services.avatars.all(account=account)
    if as_json:
        say_json([one.to_json(services.avatars.diary(one.id)) for one in found])
    elif not found:
        say("There are no avatars.")
    else:
        for one in found:
            say(line_of(one))
    return 1 if troubles else 0


def _askable(services: Services) -> list[str]:
    """The accounts to ask: the practice account only when something was made there."""
    used = {one.account for one in services.avatars.all()}
    accounts = services.avatars.accounts()
    return [
        one.id for one in accounts if one.id in used or (one.service != "practice" and services.accounts.has_keys(one))
    ]


def _ask(services: Services, accounts: list[str]) -> int:
    """Ask each account; answers how many did not say."""
    troubles = 0
    for account in accounts:
        try:
            services.avatars.refresh(account)
        except StudioError as error:
            troubles += 1
            say_note(f"note: {account}: {error.sentence()}")
    return troubles
