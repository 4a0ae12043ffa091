"""Words in the lower right corner of a picture in a list: how long it plays, what it is."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from studio_gui.ui import theme

_HEIGHT_PX = 18
_INSET_PX = 4
_ROUND_PX = 5
_GROUND = QColor(18, 20, 24, 190)
"""The same in both modes: it lies on pictures, not on the window."""
_INK = QColor("#FFFFFF")


def paint_pill(painter: QPainter, picture: QRect, text: str) -> None:
    """Paint ``text`` on a dark ground into the corner of ``picture``."""
    painter.setFont(theme.numbers_font(11))
    width = painter.fontMetrics().horizontalAdvance(text) + 2 * _ROUND_PX
    left, top = picture.right() - width - _INSET_PX - 1, picture.bottom() - _HEIGHT_PX - _INSET_PX
    pill = QRect(left, top, width, _HEIGHT_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(pill, _ROUND_PX, _ROUND_PX)
    painter.setPen(_INK)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
