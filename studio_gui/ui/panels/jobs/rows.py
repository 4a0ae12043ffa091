"""The rows of the list, as the store has them: read in another thread, all of them once, then those that changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from studio_gui.app.services import Services
from studio_gui.base.errors import JobError, StudioError
from studio_gui.jobs.row import JobRow
from studio_gui.providers.base import JobId
from studio_gui.ui import threads

MOST_ROWS = 5000
_PAUSE_MS = 60
_MOST_SINGLE = 20
"""When more changed at once, reading everything is cheaper."""

_Answer = dict[JobId, JobRow | None]


class Rows(QObject):
    """Follows the store; ``all`` is the newest first."""

    changed = Signal()
    failed = Signal(object)
    """A :class:`StudioError`."""
    moved = Signal(object, str)
    """(row, the state it was in) A job that was known came to another state."""
    _told = Signal(str)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._rows: dict[JobId, JobRow] = {}
        self._stop: Callable[[], None] | None = None
        self._is_reading = False
        self._wants_all = True
        self._trouble = ""
        self._pending: set[JobId] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._read)
        self._told.connect(self._on_told)

    @property
    def all(self) -> tuple[JobRow, ...]:
        """Every row, the newest first."""
        return tuple(self._rows.values())

    def get(self, job_id: str) -> JobRow | None:
        """The row of a job."""
        return self._rows.get(JobId(job_id))

    def start(self) -> None:
        """Begin to follow."""
        if self._stop is None:
            self._stop = self._services.tracker.on_change(self._on_change)
            self._wants_all = True
            self._read()

    def stop(self) -> None:
        """Follow no longer."""
        if self._stop is not None:
            self._stop()
            self._stop = None
        self._soon.stop()

    def read_all_soon(self) -> None:
        """Read everything again."""
        self._wants_all = True
        self._begin_soon()

    def read_soon(self, job_id: str) -> None:
        """Read one row again."""
        self._on_told(job_id)

    def _on_change(self, job_id: JobId) -> None:
        # The tracker may call from any thread; the signal brings it to ours.
        if isValid(self):
            self._told.emit(job_id)

    def _on_told(self, job_id: str) -> None:
        self._pending.add(JobId(job_id))
        self._begin_soon()

    def _begin_soon(self) -> None:
        if not self._soon.isActive() and not self._is_reading:
            self._soon.start()

    def _read(self) -> None:
        self._is_reading = True
        wanted, self._pending = self._pending, set()
        is_all, self._wants_all = self._wants_all or len(wanted) > _MOST_SINGLE, False
        store = self._services.store

        def read_some() -> _Answer:
            return {job_id: _row_of(self._services, job_id) for job_id in wanted}

        def read_all() -> _Answer:
            return {row.id: row for row in store.rows(limit=MOST_ROWS)}

        if is_all:
            threads.run(read_all, self, done=self._on_all, failed=self._on_failed)
        else:
            threads.run(read_some, self, done=self._on_some, failed=self._on_failed)

    def _on_all(self, answer: _Answer) -> None:
        self._take({job_id: row for job_id, row in answer.items() if row is not None})

    def _on_some(self, answer: _Answer) -> None:
        fresh = [row for job_id, row in answer.items() if row is not None and job_id not in self._rows]
        rows = {job_id: answer.get(job_id, row) for job_id, row in self._rows.items()}
        newest_first = sorted(fresh, key=lambda row: row.created_at, reverse=True)
        merged = {row.id: row for row in newest_first} | rows
        self._take({job_id: row for job_id, row in merged.items() if row is not None})

    def _take(self, rows: dict[JobId, JobRow]) -> None:
        before, self._rows = self._rows, rows
        self._is_reading = False
        self._trouble = ""
        self.changed.emit()
        for job_id, row in rows.items():
            old = before.get(job_id)
            if old is not None and old.state != row.state:
                self.moved.emit(row, old.state)
        if self._pending or self._wants_all:
            self._begin_soon()

    def _on_failed(self, error: Exception) -> None:
        self._is_reading = False
        if not isinstance(error, StudioError):
            raise error
        # A list that cannot be read is tried again with every change; that is said once.
        if error.sentence() != self._trouble:
            self._trouble = error.sentence()
            self.failed.emit(error)


def _row_of(services: Services, job_id: JobId) -> JobRow | None:
    try:
        return services.store.row(job_id)
    except JobError as error:
        if error.detail:  # the list cannot be read, which is something else than a job that was removed
            raise
        return None
