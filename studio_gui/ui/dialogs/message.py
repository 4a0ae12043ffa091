"""A sentence, what to do about it, and buttons: for errors and questions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio_gui.base.errors import StudioError
from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import button, button_row, label
from studio_gui.ui.parts.mark import Mark

_WIDTH = 440


class Message(QDialog):
    """Says something; ``chosen`` is the name of the button that was pressed, empty for Esc."""

    def __init__(self, parent: QWidget, text: str, *, more: str = "", icon: tuple[str, str] = ("", "")) -> None:
        """``icon`` is the icon's name and its colour, both of the theme."""
        super().__init__(parent)
        self.setWindowTitle("Scene Studio")
        self.chosen = ""
        outer = QHBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S16)
        if icon[0]:
            outer.addWidget(Mark(self, icon[0], px=28, color=icon[1]), 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.S8)
        head = label(text, "heading", self, wraps=True)
        head.setMinimumWidth(_WIDTH - 2 * theme.S24)
        head.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(head)
        if more:
            self.column.addWidget(label(more, "", self, wraps=True))
        self.column.addSpacing(theme.S8)
        outer.addLayout(self.column, 1)

    def add_buttons(self, *buttons: QPushButton, left: QWidget | None = None) -> None:
        """Put buttons below, the last one primary and pressed by Enter; each says its object name."""
        for each in buttons:
            # Enter presses the button that shows the focus, as Space does, and else the primary one.
            each.setAutoDefault(True)
            each.clicked.connect(self._on_clicked)
        buttons[-1].setDefault(True)
        buttons[-1].setFocus()
        self.column.addStretch(1)  # a desktop may make it as large as it likes
        self.column.addLayout(button_row(*buttons, left=left))

    def _on_clicked(self) -> None:
        sender = self.sender()
        self.chosen = sender.objectName() if sender is not None else ""
        self.accept()


def confirm(
    parent: QWidget,
    words: str,
    *,
    yes: tuple[str, str],
    no: tuple[str, str] = ("Cancel", "cancel"),
    more: str = "",
    icon: tuple[str, str] = ("warning", "warn"),
    name: str = "",
) -> bool:
    """Ask before something that cannot be taken back; ``yes`` and ``no`` are a button's words and its object name.

    The way out is the primary button, and what Enter and Esc mean.
    """
    message = Message(parent, words, more=more, icon=icon)
    message.setObjectName(name)
    message.add_buttons(
        button(yes[0], message, role="danger", name=yes[1]), button(no[0], message, role="primary", name=no[1])
    )
    message.exec()
    message.deleteLater()
    return message.chosen == yes[1]


def show_error(parent: QWidget, error: StudioError) -> Message:
    """Say what went wrong and what to do; the program is not held up."""
    message = Message(parent, error.message, more=error.hint, icon=("error", "bad"))
    message.setObjectName("error")
    message.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    copy: CopyButton | None = None
    if error.detail:
        copy = CopyButton(f"{error.sentence()}\n{error.detail}", message)
    message.add_buttons(button("OK", message, role="primary", name="ok"), left=copy)
    message.open()
    return message


class CopyButton(QPushButton):
    """Puts the technical words on the clipboard."""

    def __init__(self, report: str, parent: QWidget) -> None:
        super().__init__("Copy details", parent)
        self.setProperty("role", "link")
        self.setAutoDefault(False)
        self.setToolTip(report)
        self._report = report
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.setText("Copied")
