"""Makes the editor while the start page stands idle, so that the first project opens at once.

Making, styling and laying out some five hundred widgets takes a tenth of a second and more, in which the window would
stand still. So it is done a little in each turn of the event loop. Who opens a project meanwhile waits for what is
still to be made, and no longer than without any of this.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QByteArray, QObject, QSize, QTimer

from studio_gui.ui import theme
from studio_gui.ui.document import Document
from studio_gui.ui.window.workspace import Workspace

if TYPE_CHECKING:
    from studio_gui.ui.main_window import MainWindow

BEGIN_MS = 150
"""The start page and its pictures come first."""
PAUSE_MS = 4
"""Between two slices: room for the mouse, and for answers of other threads."""
SLICE_S = 0.005
"""A slice ends with the first step that is over later than this."""


class EditorAhead(QObject):
    """The editor of a window before there is a project for it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace: Workspace | None = None
        self._shape: QByteArray | None = None
        self._steps: Iterator[None] = iter(())
        self.slices = 0
        """So many turns of the event loop were used so far."""
        self.is_ready = False
        """Whether everything is made, and nothing is left for the moment in which a project opens."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_turn)

    @property
    def is_making(self) -> bool:
        """Whether there is more to make, and the next turn of the loop makes some of it."""
        return self._timer.isActive()

    def begin(self) -> None:
        """Begin to make the editor, unless that was begun already."""
        if self._workspace is None and not self._timer.isActive():
            self._steps = self._prepare()
            self._timer.start(BEGIN_MS)

    def take(self, document: Document) -> Workspace:
        """The editor with all its parts; it is the caller's from now on. One that was not begun shows ``document``."""
        self._timer.stop()
        workspace = self._workspace or self._new(document)
        workspace.finish_making()  # before the steps go: they would end it with themselves
        self._workspace, self._steps = None, iter(())
        shape = self._window.memory.shape("docks")
        if shape != self._shape:
            workspace.restore(shape)
        return workspace

    def _new(self, document: Document | None) -> Workspace:
        window = self._window
        return Workspace(document, window.services, actions=window.actions_, parent=window.pages)

    def stop(self) -> None:
        """Make no more: the window closes."""
        self._timer.stop()

    def _on_turn(self) -> None:
        self.slices += 1
        end = time.perf_counter() + SLICE_S
        for _ in self._steps:
            if time.perf_counter() > end:
                self._timer.start(PAUSE_MS)
                return
        self.is_ready = True

    def _prepare(self) -> Iterator[None]:
        yield from _load_classes()
        workspace = self._workspace = self._new(None)
        yield from workspace.making
        self._shape = self._window.memory.shape("docks")
        workspace.restore(self._shape)
        yield
        yield from theme.style_all(workspace)
        yield from self._lay_out(workspace)

    def _lay_out(self, workspace: Workspace) -> Iterator[None]:
        """Give every part the size it will have, and paint it once where nobody sees it: letters and icons are known then."""
        pages, status = self._window.pages, self._window.status
        height = pages.height() - (status.sizeHint().height() if status.isHidden() else 0)
        workspace.lay_out_for(QSize(pages.width(), height))
        yield
        for part in workspace.parts:
            part.grab()
            yield


def _load_classes() -> Iterator[None]:
    """Load Qt's classes of widgets one by one; else PySide6 loads them all as soon as the first event needs a look-up.

    And what the commands need that open a project.
    """
    for name in dir(QtWidgets):
        getattr(QtWidgets, name)
        yield
    importlib.import_module("studio_gui.ui.actions.file")
    yield
