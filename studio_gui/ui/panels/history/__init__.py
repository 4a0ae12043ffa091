"""The history panel: every step of the open project, to jump to."""

from studio_gui.ui.panels.history.panel import HistoryPanel

__all__ = ["HistoryPanel"]
