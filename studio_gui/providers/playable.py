"""Whether what was fetched is a film or a sound, and all of it.

Hosts hand out pages of apology with a good status, too. And where no length is announced, or too short a one, a line
that broke looks like the end of the file: a film that begins with its index, and a sound, open then as if they were
whole, and stop in the middle.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from studio_gui.base.errors import MediaError, PayloadError
from studio_gui.base.json_text import loads
from studio_gui.providers.base import Result
from studio_gui.providers.errors import Refused, Unavailable
from studio_gui.providers.refusals import Said, said_in

_MOST_BYTES = 64 << 10
_SMALLEST_BOX = 8
_OF_THE_FILM = (b"mdat", b"moov", b"moof")
_NO_LENGTH = 0x7FFF_0000
"""What writes a WAV as it comes says a length from here on, or none, for it does not know it."""
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
    is_short = is_cut_off(file)
    if kind == "picture" and is_short:
        raise Refused(f"The {wanted} that was handed out breaks off before its end.", "Look at the service for it.")
    if kind == "picture" or (kind == "audio" and wanted == "video"):
        message = f"What was handed out in the place of the {wanted} is none. {_said(file).sentence()}"
        raise Refused(message.rstrip(), "Look at the service for it.")
    if is_short:
        raise Unavailable(f"The {wanted} that was fetched breaks off before its end.", "Try again later.")


def is_cut_off(file: Path) -> bool:
    """Whether a file says itself that it goes on where it ends; what is neither MP4 nor WAV is taken to be whole."""
    end = file.stat().st_size
    with open(file, "rb") as stream:
        head = stream.read(12)
        if head[4:8] == b"ftyp":
            return _is_film_cut_off(stream, end)
        return head[:4] == b"RIFF" and head[8:] == b"WAVE" and _is_sound_cut_off(stream, end)


def _is_film_cut_off(stream: BinaryIO, end: int) -> bool:
    """Whether the last box goes on, or none has come with the pictures.

    Only boxes that make up a film count: there are programs that put other things behind the last one.

    Source: ISO/IEC 14496-12, 4.2: a size of 1 stands for the 64 bits behind the name, 0 for all the rest.
    """
    at, name, has_pictures = 0, b"", False
    while at < end:
        stream.seek(at)
        head = stream.read(16)
        size, name = int.from_bytes(head[:4], "big"), head[4:8]
        has_pictures = has_pictures or name == b"mdat"
        if size == 1:
            size = int.from_bytes(head[8:16], "big")
        if size < _SMALLEST_BOX:
            return not has_pictures
        at += size
    return (at > end and name in _OF_THE_FILM) or not has_pictures


def _is_sound_cut_off(stream: BinaryIO, end: int) -> bool:
    """Whether the chunk of the sound goes on, or has not come.

    Source: Multimedia Programming Interface and Data Specifications 1.0, RIFF: a chunk is its name, its length, what it
    holds, and a byte more where that is odd.
    """
    at = 12
    while at < end:
        stream.seek(at)
        head = stream.read(8)
        length = int.from_bytes(head[4:], "little")
        if head[:4] == b"data":
            return length < _NO_LENGTH and at + 8 + length > end
        at += 8 + length + length % 2
    return True


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
