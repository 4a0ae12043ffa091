"""Accounts, and what is made with them without a project."""

from studio_gui.ui.actions.accounts.commands import show

__all__ = ["show"]
