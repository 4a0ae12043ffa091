"""The commands."""

from __future__ import annotations

from studio_gui.ui.actions.context import Context
from studio_gui.ui.dialogs import accounts as dialog


def show(context: Context) -> None:
    """Show the accounts."""
    if context.services is not None:
        dialog.show(context.window, context.services)
