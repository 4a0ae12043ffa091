"""Drawing clips onto a picture in tests, and reading its pixels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, QPainter

from studio_gui.model.clips import Clip
from studio_gui.model.new import new_scene
from studio_gui.model.project import Scene
from studio_gui.painting import Assets, paint_scene

STAGE = (1920, 1080)


def scene_of(*clips: Clip, color: str = "white") -> Scene:
    """A scene with the clips from back to front."""
    layered = tuple(clip.changed(layer=layer) for layer, clip in enumerate(clips, 1))
    return new_scene(color=color).changed(clips=layered)


def drawn(*clips: Clip, height: int = 1080, folder: Path | None = None, color: str = "white") -> NDArray[np.uint8]:
    """Red, green and blue of the stage with these clips, shape (height, width, 3)."""
    image = QImage(round(STAGE[0] * height / STAGE[1]), height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(image.width() / STAGE[0], image.height() / STAGE[1])
    assets = Assets(folder)
    paint_scene(painter, scene_of(*clips, color=color), stage=STAGE, assets=assets)
    painter.end()
    assets.close()
    return rgb_of(image)


def rgb_of(image: QImage) -> NDArray[np.uint8]:
    """The pixels of a 32-bit image as (height, width, 3), a copy."""
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4)[:, :, 2::-1].copy()


def quadrants(folder: Path, name: str = "media/four.png") -> str:
    """A 40 × 20 picture: red, green above, blue, black below; gives its reference."""
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for x, y, color in ((0, 0, "red"), (20, 0, "lime"), (0, 10, "blue"), (20, 10, "black")):
        painter.fillRect(x, y, 20, 10, QColor(color))
    painter.end()
    (folder / name).parent.mkdir(exist_ok=True)
    assert image.save(str(folder / name))
    return name
