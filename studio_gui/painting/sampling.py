"""A few pixels of a scene as they are in the finished picture, whatever the zoom of the window."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from studio_gui.model.clips import Clip, TextClip
from studio_gui.model.geometry import Point, box_of
from studio_gui.model.project import Scene
from studio_gui.painting.assets import Assets
from studio_gui.painting.background import paint_background
from studio_gui.painting.scene import HINTS, paint_clip

_REACH_PX = 80
"""Outlines and shadows go so far beyond a box at most, but for those that are scaled up."""


def sample(scene: Scene, *, stage: tuple[int, int], assets: Assets, at: Point, side: int) -> QImage:
    """The ``side`` × ``side`` pixels about a scene point; the one that holds it is in the middle (``side`` is odd).

    Pixels beyond the stage are transparent.
    """
    left, top = math.floor(at.x) - side // 2, math.floor(at.y) - side // 2
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    spot = QRectF(left, top, side, side)
    with QPainter(image) as painter:
        painter.setRenderHints(HINTS)
        painter.translate(-left, -top)
        painter.setClipRect(QRectF(0, 0, *stage))
        paint_background(painter, scene.background, stage=stage, assets=assets)
        for clip in scene.stacked():
            if clip.is_drawn and _may_reach(clip, spot):
                paint_clip(painter, clip, assets=assets)
    return image


def _may_reach(clip: Clip, spot: QRectF) -> bool:
    """Whether a clip can have anything in a place; a text may run far over the foot of its box."""
    reach = _REACH_PX * max(1.0, abs(clip.scale_x), abs(clip.scale_y))
    bounds = box_of(clip).bounds()
    grown = QRectF(bounds.left, bounds.top, bounds.width, bounds.height).adjusted(-reach, -reach, reach, reach)
    return isinstance(clip, TextClip) or grown.intersects(spot)
