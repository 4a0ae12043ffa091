"""The window of avatars: asking for one, and its diary until it is ready."""

from studio_gui.ui.dialogs.avatars.dialog import AvatarsDialog, show

__all__ = ["AvatarsDialog", "show"]
