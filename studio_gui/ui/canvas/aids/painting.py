"""Paints grid, thirds, safe areas and user guides over the stage, in pixels of the viewport."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from studio_gui.files.exporting.cues import cues_of
from studio_gui.model.captions import LINE_WIDTH
from studio_gui.model.geometry import Point
from studio_gui.model.snapping import GRID_PX, SAFE_AREAS
from studio_gui.painting.effects.captions import paint_caption
from studio_gui.speech.markup import plain_text
from studio_gui.speech.reading.pauses import without_pauses
from studio_gui.ui import theme
from studio_gui.ui.canvas.aids.guide_keys import held_guide

if TYPE_CHECKING:
    from studio_gui.ui.canvas.view import CanvasView

SAMPLE = "Captions stand here, on one line\nor on two."
MOST_SAMPLE = 400
"""Characters of a script that are looked at for the sample."""
LEAST_GAP_PX = 7.0
"""Lines of the grid closer than this on the screen are thinned out."""
_HELD_PX = 3
"""How thick a guide is that the arrow keys move."""
MAJOR = 6
"""Every so many squares a line is stronger: 120 px, a sixteenth of the long side."""
_FINE, _STRONG = QColor(60, 80, 140, 46), QColor(60, 80, 140, 96)
_HALO, _INK = QColor(255, 255, 255, 150), QColor(30, 30, 40, 190)


def paint_aids(painter: QPainter, canvas: CanvasView, stage: QRectF) -> None:
    """Paint what is to be seen; ``stage`` is the stage in pixels of the viewport."""
    shown = canvas.aids.shown
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if "grid" in shown:
        _paint_grid(painter, canvas, stage)
    solid = (_thirds(stage) if "thirds" in shown else []) + (_safe(stage) if "safe" in shown else [])
    _paint_lines(painter, stage, solid, dashed=_tall_middle(stage) if "safe" in shown else [])
    if "captions" in shown or canvas.document.project.studio.captions.shown:
        _paint_caption(painter, canvas, stage, is_sample="captions" in shown)
    if "guides" in shown:
        _paint_guides(painter, canvas)


def _paint_caption(painter: QPainter, canvas: CanvasView, stage: QRectF, *, is_sample: bool) -> None:
    """The first words of the scene as its captions will show them; a sample has others where it says nothing."""
    project, scene = canvas.document.project, canvas.document.scene
    width = LINE_WIDTH.get(project.orientation, LINE_WIDTH["landscape"])
    words = _first_words(scene.script_text[:MOST_SAMPLE], width) if scene is not None else ""
    words = words or (SAMPLE if is_sample else "")
    if not words:
        return
    painter.save()
    painter.setClipRect(stage)
    painter.translate(stage.topLeft())
    painter.scale(stage.width() / project.stage_size[0], stage.height() / project.stage_size[1])
    paint_caption(painter, words, project.studio.captions, stage=project.stage_size)
    painter.restore()


@lru_cache(maxsize=16)
def _first_words(script: str, width: int) -> str:
    """What the first caption of a script says; empty where it says nothing."""
    said = without_pauses(plain_text(script))
    cue = next(iter(cues_of(said, (), start_s=0, duration_s=60, line_width=width)), None)
    return cue.text if cue is not None else ""


def _paint_grid(painter: QPainter, canvas: CanvasView, stage: QRectF) -> None:
    step = 1
    while GRID_PX * step * canvas.zoom < LEAST_GAP_PX:
        step *= 2 if step == 1 else 3
    seen = stage.intersected(QRectF(painter.viewport()))
    gap = GRID_PX * canvas.zoom
    thick = 1 / painter.device().devicePixelRatio()
    # As filled rectangles: hundreds of lines drawn with a pen take three times as long.
    for number in _numbers(seen.left() - stage.left(), seen.right() - stage.left(), gap, step):
        x = round(stage.left() + number * gap)
        painter.fillRect(QRectF(x, seen.top(), thick, seen.height()), _FINE if number % MAJOR else _STRONG)
    for number in _numbers(seen.top() - stage.top(), seen.bottom() - stage.top(), gap, step):
        y = round(stage.top() + number * gap)
        painter.fillRect(QRectF(seen.left(), y, seen.width(), thick), _FINE if number % MAJOR else _STRONG)


def _numbers(start: float, end: float, gap: float, step: int) -> range:
    first = math.ceil(start / gap / step) * step
    return range(first, math.floor(end / gap + 1e-6) + 1, step)


def _thirds(stage: QRectF) -> list[QLineF]:
    lines = []
    for share in (1 / 3, 2 / 3):
        x, y = stage.left() + stage.width() * share, stage.top() + stage.height() * share
        lines += [QLineF(x, stage.top(), x, stage.bottom()), QLineF(stage.left(), y, stage.right(), y)]
    return lines


def _safe(stage: QRectF) -> list[QLineF]:
    """The action-safe and title-safe frames."""
    lines = []
    for share in SAFE_AREAS:
        across, down = stage.width() * (1 - share) / 2, stage.height() * (1 - share) / 2
        lines += _sides(stage.adjusted(across, down, -across, -down))
    return lines


def _tall_middle(stage: QRectF) -> list[QLineF]:
    """The sides of what short-video services show of a wide stage."""
    if stage.width() <= stage.height():
        return []
    width = stage.height() * 9 / 16
    left = stage.center().x() - width / 2
    return [QLineF(x, stage.top(), x, stage.bottom()) for x in (left, left + width)]


def _sides(rect: QRectF) -> list[QLineF]:
    corners = [rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()]
    return [QLineF(corners[i], corners[(i + 1) % 4]) for i in range(4)]


def _paint_lines(painter: QPainter, stage: QRectF, solid: list[QLineF], *, dashed: list[QLineF]) -> None:
    """Dark on a light halo, so that they show on any picture; no halo lies over a line, nor beside the stage."""
    if not solid and not dashed:
        return
    painter.save()
    painter.setClipRect(stage)
    painter.setPen(QPen(_HALO, 3))
    painter.drawLines(solid + dashed)
    painter.setPen(QPen(_INK, 1))
    painter.drawLines(solid)
    painter.setPen(QPen(_INK, 1, Qt.PenStyle.DashLine))
    painter.drawLines(dashed)
    painter.restore()


def _paint_guides(painter: QPainter, canvas: CanvasView) -> None:
    studio, port = canvas.document.project.studio, QRectF(painter.viewport())
    color, held = QColor(theme.tokens().accent), held_guide(canvas)
    for index, at in enumerate(studio.guides_x):
        x = round(canvas.camera.to_px(Point(at, 0)).x())
        painter.setPen(QPen(color, _HELD_PX if held == ("x", index) else 1))
        painter.drawLine(QPointF(x, port.top()), QPointF(x, port.bottom()))
    for index, at in enumerate(studio.guides_y):
        y = round(canvas.camera.to_px(Point(0, at)).y())
        painter.setPen(QPen(color, _HELD_PX if held == ("y", index) else 1))
        painter.drawLine(QPointF(port.left(), y), QPointF(port.right(), y))
