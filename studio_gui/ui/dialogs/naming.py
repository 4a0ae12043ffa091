"""Asks what something is to be called."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import answer_row, button, field, heading, label


def ask(parent: QWidget, title: str, *, name: str, sentence: str, done: str) -> str | None:
    """The new name, which may be empty; None when it was cancelled. ``done`` is what the button says."""
    return asked(NameDialog(title, parent, name=name, sentence=sentence, done=done, longest=80))


def asked(dialog: NameDialog) -> str | None:
    """Show a dialog and answer what was written."""
    is_done = dialog.exec() == QDialog.DialogCode.Accepted
    said = dialog.name.text().strip()
    dialog.deleteLater()
    return said if is_done else None


class NameDialog(QDialog):
    """One field and what a name is good for."""

    def __init__(
        self, title: str, parent: QWidget, *, name: str, sentence: str, done: str, example: str = "", longest: int = 120
    ) -> None:
        super().__init__(parent)
        self.setObjectName("naming")
        self.setWindowTitle(title)
        self.setMinimumWidth(400)
        self.name = theme.LineEdit(name, self)
        self.name.setObjectName("new_name")
        self.name.setMaxLength(longest)
        self.name.setPlaceholderText(example)
        self.name.selectAll()
        self.done_ = button(done, self, role="primary", name="name_it")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S16)
        outer.addLayout(heading(title, label(sentence, "quiet", self), self))
        outer.addLayout(field("Name", self.name, self))
        outer.addLayout(answer_row(self, self.done_))
