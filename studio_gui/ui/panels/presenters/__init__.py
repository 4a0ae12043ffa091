"""The presenters that can stand on the stage."""

from studio_gui.ui.panels.presenters.panel import PresentersPanel

__all__ = ["PresentersPanel"]
