"""How a camera was held: the orientation that is noted in a picture's Exif, 1 (upright) to 8."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

UPRIGHT = 1
ON_ITS_SIDE = 5
"""From here on width and height change places."""
_ORIENTATION = 0x0112
_MOST_BYTES = 1 << 20
"""Nobody notes more of a picture; longer ones are passed over."""


def orientation_of(exif: bytes) -> int:
    """What an Exif block says, without the mark it begins with in some files. Source: Exif 2.3, tag 274."""
    exif = exif.removeprefix(b"Exif\0\0")
    order = "<" if exif[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for index in range(count):
            tag, _kind, _many, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * index)
            if tag == _ORIENTATION:
                return int(value) if 1 <= value <= 8 else UPRIGHT
    except struct.error:
        pass
    return UPRIGHT


def noted_in(path: Path) -> int:
    """What is noted in a PNG or a WebP; upright for any other file."""
    try:
        with open(path, "rb") as stream:
            head = stream.read(12)
            if head.startswith(b"\x89PNG\r\n\x1a\n"):
                stream.seek(8)
                exif = _chunk(stream, b"eXIf", order=">", is_length_first=True)
            elif head[:4] == b"RIFF" and head[8:] == b"WEBP":
                exif = _chunk(stream, b"EXIF", order="<", is_length_first=False)
            else:
                return UPRIGHT
    except OSError:
        return UPRIGHT
    return orientation_of(exif)


def _chunk(stream: BinaryIO, wanted: bytes, *, order: str, is_length_first: bool) -> bytes:
    """The content of the first chunk of a name; the others are passed over unread."""
    while len(head := stream.read(8)) == 8:
        name, length = (head[4:], head[:4]) if is_length_first else (head[:4], head[4:])
        (size,) = struct.unpack(f"{order}I", length)
        if name == wanted:
            return stream.read(size) if size <= _MOST_BYTES else b""
        # A PNG adds a sum to each chunk; a WebP fills up to even lengths.
        stream.seek(size + 4 if is_length_first else size + size % 2, 1)
    return b""
