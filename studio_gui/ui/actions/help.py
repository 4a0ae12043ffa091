"""Commands of the Help menu."""

from __future__ import annotations

from studio_gui.ui.actions.context import Context


def manual(context: Context) -> None:
    """Show the manual."""
    from studio_gui.ui.dialogs import manual as dialog

    dialog.show(context.window)


def shortcuts(context: Context) -> None:
    """Show every key on one sheet."""
    from studio_gui.ui.actions.finding import shortcuts as dialog

    dialog.show(context.window, context.window.actions_)


def palette(context: Context) -> None:
    """Find a command by typing."""
    from studio_gui.ui.actions.finding import palette as dialog

    dialog.show(context.window, context.window.actions_)


def about(context: Context) -> None:
    """Say which version this is."""
    from studio_gui.ui.dialogs import about as dialog

    dialog.show(context.window)
