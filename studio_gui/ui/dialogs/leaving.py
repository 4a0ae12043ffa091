"""What to do with unsaved changes."""

from __future__ import annotations

from typing import Literal, get_args

from PySide6.QtWidgets import QWidget

from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.dialogs.parts import button

Answer = Literal["save", "discard", "cancel"]


def ask(parent: QWidget, name: str) -> Answer:
    """Ask whether to save the project ``name`` before it is closed."""
    message = Message(
        parent, f"Save the changes to “{name}”?", more="They are lost if you don't save them.", icon=("save", "accent")
    )
    message.setObjectName("leaving")
    message.add_buttons(
        button("Don't save", message, role="danger", name="discard"),
        button("Cancel", message, name="cancel"),
        button("Save", message, role="primary", name="save"),
    )
    message.exec()
    chosen = message.chosen
    message.deleteLater()
    return next((answer for answer in get_args(Answer) if answer == chosen), "cancel")
