"""Makes the editor while the start page stands idle, so that the first project opens at once.

Making, styling and laying out some five hundred widgets takes a tenth of a second and more, in which the window would
stand still. So it is done a little in each turn of the event loop. Who opens a project meanwhile waits for what is
still to be made, and no longer than without any of this.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QByteArray, QObject, QSize

from studio_gui.model.clips import CLIP_KINDS, UnknownClip
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_text
from studio_gui.model.project import Project, Scene
from studio_gui.model.value import Value
from studio_gui.painting.text_layout import text_height
from studio_gui.ui import theme
from studio_gui.ui.document import Document
from studio_gui.ui.garbage import set_aside
from studio_gui.ui.slices import Slices, Work
from studio_gui.ui.start.loading import PAUSE_MS, CommandsAhead
from studio_gui.ui.window.workspace import Workspace

if TYPE_CHECKING:
    from studio_gui.ui.main_window import MainWindow

BEGIN_MS = 150
"""The start page and its pictures come first."""
COMMANDS_MS = 1000
"""So long after the editor was made, or a project opened, what the first commands need is loaded."""


class EditorAhead(QObject):
    """The editor of a window before there is a project for it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace: Workspace | None = None
        self._shape: QByteArray | None = None
        self._is_listened_to = False
        self.is_ready = False
        """Whether everything is made, and nothing is left for the moment in which a project opens."""
        self._slices = Slices(self, pause_ms=PAUSE_MS)
        self._commands = CommandsAhead(self)

    @property
    def slices(self) -> int:
        """So many turns of the event loop were used so far."""
        return self._slices.done

    @property
    def is_making(self) -> bool:
        """Whether there is more to make."""
        return self._slices.is_working

    def begin(self) -> None:
        """Begin to make the editor, unless that was begun already."""
        if self._workspace is None and not self._slices.is_working:
            self._slices.start(self._prepare(), after_ms=BEGIN_MS)

    def take(self, document: Document) -> Workspace:
        """The editor with all its parts; it is the caller's from now on. One that was not begun shows ``document``."""
        workspace = self._workspace or self._new(document)
        workspace.finish_making()  # before the steps go: they would end it with themselves
        self._slices.drop()
        self._listen_to(workspace)
        self._workspace, self._is_listened_to = None, False
        shape = self._window.memory.shape("docks")
        if shape != self._shape:
            workspace.restore(shape)
        self._commands.begin(after_ms=COMMANDS_MS)
        return workspace

    def _listen_to(self, workspace: Workspace) -> None:
        if not self._is_listened_to:
            self._is_listened_to = True
            self._window.reactions.listen_to(workspace)

    def _new(self, document: Document | None) -> Workspace:
        window = self._window
        return Workspace(document, window.services, actions=window.actions_, parent=window.pages)

    def stop(self) -> None:
        """Make no more: the window closes."""
        self._slices.drop()
        self._commands.stop()

    def _prepare(self) -> Work:
        yield from _load_classes()
        workspace = self._workspace = self._new(None)
        yield
        for _ in workspace.making:
            set_aside()
            yield
        self._listen_to(workspace)
        yield
        self._shape = self._window.memory.shape("docks")
        workspace.restore(self._shape)
        yield
        yield from theme.style_all(workspace)
        yield from self._lay_out(workspace)
        yield from _load_letters()
        set_aside()
        self.is_ready = True
        self._commands.load_films()
        self._commands.begin(after_ms=COMMANDS_MS)

    def _lay_out(self, workspace: Workspace) -> Work:
        """Give every part the size it will have, and paint it once where nobody sees it: letters and icons are known then."""
        pages, status = self._window.pages, self._window.status
        bar = min(status.sizeHint().height(), status.maximumHeight())  # what it wants, and what it gets
        height = pages.height() - (bar if status.isHidden() else 0)
        workspace.lay_out_for(QSize(pages.width(), height))
        yield
        for button in workspace.findChildren(QtWidgets.QAbstractButton):
            theme.draw_for(button)
            yield
        for part in workspace.parts:
            part.grab()
            yield


def _load_letters() -> Work:
    """Lay out a word of each usual weight, or the first text on a stage would wait for the font: each thread has its own."""
    for weight in ("", "700"):
        text_height(new_text("Words", box=Rect(0, 0, 400, 80)).changed(font_weight=weight))
        yield


def _load_classes() -> Work:
    """Load Qt's classes of widgets one by one; else PySide6 loads them all as soon as the first event needs a look-up.

    And what the commands need that open a project, and the models, which are otherwise built when the first one is made.
    """
    for name in dir(QtWidgets):
        getattr(QtWidgets, name)
        yield
    importlib.import_module("studio_gui.ui.actions.file")
    set_aside()
    yield
    models: list[type[Value]] = [*CLIP_KINDS.values(), UnknownClip, Scene, Project]
    for model in models:
        model.model_rebuild()
        set_aside()
        yield
