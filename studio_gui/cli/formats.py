"""``--format`` and ``--transparent``, which every command has that makes a video on this computer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from studio_gui.base.errors import UsageError
from studio_gui.render.formats import FORMATS, Format, check_name

Function = TypeVar("Function", bound=Callable[..., object])

_KINDS = {
    "webm": "WebM video", "mov": "QuickTime video", "gif": "GIF", "png": "ZIP file", "wav": "WAV sound", "mp3": "MP3 sound",
}  # fmt: skip


def format_options(function: Function) -> Function:
    """Add ``--format`` (as ``format_id``, None for what the name's ending says) and ``--transparent``."""
    transparent = click.option(
        "--transparent", "is_transparent", is_flag=True, help="Without backgrounds: for webm, mov and png."
    )
    names = click.option("--format", "format_id", type=click.Choice(list(FORMATS)), help="What is made.")
    return names(transparent(function))


def format_of(output: Path, format_id: str | None) -> Format:
    """The format that is meant: the one named, else the first whose files end so; raises :class:`UsageError`."""
    if format_id:
        check_name(output, FORMATS[format_id])
        return FORMATS[format_id]
    found = next((form for form in FORMATS.values() if output.suffix.lower() in form.endings and output.suffix), None)
    if found is None:
        endings = ", ".join(dict.fromkeys(form.suffix for form in FORMATS.values()))
        raise UsageError(f"“{output.name}” is no name for a video.", f"End it in one of {endings}, or say --format.")
    return found


def kind_of(form: Format) -> str:
    """What a file of the format is called where an older one would be replaced."""
    return _KINDS.get(form.id, "MP4 video")
