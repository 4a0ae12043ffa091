"""What a canvas shows, how its clips lie, and how far two pictures differ; and many clips to be put on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from studio_gui.model import edits
from studio_gui.model.clips import Clip
from studio_gui.model.project import Project
from studio_gui.ui.canvas import CanvasView
from studio_gui.ui.document import Document

COLORS = ("rgb(230,30,30)", "rgb(30,160,60)", "rgb(40,60,220)", "rgb(240,200,20)")


def put(document: Document, clips: Sequence[Clip], *, over: bool) -> None:
    """Put clips on the current scene, ``over`` what is there or instead of it."""

    def edit(project: Project) -> Project:
        scene = project.scene(document.scene_id)
        there = scene.clips if over else ()
        return edits.clips.replace_scene(project, scene.changed(clips=(*there, *clips)))

    document.apply("Put", edit)


def painted(canvas: CanvasView) -> QImage:
    """What the canvas paints now."""
    return canvas.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def on_screen(canvas: CanvasView) -> QImage:
    """What stands on the screen in the place of the canvas, painted bit by bit."""
    window, port = canvas.window(), canvas.viewport()
    image = window.screen().grabWindow(window.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)
    return image.copy(QRect(port.mapTo(window, QPoint()), port.size()))


def drawn_anew(canvas: CanvasView) -> QImage:
    """What the canvas paints once every picture of it was drawn anew; what was painted before stays as it is."""
    shown = canvas.shown
    shown._stale.update(shown._shown)
    shown._due = dict.fromkeys(shown._stale)
    shown._draw()
    shown.finish()
    return painted(canvas)


def item_by_item(canvas: CanvasView) -> QImage:
    """The items as Qt paints them, one by one."""
    image = QImage(canvas.viewport().size(), QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        canvas.drawBackground(painter, QRectF(image.rect()))
        seen = canvas.camera.visible
        source = QRectF(seen.left, seen.top, seen.width, seen.height)
        canvas.shown.render(painter, QRectF(image.rect()), source, Qt.AspectRatioMode.IgnoreAspectRatio)
        painter.resetTransform()
        canvas.drawForeground(painter, QRectF(image.rect()))
    return image


def differing(a: QImage, b: QImage, *, by: int = 24) -> float:
    """The share of pixels that differ clearly: in one colour by more than so many levels."""
    assert a.size() == b.size()
    return float((np.abs(levels(a) - levels(b)).max(axis=2) > by).mean())


def levels(image: QImage) -> np.ndarray:
    """The blue, green and red of each pixel, row by row, as numbers that may be subtracted."""
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return rows[:, : image.width(), :3].astype(np.int16)
