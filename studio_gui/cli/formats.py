"""``--format`` and what goes with it, which every command has that makes a video on this computer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from studio_gui.app.exporting import SUBTITLES, check_new_folder
from studio_gui.base.errors import TargetError, UsageError
from studio_gui.cli.output import check_output
from studio_gui.jobs.publishing import beside, publish
from studio_gui.providers.base import subtitles_beside
from studio_gui.render.formats import FORMATS, Format, check_name

Function = TypeVar("Function", bound=Callable[..., object])

_KINDS = {
    "webm": "WebM video", "mov": "QuickTime video", "gif": "GIF", "png": "ZIP file", "wav": "WAV sound", "mp3": "MP3 sound",
}  # fmt: skip


def format_options(function: Function) -> Function:
    """Add ``--format`` (as ``format_id``, None for what the name's ending says), ``--transparent``, ``--subtitles``."""
    transparent = click.option(
        "--transparent", "is_transparent", is_flag=True, help="Without backgrounds: for webm, mov and png."
    )
    names = click.option("--format", "format_id", type=click.Choice(list(FORMATS)), help="What is made.")
    texts = click.option("--subtitles", type=click.Choice(SUBTITLES), help="Also write subtitles of the same name.")
    return names(transparent(texts(function)))


def format_of(output: Path, format_id: str | None) -> Format:
    """The format that is meant: the one named, else the first whose files end so; raises :class:`UsageError`."""
    if format_id == "png" and not output.suffix:
        format_id = "png-folder"
    if format_id:
        check_name(output, FORMATS[format_id])
        return FORMATS[format_id]
    found = next((form for form in FORMATS.values() if output.suffix.lower() in form.endings and output.suffix), None)
    if found is None:
        endings = ", ".join(dict.fromkeys(form.suffix for form in FORMATS.values() if form.suffix))
        raise UsageError(f"“{output.name}” is no name for a video.", f"End it in one of {endings}, or say --format.")
    return found


def check_made(output: Path, form: Format, *, subtitles: str | None) -> None:
    """See that a video may be put there, and subtitles beside it; raises :class:`TargetError`."""
    if not form.is_folder:
        check_output(output, kind=_KINDS.get(form.id, "MP4 video"))
    elif not output.absolute().parent.is_dir():
        raise TargetError(f"The folder “{output.parent}” does not exist.", "Make it or choose another place.")
    else:
        check_new_folder(output, overwrite=True)
    if subtitles:
        check_output(beside(output, subtitles, is_folder=form.is_folder), kind=f"{subtitles.upper()} subtitles")


def given_name(work_file: Path, output: Path, form: Format, *, subtitles: str | None) -> Path | None:
    """Give a video made under a private name its own, and its subtitles theirs; answers the name of the subtitles.

    Raises :class:`TargetError` and ``OSError``.
    """
    made = subtitles_beside(work_file, {"subtitles": subtitles or ""})
    publish(work_file, output, overwrite=True, announce=lambda _: None, subtitles=made)
    return beside(output, subtitles, is_folder=form.is_folder) if subtitles else None
