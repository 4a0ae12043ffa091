"""Names as their own writing has them, wherever they are painted.

Painted in a window that is read from left to right, an Arabic or Hebrew name that ends with a dot shows it at the
wrong end. Marks of Unicode around it, which nobody sees, let the name decide for itself.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

_FIRST_STRONG, _END, _FROM_LEFT = "\u2068", "\u2069", "\u200e"


def isolated(name: str) -> str:
    """The name between those marks; the very same where no writing goes the other way."""
    return name if name.isascii() and not _is_mirrored() else f"{_FIRST_STRONG}{name}{_END}"


def percent(share: float) -> str:
    """1 as “100 %”, the sign behind the number; on a button of a window that is read from right to left too."""
    return from_left(f"{round(share * 100)} %")


def from_left(words: str) -> str:
    """Words that are read from the left everywhere, such as keys: a bracket comes behind its Ctrl."""
    return f"{_FROM_LEFT}{words}{_FROM_LEFT}" if words and _is_mirrored() else words


def _is_mirrored() -> bool:
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
