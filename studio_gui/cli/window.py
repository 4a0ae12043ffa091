"""``studio-gui [PROJECT]…``: the window."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from studio_gui.base.errors import StudioError
from studio_gui.base.screen import has_display
from studio_gui.cli.output import machine_options
from studio_gui.files.project_file import project_path


@click.command("open", epilog="Example: studio-gui Hello")
@click.argument("projects", metavar="[PROJECT]...", nargs=-1)
@machine_options
def command(projects: tuple[str, ...], *, as_json: bool) -> int:
    """Open the window, with every PROJECT in a tab."""
    return open_window([project_path(project) for project in projects])


def open_window(projects: Sequence[Path] = ()) -> int:
    """Run the window until it is closed and answer the exit code; raises :class:`StudioError` without a screen."""
    if not os.environ.get("QT_QPA_PLATFORM") and not has_display():
        raise StudioError(
            "There is no screen here that could show the window.",
            "Start it on a desktop, or make the video without a window: studio-gui render PROJECT -o F.mp4.",
        )
    from studio_gui.ui.application import main as run_window

    return int(run_window([str(project) for project in projects]) or 0)
