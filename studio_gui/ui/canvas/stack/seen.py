"""What the screen shows of a widget at the moment, without asking it to paint."""

from __future__ import annotations

import sys

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget


def on_screen(widget: QWidget) -> QImage | None:
    """The pixels of a widget as they were painted last, with all that lies over it; None where they cannot be had."""
    store = widget.window().backingStore()
    if store is None or sys.platform == "darwin":  # there they may be had only while a window is painted
        return None
    pixels = store.paintDevice()
    if not isinstance(pixels, QImage):
        return None
    ratio, corner = pixels.devicePixelRatio(), widget.mapTo(widget.window(), QPoint())
    return pixels.copy(QRect(corner * ratio, widget.size() * ratio))
