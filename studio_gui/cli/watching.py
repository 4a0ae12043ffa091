"""Waiting for jobs on the command line: a bar on a terminal, lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from studio_gui.app.services import Services
from studio_gui.base.stopping import run_loop
from studio_gui.cli.output import Progress, say, say_error, say_json, say_note
from studio_gui.jobs.row import JobRow
from studio_gui.providers.base import JobId


def wait_for_job(services: Services, job_id: JobId, *, as_json: bool) -> JobRow:
    """Work on one job, or watch whoever does, until it is over."""
    bar = Progress(is_silent=as_json)

    def show(row: JobRow) -> None:
        if not row.is_final:
            frames = (row.frames_done, row.frames_total) if row.state == "running" else (0, 0)
            bar.show(row.fraction, row.status, frames=frames)

    try:
        row = run_loop(services.tracker.wait_for(job_id, changed=show))
        if row.state == "done":
            bar.show(1.0, "Done")
    finally:
        bar.end()
    return row


def wait_until(
    services: Services,
    job_id: JobId,
    is_enough: Callable[[JobRow], bool],
    *,
    changed: Callable[[JobRow], None] | None = None,
) -> JobRow:
    """Work on one job until it is over or ``is_enough`` says so; silently, but for ``changed``."""

    return run_loop(services.tracker.wait_for(job_id, changed=changed, is_enough=is_enough))


def report_end(row: JobRow, *, as_json: bool) -> int:
    """Say what came of a job and answer the exit code."""
    if as_json:
        say_json(row.to_json())
    elif row.state == "done":
        # What stays at the service has no file here.
        say(str(row.result or row.kept.get("words") or row.target))
        if row.hint:
            say_note(row.hint)
    else:
        reason, hint = why_not_done(row)
        say_error(f"The job {row.id} is not done: {reason}.", hint, as_json=False)
    return 0 if row.state == "done" else 1


def why_not_done(row: JobRow) -> tuple[str, str]:
    """Why nobody waits for a job any longer although it is not done, and what to do; the first without its stop."""
    if row.state == "unsure":
        return row.error.rstrip("."), f"Look it up: studio-gui jobs look-up {row.id}."
    if row.state == "stalled":
        again = f"It is looked at less often now; see again: studio-gui jobs check {row.id}."
        return f"{_begun_small(row.status)}, at {row.fraction:.0%}", again
    if not row.is_final:
        hint = "Add the account again, then: studio-gui jobs watch."
        return f"its account “{row.account}” is not there, or its keys are not known", hint
    return (row.error or row.status).rstrip("."), row.hint


def _begun_small(words: str) -> str:
    return words[:1].lower() + words[1:].rstrip(".")
