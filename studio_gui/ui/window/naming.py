"""The title of the window and the words in the status bar that say whether the project in front is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QFileInfo, QObject

from studio_gui.files.scratch import is_scratch
from studio_gui.ui.document import Document

if TYPE_CHECKING:
    from studio_gui.ui.main_window import MainWindow


class Naming(QObject):
    """Keeps both as things are; ``refresh`` is called when another project or the start page is in front."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.projects.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Look again."""
        document = self._window.document
        if document is not None:
            self._window.status.saved.setText(_saved_words(document))
        self._name_window(document if self._window.is_editing else None)

    def _name_window(self, document: Document | None) -> None:
        if document is None:
            self._window.setWindowTitle("Scene Studio")
            self._window.setWindowModified(False)
            return
        self._window.setWindowTitle(f"{document.project.name}[*] — Scene Studio")
        self._window.setWindowModified(not document.is_clean)


def _saved_words(document: Document) -> str:
    if document.path is None or is_scratch(document.path):
        return "Not saved yet"
    if not document.is_clean:
        return "Unsaved changes"
    if document.read_only:
        return "Read-only"
    written = QFileInfo(str(document.path)).lastModified().toLocalTime()
    is_today = written.date() == QDate.currentDate()
    return f"Saved {written.toString('HH:mm' if is_today else 'd MMM HH:mm')}"
