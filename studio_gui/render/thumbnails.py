"""Small pictures of scenes, made off the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from studio_gui.model.project import Project, Scene
from studio_gui.painting import Assets
from studio_gui.render.frames import frame


def thumbnail(project: Project, scene: Scene, *, assets: Assets, width: int, ratio: float = 1.0) -> QImage:
    """The scene's first picture, ``width`` logical pixels wide on a screen of ``ratio`` device pixels each.

    Safe to call from any thread. Very small pictures are drawn at twice the size and reduced, so that thin lines and
    small letters stay even.
    """
    stage = project.stage_size
    wide = max(2, round(width * ratio))
    high = max(2, round(wide * stage[1] / stage[0]))
    picture = frame(project, scene, assets=assets, height=high * 2 if high < 400 else high)
    picture = picture.scaled(
        QSize(wide, high), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    picture.setDevicePixelRatio(ratio)
    return picture
