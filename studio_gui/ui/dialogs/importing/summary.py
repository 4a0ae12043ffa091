"""What came of an import: how much, and what is not as it was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import SnugDialog, button, button_row, heading, label

_WIDTH = 520
_MOST_HEIGHT = 260
_ROOM_PX = 14
"""What the list has around its words: its padding and its line."""
_POINT = "•  "


def show(parent: QWidget, head: str, notes: Sequence[str]) -> SummaryDialog:
    """Say it; the program is not held up."""
    dialog = SummaryDialog(parent, head, notes)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


class SummaryDialog(SnugDialog):
    """A sentence, and a list that can be copied."""

    def __init__(self, parent: QWidget, head: str, notes: Sequence[str]) -> None:
        super().__init__(parent, width=_WIDTH)
        self.setObjectName("import_summary")
        self.setWindowTitle("Import")
        self.text = "\n".join(notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        column.setSpacing(theme.S8)
        column.addLayout(heading(head, label("This differs from the file:", "quiet", self), self, wraps=True))
        self.list = self._listed(notes)
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

    def _listed(self, notes: Sequence[str]) -> QTextEdit:
        """The notes, each behind a point; what a note has beyond its first line stands below its words."""
        made = QTextEdit(self)
        made.setReadOnly(True)
        made.setTabChangesFocus(True)
        made.setAccessibleName("What was changed")
        made.setPlainText("\n".join(f"{_POINT}{note}" for note in notes))
        form = QTextBlockFormat()
        form.setLeftMargin(made.fontMetrics().horizontalAdvance(_POINT))
        form.setTextIndent(-form.leftMargin())
        cursor = made.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)
        made.ensurePolished()
        wrapped = made.document().clone(made)  # the list keeps its own as wide as it is now
        wrapped.setTextWidth(_WIDTH - 2 * theme.S24 - _ROOM_PX)
        made.setFixedHeight(min(_MOST_HEIGHT, round(wrapped.size().height()) + _ROOM_PX))
        return made

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self.copy.setText("Copied")
