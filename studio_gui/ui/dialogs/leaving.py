"""What to do with unsaved changes."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QMessageBox, QWidget

Answer = Literal["save", "discard", "cancel"]


def ask(parent: QWidget, name: str) -> Answer:
    """Ask whether to save the project ``name`` before it is closed."""
    box = QMessageBox(parent)
    box.setObjectName("leaving")
    box.setWindowTitle("Scene Studio")
    box.setText(f"Save the changes to “{name}”?")
    box.setInformativeText("They are lost if you don't save them.")
    save = box.addButton("Save", QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton("Don't save", QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    save.setProperty("role", "primary")
    discard.setProperty("role", "danger")
    box.setDefaultButton(save)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return "save" if clicked is save else "discard" if clicked is discard else "cancel"
