"""Gives every project that is opened in a window its keeper, and says what keepers have to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_gui.base.errors import StudioError
from studio_gui.files.journal import RECOVERED
from studio_gui.files.scratch import is_scratch
from studio_gui.ui.document import Document
from studio_gui.ui.keeping.keeper import Keeper
from studio_gui.ui.keeping.media_watch import MediaWatch

if TYPE_CHECKING:
    from studio_gui.ui.main_window import MainWindow
    from studio_gui.ui.window.projects import OpenProject


class Keepers(QObject):
    """Listens to the projects of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._said: set[int] = set()
        self.media = MediaWatch(window)
        window.projects.opened.connect(self._on_opened)
        window.projects.adopted.connect(self._on_adopted)
        window.projects.released.connect(self._on_released)
        window.projects.closed.connect(self._on_closed)
        window.projects.shown.connect(self._on_shown)

    def _on_opened(self, document: Document) -> None:
        keeper = Keeper(document)
        keeper.failed.connect(self._on_failed)
        if is_scratch(document.path) and document.project.name.endswith(RECOVERED):
            # It lies nowhere but in a scratch folder, and somebody may want it badly: closing it asks.
            document.undo_stack.resetClean()

    def _on_adopted(self, document: Document) -> None:
        Keeper.of(document).failed.connect(self._on_failed)

    def _on_released(self, document: Document) -> None:
        Keeper.of(document).failed.disconnect(self._on_failed)

    def _on_closed(self, document: Document) -> None:
        self._said.discard(id(document))
        Keeper.of(document).end()

    def _on_shown(self, project: OpenProject | None) -> None:
        document = project.document if project is not None else None
        if document is not None and document.read_only and id(document) not in self._said:
            self._said.add(id(document))
            run = self._window.run
            self._window.notice(
                f"{document.read_only} It is read-only here.", button="Save a copy…", then=lambda: run("file.save_as")
            )

    def _on_failed(self, error: StudioError) -> None:
        said = f"What you do is not protected against a crash at the moment: {error.message}"
        self._window.notice(said, button="Save", then=lambda: self._window.run("file.save"))
