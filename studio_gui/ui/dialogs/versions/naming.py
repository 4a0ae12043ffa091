"""Asks what a version is to be called."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import button, button_row, field, label


def ask(parent: QWidget, *, name: str) -> str | None:
    """The new name, which may be empty; None when it was cancelled."""
    dialog = NameDialog(name, parent)
    is_done = dialog.exec() == QDialog.DialogCode.Accepted
    said = dialog.name.text().strip()
    dialog.deleteLater()
    return said if is_done else None


class NameDialog(QDialog):
    """One field and what a name is good for."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("name_version")
        self.setWindowTitle("Name this version")
        self.setMinimumWidth(400)
        self.name = QLineEdit(name, self)
        self.name.setObjectName("version_name")
        self.name.setMaxLength(120)
        self.name.setPlaceholderText("Sent to the client")
        self.name.selectAll()
        cancel = button("Cancel", self, name="cancel")
        self.done_ = button("Name it", self, role="primary", name="name_it")
        self.done_.setDefault(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S16)
        outer.addWidget(label("Name this version", "title", self))
        outer.addLayout(field("Name", self.name, self))
        outer.addWidget(label("A version with a name is kept for good.", "quiet", self))
        outer.addLayout(button_row(cancel, self.done_))
        cancel.clicked.connect(self.reject)
        self.done_.clicked.connect(self.accept)
