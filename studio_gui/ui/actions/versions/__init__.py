"""Versions of the project: kept when it was saved, looked at, put back."""

from studio_gui.ui.actions.versions.commands import keep_saved, show

__all__ = ["keep_saved", "show"]
