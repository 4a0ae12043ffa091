"""``studio-gui workspaces``."""

from __future__ import annotations

import click

from studio_gui.cli.output import machine_options, say, say_json
from studio_gui.cli.services.opened import studios


@click.command("workspaces", epilog="Example: studio-gui workspaces --account practice")
@click.option("--account", metavar="ACCOUNT", default="aistudios", show_default=True)
@machine_options
def command(*, account: str, as_json: bool) -> None:
    """List the workspaces of an account; their ids go into “studio-gui export --workspace”."""
    with studios(account) as service:
        found = service.api.workspaces()
    if as_json:
        say_json([{"id": one.id, "name": one.name} for one in found])
        return
    for one in found:
        say(f"{one.id:<26} {one.name}")
