"""Telling what becomes of avatars: jobs are said to have changed, their avatars are read, and what is news is told.

Reading is done apart, several at once: the loop that tells of jobs, which may be that of a window, waits for no disk.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_gui.app.avatars.avatar import Avatar
from studio_gui.base.errors import JobError

if TYPE_CHECKING:
    from studio_gui.jobs.tracker import Tracker
    from studio_gui.providers.base import JobId

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Change:
    """An avatar of which there is news; ``before`` is None for one that was not known."""

    before: Avatar | None
    after: Avatar

    @property
    def is_worth_telling(self) -> bool:
        """Whether a person wants to be told: it became ready, failed, or moved on at the service."""
        return self.before is None or (self.before.phase, self.before.state) != (self.after.phase, self.after.state)


Read = Callable[[Collection[str] | None], tuple[Avatar, ...]]
"""The avatars of these ids, all for None; raises :class:`JobError`."""


def at_once(work: Callable[[], None]) -> None:
    """Do it here and now."""
    work()


def untold(error: JobError) -> None:
    """Nobody is told that avatars cannot be read; the log is."""
    _log.warning("What became of the avatars cannot be read now: %s", error.detail or error.message)


class Following:
    """Tells ``listener`` of news of avatars from :meth:`begin` to :meth:`end`, however these two meet.

    ``apart`` does a piece of work, in another thread where this one must not wait; ``failed`` is told why avatars
    cannot be read, once until they can be again. The listener is called where the reading is done, one call at a time.
    """

    def __init__(
        self,
        read: Read,
        listener: Callable[[Change], None],
        *,
        failed: Callable[[JobError], None] = untold,
        apart: Callable[[Callable[[], None]], None] = at_once,
    ) -> None:
        self._read, self._listener, self._failed, self._apart = read, listener, failed, apart
        self._lock = threading.Lock()
        self._known: dict[str, Avatar] = {}
        self._heard: set[str] = set()
        self._is_reading = True
        self._is_over = self._has_failed = False
        self._stop: Callable[[], None] | None = None

    def begin(self, tracker: Tracker) -> None:
        """Begin to follow; raises :class:`JobError`, and follows nothing then. For threads: reads all avatars."""
        stop = tracker.on_change(self._on_change)
        with self._lock:
            self._stop = stop
            is_over = self._is_over
        try:
            if not is_over:
                self._known = {one.id: one for one in self._read(None)}
        except JobError:
            self.end()
            raise
        if is_over:
            stop()
        else:
            self._read_heard()

    def end(self) -> None:
        """Follow no longer; once that is said, the listener is not called again but for a call under way."""
        with self._lock:
            self._is_over = True
            stop, self._stop = self._stop, None
        if stop is not None:
            stop()

    def _on_change(self, job_id: JobId) -> None:
        with self._lock:
            self._heard.add(job_id)
            if self._is_reading or self._is_over:
                return
            self._is_reading = True
        self._apart(self._read_heard)

    def _read_heard(self) -> None:
        """Read what is heard of until there is nothing more; only one does so at a time."""
        while ids := self._next():
            try:
                found = self._read(ids)
            except JobError as error:
                self._put_back(ids)
                if not self._has_failed:
                    self._has_failed = True
                    self._failed(error)
                return
            except BaseException:
                self._put_back(ids)
                raise
            self._has_failed = False
            for after in found:
                before, self._known[after.id] = self._known.get(after.id), after
                if before != after and not self._is_over:
                    self._listener(Change(before, after))

    def _next(self) -> set[str]:
        with self._lock:
            ids, self._heard = self._heard, set()
            if not ids or self._is_over:
                self._is_reading = False
                return set()
            return ids

    def _put_back(self, ids: set[str]) -> None:
        """Read them with what is heard of next."""
        with self._lock:
            self._heard |= ids
            self._is_reading = False
