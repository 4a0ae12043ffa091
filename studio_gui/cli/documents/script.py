"""``studio-gui script``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from studio_gui.app.services import Services
from studio_gui.base.errors import TargetError, UsageError
from studio_gui.cli.output import Progress, machine_options, say, say_json
from studio_gui.files.exporting.scripts import SCRIPT_SUFFIXES, written
from studio_gui.files.project_file import open_project
from studio_gui.files.writing import replace_file


@click.command("script", epilog="Example: studio-gui script Hello --to hello.srt")
@click.argument("project")
@click.option(
    "--to",
    "target",
    metavar="F.srt|.vtt|.md|.txt",
    type=click.Path(path_type=Path),
    required=True,
    help="Subtitles (.srt, .vtt), Markdown (.md) or plain text (.txt), by the name.",
)
@machine_options
def command(project: str, *, target: Path, as_json: bool) -> None:
    """Write what PROJECT says, with the moments at which it is heard.

    The times are those of the voices that speak in the video. A file of that name is replaced.
    """
    suffix = target.suffix.lower()
    if suffix not in SCRIPT_SUFFIXES:
        raise UsageError(f"“{target.name}” is no name for a script.", "End it in .srt, .vtt, .md or .txt.")
    if target.is_dir():
        raise TargetError(f"“{target}” is a folder.", "Add a file name.")
    opened = open_project(project)
    from studio_gui.app.scripts import said_in, untimed

    if suffix == ".txt":
        said = untimed(opened.project)
    else:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        bar = Progress(is_silent=as_json)
        try:
            with Services() as services:
                said = said_in(
                    opened.project,
                    folder=opened.folder,
                    speaker=lambda: services.speaker,
                    report=lambda done, _: bar.show(done, "Speaking"),
                )
        finally:
            bar.end()
    text = written(said, suffix=suffix, title=opened.project.name) or ""
    replace_file(target, text.encode("utf-8"))
    if as_json:
        cues = sum(len(each.cues) for each in said)
        say_json({"script": str(target), "scenes": len(said), "cues": cues})
    else:
        say(str(target))
