"""How large a window may be on its screen: a small one, or one that shows everything larger, has less room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

TIGHT = QSize(960, 500)
"""The least with which all can be used: a screen of 1920 × 1080 that shows everything twice as large."""
_TITLE_PX = 32
"""What the desktop puts above a window."""


def room_on(screen: QScreen) -> QSize:
    """The largest size of a window that is seen whole on a screen; on one that is smaller still, the least there is."""
    room = screen.availableSize()
    return QSize(room.width(), room.height() - _TITLE_PX).expandedTo(TIGHT)


def give_size(dialog: QWidget, width: int, height: int) -> None:
    """Make a dialog so large, or as large as the screen lets it be on which it opens."""
    parent = dialog.parentWidget()
    screen = (parent if parent is not None else dialog).screen()
    dialog.resize(QSize(width, height).boundedTo(room_on(screen)))
