"""Pictures that make trouble before anybody sees them: too large for memory, held sideways, endless drawings."""

from __future__ import annotations

import gzip
import struct
import zlib
from pathlib import Path

import pytest

from studio_gui.base.errors import MediaError
from studio_gui.base.exif import noted_in, orientation_of
from studio_gui.files.probing import probe
from tests.ui.canvas.habits import bad_files

_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="20">'


def _bmp(path: Path, side: int) -> Path:
    head = (
        b"BM"
        + struct.pack("<IHHI", 54, 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, side, -side, 1, 24, 0, 0, 0, 0, 0, 0)
    )
    path.write_bytes(head)
    return path


def _webp(path: Path, kind: str) -> Path:
    """The head of a WebP of 16,383 × 16,383, the most there is."""
    head = {
        "lossy": b"VP8 " + bytes(7) + b"\x9d\x01\x2a" + struct.pack("<HH", 0xFFFF, 0x3FFF),
        "lossless": b"VP8L" + bytes(4) + b"\x2f" + struct.pack("<I", 16_382 | 16_382 << 14),
        "both": b"VP8X" + bytes(8) + (16_382).to_bytes(3, "little") * 2,
    }[kind]
    path.write_bytes(b"RIFF" + bytes(4) + b"WEBP" + head + bytes(40))
    return path


def _tiff(path: Path, size: tuple[int, int], *, order: str, orientation: int = 1) -> Path:
    entries = [(0x100, 3 if size[0] < 1 << 16 else 4, size[0]), (0x101, 4, size[1]), (0x112, 3, orientation)]
    body = struct.pack(f"{order}H", len(entries))
    for tag, kind, value in entries:
        body += struct.pack(f"{order}HHI", tag, kind, 1)
        body += struct.pack(f"{order}HH", value, 0) if kind == 3 else struct.pack(f"{order}I", value)
    path.write_bytes((b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8) + body + b"\0" * 8)
    return path


def _progressive(path: Path, size: tuple[int, int]) -> Path:
    bad_files.flat_jpeg(path, size, planes=3)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"\xff\xc0", b"\xff\xc2", 1))
    return path


def _exif(orientation: int) -> bytes:
    return b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def test_pictures_too_large_for_memory_are_refused_by_their_heads_in_words(tmp_path: Path) -> None:
    """None of these files holds its pixels: whoever decoded them would find nothing, or take gigabytes."""
    huge = [
        bad_files.marked_png(tmp_path / "passes.png", (20_000, 20_000), passes=1),
        bad_files.png(tmp_path / "endless.png", (2_000_000_000, 1), row=b""),
        _bmp(tmp_path / "endless.bmp", 2_000_000_000),
        _tiff(tmp_path / "little.tif", (2_000_000, 200), order="<"),
        _tiff(tmp_path / "big.tif", (200, 2_000_000), order=">"),
        _progressive(tmp_path / "passes.jpg", (20_000, 20_000)),
        *(_webp(tmp_path / f"{kind}.webp", kind) for kind in ("lossy", "lossless", "both")),
    ]
    for file in huge:
        with pytest.raises(MediaError) as caught:
            probe(file)
        assert file.name in caught.value.message
        assert "too large" in caught.value.message
        assert "million pixels" in caught.value.hint


def test_pictures_that_are_read_row_by_row_may_be_huge(tmp_path: Path) -> None:
    huge = [
        bad_files.marked_png(tmp_path / "rgb.png", (20_000, 20_000)),
        bad_files.png(tmp_path / "deep.png", (20_000, 20_000), row=b"\x80" * 40_000, depth=16, kind=0),
        _bmp(tmp_path / "huge.bmp", 20_000),
        _tiff(tmp_path / "little.tif", (20_000, 20_000), order="<"),
        _tiff(tmp_path / "big.tif", (20_000, 20_000), order=">"),
    ]
    for file in huge:
        assert (probe(file).width, probe(file).height) == (20_000, 20_000)


