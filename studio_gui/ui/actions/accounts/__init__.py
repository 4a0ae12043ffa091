"""Accounts, and what is made with them without a project."""

from studio_gui.ui.actions.accounts.commands import avatars, from_text, hosting, projects, show

__all__ = ["avatars", "from_text", "hosting", "projects", "show"]
