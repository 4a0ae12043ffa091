"""What kind of picture a file is, is found out from its first bytes, without Qt."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QImageWriter

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
