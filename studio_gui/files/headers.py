"""The size of pictures as their first bytes say it, where decoding is out of the question.

That is for pictures that take much memory when they are decoded whole, for those too large for it, and for a moving
WebP, whose first picture the painters can show.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from studio_gui.base.exif import ON_ITS_SIDE, noted_in, orientation_of

_ORIENTATION = 0x0112
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of the segments that say width and height. Source: ITU-T T.81, table B.1."""
_PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
"""Markers of frames that come in several passes: a decoder holds all of the picture until the last."""
_MOST_SEGMENTS = 10_000
_MOST_WHOLE = 200_000_000
_MOST_DEEP = 120_000_000
"""So many pixels are decoded whole, of 8 and of 16 bits: each takes less than a gigabyte."""
_MOST_PASSES = 160_000_000
_MOST_JPEG = 65_535 * 65_535
"""A JPEG in one pass is decoded at an eighth of its size, however large it is."""
_MOST_STREAMED = _MOST_JPEG
_LONGEST_STREAMED = 1_000_000
"""What is read row by row may have as many pixels, but each row has to be held; libpng refuses longer ones."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the head of a picture says: the suffix of its kind, its upright size, how many pixels of its kind can be shown."""

    suffix: str
    width: int
    height: int
    most_pixels: int

    @property
    def pixels(self) -> int:
        """How many there are."""
        return self.width * self.height


def stated(file: Path) -> Stated | None:
    """What the head of a PNG, JPEG, BMP, GIF, TIFF or WebP says; None for anything else and for a broken head."""
    try:
        with open(file, "rb") as stream:
            head = stream.read(64)
            said = _stated(head, stream)
    except (OSError, struct.error):
        return None
    if said is not None and said.suffix in (".png", ".webp") and noted_in(file) >= ON_ITS_SIDE:
        return replace(said, width=said.height, height=said.width)
    return said


def _stated(head: bytes, stream: BinaryIO) -> Stated | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
        width, height, depth, passes = struct.unpack_from(">IIB3xB", head, 16)
        if not passes:
            return Stated(".png", width, height, _most_streamed(width, height))
        return Stated(".png", width, height, _MOST_DEEP if depth > 8 else _MOST_WHOLE)
    if head.startswith(b"\xff\xd8"):
        stream.seek(2)
        return _jpeg(stream)
    if head.startswith(b"BM") and len(head) >= 30:
        width, height = struct.unpack_from("<ii", head, 18)
        return Stated(".bmp", abs(width), abs(height), _most_streamed(width, height))
    if head[:6] in (b"GIF87a", b"GIF89a"):
        width, height = struct.unpack_from("<HH", head, 6)
        return Stated(".gif", width, height, _MOST_WHOLE)
    if head[:4] in (b"II*\0", b"MM\0*"):
        return _tiff(head, stream)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _webp(head)
    return None


def _most_streamed(width: int, height: int) -> int:
    return _MOST_STREAMED if max(abs(width), abs(height)) <= _LONGEST_STREAMED else _MOST_WHOLE


def _webp(head: bytes) -> Stated | None:
    """Source: RFC 9649, 2.7.1 and 3.4; RFC 6386, 9.1."""
    if head[12:16] == b"VP8X":
        width, height = int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    elif head[12:16] == b"VP8L":
        sides = int.from_bytes(head[21:25], "little")
        width, height = (sides & 0x3FFF) + 1, (sides >> 14 & 0x3FFF) + 1
    elif head[12:16] == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", head, 26))
    else:
        return None
    return Stated(".webp", width, height, _MOST_WHOLE)


def _tiff(head: bytes, stream: BinaryIO) -> Stated | None:
    """Source: TIFF 6.0, section 2 and the baseline tags."""
    order = "<" if head[:2] == b"II" else ">"
    stream.seek(struct.unpack_from(f"{order}I", head, 4)[0])
    (count,) = struct.unpack(f"{order}H", stream.read(2))
    entries = stream.read(12 * count)
    found = {}
    for index in range(len(entries) // 12):
        tag, kind, _many = struct.unpack_from(f"{order}HHI", entries, 12 * index)
        # A short stands at the beginning of its four bytes, in either order.
        (found[tag],) = struct.unpack_from(f"{order}{'H' if kind == 3 else 'I'}", entries, 12 * index + 8)
    width, height = found.get(0x100, 0), found.get(0x101, 0)
    if found.get(_ORIENTATION, 1) >= ON_ITS_SIDE:
        width, height = height, width
    return Stated(".tif", width, height, _most_streamed(width, height)) if width and height else None


def is_whole_png(file: Path) -> bool:
    """Whether every part of a PNG is there to the last; none is decoded."""
    size = file.stat().st_size
    with open(file, "rb") as stream:
        stream.seek(8)
        while len(head := stream.read(8)) == 8:
            length, name = struct.unpack(">I4s", head)
            if name == b"IEND":
                return True
            if stream.seek(length + 4, 1) > size:
                break
    return False


def is_whole_webp(file: Path) -> bool:
    """Whether a WebP is as long as its head says. Source: RFC 9649, 2.4."""
    with open(file, "rb") as stream:
        head = stream.read(8)
    return len(head) == 8 and file.stat().st_size >= int.from_bytes(head[4:], "little") + 8


def _jpeg(stream: BinaryIO) -> Stated | None:
    is_turned = False
    for _ in range(_MOST_SEGMENTS):
        marker, kind, length = struct.unpack(">BBH", stream.read(4))
        if marker != 0xFF or length < 2:
            return None
        if kind in _FRAMES:
            height, width = struct.unpack(">xHH", stream.read(5))
            most = _MOST_PASSES if kind in _PROGRESSIVE else _MOST_JPEG
            return Stated(".jpg", height, width, most) if is_turned else Stated(".jpg", width, height, most)
        content = stream.read(length - 2)
        if kind == 0xE1 and content.startswith(b"Exif\0\0"):
            is_turned = orientation_of(content) >= ON_ITS_SIDE
    return None


def moving_webp_size(head: bytes) -> tuple[int, int] | None:
    """Width and height of a moving WebP by its first 30 bytes; None for anything else. Source: RFC 9649, 2.7.1."""
    if len(head) < 30 or head[:4] != b"RIFF" or head[8:16] != b"WEBPVP8X" or not head[20] & 2:
        return None
    return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
