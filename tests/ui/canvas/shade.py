"""A picture whose every place looks different, so that one that is turned, moved or scaled wrongly is seen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter


def shaded_picture(folder: Path, side: int) -> str:
    """A square of ``side`` pixels among a project's media, by its reference."""
    (folder / "media").mkdir(exist_ok=True)
    image = QImage(side, side, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        shade = QLinearGradient(0, 0, side, side)
        shade.setColorAt(0, QColor("#7030a0"))
        shade.setColorAt(1, QColor("#f0c040"))
        painter.fillRect(image.rect(), shade)
    assert image.save(str(folder / "media" / "shade.png"))
    return "media/shade.png"
