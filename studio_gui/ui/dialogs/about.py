"""Which version this is, and what it stands on."""

from __future__ import annotations

import platform

from PySide6 import __version__ as qt_version
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio_gui import __version__
from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import app_mark, button_row, close_button, label


def show(parent: QWidget) -> None:
    """Open the box."""
    AboutDialog(parent).open()


class AboutDialog(QDialog):
    """Name, version and thanks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle("About Scene Studio")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(400)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        column.setSpacing(theme.S8)
        head = QHBoxLayout()
        head.setSpacing(theme.S12)
        mark = QLabel(self)
        mark.setPixmap(app_mark(40, self.devicePixelRatioF()))
        head.addWidget(mark)
        head.addWidget(label("Scene Studio", "title", self), 1)
        column.addLayout(head)
        versions = f"Version {__version__} · Python {platform.python_version()} · Qt {qt_version}"
        said = label(versions, "quiet", self)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(said)
        thanks = (
            "Speech by eSpeak NG (GPL-3, run as a program of its own). Video by FFmpeg through PyAV. "
            "Presenters, backgrounds and icons were drawn for this program."
        )
        column.addWidget(label(thanks, "", self, wraps=True))
        column.addSpacing(theme.S8)
        close = close_button(self)
        column.addLayout(button_row(close))
