"""The work on one job, from claimed to over, in blocking calls. It runs in a thread of the tracker.

Every step is written to the row before it is done. What a kill leaves is settled here by whoever takes the job next:
a video that was finished is published, one that was not is begun again.
"""

from __future__ import annotations

import contextlib
import json
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from studio_gui.base.errors import Cancelled, JobError, MediaError, StudioError
from studio_gui.base.json_text import loads
from studio_gui.files.writing import make_folder
from studio_gui.jobs import publishing
from studio_gui.jobs.row import JobRow
from studio_gui.jobs.store import JobStore, Value
from studio_gui.model.project import Project
from studio_gui.model.reading import as_object, read_project
from studio_gui.providers.base import JobId, Order, Progress, Provider

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


def carry_out(row: JobRow, provider: Provider, report: JobReport) -> None:
    """Do a claimed job to its end; never raises, the row says what came of it."""
    store = report.store
    try:
        _settle(store.row(row.id), provider, report)
    except Cancelled:
        publishing.clear_away(store.row(row.id).work_files())
        if report.stopping.is_set() and not report.cancelled.is_set():
            _give_back(store, row.id)
        else:
            _end(store, row.id, "cancelled")
    except StudioError as error:
        _end(store, row.id, "failed", message=error.message, hint=error.hint)
    except Exception as error:
        _log.exception("The job %s failed because of a mistake in the program.", row.id)
        said = f"Scene Studio made a mistake: {type(error).__name__}."
        _end(store, row.id, "failed", message=said, hint="The details are in the log.")
    finally:
        report.changed(row.id)


def _settle(row: JobRow, provider: Provider, report: JobReport) -> None:
    store = report.store
    if row.state == "submitting":
        # The money rule: nobody knows whether the request left, so nobody sends it again unasked.
        store.move(row.id, "unsure", fields={"hint": "Look it up at the service before sending it again."})
        return
    if row.state == "downloading" and row.result is not None and publishing.was_published(row.work_files(), row.result):
        _done(store, row)
        return
    _publish(row, _finished_before(row) or _made(row, provider, report), report)


def _finished_before(row: JobRow) -> Path | None:
    """The video of an attempt that finished it and died, or failed, before it had its name."""
    return next((path for path in row.work_files() if path.is_file() and _is_whole(path)), None)


def _is_whole(path: Path) -> bool:
    from studio_gui.files.probing import probe

    try:
        return probe(path).kind == "video"
    except MediaError:
        return False


def _made(row: JobRow, provider: Provider, report: JobReport) -> Path:
    store = report.store
    again = row.attempt + (row.state != "queued")
    row = store.move(
        row.id, "preparing", fields={"started_at": time.time(), "attempt": again, "fraction": 0, "words": ""}
    )
    report.changed(row.id)
    if report.is_cancelled():
        raise Cancelled("Cancelled.")
    make_folder(row.target.parent)
    publishing.clear_away(row.work_files())
    order = Order(
        row.id,
        project_of(store.payload(row.id)),
        row.folder,
        row.work_file,
        row.target,
        resolution=row.resolution,
        fps=row.fps,
        kept=row.kept,
    )
    try:
        provider.make(order, report)
    except BaseException:
        publishing.clear_away(row.work_files())
        raise
    if not row.work_file.is_file():
        raise JobError("The video was not made.", "Try again.")
    return row.work_file


def project_of(payload: str) -> Project:
    """The project in the snapshot of a job."""
    return read_project(
        as_object(loads(payload, "The exported project"), "The exported project"), "The exported project"
    )


def _publish(row: JobRow, made: Path, report: JobReport) -> None:
    store = report.store
    if store.row(row.id).state != "downloading":
        store.move(row.id, "downloading", fields={"fraction": 1, "words": ""})
    report.changed(row.id)
    publishing.publish(
        made,
        row.target,
        overwrite=row.overwrite,
        announce=lambda name: store.note_progress(row.id, fields={"result": str(name)}),
    )
    _done(store, row)


def _done(store: JobStore, row: JobRow) -> None:
    row = store.move(row.id, "done", fields={"fraction": 1, "words": ""})
    publishing.clear_away(row.work_files())


def _give_back(store: JobStore, job_id: JobId) -> None:
    with contextlib.suppress(JobError):
        if store.row(job_id).state == "queued":
            store.note_progress(job_id, fields={"owner": ""})
        else:
            store.move(job_id, "queued", fields={"fraction": 0, "words": "", "frames_done": 0})


def _end(store: JobStore, job_id: JobId, state: str, *, message: str = "", hint: str = "") -> None:
    fields: dict[str, Value] = {"error": message, "hint": hint, "words": "", "result": ""}
    try:
        store.move(job_id, "cancelled" if state == "cancelled" else "failed", fields=fields)
    except JobError:
        _log.exception("The end of the job %s could not be written down: %s", job_id, json.dumps(fields))
