"""The script of a scene: its text, its voice, and hearing it."""

from studio_gui.ui.panels.script.panel import ScriptPanel

__all__ = ["ScriptPanel"]
