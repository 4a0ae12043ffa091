"""``studio-gui [PROJECT]``: the window."""

from __future__ import annotations

from pathlib import Path

import click

from studio_gui.cli.output import machine_options
from studio_gui.files.project_file import project_path


@click.command("open", epilog="Example: studio-gui Hello")
@click.argument("project", required=False)
@machine_options
def command(project: str | None, *, as_json: bool) -> int:
    """Open the window, with PROJECT in it."""
    return open_window(project_path(project) if project else None)


def open_window(project: Path | None) -> int:
    """Run the window until it is closed and answer the exit code."""
    from studio_gui.ui.application import main as run_window

    return int(run_window(str(project) if project else None) or 0)
