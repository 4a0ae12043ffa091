"""Paints a window in a turn of the event loop of its own.

Qt paints right after what made a window look different: opening a project, or going to another scene, would be filling
every panel, laying all out and painting in one turn, and whoever moves the mouse meanwhile waits for the sum. So what
Qt asks for is put off until timers and input have had their turn, and nobody else does a slice of work in the same one.
What is seen is as whole as it was.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

from studio_gui.ui.slices import line_up


class Repainting(QObject):
    """Puts off what a window has to paint until it has a turn."""

    def __init__(self, window: QWidget, *, is_put_off: Callable[[], bool] = lambda: False) -> None:
        """While it ``is_put_off``, nothing is painted: somebody is in the midst of changing what all panels show."""
        super().__init__(window)
        self._window, self._is_put_off = window, is_put_off
        self._is_its_turn = False
        self.is_working = False
        """Whether the window waits for being painted."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.UpdateRequest or self._is_its_turn:
            return False
        if not self.is_working:
            self.is_working = True
            line_up(self, hurries=True)
        return True

    def take_turn(self) -> bool:
        """Paint (called by the line); what is asked for meanwhile is asked for anew."""
        if self._is_put_off():
            return True
        self.is_working, self._is_its_turn = False, True
        try:
            QCoreApplication.sendEvent(self._window, QEvent(QEvent.Type.UpdateRequest))
        finally:
            self._is_its_turn = False
        return False
