"""Files that come from other programs, dragged or by the clipboard: which they are, and that they stay where they are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent


def take_copy(event: QDropEvent) -> None:
    """Take what is dragged as a copy, whatever was proposed: who moves files deletes them at their place."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def local_files(data: QMimeData) -> list[Path]:
    """The files on this computer that are dragged, or were copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
