"""Huge pictures are reduced row by row, and look as if they had been decoded whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from studio_gui.painting.media import streamed
from studio_gui.painting.media.pictures import bounded, decode, natural_size
from tests.ui.canvas.habits import bad_files
from tests.ui.render.likeness import ssim

SIZE = (1301, 1003)
FORMS = {
    "png": QImage.Format.Format_RGB32,
    "png with holes": QImage.Format.Format_ARGB32,
    "png in grey": QImage.Format.Format_Grayscale8,
    "png of 16 bits": QImage.Format.Format_RGBX64,
    "png of 16 bits with holes": QImage.Format.Format_RGBA64,
    "png with a palette": QImage.Format.Format_Indexed8,
    "png in black and white": QImage.Format.Format_Mono,
    "tiff": QImage.Format.Format_RGB32,
    "tiff with holes": QImage.Format.Format_ARGB32,
    "tiff in grey": QImage.Format.Format_Grayscale8,
    "tiff with a palette": QImage.Format.Format_Indexed8,
    "bmp": QImage.Format.Format_RGB32,
    "bmp with a palette": QImage.Format.Format_Indexed8,
}


def _sample(form: QImage.Format, *, has_holes: bool) -> QImage:
    """A gradient with letters and lines on it, and holes that are seen half through."""
    image = QImage(*SIZE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent if has_holes else Qt.GlobalColor.white)
    gradient = QLinearGradient(0, 0, *SIZE)
    for at, color in ((0, "#103080"), (0.5, "#f0c020"), (1, "#a01040")):
        gradient.setColorAt(at, color)
    with QPainter(image) as painter:
        painter.fillRect(100, 60, 1000, 900, gradient)
        painter.setPen(QColor("white"))
        font = painter.font()
        font.setPixelSize(160)
        painter.setFont(font)
        painter.drawText(150, 400, "Sharp letters")
        for x in range(100, 1200, 37):
            painter.drawLine(x, 500, 1300 - x, 1000)
        if has_holes:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
            painter.fillRect(300, 450, 500, 300, QColor(0, 0, 0, 100))
    return image.convertToFormat(form)


def _pixels(image: QImage) -> np.ndarray:
    flat = image.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)
    return np.frombuffer(flat.constBits(), np.uint8).reshape(flat.height(), flat.width(), 4).astype(np.int16)


@pytest.mark.parametrize("form", FORMS)
def test_it_looks_like_the_whole_picture_scaled_smoothly(qapp: object, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"sample.{form.split()[0]}"
    assert _sample(FORMS[form], has_holes="holes" in form).save(str(path))
    whole = decode(path)
    assert whole is not None
    for size in ((SIZE[0] >> 1, SIZE[1] >> 1), (SIZE[0] >> 3, SIZE[1] >> 3)):
        small = streamed.reduced(path, size)
        assert small is not None
        assert (small.width(), small.height()) == size
        assert small.hasAlphaChannel() == whole.hasAlphaChannel()
        smooth = whole.scaled(*size, mode=Qt.TransformationMode.SmoothTransformation)
        one, other = _pixels(small), _pixels(smooth)
        assert ssim(one[..., :3].astype(np.uint8), other[..., :3].astype(np.uint8)) > 0.99
        assert np.abs(one - other).mean() < 1


QUARTERS = {1: "rrrb", 2: "rrbr", 3: "brrr", 4: "rbrr", 5: "rrrb", 6: "rrbr", 7: "brrr", 8: "rbrr"}
"""Red and blue as they lie once a picture is upright, from top left to bottom right."""


@pytest.mark.parametrize("orientation", QUARTERS)
def test_a_huge_picture_held_sideways_stands_upright(qapp: object, tmp_path: Path, orientation: int) -> None:
    path = bad_files.marked_tiff(tmp_path / "held.tif", (8000, 4800), orientation=orientation)
    small = decode(path, 5)
    assert small is not None
    assert (small.width(), small.height()) == ((250, 150) if orientation < 5 else (150, 250))
    size = natural_size(path)
    assert size == ((8000, 4800) if orientation < 5 else (4800, 8000))
    spots = [(int(x * small.width()), int(y * small.height())) for y in (0.25, 0.75) for x in (0.25, 0.75)]
    assert "".join("r" if small.pixelColor(*at).red() > 128 else "b" for at in spots) == QUARTERS[orientation]


def test_what_is_broken_or_comes_in_passes_is_not_read(tmp_path: Path) -> None:
    assert streamed.reduced(bad_files.marked_png(tmp_path / "passes.png", (64, 64), passes=1), (8, 8)) is None
    whole = bad_files.marked_png(tmp_path / "whole.png", (640, 640))
    cut = tmp_path / "cut.png"
    cut.write_bytes(whole.read_bytes()[:120])
    assert streamed.reduced(cut, (8, 8)) is None
    (tmp_path / "rubbish.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert streamed.reduced(tmp_path / "rubbish.png", (8, 8)) is None


def test_what_went_away_since_its_head_was_read_is_a_picture_that_cannot_be_read(tmp_path: Path) -> None:
    path = bad_files.marked_png(tmp_path / "huge.png", (8000, 4800))
    assert natural_size(path) == (8000, 4800)
    path.unlink()
    assert streamed.reduced(path, (250, 150)) is None
    path.mkdir()
    assert streamed.reduced(path, (250, 150)) is None


def test_the_library_complains_of_nothing_when_the_program_ends(tmp_path: Path) -> None:
    """OpenImageIO writes errors that nobody asked for to the console."""
    path = bad_files.marked_tiff(tmp_path / "cut.tif", (640, 640))
    content = path.read_bytes()
    path.write_bytes(content[:8] + bytes(60) + content[68:])
    (tmp_path / "rubbish.bmp").write_bytes(b"BM" + bytes(100))
    code = (
        "import sys\nfrom pathlib import Path\nfrom studio_gui.painting.media.streamed import reduced\n"
        "assert reduced(Path(sys.argv[1]), (8, 8)) is None\nassert reduced(Path(sys.argv[2]), (8, 8)) is None\n"
    )
    files = [str(path), str(tmp_path / "rubbish.bmp")]
    answer = subprocess.run(
        [sys.executable, "-c", code, *files], capture_output=True, text=True, timeout=60, check=True
    )
    assert answer.stdout == ""
    assert "pending" not in answer.stderr


def test_of_a_huge_picture_no_more_is_made_than_can_be_seen() -> None:
    assert bounded((8000, 8000), (20_000, 20_000), vector=False) == (5000, 5000)
    assert bounded((960, 960), (20_000, 20_000), vector=False) == (960, 960)
    assert bounded((8000, 8000), (8000, 4000), vector=False) == (8000, 4000)
