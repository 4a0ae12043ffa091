"""The key that leads from a list back to the stage."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


def leaves(event: QKeyEvent) -> bool:
    """Whether a key leads from a list to the stage; it is left to the window then, Qt would look for a row of its name."""
    if event.key() != Qt.Key.Key_Escape:
        return False
    event.ignore()
    return True
