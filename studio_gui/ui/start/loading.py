"""Loads what the first use of a command or a dialog would wait for, while nobody waits for anything.

A start that loaded all of it would take a third longer. What the next minutes need comes first, then the dialogs, one
module in a turn; what they need of other floors takes longer and knows no Qt: a thread loads it meanwhile.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
from pathlib import Path

from PySide6.QtCore import QObject

from studio_gui.model.clips import CLIP_KINDS
from studio_gui.ui import threads
from studio_gui.ui.garbage import set_aside
from studio_gui.ui.slices import Slices, Work

PAUSE_MS = 4
"""Between two modules: room for the mouse, and for answers of other threads."""
COMMANDS = ("copying.portable", "insert", "copying.scenes", "copying.clips", "edit", "view", "scene")
"""The modules of commands that are common, what others import first."""
APART = (
    "providers.http", "providers.aistudios.requests", "providers.aistudios.answers", "providers.creatify.answers",
    "providers.hosting.bringing", "app.importing", "app.addresses", "app.series", "model.comparing", "render.footage",
    "app.hosts", "files.portable.collect", "files.portable.relink", "speech.reading.sending", "render.request",
    "speech.reading.uses", "app.needed_media", "app.scripts", "app.pictures", "files.exporting.scripts",
    "providers.hosting.kinds", "providers.hosting.opening",
)  # fmt: skip
"""What dialogs need that is no widget. None of it may load Qt, which makes its classes in one thread only."""
DIALOGS = (
    "dialogs.accounts", "dialogs.export.file_fields", "dialogs.export.looking", "dialogs.export.dialog",
    "dialogs.avatars.form", "dialogs.avatars.page", "dialogs.avatars.dialog", "dialogs.hosting",
    "dialogs.export.from_text", "dialogs.export.remote_projects", "actions.export", "actions.help",
    "actions.finding.palette", "actions.finding.shortcuts", "dialogs.media_health.dialog", "dialogs.series",
    "actions.documents", "actions.speaking", "dialogs.versions.library", "dialogs.versions.restoring",
    "dialogs.versions.row_delegate", "dialogs.versions.dialog", "actions.versions", "actions.preview",
)  # fmt: skip
"""Dialogs and their commands, what others import first; large ones in parts."""


class CommandsAhead(QObject):
    """Loads commands and dialogs before one asks for them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._slices = Slices(self, pause_ms=PAUSE_MS)
        self._is_stopped = False

    def begin(self, *, after_ms: int = 0) -> None:
        """Begin to load; what is there already takes no time."""
        self._slices.start(self._load_commands(), after_ms=after_ms)

    def load_films(self) -> None:
        """Load what reads videos and sounds, while nobody waits for anything.

        The system binds its libraries for ten milliseconds in which nobody has the interpreter: while a project opens, that
        would be seen.
        """
        threads.run(_load_films, self, done=lambda _nothing: None)

    def stop(self) -> None:
        """Load no more: the window closes."""
        self._is_stopped = True
        self._slices.drop()

    def _load_commands(self) -> Work:
        for name in COMMANDS:
            yield from self._load(f"actions.{name}")
        for kind in CLIP_KINDS.values():  # what checks a new clip of each kind
            if not kind.__pydantic_complete__:
                kind.model_rebuild()
                set_aside()
                self._slices.be_interrupted()
            yield
        threads.run(_load_apart, self, done=self._on_loaded_apart)

    def _on_loaded_apart(self, _nothing: None) -> None:
        set_aside()
        if not self._is_stopped:
            self._slices.start(self._load_dialogs())

    def _load_dialogs(self) -> Work:
        for name in DIALOGS:
            yield from self._load(name)

    def _load(self, name: str) -> Work:
        importlib.import_module(f"studio_gui.ui.{name}")
        set_aside()
        self._slices.be_interrupted()
        yield


def _load_films() -> None:
    """In the pool's thread."""
    # What is bound has to come from the disk first, after a start of the computer; nobody has the interpreter then either.
    spec = importlib.util.find_spec("av")
    if spec is not None and spec.origin is not None:
        package = Path(spec.origin).parent
        for file in (*package.rglob("*.so"), *package.parent.glob("av.libs/*")):
            _read_through(file)
    importlib.import_module("av")


def _read_through(file: Path) -> None:
    room = bytearray(1 << 20)
    with contextlib.suppress(OSError), open(file, "rb", buffering=0) as stream:
        while stream.readinto(room):
            pass


def _load_apart() -> None:
    """In the pool's thread."""
    for name in APART:
        importlib.import_module(f"studio_gui.{name}")
