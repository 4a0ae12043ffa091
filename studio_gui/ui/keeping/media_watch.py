"""Notices that media files came, went or became others behind the program's back, and shows the project anew.

Folders are moved and pictures retouched in other programs: whoever comes back to the window must see on the stage what
the video would show, and be told what is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow

from studio_gui.base.media import resolve
from studio_gui.files.names import media_in
from studio_gui.painting import Assets
from studio_gui.ui import threads
from studio_gui.ui.document import Document

if TYPE_CHECKING:
    from pathlib import Path

    from studio_gui.model.project import Project
    from studio_gui.ui.main_window import MainWindow

_Files = dict[str, tuple[int, int] | None]
"""When the file of a reference was last written, and its size; None when it is missing."""


class MediaWatch(QObject):
    """Looks at the files of the open project when it comes in front, and when its window does."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._seen: WeakKeyDictionary[Document, tuple[Path, _Files]] = WeakKeyDictionary()
        window.document_shown.connect(self.look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_focus)

    def _on_focus(self, window: QWindow | None) -> None:
        if window is not None and window is self._window.windowHandle():
            self.look()

    def show_anew(self) -> None:
        """Files came or went by a command: show the open project anew, whatever they were when they were seen last."""
        document = self._window.document
        if document is not None:
            self._seen.pop(document, None)
            self._show_anew(document)
            self.look()

    def look(self) -> None:
        """Look at the files, in another thread: a folder in the network may take its time."""
        document = self._window.document
        folder = document.folder if document is not None else None
        if document is None or folder is None:
            return
        project = document.project

        def done(found: _Files) -> None:
            if document.folder == folder:
                self._compare(document, folder, found)

        threads.run(lambda: _files_of(project, folder), self, done=done)

    def _compare(self, document: Document, folder: Path, found: _Files) -> None:
        before, known = self._seen.get(document, (folder, {}))
        self._seen[document] = folder, found
        if before != folder or all(known.get(ref, now) == now for ref, now in found.items()):
            return
        if document is self._window.document:
            self._show_anew(document)

    def _show_anew(self, document: Document) -> None:
        """Pictures that are kept in memory are old."""
        workspace = self._window.workspace
        if workspace is not None:
            workspace.scenes.thumbnails.look_again()
            workspace.set_document(document, Assets(document.folder))
            self._window.issues.look_again()


def _files_of(project: Project, folder: Path) -> _Files:
    return {ref: _stamp(resolve(ref, folder)) for ref in media_in(project)}


def _stamp(file: Path | None) -> tuple[int, int] | None:
    try:
        about = file.stat() if file is not None else None
    except OSError:
        return None
    return (about.st_mtime_ns, about.st_size) if about is not None else None
