"""The inspector: what is selected, in numbers and words."""

from studio_gui.ui.panels.inspector.panel import InspectorPanel

__all__ = ["InspectorPanel"]
