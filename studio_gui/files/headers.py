"""The size of pictures as their first bytes say it, where decoding is out of the question.

That is for a JPEG too large to be decoded whole, and for a moving WebP, whose first picture the painters can show.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

_ORIENTATION = 0x0112
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of the segments that say width and height. Source: ITU-T T.81, table B.1."""
_MOST_SEGMENTS = 10_000


def jpeg_size(file: Path) -> tuple[int, int] | None:
    """Width and height of a JPEG, turned as the camera noted; None when it is none or its head is broken."""
    try:
        with open(file, "rb") as stream:
            return _size(stream) if stream.read(2) == b"\xff\xd8" else None
    except (OSError, struct.error):
        return None


def _size(stream: BinaryIO) -> tuple[int, int] | None:
    is_turned = False
    for _ in range(_MOST_SEGMENTS):
        marker, kind, length = struct.unpack(">BBH", stream.read(4))
        if marker != 0xFF or length < 2:
            return None
        if kind in _FRAMES:
            height, width = struct.unpack(">xHH", stream.read(5))
            return (height, width) if is_turned else (width, height)
        content = stream.read(length - 2)
        if kind == 0xE1 and content.startswith(b"Exif\0\0"):
            is_turned = _orientation(content[6:]) >= 5
    return None


def _orientation(exif: bytes) -> int:
    """What the camera noted; 5 to 8 lie on their side. Source: Exif 2.3, tag 274 in the first directory."""
    order = "<" if exif[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for index in range(count):
            tag, _kind, _many, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * index)
            if tag == _ORIENTATION:
                return int(value)
    except struct.error:
        pass
    return 1


def moving_webp_size(head: bytes) -> tuple[int, int] | None:
    """Width and height of a moving WebP by its first 30 bytes; None for anything else. Source: RFC 9649, 2.7.1."""
    if len(head) < 30 or head[:4] != b"RIFF" or head[8:16] != b"WEBPVP8X" or not head[20] & 2:
        return None
    return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
