"""What kind of picture a file is, is found out from its first bytes, without Qt."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QImageWriter

from studio_gui.painting import Assets
from studio_gui.painting.media import pictures
from studio_gui.painting.media.formats import format_of, image_in
from tests.ui.canvas.habits.bad_files import SVG

COMMON = {"png": b"png", "jpg": b"jpeg", "webp": b"webp", "bmp": b"bmp", "tif": b"tiff"}
"""The kinds that Qt writes of those that are taken in, by suffix."""
_GIF = b"GIF89a\x01\0\x01\0\x80\0\0\xff\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"


def _image() -> QImage:
    image = QImage(48, 32, QImage.Format.Format_RGB32)
    image.fill(0xFF2040)
    return image


@pytest.mark.parametrize("suffix", COMMON)
def test_the_content_tells_whatever_the_name_says(tmp_path: Path, suffix: str) -> None:
    path, misnamed = tmp_path / f"picture.{suffix}", tmp_path / "picture.ico"
    assert _image().save(str(path))
    misnamed.write_bytes(path.read_bytes())
    for file in (path, misnamed):
        assert format_of(file) == COMMON[suffix]
        assert pictures.natural_size(file) == (48, 32)
        assert pictures.decode(file).size().toTuple() == (48, 32)
    assert image_in(path.read_bytes()).size().toTuple() == (48, 32)


def test_a_gif_is_known_too(tmp_path: Path) -> None:
    path = tmp_path / "dot.png"
    path.write_bytes(_GIF)
    assert (format_of(path), pictures.natural_size(path)) == (b"gif", (1, 1))
    assert image_in(_GIF).size().toTuple() == (1, 1)


def test_what_else_qt_writes_is_read_by_its_name(tmp_path: Path) -> None:
    forms = {bytes(form.data()).decode() for form in QImageWriter.supportedImageFormats()}
    for form in forms - {"icns"}:  # of what it writes as such it complains itself
        path = tmp_path / f"picture.{form}"
        assert _image().save(str(path)), form
        assert pictures.natural_size(path) == (48, 32), form
        assert not pictures.decode(path).isNull(), form


def test_what_is_no_bitmap_has_no_format_and_no_size(tmp_path: Path) -> None:
    drawing, words = SVG.format(4, 4, "").encode(), b"no picture at all"
    for content in (drawing, words, b"", b"RIFF\0\0\0\0WAVEfmt "):
        path = tmp_path / "picture.png"
        path.write_bytes(content)
        assert (format_of(path), pictures.natural_size(path), pictures.decode(path)) == (b"", None, None)
        assert image_in(content).isNull()
    assert format_of(tmp_path / "missing.png") == b""


@pytest.mark.parametrize("sides", ["1 0.3", "0.4 0.2", "1000 300"])
def test_a_drawing_in_units_larger_than_itself_is_drawn(tmp_path: Path, sides: str) -> None:
    """Its size was rounded to nothing."""
    path = tmp_path / "a.svg"
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="30" viewBox="0 0 {sides}">'
        '<rect width="1000" height="1000" fill="#00ff00"/></svg>'
    )
    assert pictures.natural_size(path) is not None
    (tmp_path / "media").mkdir()
    path.rename(tmp_path / "media" / "a.svg")
    image = Assets(tmp_path).image("media/a.svg", size=(100, 30))
    assert image is not None
    assert image.size().toTuple() == (100, 30)
    assert image.pixelColor(50, 15).name() == "#00ff00"


def _tiff_of_jpeg(path: Path, part: Path, *, held: int = 1, is_grey: bool = False) -> None:
    """A TIFF of one strip, which is a JPEG of red and blue halves, its upper left black. Source: TIFF technical note 2."""
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(0xFFFF0000)
    for x in range(32, 64):
        for y in range(48):
            image.setPixel(x, y, 0xFF0000FF)
    for x in range(16):
        for y in range(16):
            image.setPixel(x, y, 0xFF000000)
    if is_grey:
        image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    assert image.save(str(part), "JPG", 60)  # type: ignore[call-overload]
    strip = part.read_bytes()
    entries = [
        (0x100, 3, 1, 64), (0x101, 3, 1, 48), (0x102, 3, 3, 8), (0x103, 3, 1, 7), (0x106, 3, 1, 6), (0x111, 4, 1, 14),
        (0x112, 3, 1, held), (0x115, 3, 1, 3), (0x116, 3, 1, 48), (0x117, 4, 1, len(strip)), (0x212, 3, 2, 2 | 2 << 16),
    ]  # fmt: skip
    if is_grey:
        entries = [*entries[:2], (0x102, 3, 1, 8), (0x103, 3, 1, 7), (0x106, 3, 1, 1), *entries[5:-1]]
        entries[7] = (0x115, 3, 1, 1)
    strip += bytes(len(strip) % 2)
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    head = b"II*\0" + struct.pack("<I3H", 14 + len(strip), 8, 8, 8)
    path.write_bytes(head + strip + struct.pack("<H", len(entries)) + body + bytes(4))


@pytest.mark.parametrize("size", [(64, 48), (32, 24), (8, 6)])
def test_a_tiff_that_is_packed_as_a_jpeg_is_drawn(tmp_path: Path, size: tuple[int, int]) -> None:
    """Scanners and Photoshop write them; Qt's reader does not unpack them."""
    (tmp_path / "media").mkdir()
    _tiff_of_jpeg(tmp_path / "media" / "a.tif", tmp_path / "part.jpg")
    image = Assets(tmp_path).image("media/a.tif", size=size)
    assert image is not None
    assert image.size().toTuple() == size
    assert image.pixelColor(0, size[1] - 1).red() > 200
    assert image.pixelColor(size[0] - 1, 0).blue() > 200


