"""Files let go anywhere on the window: what no part of it takes for itself is imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

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
            self._window.status.hint.setText("")
        if isinstance(event, (QDragEnterEvent, QDragMoveEvent, QDropEvent)):
            paths = local_files(event.mimeData())
            if not paths:
                return False
            take_copy(event)
            what = f"“{paths[0].name}”" if len(paths) == 1 else f"{len(paths)} files"
            self._window.status.hint.setText(f"Let go to import {what}")
            if event.type() == QEvent.Type.Drop:
                self._window.status.hint.setText("")
                from studio_gui.ui.actions.documents import take

                take(self._window.context, paths)
            return True
        return False


def take_copy(event: QDropEvent) -> None:
    """Take what is dragged as a copy, whatever was proposed: who moves files deletes them at their place."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def local_files(data: QMimeData) -> list[Path]:
    """The files on this computer that are dragged, or were copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
