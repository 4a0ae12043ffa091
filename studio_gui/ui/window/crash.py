"""What a person sees of a bug: that it happened, that the project is still there, and words for a report."""

from __future__ import annotations

import platform
import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio_gui import __version__
from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import label, line
from studio_gui.ui.keeping.keeper import Keeper
from studio_gui.ui.window.closing import leave_all

if TYPE_CHECKING:
    from studio_gui.ui.main_window import MainWindow


class Hook:
    """``sys.excepthook`` of the windows: shows one dialog at a time, and the program goes on."""

    def __init__(self, window: MainWindow) -> None:
        self._windows = window.windows
        self._is_shown = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            leave_all(self._windows.front)
            return
        report = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(report)
        # What was done goes to the disk before anything else is tried.
        for keeper in (keeper for window in self._windows.all for keeper in window.findChildren(Keeper)):
            keeper.note_now()
        if not self._is_shown:
            self._is_shown = True
            dialog = CrashDialog(report, self._windows.front)
            dialog.finished.connect(self._on_finished)
            dialog.open()

    def _on_finished(self, _result: int) -> None:
        self._is_shown = False


class CrashDialog(QDialog):
    """Says that something went wrong inside, with a report to copy."""

    def __init__(self, report: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("crash")
        self.setWindowTitle("Scene Studio")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(520)
        self._report = (
            f"Scene Studio {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n{report}"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        column.setSpacing(theme.S12)
        column.addWidget(label("Something went wrong inside Scene Studio", "title", self, wraps=True))
        said = "Your project is still open. Save it under another name to be safe, and go on."
        column.addWidget(label(said, "", self, wraps=True))
        text = theme.TextEdit(self._report, self)
        text.setReadOnly(True)
        text.setProperty("role", "mono")
        text.setAccessibleName("Report")
        text.setMinimumHeight(180)
        column.addWidget(text)
        row = QHBoxLayout()
        copy = QPushButton("Copy report", self)
        copy.clicked.connect(self._on_copy)
        close = QPushButton("Go on", self)
        close.setProperty("role", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        column.addWidget(line(self))
        column.addLayout(row)
        close.setFocus()  # and not the report, which looks as if one were to write in it

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
