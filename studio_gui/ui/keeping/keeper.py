"""Keeps one open project: holds its lock, writes its journal, and writes its file, one thing at a time."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from studio_gui.base.errors import ProjectBusy, StudioError
from studio_gui.files.journal import Journal
from studio_gui.files.locking import ProjectLock
from studio_gui.files.project_file import save_project
from studio_gui.files.scratch import is_scratch
from studio_gui.files.stamp import Stamp
from studio_gui.model.project import Project
from studio_gui.model.reading import collector_paused
from studio_gui.ui.document import Document

NOTED_AFTER_MS = 200
"""An edit waits so long for the next one before both go to the disk: well within the two seconds promised.

Commands of a hurried hand come three in a second: by the next one what was done is on the disk.
"""

TRIED_AGAIN_MS = 2000
"""What did not reach the disk is tried again so soon, also when nothing else is done: the disk may have room by then."""


class Keeper(QObject):
    """Watches a document, whose child it is, until :meth:`end`.

    The journal has a thread of its own: the pool may be busy with films for longer than an edit may wait.
    """

    failed = Signal(object)
    """A :class:`StudioError`: edits do not reach the disk. Said once, until they do again."""
    noted = Signal()
    """Everything done so far is in the journal."""
    _missed = Signal()
    """Something is not; said by the journal's thread each time."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        stored = document.stamp.sha256 if document.stamp is not None and document.is_as_stored else ""
        self._journal = Journal(document.project, place=document.path, stored=stored)
        self._stamp = document.stamp
        self._thread: ThreadPoolExecutor | None = None
        self._is_failing = self._is_over = False
        self._index = document.undo_stack.index()
        self._label = ""
        self._has_typed = False
        """Whether the journal holds what was typed so far into a text that may be typed into still."""
        self._writing = threading.Lock()
        self._lock: ProjectLock | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(NOTED_AFTER_MS)
        self._soon.timeout.connect(self.note_now)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(TRIED_AGAIN_MS)
        self._again.timeout.connect(self.note_now)
        self._missed.connect(self._again.start)
        document.undo_stack.indexChanged.connect(self._on_step)
        document.changed.connect(self._on_changed)
        document.saved.connect(self._on_saved)
        self._hold(document.path)

    @staticmethod
    def of(document: Document) -> Keeper:
        """The keeper of an open document; raises ``RuntimeError`` for one that is not open in a window."""
        found = document.findChild(Keeper)
        if not isinstance(found, Keeper):
            raise RuntimeError("the document is not open in a window")
        return found

    # --- the lock ---------------------------------------------------------------------------------------------------

    def _hold(self, path: Path | None) -> None:
        if path is None:
            return
        try:
            self._lock = ProjectLock(path)
        except ProjectBusy as error:
            self._document.read_only = self._document.read_only or error.message

    @contextlib.contextmanager
    def moving_to(self, path: Path) -> Iterator[None]:
        """Hold the lock of another place, where the block saves the project; when it fails the old place is kept.

        Raises :class:`ProjectBusy`.
        """
        if self._lock is not None and self._document.path == path:
            yield
            return
        new = ProjectLock(path)
        try:
            yield
        except BaseException:
            new.release()
            raise
        if self._lock is not None:
            self._lock.release()
        self._lock = new

    # --- the journal ------------------------------------------------------------------------------------------------

    def _on_step(self, index: int) -> None:
        stack = self._document.undo_stack
        self._label = f"Undo {stack.redoText()}" if index < self._index else stack.undoText()
        self._index = index
        self._note_soon()

    def _on_changed(self) -> None:
        # A drag is over in a moment; but one stays in a text for minutes before that is a step.
        if self._document.typed_clip is not None or self._has_typed:
            self._note_soon()

    def _note_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def note_now(self) -> None:
        """Send what was done to the disk at once."""
        self._soon.stop()
        document, journal = self._document, self._journal
        typed, self._has_typed = document.typed, document.typed is not None
        project, label = (document.settled, self._label) if typed is None else (typed, "Type a text")
        # Whoever undoes to where it was saved has nothing to lose; what was never saved lies nowhere else.
        is_stored = typed is None and document.undo_stack.isClean() and not is_scratch(document.path)
        stamp, place = self._stamp, document.path

        def note() -> None:
            journal.note(project, label, is_stored=is_stored and _is_there(stamp, place))

        self._submit(note)

    def _on_saved(self) -> None:
        project, place = self._document.saved_project, self._document.path
        if project is None or place is None:
            return
        self.note_now()
        stored, journal = self._stamp.sha256 if self._stamp is not None else "", self._journal
        self._submit(lambda: journal.note_saved(project, place, stored=stored))

    def _submit(self, work: Callable[[], None]) -> None:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._thread.submit(_at_rest, work).add_done_callback(self._on_noted)

    def _on_noted(self, done: Future[None]) -> None:
        """In the journal's thread; signals find their way to the window's."""
        error = done.exception()
        if error is None:
            self._is_failing = False
            self.noted.emit()
            return
        self._missed.emit()
        if not self._is_failing:
            self._is_failing = True
            said = error if isinstance(error, StudioError) else StudioError("The journal failed.", "", repr(error))
            self.failed.emit(said)

    # --- the file ---------------------------------------------------------------------------------------------------

    def write(self, project: Project, path: Path, *, is_forced: bool = False) -> None:
        """Save ``project`` to ``path``; any thread may ask, one after the other is let in.

        The file must be what it was when it was last read or written, unless ``is_forced``. Raises
        :class:`TargetError`, :class:`ChangedOnDisk`.
        """
        with self._writing:
            is_own = path == self._document.path
            self._stamp = save_project(project, path, expected=self._stamp if is_own and not is_forced else None)

    def note_theirs(self, stamp: Stamp | None) -> None:
        """The file was read again: what another program wrote is known now."""
        with self._writing:
            self._stamp = stamp

    # --- the end ----------------------------------------------------------------------------------------------------

    def end(self, *, is_kept: bool = False) -> None:
        """The document is closed: its journal is removed, unless it ``is_kept``, and its lock let go of."""
        if self._is_over:
            return
        self._is_over = True
        self._soon.stop()
        self._missed.disconnect(self._again.start)
        self._again.stop()
        self._document.undo_stack.indexChanged.disconnect(self._on_step)
        self._document.changed.disconnect(self._on_changed)
        self._document.saved.disconnect(self._on_saved)
        if self._thread is not None:
            self._thread.shutdown(wait=True)
            self._thread = None
        self._journal.close(is_kept=is_kept)
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _is_there(stamp: Stamp | None, place: Path | None) -> bool:
    """Whether the file still holds what was saved: another program may have replaced it since, or taken it away."""
    if stamp is None or place is None:
        return True
    try:
        return stamp.still_holds(place)
    except OSError:
        return False


def _at_rest(work: Callable[[], None]) -> None:
    # Garbage is collected in the window's thread alone: it may hold widgets.
    with collector_paused():
        work()
