"""The painter of shapes: fill, outline and shadow.

The outline is centred on the edge and drawn over the fill, as the service's canvas (fabric.js) does.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from studio_gui.model.clips import ShapeClip
from studio_gui.painting.colors import color
from studio_gui.painting.outlines import outline
from studio_gui.painting.sheet import Sheet


def paint_shape(painter: QPainter, clip: ShapeClip, sheet: Sheet) -> None:
    """The shape in its box."""
    width, height = sheet.width, sheet.height
    if clip.shape_name == "Line_v2":
        height = max(height, float(clip.stroke_width), 1.0)  # a line of no height is still a line
    if width <= 0 or height <= 0:
        return
    path = outline(clip.shape_name, width, height, radius=float(clip.stroke_radius))
    fill = color(clip.fill, "black")
    if fill is not None:
        painter.fillPath(path, fill)
    _stroke(painter, clip, path)


def shape_bounds(clip: ShapeClip, width: float, height: float) -> QRectF:
    """All that is painted, the outline included."""
    extra = max(1.0, float(clip.stroke_width) * 2)
    return QRectF(0, 0, width, max(1.0, height)).adjusted(-extra, -extra, extra, extra)


def _stroke(painter: QPainter, clip: ShapeClip, path: QPainterPath) -> None:
    ink = color(clip.stroke, "black")
    if ink is None or clip.stroke_width <= 0:
        return
    pen = QPen(ink, min(100_000.0, float(clip.stroke_width)))
    rounded = clip.stroke_radius > 0
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin if rounded else Qt.PenJoinStyle.MiterJoin)
    pen.setMiterLimit(4)
    painter.strokePath(path, pen)
