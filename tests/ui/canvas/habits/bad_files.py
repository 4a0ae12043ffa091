"""Files that make trouble, written by hand so that no library tidies them."""

from __future__ import annotations

import struct
import zlib
from itertools import pairwise
from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{0}" height="{1}">{2}</svg>'


def png(path: Path, size: tuple[int, int], *, row: bytes, depth: int = 8, kind: int = 2) -> Path:
    """A PNG all of whose rows are ``row``, written row by row so that a huge one costs nothing."""
    return _png(path, size, [(size[1], row)], depth=depth, kind=kind)


def marked_png(path: Path, size: tuple[int, int], *, passes: int = 0) -> Path:
    """A PNG of any size in red, whose right lower quarter is blue; ``passes`` says that it is interlaced (it is not)."""
    top, left = size[1] // 2, size[0] // 2
    below = b"\xff\0\0" * left + b"\0\0\xff" * (size[0] - left)
    rows = [(top, b"\xff\0\0" * size[0]), (size[1] - top, below)]
    return _png(path, size, rows, passes=passes)


def black_bmp(path: Path, side: int) -> Path:
    """A square BMP whose pixels take no room on the disk: a hole in the file."""
    head = struct.pack("<IiiHHIIiiII", 40, side, side, 1, 24, 0, 0, 0, 0, 0, 0)
    total = 54 + side * ((side * 3 + 3) // 4 * 4)
    with open(path, "wb") as stream:
        stream.write(b"BM" + struct.pack("<IHHI", total & 0xFFFFFFFF, 0, 0, 54) + head)
        stream.truncate(total)
    return path


def marked_tiff(path: Path, size: tuple[int, int], *, orientation: int = 1) -> Path:
    """A TIFF of any size in red, whose right lower quarter is blue, in packed strips of 16 rows."""
    top, left = size[1] // 2, size[0] // 2
    red, both = b"\xff\0\0" * size[0], b"\xff\0\0" * left + b"\0\0\xff" * (size[0] - left)
    packed = {row: zlib.compress(row * 16, 9) for row in (red, both)}
    at, places, parts = 8, [], []
    for first in range(0, size[1], 16):
        row = red if first < top else both
        part = packed[row] if first + 16 <= size[1] else zlib.compress(row * (size[1] - first), 9)
        places.append((at, len(part)))
        parts.append(part)
        at += len(part)
    count = len(places)
    entries = [
        (0x100, 4, 1, size[0]), (0x101, 4, 1, size[1]), (0x102, 3, 3, at), (0x103, 3, 1, 8), (0x106, 3, 1, 2),
        (0x111, 4, count, at + 6), (0x112, 3, 1, orientation), (0x115, 3, 1, 3), (0x116, 4, 1, 16),
        (0x117, 4, count, at + 6 + 4 * count),
    ]  # fmt: skip
    tables = struct.pack("<3H", 8, 8, 8) + b"".join(
        struct.pack(f"<{count}I", *column) for column in zip(*places, strict=True)
    )
    head = b"II*\0" + struct.pack("<I", at + len(tables))
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    path.write_bytes(head + b"".join(parts) + tables + struct.pack("<H", len(entries)) + body + b"\0" * 4)
    return path


def _png(
    path: Path, size: tuple[int, int], rows: list[tuple[int, bytes]], *, depth: int = 8, kind: int = 2, passes: int = 0
) -> Path:
    head = struct.pack(">IIBBBBB", *size, depth, kind, 0, 0, passes)
    chunks = [(b"IHDR", head), (b"IDAT", _packed(rows)), (b"IEND", b"")]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks))
    return path


