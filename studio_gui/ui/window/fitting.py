"""How small a window may be made: on a small screen, or one that shows everything larger, it still has to fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

SMALLEST = QSize(1180, 720)
"""Everything has its room; no window is smaller where the screen has that much."""
_TIGHT = QSize(960, 500)
"""The least with which all can be used: a screen of 1920 × 1080 that shows everything twice as large."""
_TITLE_PX = 32
"""What the desktop puts above a window."""


def smallest_on(screen: QScreen) -> QSize:
    """The smallest size of a window on a screen."""
    room = screen.availableSize()
    return SMALLEST.boundedTo(QSize(room.width(), room.height() - _TITLE_PX)).expandedTo(_TIGHT)


class Fitting(QObject):
    """Lets a window become as small as the screen asks for on which it is."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._fit(window.screen())
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and not event.spontaneous():
            handle = self._window.windowHandle()
            self._window.removeEventFilter(self)
            handle.screenChanged.connect(self._fit)
            self._fit(handle.screen())
        return False

    def _fit(self, screen: QScreen | None) -> None:
        if screen is not None:
            self._window.setMinimumSize(smallest_on(screen))
