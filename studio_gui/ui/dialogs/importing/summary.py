"""What came of an import: how much, and what is not as it was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import button, button_row, heading, label

_WIDTH = 520
_LEAST_HEIGHT, _MOST_HEIGHT = 64, 260


def show(parent: QWidget, head: str, notes: Sequence[str]) -> SummaryDialog:
    """Say it; the program is not held up."""
    dialog = SummaryDialog(parent, head, notes)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


class SummaryDialog(QDialog):
    """A sentence, and a list that can be copied."""

    def __init__(self, parent: QWidget, head: str, notes: Sequence[str]) -> None:
        super().__init__(parent)
        self.setObjectName("import_summary")
        self.setWindowTitle("Import")
        self.setFixedWidth(_WIDTH)
        self.text = "\n".join(notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        column.setSpacing(theme.S8)
        column.addLayout(heading(head, label("This is not as it was:", "quiet", self), self, wraps=True))
        self.list = QPlainTextEdit(self)
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self.list.setAccessibleName("What was changed")
        self.list.setPlainText("\n".join(f"•  {note}" for note in notes))
        self.list.setFixedHeight(min(_MOST_HEIGHT, max(_LEAST_HEIGHT, self._text_height())))
        column.addWidget(self.list)
        column.addSpacing(theme.S4)
        self.copy = button("Copy list", self, role="link", name="copy")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._on_copied)
        done = button("OK", self, role="primary", name="ok")
        done.setDefault(True)
        done.clicked.connect(self.accept)
        column.addLayout(button_row(done, left=self.copy))
        done.setFocus()

    def _text_height(self) -> int:
        """How high the list is, its lines wrapped."""
        room = _WIDTH - 2 * theme.S24 - 32
        metrics = self.list.fontMetrics()
        words = Qt.TextFlag.TextWordWrap
        wrapped = metrics.boundingRect(QRect(0, 0, room, 10_000), words, self.list.toPlainText())
        return wrapped.height() + 2 * metrics.lineSpacing()

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self.copy.setText("Copied")
