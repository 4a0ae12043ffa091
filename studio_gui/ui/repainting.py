"""Paints a window in a turn of the event loop of its own.

Qt paints right after what made a window look different: opening a project, or going to another scene, would be filling
every panel, laying all out and painting in one turn, and whoever moves the mouse meanwhile waits for the sum. So what
Qt asks for is put off until timers and input have had their turn. Nothing else comes between: what is seen is as whole
as it was.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

OTHERS_S = 0.002
"""Who was at work for longer since the window was asked to paint has used up that turn too."""


class Repainting(QObject):
    """Puts off what a window has to paint by one turn."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_its_turn = self._has_waited = False
        self._asked_s = 0.0
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._on_turn)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.UpdateRequest or self._is_its_turn:
            return False
        if not self._turn.isActive():
            self._asked_s, self._has_waited = time.thread_time(), False
            self._turn.start(0)
        return True

    def _on_turn(self) -> None:
        if not self._has_waited and time.thread_time() - self._asked_s > OTHERS_S:
            self._has_waited = True
            self._turn.start(0)
        else:
            self._paint()

    def _paint(self) -> None:
        self._is_its_turn = True
        try:
            QCoreApplication.sendEvent(self._window, QEvent(QEvent.Type.UpdateRequest))
        finally:
            self._is_its_turn = False
