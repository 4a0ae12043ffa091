"""``studio-gui hosting``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from studio_gui.base.errors import AccountError, UsageError
from studio_gui.cli.beginning import secret_of
from studio_gui.cli.output import Progress, machine_options, say, say_json, say_note

if TYPE_CHECKING:
    from studio_gui.app.hosts import Host, Hosts

_KINDS = ("s3", "azure", "gcs", "webdav")


@click.group("hosting", invoke_without_command=True, epilog="Example: studio-gui hosting test s3")
@machine_options
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """List, add, test and remove media hosts, and bring files there. Without a further word it lists them.

    Services fetch media from public addresses; a media host is where a project's files are brought for that. The
    variables STUDIO_HOST_URL, _BUCKET, _REGION, _PREFIX, _PUBLIC_URL, _ACCOUNT, _DAYS, _KEY and _SECRET make a host
    “host” (with STUDIO_HOST_KIND other than s3: azure, gcs, webdav). Keys that are added are kept in the keyring.
    """
    if ctx.invoked_subcommand is None:
        _list(as_json=as_json)


def _hosts() -> Hosts:
    from studio_gui.app.services import Services

    return Services().hosts


def _list(*, as_json: bool) -> None:
    hosts = _hosts()
    rows = [_as_row(host, hosts) for host in hosts.all()]
    if as_json:
        say_json(rows)
        return
    if not rows:
        say_note("There is no media host yet. Add one: studio-gui hosting add s3 --bucket NAME")
    for row in rows:
        keys = "" if row["has_keys"] else "  its keys are not known"
        say(f"{row['id']:<12} {row['kind']:<8} {row['place']}{keys}")


def _as_row(host: Host, hosts: Hosts) -> dict[str, object]:
    setting = host.setting
    place = "/".join(each.strip("/") for each in (setting.endpoint, setting.bucket, setting.prefix) if each)
    return {
        "id": host.id, "kind": setting.kind, "title": setting.title or None, "place": place, "origin": host.origin,
        "public_url": setting.public_url or None, "has_keys": hosts.has_keys(host), "accounts": hosts.users_of(host.id),
    }  # fmt: skip


@command.command("add", epilog="Example: studio-gui hosting add s3 --bucket media --region eu-central-1")
@click.argument("kind", type=click.Choice(_KINDS))
@click.option("--id", "host_id", metavar="ID", default="", help="What it is called in commands.")
@click.option("--title", default="", help="What it is called in the window.")
@click.option("--url", "endpoint", metavar="URL", default="", help="The address of the storage, if not the usual one.")
@click.option("--bucket", metavar="NAME", default="", help="The bucket or container.")
@click.option("--region", metavar="R", default="", help="The region of an S3 bucket; auto for R2.")
@click.option("--account", metavar="NAME", default="", help="The storage account (Azure).")
@click.option("--prefix", metavar="FOLDER", default="", help="A folder in it.")
@click.option("--public-url", metavar="URL", default="", help="Where others fetch; signed addresses without it.")
@click.option(
    "--days",
    type=click.IntRange(1, 7),
    default=7,
    show_default=True,
    help="How many days signed addresses are good for.",
)
@machine_options
def add_host(
    kind: str,
    *,
    host_id: str,
    title: str,
    endpoint: str,
    bucket: str,
    region: str,
    account: str,
    prefix: str,
    public_url: str,
    days: int,
    as_json: bool,
) -> None:
    """Add a media host. Its keys are asked for at the terminal, or read line by line from standard input."""
    from studio_gui.base.settings import HostSetting
    from studio_gui.providers.hosting.kinds import KINDS, check_host

    hosts = _hosts()
    said = {
        "id": host_id or hosts.free_id(kind), "kind": kind, "title": title, "endpoint": endpoint, "bucket": bucket,
        "region": region, "account": account, "prefix": prefix.strip("/"), "public_url": public_url, "days": days,
    }  # fmt: skip
    try:
        setting = HostSetting.model_validate(said)
    except ValueError:
        raise UsageError("Something that describes the host is too long.", "Correct it.") from None
    check_host(setting)
    if not hosts.secrets.is_lasting and KINDS[setting.kind].needs_keys:
        raise AccountError(
            "This system has no keyring, so the keys cannot be kept.",
            "Use the environment variables: see “studio-gui hosting --help”.",
        )
    keys = {name: secret_of(words, may_be_empty=True) for name, words in KINDS[setting.kind].keys}
    made = hosts.add(setting, keys)
    if as_json:
        say_json(_as_row(made, hosts))
    else:
        say(f"Media host {made.id} added. Try it: studio-gui hosting test {made.id}")


@command.command(
    "test",
    short_help="Bring a tiny file there, and see that strangers get it.",
    epilog="Example: studio-gui hosting test s3",
)
@click.argument("host")
@machine_options
def test_host(host: str, *, as_json: bool) -> None:
    """Bring a tiny file there, ask for it as a stranger would, and remove it."""
    from studio_gui.providers.hosting.bringing import try_out

    hosts = _hosts()
    shelf = hosts.open(hosts.get(host))
    try:
        said = try_out(shelf)
    finally:
        shelf.close()
    if as_json:
        say_json({"host": host, "is_good": True, "said": said})
    else:
        say(said)


@command.command("put", epilog="Example: studio-gui hosting put logo.png --host s3")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--host", metavar="ID", default="", help="Which one; the first of the list by default.")
@machine_options
def put_file(file: Path, *, host: str, as_json: bool) -> None:
    """Bring a file to a media host and write its address. The same content is brought there once.

    Without a public address it is one that whoever has it may fetch from until it runs out: treat it as a secret.
    """
    from studio_gui.providers.hosting.bringing import bring

    hosts = _hosts()
    known = hosts.all()
    if not host and not known:
        raise AccountError("There is no media host yet.", "Add one: see “studio-gui hosting add --help”.")
    chosen = hosts.get(host) if host else known[0]
    shelf = hosts.open(chosen)
    bar = Progress(is_silent=as_json)
    try:
        brought = bring(
            shelf, file, sent=lambda done, total: bar.show(done / total if total else 1, f"Uploading {file.name}")
        )
        bar.end()
        url = shelf.signed(brought.name)
    finally:
        shelf.close()
    if as_json:
        days = None if chosen.setting.public_url or chosen.setting.kind == "webdav" else chosen.setting.days
        say_json({"url": url, "address": brought.address, "was_there": brought.was_there, "good_for_days": days})
    else:
        say(url)


@command.command(
    "use",
    short_help="Have the media of an account brought to this host.",
    epilog="Example: studio-gui hosting use s3 --account aistudios",
)
@click.argument("host")
@click.option("--account", metavar="ID", required=True, help="The account whose media are brought there.")
@machine_options
def use_host(host: str, *, account: str, as_json: bool) -> None:
    """Have the media of an account brought to this host; without this it is the first of the list."""
    from studio_gui.app.services import Services

    with Services() as services:
        services.hosts.use(host, account_id=services.account(account).id)
    if as_json:
        say_json({"host": host, "account": account})
    else:
        say_note(f"The media of the account {account} are brought to {host}.")


@command.command("remove", epilog="Example: studio-gui hosting remove s3")
@click.argument("host")
@machine_options
def remove_host(host: str, *, as_json: bool) -> None:
    """Forget a media host and its keys; the files that are there stay."""
    _hosts().remove(host)
    if as_json:
        say_json({"removed": host})
    else:
        say_note(f"Media host {host} removed; the files that are there stay.")
