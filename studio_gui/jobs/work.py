"""The work on one job, from claimed to over, in blocking calls. It runs in a thread of the tracker.

Every step is written to the row before it is done. What a kill leaves is settled here by whoever takes the job next:
a video that was finished is published, one that was not is begun again.
"""

from __future__ import annotations

import contextlib
import json
import logging
import time
from pathlib import Path
from typing import TypeAlias

from studio_gui.base.errors import Cancelled, JobError, MediaError, StudioError
from studio_gui.base.json_text import loads
from studio_gui.files.writing import make_folder
from studio_gui.jobs import publishing
from studio_gui.jobs.remote import LetGo, Remote, take_step
from studio_gui.jobs.reporting import JobReport
from studio_gui.jobs.row import JobRow
from studio_gui.jobs.store import JobStore, Value
from studio_gui.model.project import Project
from studio_gui.model.reading import as_object, read_project
from studio_gui.providers.base import JobId, Order, Provider

_log = logging.getLogger(__name__)

Worker: TypeAlias = Provider | Remote
"""Who does the jobs of an account."""


def carry_out(row: JobRow, worker: Worker, report: JobReport) -> None:
    """Do a claimed job to its end, or its next step where a service does it; never raises, the row says what came.

    A provider of this computer works to the end; a service is only asked for one step.
    """
    store = report.store
    try:
        row = store.row(row.id)
        if isinstance(worker, Remote):
            take_step(row, worker, report)
        else:
            _settle(row, worker, report)
    except LetGo:
        pass
    except Cancelled:
        if not isinstance(worker, Remote):
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
        row = store.row(job_id)
        if row.state == "queued" or row.remote_id:
            # A service goes on by itself; whoever comes next looks at it, or fetches the rest.
            store.note_progress(job_id, fields={"owner": ""})
        else:
            store.move(job_id, "queued", fields={"fraction": 0, "words": "", "frames_done": 0})


def _end(store: JobStore, job_id: JobId, state: str, *, message: str = "", hint: str = "") -> None:
    fields: dict[str, Value] = {"error": message, "hint": hint, "words": "", "result": ""}
    try:
        store.move(job_id, "cancelled" if state == "cancelled" else "failed", fields=fields)
    except JobError:
        _log.exception("The end of the job %s could not be written down: %s", job_id, json.dumps(fields))
