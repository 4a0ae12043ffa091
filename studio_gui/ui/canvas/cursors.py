"""Shapes of the pointer that Qt does not have."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QGuiApplication, QPainter, QPainterPath, QPen, QPixmap

_SIZE = 24


@cache
def turn_cursor() -> QCursor:
    """A bent arrow with two heads: a press turns."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    pixmap = QPixmap(round(_SIZE * ratio), round(_SIZE * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for color, width in ((QColor("#FFFFFF"), 4.5), (QColor("#1A1E26"), 1.8)):
        painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(_bent_arrow())
    painter.end()
    return QCursor(pixmap, _SIZE // 2, _SIZE // 2)


def _bent_arrow() -> QPainterPath:
    path = QPainterPath()
    path.arcMoveTo(QRectF(5, 7, 14, 14), 160)
    path.arcTo(QRectF(5, 7, 14, 14), 160, -140)
    for tip, sides in (
        (QPointF(5.4, 12.5), (QPointF(3.2, 8.6), QPointF(9.2, 10.2))),
        (QPointF(18.6, 12.5), (QPointF(20.8, 8.6), QPointF(14.8, 10.2))),
    ):
        path.moveTo(sides[0])
        path.lineTo(tip)
        path.lineTo(sides[1])
    return path
