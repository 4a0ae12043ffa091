"""The stage in the middle of the window: what one sees, and the tools that change it by hand.

``CanvasView`` is the widget; ``CanvasScene`` mirrors the current scene of a document in pixmap items; ``tools`` own
the mouse. Geometry that needs no Qt is in ``model``; nothing here draws a clip by itself, that is ``painting``'s.
"""

from studio_gui.ui.canvas.view import CanvasView

__all__ = ["CanvasView"]
