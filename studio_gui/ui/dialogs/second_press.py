"""The second press of a double click on a button whose first press has closed its dialog: it is for nobody.

Without this it would reach what lies beneath, and select, move or answer something that nobody meant.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

_WAITS_MS = 5000
"""A press is perhaps heard of much later than it was made: what the first has begun may take its time."""
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class SecondPress(QObject):
    """Takes the next press if it comes as quickly, and as near, as the second of a double click does; then it is gone."""

    def __init__(self, first: QMouseEvent) -> None:
        """``first`` is the release of the first press."""
        super().__init__(QApplication.instance())
        self._at, self._made_ms = first.globalPosition().toPoint(), first.timestamp()
        self._since = QElapsedTimer()
        self._since.start()
        self._is_taken = False
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a second press and its release."""
        if self._is_taken:
            is_over = event.type() == QEvent.Type.MouseButtonRelease
            if is_over:
                self._end()
            return is_over
        if self._since.hasExpired(_WAITS_MS):
            self._end()
        elif isinstance(event, QMouseEvent) and event.type() in _PRESSES:
            off = event.globalPosition().toPoint() - self._at
            is_near = off.manhattanLength() <= QApplication.startDragDistance()
            self._is_taken = is_near and 0 < event.timestamp() - self._made_ms <= QApplication.doubleClickInterval()
            if not self._is_taken:
                self._end()
            return self._is_taken
        return False

    def _end(self) -> None:
        QApplication.instance().removeEventFilter(self)
        self.deleteLater()
