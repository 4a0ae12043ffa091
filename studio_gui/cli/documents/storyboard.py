"""``studio-gui storyboard``."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import cast

import click

from studio_gui.app.services import Services
from studio_gui.base.errors import UsageError
from studio_gui.cli.output import Progress, check_output, machine_options, say, say_json
from studio_gui.files.project_file import open_project
from studio_gui.files.writing import replace_file


@click.command("storyboard", epilog="Example: studio-gui storyboard Hello -o hello.pdf --paper Letter")
@click.argument("project")
@click.option("-o", "--output", metavar="F.pdf", type=click.Path(path_type=Path), required=True, help="The PDF.")
@click.option("--paper", type=click.Choice(["A4", "Letter"], case_sensitive=False), default="A4", show_default=True)
@machine_options
def command(project: str, *, output: Path, paper: str, as_json: bool) -> None:
    """Write a storyboard for paper: a row a scene with its picture, script, notes and length."""
    if output.suffix.lower() != ".pdf":
        raise UsageError(f"“{output.name}” is no name for a storyboard.", "End it in .pdf.")
    check_output(output, kind="PDF document")
    opened = open_project(project)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from studio_gui.app.scripts import said_in
    from studio_gui.painting import Assets
    from studio_gui.render.offscreen import ensure_qt
    from studio_gui.render.paper.storyboard import Paper, storyboard

    ensure_qt()
    bar = Progress(is_silent=as_json)
    try:
        with Services() as services, contextlib.closing(Assets(opened.folder)) as assets:
            said = said_in(
                opened.project,
                folder=opened.folder,
                speaker=lambda: services.speaker,
                report=lambda done, _: bar.show(done / 2, "Speaking"),
            )
            chosen = cast("Paper", paper)
            content = storyboard(
                opened.project,
                said,
                assets=assets,
                paper=chosen,
                report=lambda done, _: bar.show(0.5 + done / 2, "Drawing"),
            )
    finally:
        bar.end()
    replace_file(output, content)
    if as_json:
        say_json({"storyboard": str(output), "scenes": len(said)})
    else:
        say(str(output))