@pytest.mark.parametrize("halved", [0, 1])
@pytest.mark.parametrize(
    ("held", "seen"),
    [(1, "kbrb"), (2, "bkbr"), (3, "brbk"), (4, "rbkb"), (5, "krbb"), (6, "rkbb"), (7, "bbrk"), (8, "bbkr")],
)
def test_a_tiff_that_is_packed_as_a_jpeg_is_upright(tmp_path: Path, held: int, seen: str, halved: int) -> None:
    """Those of a scanner whose pages lie on their side were stand-ins."""
    path = tmp_path / "a.tif"
    _tiff_of_jpeg(path, tmp_path / "part.jpg", held=held)
    image = pictures.decode(path, halved)
    assert image is not None
    width, height = image.size().toTuple()
    assert (width << halved, height << halved) == pictures.natural_size(path) == ((64, 48), (48, 64))[held >= 5]
    corners = [(0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)]
    colors = [image.pixelColor(*corner) for corner in corners]
    assert "".join("r" if one.red() > 150 else "b" if one.blue() > 150 else "k" for one in colors) == seen


@pytest.mark.parametrize(("held", "seen"), [(1, "kwww"), (2, "wkww"), (3, "wwwk"), (6, "wkww"), (8, "wwkw")])
def test_a_grey_tiff_that_is_packed_as_a_jpeg_is_upright(tmp_path: Path, held: int, seen: str) -> None:
    path = tmp_path / "a.tif"
    _tiff_of_jpeg(path, tmp_path / "part.jpg", held=held, is_grey=True)
    image = pictures.decode(path)
    assert image is not None
    width, height = image.size().toTuple()
    corners = [(0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)]
    assert "".join("w" if image.pixelColor(*corner).red() > 20 else "k" for corner in corners) == seen


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ("", ".##."), ("xMidYMid meet", ".##."), ("xMinYMin", "##.."), ("xMaxYMax meet", "..##"), ("none", "####"),
        ("xMidYMid slice", "####"),
    ],
)  # fmt: skip
def test_a_drawing_of_another_shape_than_its_sides_is_not_stretched(tmp_path: Path, asked: str, seen: str) -> None:
    """As browsers and the service draw it: an icon of 512 × 1024 units at 24 × 24 pixels, and one that lies."""
    (tmp_path / "media").mkdir()
    for name, box in (("tall", "-10 -20 512 1024"), ("wide", "0 0 100 50")):
        (tmp_path / "media" / f"{name}.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="24mm" height="24mm" viewBox="{box}"'
            f' preserveAspectRatio="{asked}"><rect x="{box.split()[0]}" y="{box.split()[1]}" width="{box.split()[2]}"'
            f' height="{box.split()[3]}" fill="#00ff00"/></svg>'
        )
    assets = Assets(tmp_path)
    for name in ("tall", "wide"):
        image = assets.image(f"media/{name}.svg", size=(80, 80))
        assert image is not None
        places = [(at, 40) if name == "tall" else (40, at) for at in (10, 30, 50, 70)]
        assert "".join("#" if image.pixelColor(*place).green() == 255 else "." for place in places) == seen
        size = assets.natural_size(f"media/{name}.svg")
        assert size is not None
        assert asked == "none" or size[0] == size[1]
