"""Asks what a version is to be called."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from studio_gui.ui.dialogs import naming


def ask(parent: QWidget, *, name: str) -> str | None:
    """The new name, which may be empty; None when it was cancelled."""
    return naming.asked(NameDialog(name, parent))


class NameDialog(naming.NameDialog):
    """One field and what a name is good for."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(
            "Name this version",
            parent,
            name=name,
            sentence="A version with a name is kept for good.",
            done="Name it",
            example="Sent to the client",
        )
