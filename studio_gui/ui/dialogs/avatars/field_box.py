"""What the boxes of a form hold, and how they stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from studio_gui.ui import theme


def line_edit(name: str, *, text: str = "", hint: str = "", longest: int = 0) -> QLineEdit:
    """A line to write in."""
    made = theme.LineEdit(text)
    made.setObjectName(name)
    made.setPlaceholderText(hint)
    if longest:
        made.setMaxLength(longest)
    return made


def choice(name: str, choices: Sequence[tuple[str, str]], *, chosen: str = "") -> QComboBox:
    """A choice of ``(value, words)``."""
    made = theme.ComboBox()
    made.setObjectName(name)
    for value, words in choices:
        made.addItem(words, value)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made


def stacked(*boxes: QWidget) -> QVBoxLayout:
    """Boxes one below the other."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.S12)
    for box in boxes:
        column.addWidget(box)
    return column