def _packed(rows: list[tuple[int, bytes]]) -> bytes:
    """Rows of a PNG, each so many times, as zlib packs them; packing a gigabyte of them one by one takes seconds.

    What comes after a full flush needs nothing of what came before, so it may stand there again and again.
    """
    parts, check = [b"\x78\xda"], zlib.adler32(b"")
    for count, row in rows:
        many = min(count, 64)
        for alike, times in ((many, count // many), (count % many, 1)):
            lines = (b"\0" + row) * alike
            packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
            parts += [packer.compress(lines) + packer.flush(zlib.Z_FULL_FLUSH)] * times
            for _ in range(times):
                check = zlib.adler32(lines, check)
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    return b"".join(parts) + packer.flush() + struct.pack(">I", check)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def flat_jpeg(path: Path, size: tuple[int, int], *, planes: int = 1, orientation: int = 0) -> Path:
    """A JPEG in one colour of any size and few bytes: every block has the code “as before” and “nothing more”.

    With four planes it is CMYK, as presses like it.
    """
    blocks = -(-size[0] // 8) * -(-size[1] // 8) * planes
    parts = [b"\xff\xd8"]
    if orientation:
        exif = b"Exif\0\0II*\0" + struct.pack("<IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
        parts.append(_segment(0xE1, exif))
    components = b"".join(bytes([number, 0x11, 0]) for number in range(1, planes + 1))
    if planes == 4:
        parts.append(_segment(0xEE, b"Adobe\0\x64\0\0\0\0\0"))
    parts += [
        _segment(0xDB, b"\0" + bytes([1] * 64)),
        _segment(0xC0, struct.pack(">BHHB", 8, size[1], size[0], planes) + components),
        _segment(0xC4, bytes([0x00, 1, 1, *[0] * 14, 0, 11])),
        _segment(0xC4, bytes([0x10, 1, *[0] * 15, 0])),
        _segment(0xDA, bytes([planes]) + b"".join(bytes([n, 0]) for n in range(1, planes + 1)) + bytes([0, 63, 0])),
        b"\0" * (-(-blocks * 2 // 8)),
        b"\xff\xd9",
    ]
    path.write_bytes(b"".join(parts))
    return path


def quarters(path: Path, *, orientation: int) -> Path:
    """A picture of 400 × 200 in red, green, blue and yellow, with a note of how the camera was held."""
    from PySide6.QtGui import QColor, QImage, QPainter

    image = QImage(400, 200, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        for number, color in enumerate(("#ff0000", "#00ff00", "#0000ff", "#ffff00")):
            painter.fillRect(number % 2 * 200, number // 2 * 100, 200, 100, QColor(color))
    assert image.save(str(path), quality=98)
    content, exif = path.read_bytes(), b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    if path.suffix == ".jpg":
        content = content[:2] + _segment(0xE1, b"Exif\0\0" + exif) + content[2:]
    elif path.suffix == ".png":
        content = content[:33] + _chunk(b"eXIf", exif) + content[33:]
    else:
        head = bytes([8, 0, 0, 0]) + (399).to_bytes(3, "little") + (199).to_bytes(3, "little")
        body = (
            b"WEBPVP8X"
            + struct.pack("<I", len(head))
            + head
            + content[12:]
            + b"EXIF"
            + struct.pack("<I", len(exif))
            + exif
        )
        content = b"RIFF" + struct.pack("<I", len(body)) + body
    path.write_bytes(content)
    return path


def _segment(kind: int, content: bytes) -> bytes:
    return b"\xff" + bytes([kind]) + struct.pack(">H", len(content) + 2) + content


def moving_gif(path: Path) -> Path:
    """A GIF of 16 × 16 whose first picture is red and whose second is blue."""
    head = b"GIF89a" + struct.pack("<HHBBB", 16, 16, 0x80, 0, 0) + b"\xff\0\0\0\0\xff"
    again = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
    path.write_bytes(head + again + _gif_frame(0) + _gif_frame(1) + b";")
    return path


def _gif_frame(color: int) -> bytes:
    control = b"\x21\xf9\x04\0\x0a\0\0\0"
    bits = "".join(f"{code:03b}"[::-1] for code in [4, *[part for _ in range(128) for part in (color, color, 4)], 5])
    packed = bytes(int(bits[at : at + 8][::-1].zfill(8), 2) for at in range(0, len(bits), 8))
    blocks = b"".join(bytes([len(packed[at : at + 255])]) + packed[at : at + 255] for at in range(0, len(packed), 255))
    return control + b"," + struct.pack("<HHHHB", 0, 0, 16, 16, 0) + b"\x02" + blocks + b"\0"


def entity_bomb(path: Path) -> Path:
    """An SVG of a kilobyte that would be three gigabytes of text."""
    names = "abcdefghij"
    grown = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in pairwise(names))
    head = f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaa">{grown}]>'
    path.write_text(head + SVG.format(40, 20, "<text>&j;</text>"), encoding="utf-8")
    return path
