"""The JSON a service would be sent, to read and to copy."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from studio_gui.model.project import Project
from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import button, label
from studio_gui.ui.window.background import in_background

_MOST_SHOWN = 200_000
"""Characters; more would hold up the window and nobody reads them."""


class PayloadView(QWidget):
    """Read-only, monospaced; made when it is first opened."""

    def __init__(self, project: Project, parent: QWidget) -> None:
        super().__init__(parent)
        self._project = project
        self._text = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        row = QHBoxLayout()
        row.addWidget(label("The body of a create-project request, exactly as it would be sent", "quiet", self), 1)
        self._copy = button("Copy", self, icon="copy")
        self._copy.setProperty("dense", True)
        self._copy.setEnabled(False)
        self._copy.clicked.connect(self._on_copy)
        row.addWidget(self._copy)
        column.addLayout(row)
        self._edit = QPlainTextEdit(self)
        self._edit.setReadOnly(True)
        self._edit.setProperty("role", "mono")
        self._edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._edit.setAccessibleName("Payload")
        self._edit.setMinimumHeight(180)
        column.addWidget(self._edit, 1)

    def load(self) -> None:
        """Make the text, unless it is there."""
        if not self._text:
            from studio_gui.files.payload import payload_text

            in_background(self, lambda: payload_text(self._project), done=self._show)

    def _show(self, text: str) -> None:
        self._text = text
        shown = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}\n… (copy it to see all)"
        self._edit.setPlainText(shown)
        self._copy.setEnabled(True)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._copy.setText("Copied")
