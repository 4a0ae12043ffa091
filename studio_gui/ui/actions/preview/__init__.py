"""Commands that play the project before it is exported."""

from studio_gui.ui.actions.preview.playing import play_all, play_here

__all__ = ["play_all", "play_here"]
