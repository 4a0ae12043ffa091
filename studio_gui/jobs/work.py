"""The work on one job, from claimed to over, in blocking calls. It runs in a thread of the tracker.

Every step is written to the row before it is done. What a kill leaves is settled here by whoever takes the job next:
a video that was finished is published, one that was not is begun again.
"""

from __future__ import annotations

import contextlib
import json
import logging
import time
import zipfile
from pathlib import Path
from typing import TypeAlias

from studio_gui.base.errors import Cancelled, JobError, MediaError, StudioError
from studio_gui.base.json_text import loads
from studio_gui.files.writing import make_folder
from studio_gui.jobs import publishing
from studio_gui.jobs.database import ListUnusable
from studio_gui.jobs.hands import LOOK_UP
from studio_gui.jobs.remote import Remote, take_step
from studio_gui.jobs.reporting import JobReport
from studio_gui.jobs.row import JobRow
from studio_gui.jobs.states import STAGES, State
from studio_gui.jobs.store import INTERRUPTED, JobStore, NotOurs, Value
from studio_gui.model.project import Project
from studio_gui.model.reading import as_object, read_project
from studio_gui.providers.base import JobId, Order, Provider, subtitles_beside

_log = logging.getLogger(__name__)

_KINDS = {".gif": "picture", ".wav": "audio", ".mp3": "audio"}
"""What finished files are, where they are no videos."""

_LIST_REST_S = 15.0
"""After a step that could not be written down, so long passes before it is taken again: services are not to suffer."""

Worker: TypeAlias = Provider | Remote
"""Who does the jobs of an account."""


def carry_out(row: JobRow, worker: Worker, report: JobReport) -> None:
    """Do a claimed job to its end, or its next step where a service does it; never raises, the row says what came.

    A provider of this computer works to the end; a service is only asked for one step.
    """
    store, is_remote = report.store, isinstance(worker, Remote)
    try:
        owner, row = row.owner, store.row(row.id)
        if row.owner != owner:
            raise NotOurs(f"The job “{row.id}” is in other hands.")
        if row.wish == "cancel":
            # Asked of a process that is gone, or a moment before this one took it.
            report.cancelled.set()
        if isinstance(worker, Remote):
            take_step(row, worker, report)
        else:
            _settle(row, worker, report)
    except Cancelled:
        if report.stopping.is_set() and not report.cancelled.is_set():
            _give_back(store, row, is_remote=is_remote)
        else:
            _end(store, row.id, "cancelled")
            _clear_away(store, row.id)
    except NotOurs as error:
        _log.error("%s It is left to them.", error.message)
    except StudioError as error:
        if isinstance(worker, Remote) and isinstance(error, ListUnusable):
            # The list failed, not the job: whoever takes it next finds how far it came.
            _log.error("A step of the job %s could not be written down: %s", row.id, error.detail or error.message)
            with contextlib.suppress(JobError):
                store.note_progress(row.id, fields={"next_at": worker.clock() + _LIST_REST_S})
            return
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
        store.move(row.id, "unsure", fields={"error": INTERRUPTED, "hint": LOOK_UP})
        return
    if row.state == "downloading" and row.result is not None and publishing.was_published(row.work_files(), row.result):
        _done(store, row)
        return
    _publish(row, _finished_before(row) or _made(row, provider, report), report)


def _finished_before(row: JobRow) -> Path | None:
    """The video of an attempt that finished it and died, or failed, before it had its name."""
    return next((path for path in row.work_files() if path.exists() and _is_whole(path)), None)


def _is_whole(path: Path) -> bool:
    from studio_gui.files.probing import probe

    if path.is_dir():
        return True  # it has that name only once every picture is in it
    if path.suffix == ".zip":
        return zipfile.is_zipfile(path)
    try:
        return probe(path).kind == _KINDS.get(path.suffix, "video")
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
    if not row.work_file.exists():
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
        subtitles=subtitles_beside(made, row.kept),
        announced=row.result,
        announce=lambda name: store.note_progress(row.id, fields={"result": str(name)}),
    )
    _done(store, row)


def _done(store: JobStore, row: JobRow) -> None:
    row = store.move(row.id, "done", fields={"fraction": 1, "words": "", "error": "", "hint": ""})
    publishing.clear_away(row.work_files())


def _give_back(store: JobStore, before: JobRow, *, is_remote: bool) -> None:
    """The process ends: whoever comes next goes on with the job."""
    with contextlib.suppress(JobError):
        row = store.row(before.id)
        if not is_remote:
            publishing.clear_away(row.work_files())
        if row.is_final:
            return
        if row.state in ("preparing", "submitting") or (not is_remote and row.state != "queued"):
            # Who sends raises `Cancelled` only while nothing whole can have left.
            store.move(row.id, "queued", fields={"fraction": 0, "words": "", "frames_done": 0, "sent_at": 0})
        else:
            # A service goes on by itself: it is looked at again, or the rest is fetched.
            store.let_go(row.id)


def _end(store: JobStore, job_id: JobId, state: State, *, message: str = "", hint: str = "") -> None:
    """End a job; one that may be at its service without its name being known here becomes ``unsure`` instead."""
    fields: dict[str, Value] = {"error": message, "hint": hint, "words": "", "result": ""}
    try:
        row = store.row(job_id)
        if row.is_final:
            return
        if row.state == "searching" or (row.state == "submitting" and row.sent_at):
            fields |= {"error": message or row.error or INTERRUPTED, "hint": LOOK_UP}
            state = "unsure"
        store.move(job_id, state if state in STAGES[row.state].follows else "failed", fields=fields)
    except JobError:
        _log.exception("The end of the job %s could not be written down: %s", job_id, json.dumps(fields))


def _clear_away(store: JobStore, job_id: JobId) -> None:
    with contextlib.suppress(JobError):
        publishing.clear_away(store.row(job_id).work_files())
