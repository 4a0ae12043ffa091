"""Where one begins to read: at the left, or at the right. Qt turns layouts round, but not all that lies in them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLayout

_AT_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def keep_side(words: QLabel) -> None:
    """Let words begin where the window does.

    Else Qt lets them decide: English ones stand at the left of a window that is read from the right, far from the field
    or the icon they belong to.
    """
    if words.isRightToLeft():
        words.setAlignment(_AT_THE_RIGHT)


def set_margins(layout: QLayout, *, start: int, top: int, end: int, bottom: int) -> None:
    """Margins in pixels, ``start`` where one begins to read."""
    is_mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left, right = (end, start) if is_mirrored else (start, end)
    layout.setContentsMargins(left, top, right, bottom)
