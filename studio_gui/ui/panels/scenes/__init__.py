"""The list of scenes."""

from studio_gui.ui.panels.scenes.panel import ScenesPanel

__all__ = ["ScenesPanel"]
