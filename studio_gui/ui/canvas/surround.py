"""The neutral ground around the stage, and the stage's soft shadow on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from studio_gui.ui import theme

DIM = 0.78
"""How far what sticks out of the stage sinks into the ground."""
_SHADOW_STEPS = ((14, 6, 5), (9, 4, 7), (5, 2, 9), (2, 1, 12))
"""Growth, drop and strength (of 255) of the layers the shadow is made of."""


def paint_ground(painter: QPainter, rect: QRectF) -> None:
    """Fill the exposed part with the ground."""
    painter.fillRect(rect, QColor(theme.tokens().ground))


def paint_surround(painter: QPainter, stage: QRectF) -> None:
    """Dim what lies outside the stage and lay the stage's shadow on it; pixels of the viewport."""
    exposed = QRectF(painter.viewport())
    if stage.contains(exposed):
        return
    colors = theme.tokens()
    painter.save()
    outside = QPainterPath()
    outside.setFillRule(Qt.FillRule.OddEvenFill)
    outside.addRect(exposed)
    edge = QRectF(stage.toRect())
    outside.addRect(edge)
    veil = QColor(colors.ground)
    veil.setAlphaF(DIM)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillPath(outside, veil)
    painter.setClipPath(outside, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_shadow(painter, edge, QColor(colors.shadow), 3.0 if colors.is_dark else 1.0)
    painter.restore()


def _paint_shadow(painter: QPainter, edge: QRectF, color: QColor, strength: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for growth, drop, alpha in _SHADOW_STEPS:
        color.setAlpha(min(255, round(alpha * strength)))
        painter.setBrush(color)
        painter.drawRoundedRect(edge.adjusted(-growth, drop - growth, growth, drop + growth), growth, growth)
    color.setAlpha(min(255, round(20 * strength)))
    painter.setPen(QPen(color, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(edge.adjusted(-0.5, -0.5, 0.5, 0.5))
