"""Shapes of the pointer that Qt does not have."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QGuiApplication, QPainter, QPainterPath, QPen, QPixmap

from studio_gui.model.handles import Handle

_SIZE = 24
_BY_DIRECTION = (
    Qt.CursorShape.SizeHorCursor,
    Qt.CursorShape.SizeFDiagCursor,
    Qt.CursorShape.SizeVerCursor,
    Qt.CursorShape.SizeBDiagCursor,
)


def sizing_cursor(handle: Handle, angle: float) -> Qt.CursorShape:
    """The arrows along which a handle of a box turned by ``angle`` degrees moves."""
    return _BY_DIRECTION[round((handle.compass + angle) / 45) % 4]


@cache
def turn_cursor() -> QCursor:
    """A bent arrow with two heads: a press turns."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    pixmap = QPixmap(round(_SIZE * ratio), round(_SIZE * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for color, width in ((QColor("#FFFFFF"), 4.0), (QColor("#1A1E26"), 1.6)):
        painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(_bent_arrow())
    painter.end()
    return QCursor(pixmap, _SIZE // 2, _SIZE // 2)


def _bent_arrow() -> QPainterPath:
    """An arc over the middle; each end carries a head that points along it, downwards and outwards."""
    path = QPainterPath()
    path.arcMoveTo(QRectF(3.5, 6.5, 17, 17), 160)
    path.arcTo(QRectF(3.5, 6.5, 17, 17), 160, -140)
    for side in (-1, 1):
        tip = QPointF(12 + side * 8.2, 13.2)
        path.moveTo(tip + QPointF(side * 1.6, -4.4))
        path.lineTo(tip)
        path.lineTo(tip + QPointF(side * -4.4, -1.6))
    return path
