"""``studio-gui accounts``."""

from __future__ import annotations

from typing import Literal

import click

from studio_gui.app.accounts import KEYS, TITLES, Account
from studio_gui.app.services import Services
from studio_gui.base.errors import AccountError, UsageError
from studio_gui.base.settings import AccountSetting
from studio_gui.cli.beginning import secret_of
from studio_gui.cli.output import machine_options, say, say_json, say_note


@click.group("accounts", invoke_without_command=True, epilog="Example: studio-gui accounts test practice")
@machine_options
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """List, add, test and remove accounts. Without a further word it lists them.

    The variables STUDIO_AISTUDIOS_APP_ID and _USER_KEY make an account “aistudios” (with _URL another address), and
    STUDIO_CREATIFY_API_ID and _API_KEY one “creatify”. Keys that are added are kept in the system's keyring.
    """
    if ctx.invoked_subcommand is None:
        _list(as_json=as_json)


def _list(*, as_json: bool) -> None:
    with Services() as services:
        rows = [_as_row(services, account) for account in services.accounts.all()]
    if as_json:
        say_json(rows)
        return
    for row in rows:
        keys = "" if row["has_keys"] else "  its keys are not known"
        say(f"{row['id']:<16} {row['title']:<20} {row['region'] or ''}{keys}")


def _as_row(services: Services, account: Account) -> dict[str, object]:
    return {
        "id": account.id, "service": account.service, "title": account.title, "region": account.region or None,
        "origin": account.origin, "has_keys": services.accounts.has_keys(account),
    }  # fmt: skip


@command.command("test", epilog="Example: studio-gui accounts test aistudios")
@click.argument("account")
@machine_options
def test_account(account: str, *, as_json: bool) -> None:
    """Ask the service whether it takes the keys. Costs nothing."""
    with Services() as services:
        if services.account(account).service == "computer":
            said = "This computer needs no keys."
        else:
            said = services.service(account).test()
    if as_json:
        say_json({"account": account, "is_good": True, "said": said})
    else:
        say(said)


@command.command("add", epilog="Example: studio-gui accounts add aistudios --region china")
@click.argument("service", type=click.Choice(list(KEYS)))
@click.option("--id", "account_id", metavar="ID", default="", help="What it is called in commands.")
@click.option("--title", default="", help="What it is called in the window.")
@click.option("--region", metavar="R", default="", help="global, china, or an address.")
@machine_options
def add_account(service: str, *, account_id: str, title: str, region: str, as_json: bool) -> None:
    """Add an account. Its keys are asked for at the terminal, or read line by line from standard input."""
    if service == "creatify" and region in ("global", "china"):
        raise UsageError("Creatify has no regions.", "Leave --region out, or give an address.")
    keys = {name: _key(f"{TITLES[service]} {words}") for name, words in KEYS[service]}
    with Services() as services:
        setting = _setting(account_id or services.accounts.free_id(service), service, title=title, region=region)
        made = services.accounts.add(setting, keys)
        if not services.accounts.secrets.is_lasting:
            services.accounts.remove(made.id)
            raise AccountError(
                "This system has no keyring, so the keys cannot be kept.",
                "Use the environment variables: see “studio-gui accounts --help”.",
            )
        if as_json:
            say_json(_as_row(services, made))
        else:
            say(f"Account {made.id} added. Try it: studio-gui accounts test {made.id}")


def _setting(account_id: str, service: str, *, title: str, region: str) -> AccountSetting:
    """The account as it is kept; raises :class:`UsageError` for a name, title or region that does not fit."""
    from pydantic import ValidationError

    kind: Literal["aistudios", "creatify"] = "creatify" if service == "creatify" else "aistudios"
    try:
        return AccountSetting(id=account_id, service=kind, title=title, region=region)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise UsageError(f"--{first['loc'][0]} does not fit: {first['msg']}.", "Choose another.") from None


def _key(words: str) -> str:
    said = secret_of(words)
    if not said:
        raise UsageError(f"The {words} is missing.", "Give the keys on standard input, one a line.")
    return said


@command.command("remove", epilog="Example: studio-gui accounts remove aistudios-2")
@click.argument("account")
@machine_options
def remove_account(account: str, *, as_json: bool) -> None:
    """Forget an account and its keys; its jobs stay in the list."""
    with Services() as services:
        services.accounts.remove(account)
    if as_json:
        say_json({"removed": account})
    else:
        say_note(f"Account {account} removed.")
