"""Whether what was fetched is a film or a sound at all: hosts hand out pages of apology with a good status, too."""

from __future__ import annotations

from pathlib import Path

from studio_gui.base.errors import MediaError, PayloadError
from studio_gui.base.json_text import loads
from studio_gui.providers.base import Result
from studio_gui.providers.errors import Refused
from studio_gui.providers.refusals import Said, said_in

_MOST_BYTES = 64 << 10
_BREAKS = str.maketrans("\n\r\t", "   ")


def check_playable(file: Path, result: Result) -> None:
    """Raise :class:`Refused` when a file is not the video or sound it should be, with what it says instead."""
    from studio_gui.files.probing import probe  # brings the libraries for films

    wanted = "video" if result == "video" else "sound"
    try:
        kind = probe(file).kind
    except MediaError:
        kind = "picture"
    if kind == "picture" or (kind == "audio" and wanted == "video"):
        said = _said(file).words
        words = f" It said: {said}" if said else ""
        raise Refused(
            f"What was handed out in the place of the {wanted} is none.{words}", "Look at the service for it."
        )


def _said(file: Path) -> Said:
    """The words of a page that came instead; nothing for what is no text."""
    with open(file, "rb") as stream:
        head = stream.read(_MOST_BYTES)
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError:
        return Said()
    if not text.translate(_BREAKS).isprintable():
        return Said()
    try:
        return said_in(loads(text))
    except PayloadError:
        return said_in(None, text)
