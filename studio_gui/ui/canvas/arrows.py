"""The arrow keys: where each points, and how much farther they go with Shift."""

from __future__ import annotations

from PySide6.QtCore import Qt

from studio_gui.model.geometry import Point

BIG_STEP = 10
"""With Shift an arrow moves so many times as far. Source: canvas habits."""
ARROWS = {
    Qt.Key.Key_Left: Point(-1, 0),
    Qt.Key.Key_Right: Point(1, 0),
    Qt.Key.Key_Up: Point(0, -1),
    Qt.Key.Key_Down: Point(0, 1),
}
