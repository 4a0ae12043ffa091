"""What to do with unsaved changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from PySide6.QtWidgets import QWidget

from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.dialogs.parts import button

Answer = Literal["save", "discard", "cancel"]
_MOST_NAMED = 8


def ask(parent: QWidget, name: str) -> Answer:
    """Ask whether to save the project ``name`` before it is closed."""
    message = Message(
        parent, f"Save the changes to “{name}”?", more="They are lost if you don't save them.", icon=("save", "accent")
    )
    return _answer(message, save="Save", discard="Don't save")


def ask_many(parent: QWidget, names: Sequence[str]) -> Answer:
    """Ask once whether to save these projects before the window is closed."""
    listed = [f"•  {name}" for name in names[:_MOST_NAMED]]
    if len(names) > _MOST_NAMED:
        listed.append(f"and {len(names) - _MOST_NAMED} more")
    message = Message(
        parent,
        f"Save the changes to {len(names)} projects?",
        more="\n".join([*listed, "", "They are lost if you don't save them."]),
        icon=("save", "accent"),
    )
    return _answer(message, save="Save all", discard=f"Don't save {len(names)} projects")


def _answer(message: Message, *, save: str, discard: str) -> Answer:
    message.setObjectName("leaving")
    message.add_buttons(
        button(discard, message, role="danger", name="discard"),
        button("Cancel", message, name="cancel"),
        button(save, message, role="primary", name="save"),
    )
    message.exec()
    chosen = message.chosen
    message.deleteLater()
    return next((answer for answer in get_args(Answer) if answer == chosen), "cancel")
