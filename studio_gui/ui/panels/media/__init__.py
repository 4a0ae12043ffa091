"""The pictures, videos and sounds at hand."""

from studio_gui.ui.panels.media.panel import MediaPanel

__all__ = ["MediaPanel"]
