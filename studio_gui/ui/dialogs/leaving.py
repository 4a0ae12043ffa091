"""What to do with unsaved changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from PySide6.QtWidgets import QWidget

from studio_gui.ui import theme
from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.dialogs.parts import button
from studio_gui.ui.parts.elided import Elided

Answer = Literal["save", "discard", "cancel"]
_MOST_NAMED = 8


def ask(parent: QWidget, name: str) -> Answer:
    """Ask whether to save the project ``name`` before it is closed."""
    message = Message(
        parent, f"Save the changes to “{name}”?", more="They are lost if you don’t save them.", icon=("save", "accent")
    )
    return _answer(message, save="Save", discard="Don’t save")


def ask_many(parent: QWidget, names: Sequence[str]) -> Answer:
    """Ask once whether to save these projects before the window is closed."""
    more = "They are lost if you don’t save them."
    message = Message(parent, f"Save the changes to {len(names)} projects?", more=more, icon=("save", "accent"))
    listed = [*names[:_MOST_NAMED], *([f"and {len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else [])]
    for name in listed:
        line = Elided("quiet", message)
        line.set_whole(name)
        message.column.addWidget(line)
    message.column.addSpacing(theme.S8)
    return _answer(message, save="Save all", discard=f"Don’t save {len(names)} projects")


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