def test_a_large_picture_is_known_by_its_head_alone(tmp_path: Path) -> None:
    row = b"\x80\x40\x20" * 8000
    whole = bad_files.png(tmp_path / "whole.png", (8000, 8000), row=row)
    assert (probe(whole).width, probe(whole).height) == (8000, 8000)
    tall = _tiff(tmp_path / "tall.tif", (10_000, 9_000), order=">", orientation=6)
    assert (probe(tall).width, probe(tall).height) == (9_000, 10_000)
    cut = tmp_path / "cut.png"
    cut.write_bytes(whole.read_bytes()[:-200])
    with pytest.raises(MediaError) as caught:
        probe(cut)
    assert "its end is missing" in caught.value.message


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("order", ["<", ">"])
def test_how_a_camera_was_held_is_read_in_both_orders(orientation: int, order: str) -> None:
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    exif = head + struct.pack(f"{order}HHHIHH", 1, 0x0112, 3, 1, orientation, 0)
    assert orientation_of(exif) == orientation
    assert orientation_of(b"Exif\0\0" + exif) == orientation


@pytest.mark.parametrize("exif", [b"", b"II", b"II*\0\xff\xff\xff\xff", b"II*\0\x08\0\0\0\xff\xff", _exif(0), _exif(9)])
def test_what_makes_no_sense_is_upright(tmp_path: Path, exif: bytes) -> None:
    assert orientation_of(exif) == 1
    path = tmp_path / "broken.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 0xFFFFFFF0) + b"eXIf" + exif)
    assert noted_in(path) == 1
    assert noted_in(tmp_path / "nothing.png") == 1


def _endless(way: str) -> str:
    doubled = "".join(
        f'<g id="a{n}"><use xlink:href="#a{n - 1}"/><use xlink:href="#a{n - 1}"/></g>' for n in range(1, 30)
    )
    patterns = "".join(
        f'<pattern id="a{n}"><rect fill="url(#a{n - 1})"/><rect style="fill:url(\'#a{n - 1}\')"/></pattern>'
        for n in range(1, 30)
    )
    return {
        "doubled": f'<g id="a0"><rect/></g>{doubled}<use xlink:href="#a29"/>',
        "patterns": f'<pattern id="a0"><rect/></pattern>{patterns}<rect fill="url(#a29)"/>',
        "itself": '<g id="x"><use href="#x"/></g>',
        "each other": '<g id="x"><use href="#y"/></g><g id="y"><use href="#x"/></g>',
        "many": "<g/>" * 400_001,
    }[way]


@pytest.mark.parametrize("way", ["doubled", "patterns", "itself", "each other", "many"])
def test_a_drawing_without_an_end_is_refused_in_words(tmp_path: Path, way: str) -> None:
    file = tmp_path / "endless.svg"
    file.write_text(f"{_HEAD}{_endless(way)}</svg>", encoding="utf-8")
    with pytest.raises(MediaError) as caught:
        probe(file)
    assert "more parts than can be drawn" in caught.value.message


def test_a_drawing_that_repeats_some_parts_is_fine(tmp_path: Path) -> None:
    file = tmp_path / "tiles.svg"
    tiles = '<g id="tile"><rect width="4" height="4"/></g>' + '<use href="#tile" x="4"/>' * 500 + '<use href="#gone"/>'
    file.write_text(f"{_HEAD}{tiles}</svg>", encoding="utf-8")
    assert (probe(file).width, probe(file).height) == (40, 20)


@pytest.mark.parametrize("form", ["utf-16", "packed", "utf-8-sig"])
def test_drawings_in_other_writings_and_packed_ones_are_known(tmp_path: Path, form: str) -> None:
    file = tmp_path / "drawing.svg"
    text = f"{_HEAD}<rect width='40' height='20'/></svg>"
    file.write_bytes(gzip.compress(text.encode()) if form == "packed" else text.encode(form))
    facts = probe(file)
    assert (facts.suffix, facts.width, facts.height) == (".svg", 40, 20)


def test_a_packed_bomb_and_packed_rubbish_are_refused_in_words(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = (
        packer.compress(_HEAD.encode())
        + b"".join(packer.compress(b" " * 1_000_000) for _ in range(300))
        + packer.flush()
    )
    for name, content in {
        "bomb.svg": bomb,
        "rubbish.svg": gzip.compress(b"no drawing at all"),
        "cut.svg": bomb[:30],
    }.items():
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(MediaError) as caught:
            probe(file)
        assert name in caught.value.message
