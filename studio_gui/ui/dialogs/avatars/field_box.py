"""A field with its label above, and below it what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import field, label

_ROLES = {"error": "error", "warning": "warn", "info": "quiet"}


class FieldBox(QWidget):
    """``widget`` is what is filled in; ``say`` puts words below it."""

    def __init__(self, title: str, widget: QWidget, parent: QWidget, *, hint: str = "") -> None:
        super().__init__(parent)
        self.title, self.widget = title, widget
        widget.setParent(self)
        self.words = label("", "error", self, wraps=True)
        self.words.hide()
        column = field(title, widget, self)
        self._head = next(each for each in self.findChildren(QLabel) if each.text() == title)
        column.setContentsMargins(0, 0, 0, 0)
        if hint:
            column.addWidget(label(hint, "quiet", self, wraps=True))
        column.addWidget(self.words)
        self.setLayout(column)

    def set_title(self, title: str) -> None:
        """Call it something else."""
        self.title = title
        self._head.setText(title)
        self.widget.setAccessibleName(title)

    def say(self, words: str, *, severity: str = "error") -> None:
        """Say what is wrong, or nothing."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        theme.set_role(self.words, _ROLES[severity])
        edit = self.widget if isinstance(self.widget, QLineEdit) else self.widget.findChild(QLineEdit)
        if edit is not None:
            edit.setProperty("state", "error" if words and severity == "error" else "")
            edit.style().polish(edit)
        self.widget.setAccessibleDescription(words)


def line_edit(name: str, *, text: str = "", hint: str = "", longest: int = 0) -> QLineEdit:
    """A line to write in."""
    made = QLineEdit(text)
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
