"""The jobs: what was asked for, how far it is, and what can be done now."""

from studio_gui.ui.panels.jobs.panel import JobsPanel

__all__ = ["JobsPanel"]
