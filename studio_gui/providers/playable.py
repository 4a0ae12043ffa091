"""Whether what was fetched is a film or a sound, and all of it.

Hosts hand out pages of apology with a good status, too. And where no length is announced a line that broke looks like
the end of the file: a film that begins with its index opens then as if it were whole, and stops in the middle.
"""

from __future__ import annotations

from pathlib import Path

from studio_gui.base.errors import MediaError, PayloadError
from studio_gui.base.json_text import loads
from studio_gui.providers.base import Result
from studio_gui.providers.errors import Refused, Unavailable
from studio_gui.providers.refusals import Said, said_in

_MOST_BYTES = 64 << 10
_SMALLEST_BOX = 8
_OF_THE_FILM = (b"mdat", b"moov", b"moof")
_BREAKS = str.maketrans("\n\r\t", "   ")


def check_playable(file: Path, result: Result) -> None:
    """Raise :class:`Refused` when a file is not the video or sound it should be, with what it says instead.

    Raises :class:`Unavailable` when it is, but not to its end.
    """
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
    if _is_cut_off(file):
        raise Unavailable(f"The {wanted} that was fetched breaks off before its end.", "Try again later.")


def _is_cut_off(file: Path) -> bool:
    """Whether the last box of an MP4 goes on where the file ends; other files are taken to be whole.

    Only boxes that make up a film count: there are programs that put other things behind the last one.

    Source: ISO/IEC 14496-12, 4.2: a size of 1 stands for the 64 bits behind the name, 0 for all the rest.
    """
    end = file.stat().st_size
    with open(file, "rb") as stream:
        if stream.read(8)[4:] != b"ftyp":
            return False
        at, name = 0, b""
        while at < end:
            stream.seek(at)
            head = stream.read(16)
            size, name = int.from_bytes(head[:4], "big"), head[4:8]
            if size == 1:
                size = int.from_bytes(head[8:16], "big")
            if size < _SMALLEST_BOX:
                return False
            at += size
    return at > end and name in _OF_THE_FILM


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
