"""Files let go anywhere on the window: what no part of it takes for itself is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

from studio_gui.ui.dropped_files import local_files, take_copy

if TYPE_CHECKING:
    from studio_gui.ui.main_window import MainWindow


class WindowDrops(QObject):
    """Watches the window; the canvas, the lists and the fields come first, as they lie in front."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Each movement of the mouse comes by here, and to ask an event for its type takes longer than for its class.
        if isinstance(event, QDragLeaveEvent):
            self._window.status.hint.set_whole("")
        if isinstance(event, (QDragEnterEvent, QDragMoveEvent, QDropEvent)):
            paths = local_files(event.mimeData())
            if not paths:
                return False
            take_copy(event)
            what = f"“{paths[0].name}”" if len(paths) == 1 else f"{len(paths)} files"
            self._window.status.hint.set_whole(f"Let go to import {what}")
            if event.type() == QEvent.Type.Drop:
                self._window.status.hint.set_whole("")
                from studio_gui.ui.actions.documents import take

                take(self._window.context, paths)
            return True
        return False
