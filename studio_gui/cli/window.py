"""``studio-gui [PROJECT]…``: the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from studio_gui.cli.output import machine_options
from studio_gui.files.project_file import project_path


@click.command("open", epilog="Example: studio-gui Hello")
@click.argument("projects", metavar="[PROJECT]...", nargs=-1)
@machine_options
def command(projects: tuple[str, ...], *, as_json: bool) -> int:
    """Open the window, with every PROJECT in a tab."""
    return open_window([project_path(project) for project in projects])


def open_window(projects: Sequence[Path] = ()) -> int:
    """Run the window until it is closed and answer the exit code."""
    from studio_gui.ui.application import main as run_window

    return int(run_window([str(project) for project in projects]) or 0)
