"""What the work on a job tells of itself: it goes into the row, and to whoever listens."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from studio_gui.base.errors import JobError
from studio_gui.jobs.store import JobStore, Value
from studio_gui.providers.base import JobId, Progress
from studio_gui.providers.transcript import Exchange

_log = logging.getLogger(__name__)

_PROGRESS_EVERY_S = 0.15


@dataclass(slots=True)
class JobReport:
    """What a provider tells of one job; ``cancelled`` and ``stopping`` are set from other threads."""

    store: JobStore
    job_id: JobId
    changed: Callable[[JobId], None]
    cancelled: threading.Event = field(default_factory=threading.Event)
    stopping: threading.Event = field(default_factory=threading.Event)
    """The process ends: the job goes back to the queue."""
    _last: float = -1.0
    _is_running: bool = False

    def progress(self, progress: Progress) -> None:
        """Write how far it is into the row, a few times a second."""
        now = time.monotonic()
        if self._is_running and now - self._last < _PROGRESS_EVERY_S and progress.fraction < 1:
            return
        self._last = now
        fields: dict[str, Value] = {
            "fraction": min(1.0, max(0.0, progress.fraction)),
            "words": progress.words,
            "frames_done": progress.frames_done,
            "frames_total": progress.frames_total,
        }
        if self._is_running:
            self.store.note_progress(self.job_id, fields=fields)
        else:
            self.store.move(self.job_id, "running", fields=fields)
            self._is_running = True
        self.changed(self.job_id)

    def keep(self, name: str, value: str) -> None:
        """Keep something that must be found again after a kill."""
        self.store.keep(self.job_id, name, value)

    def is_cancelled(self) -> bool:
        """Whether to stop."""
        return self.cancelled.is_set() or self.stopping.is_set()

    def transfer(self, words: str, done: int, total: int) -> None:
        """Say how much of a file is sent or fetched, a few times a second; the state stays."""
        now = time.monotonic()
        if now - self._last < _PROGRESS_EVERY_S and done < total:
            return
        self._last = now
        share = done / total if total else 0.0
        size = f"{done / 1e6:.1f} of {total / 1e6:.1f} MB" if total else f"{done / 1e6:.1f} MB"
        self._tell({"words": f"{words} {size}", "fraction": min(1.0, share)})

    def say(self, words: str) -> None:
        """Say what is being done, in a few words."""
        self._tell({"words": words})

    def note_exchange(self, said: Exchange) -> None:
        """Keep a request and its answer."""
        try:
            self.store.note_exchange(self.job_id, said)
        except JobError as error:
            _log.warning("A request of the job %s could not be kept: %s", self.job_id, error.detail or error.message)

    def _tell(self, fields: dict[str, Value]) -> None:
        """Words on the way: a list of jobs that is busy now must not break off what they are about."""
        try:
            self.store.note_progress(self.job_id, fields=fields)
        except JobError as error:
            _log.warning("How far the job %s is could not be written: %s", self.job_id, error.detail or error.message)
        self.changed(self.job_id)
