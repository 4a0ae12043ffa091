"""How small a window may be made: on a small screen, or one that shows everything larger, it still has to fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from studio_gui.ui.parts.room import room_on

SMALLEST = QSize(1180, 720)
"""Everything has its room; no window is smaller where the screen has that much."""


def smallest_on(screen: QScreen) -> QSize:
    """The smallest size of a window on a screen."""
    return SMALLEST.boundedTo(room_on(screen))


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
