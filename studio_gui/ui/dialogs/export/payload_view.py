"""The JSON a service would be sent, to read and to copy, also as a command for cURL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from studio_gui.base.errors import StudioError
from studio_gui.ui import theme
from studio_gui.ui.dialogs.accounts.asking import Asking
from studio_gui.ui.dialogs.parts import button, label

_MOST_SHOWN = 200_000
"""Characters; more would hold up the window and nobody reads them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The JSON, the command that sends it (empty when nothing is sent), and a sentence about both."""

    text: str
    curl: str = ""
    words: str = "The body of a create-project request"


class PayloadView(QWidget):
    """Read-only, monospaced; made when it is first seen."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._asking = Asking(dialog)
        self._shown = Shown("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        self.words = label("", "quiet", self, wraps=True)
        row.addWidget(self.words, 1)
        self.copy = button("Copy JSON", self, icon="copy", name="copy_json")
        self.copy_curl = button("Copy as cURL", self, icon="copy", name="copy_curl")
        for each in (self.copy, self.copy_curl):
            each.setProperty("dense", True)
            each.setAutoDefault(False)
            row.addWidget(each)
        self.copy.clicked.connect(self._on_copy)
        self.copy_curl.clicked.connect(self._on_copy_curl)
        column.addLayout(row)
        self._edit = theme.TextEdit(self)
        self._edit.setReadOnly(True)
        self._edit.setProperty("role", "mono")
        self._edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._edit.setAccessibleName("Payload")
        self._edit.setMinimumHeight(180)
        column.addWidget(self._edit, 1)
        self._show(Shown(""))

    def load(self, make: Callable[[], Shown]) -> None:
        """Make the text in another thread and show it."""
        self._asking.ask(make, done=self._show, failed=self._on_failed)

    def _show(self, shown: Shown) -> None:
        is_same = shown.text == self._shown.text and bool(shown.text)
        self._shown = shown
        if not is_same:
            text = shown.text
            self._edit.setPlainText(
                text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}\n… (copy it to see all)"
            )
        self.words.setText(shown.words)
        self.copy.setEnabled(bool(shown.text))
        self.copy.setText("Copy JSON")
        self.copy_curl.setVisible(bool(shown.curl))
        self.copy_curl.setText("Copy as cURL")

    def _on_failed(self, error: StudioError) -> None:
        self._show(Shown("", words=error.sentence()))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._shown.text)
        self.copy.setText("Copied")

    def _on_copy_curl(self) -> None:
        QGuiApplication.clipboard().setText(self._shown.curl)
        self.copy_curl.setText("Copied")
