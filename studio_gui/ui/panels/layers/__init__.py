"""The list of layers."""

from studio_gui.ui.panels.layers.panel import LayersPanel

__all__ = ["LayersPanel"]
