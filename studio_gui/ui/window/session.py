"""What was open: written down whenever it changed, so that the next start shows the same tabs, even after a crash."""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from studio_gui.base.errors import StudioError
from studio_gui.base.json_text import Json, JsonDict, dumps, loads
from studio_gui.files.locking import is_open_elsewhere
from studio_gui.files.writing import make_folder, replace_file
from studio_gui.ui.document import Document
from studio_gui.ui.threads import in_background
from studio_gui.ui.window.look import Look
from studio_gui.ui.window.projects import OpenProject

if TYPE_CHECKING:
    from studio_gui.ui.main_window import MainWindow

_REST_MS = 600


@dataclass(frozen=True, slots=True)
class Tab:
    """A project that was open, and how one was looking at it."""

    path: Path
    title: str
    look: Look
    is_current: bool

    def to_json(self) -> JsonDict:
        """As it lies in the file."""
        return {"path": str(self.path), "title": self.title, "look": self.look.to_json(), "current": self.is_current}


@dataclass(frozen=True, slots=True)
class _Written:
    """A window as it lies in the file, and the process that wrote it."""

    by: str
    tabs: list[Json]

    @property
    def is_open(self) -> bool:
        """Whether its process has any of it open now."""
        return any(is_open_elsewhere(tab.path) for tab in _tabs(self.tabs))


class SessionFile:
    """The tabs of every window in one file; losing it loses comfort, never work.

    Every process writes its own windows anew and leaves those of others as they are: whichever ends last, all of them
    are there for the next start. Windows of processes that ended before this one began are this one's to open or drop.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._by = secrets.token_hex(8)
        self._over: frozenset[str] | None = None
        """Processes that had ended when this one first looked; None before that."""
        self._windows: dict[int, list[Json]] = {}
        self._asked = self._written = 0

    def put(self, window: int, tabs: list[Json]) -> int:
        """Note the tabs of a window; answers a number to write it down by."""
        self._windows[window] = tabs
        return self._next()

    def drop(self, window: int) -> int:
        """Note that a window was closed while others stay; answers a number to write it down by."""
        self._windows.pop(window, None)
        return self._next()

    def _next(self) -> int:
        self._asked += 1
        return self._asked

    def write(self, number: int) -> None:
        """Write everything noted; one that comes late, from another thread, finds the newer one and does nothing."""
        own = [_Written(self._by, tabs) for tabs in self._windows.values()]
        with self._lock:
            if number > self._written:
                self._written = number
                windows = [*own, *self._others(own)]
                text = dumps({"windows": [one.tabs for one in windows], "by": [one.by for one in windows]})
                with contextlib.suppress(StudioError):
                    make_folder(self._path.parent)
                    replace_file(self._path, text.encode("utf-8"))

    def _others(self, own: list[_Written]) -> Iterator[_Written]:
        here = {str(tab.path) for window in own for tab in _tabs(window.tabs)}
        for window in self._stored() or ():
            if window.by != self._by and window.by not in (self._over or ()):
                left: list[Json] = [tab.to_json() for tab in _tabs(window.tabs) if str(tab.path) not in here]
                if left:
                    yield _Written(window.by, left)

    def read(self) -> list[list[Tab]] | None:
        """The tabs of each window as they were last; None when that was never written down."""
        with self._lock:
            stored = self._stored()
        return None if stored is None else [list(_tabs(window.tabs)) for window in stored]

    def _stored(self) -> list[_Written] | None:
        try:
            raw = loads(self._path.read_bytes(), "The session")
        except (OSError, StudioError):
            raw = None
        windows, by = (raw.get("windows"), raw.get("by")) if isinstance(raw, dict) else (None, None)
        who = [one if isinstance(one, str) else "" for one in by] if isinstance(by, list) else []
        found = [
            _Written(name, tabs if isinstance(tabs, list) else [])
            for tabs, name in zip_longest(windows if isinstance(windows, list) else (), who, fillvalue="")
        ]
        if self._over is None:
            self._over = frozenset({one.by for one in found} - {one.by for one in found if one.is_open})
        return found if isinstance(windows, list) else None


def _tabs(raw: Json) -> Iterator[Tab]:
    for entry in raw if isinstance(raw, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("path"), str):
            title = str(entry.get("title", ""))
            yield Tab(Path(str(entry["path"])), title, Look.read(entry.get("look")), entry.get("current") is True)


class Session(QObject):
    """Notes what is open in a window when the hand rests."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._file = window.memory.session
        self._file.put(id(self), [])  # windows are written down in the order they were opened
        self._watched: Document | None = None
        self.is_over = False
        """Whether the window was closed."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._note)
        window.projects.changed.connect(self.note_soon)

    def watch(self, document: Document | None) -> None:
        """Follow another document: its scene and selection belong to the session."""
        if self._watched is not None:
            self._watched.scene_changed.disconnect(self.note_soon)
            self._watched.selection_changed.disconnect(self.note_soon)
        self._watched = document
        if document is not None:
            document.scene_changed.connect(self.note_soon)
            document.selection_changed.connect(self.note_soon)

    def note_soon(self) -> None:
        """Write it down once nothing changes any more."""
        self._rest.start()

    def _note(self) -> None:
        file, number = self._file, self._file.put(id(self), self._tabs())
        in_background(self, lambda: file.write(number), done=_nothing)

    def end(self, *, without: Collection[OpenProject], is_kept: bool) -> None:
        """The window is closed: write down what the next start should open; nothing of it unless it ``is_kept``."""
        self.is_over = True
        self._rest.stop()
        self._window.projects.changed.disconnect(self.note_soon)
        self.watch(None)
        file = self._file
        file.write(file.put(id(self), self._tabs(without)) if is_kept else file.drop(id(self)))

    def _tabs(self, without: Collection[OpenProject] = ()) -> list[Json]:
        projects = self._window.projects
        return [
            self._entry(one, is_current=one is projects.current)
            for one in projects.all
            if one.place is not None and not any(one is other for other in without)
        ]

    def _entry(self, project: OpenProject, *, is_current: bool) -> JsonDict:
        workspace = self._window.workspace
        look = Look.at(workspace) if is_current and workspace is not None else project.look or Look()
        return Tab(project.place or Path(), project.name, look, is_current).to_json()


def _nothing(_answer: None) -> None:
    """There is nothing to say when it was written."""
