"""``studio-gui jobs``."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from datetime import datetime

import click

from studio_gui.app.avatars.form import TASKS
from studio_gui.app.services import SentBefore, Services
from studio_gui.base.errors import ended
from studio_gui.base.stopping import run_loop
from studio_gui.cli.beginning import told_of
from studio_gui.cli.output import machine_options, say, say_json, say_note
from studio_gui.cli.watching import report_end, wait_for_job, wait_until
from studio_gui.jobs.row import JobRow


@contextlib.contextmanager
def _services() -> Iterator[Services]:
    with Services() as services:
        if services.store.note:
            say_note(f"note: {services.store.note}")
        yield services


@click.group("jobs", invoke_without_command=True, epilog="Example: studio-gui jobs watch")
@machine_options
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """List, watch, repeat and cancel jobs. Without a further word it lists them."""
    if ctx.invoked_subcommand is None:
        _list(as_json=as_json)


@command.command("list", epilog="Example: studio-gui jobs list --json")
@machine_options
def list_jobs(*, as_json: bool) -> None:
    """List the jobs, the newest first."""
    _list(as_json=as_json)


def _list(*, as_json: bool) -> None:
    with _services() as services:
        rows = services.store.rows()
    if as_json:
        say_json([row.to_json() for row in rows])
        return
    if not rows:
        say("There are no jobs.")
    for row in rows:
        when = datetime.fromtimestamp(row.created_at).astimezone().strftime("%Y-%m-%d %H:%M")
        where = row.error if row.state in ("failed", "unsure") else str(row.result or row.target)
        say(f"{row.id}  {when}  {row.account:<10} {_progress(row):<10} {row.title[:40]}  {where}")


def _progress(row: JobRow) -> str:
    return f"{row.fraction:.0%}" if row.state == "running" else row.status


@command.command("show", epilog="Example: studio-gui jobs show k7m2pq")
@click.argument("job_id", metavar="ID")
@machine_options
def show_job(job_id: str, *, as_json: bool) -> None:
    """Show everything about one job; the beginning of its id is enough."""
    with _services() as services:
        row = services.store.row(job_id)
    if as_json:
        say_json(row.to_json())
        return
    said = row.to_json() | {"progress": f"{row.fraction:.0%}", "error": f"{row.error} {row.hint}".strip() or None}
    for name, value in said.items():
        if name.endswith("_at") and isinstance(value, float):
            value = datetime.fromtimestamp(value).astimezone().isoformat(sep=" ", timespec="seconds")
        if value is not None:
            say(f"{name.replace('_', ' '):<13} {value}")


@command.command(
    "watch", short_help="Wait until the jobs are over, or the one named.", epilog="Example: studio-gui jobs watch"
)
@click.argument("job_id", metavar="[ID]", required=False)
@machine_options
def watch_jobs(job_id: str | None, *, as_json: bool) -> int:
    """Wait until the jobs are over, or the one named; jobs nobody works on are done here."""
    with _services() as services:
        wanted = [services.store.row(job_id)] if job_id else _watchable(services)
        ended = []
        for row in wanted:
            if not as_json and not row.is_final:
                say_note(f"{row.id}  {row.title}")
            ended.append(row if row.is_final else wait_for_job(services, row.id, as_json=as_json))
        if any(not row.is_final for row in ended):
            services.hand_over()
    if as_json:
        say_json([row.to_json() for row in ended])
        return 0 if all(row.state == "done" for row in ended) else 1
    if not ended:
        say("There is nothing to wait for.")
    return max((report_end(row, as_json=False) for row in ended), default=0)


def _watchable(services: Services) -> list[JobRow]:
    """What is not over, but for avatars in review, which take days: see ``studio-gui avatar watch``."""
    return [row for row in services.store.unfinished() if row.state != "running" or row.kind not in TASKS]


@command.command(
    "retry",
    short_help="Do a job again that failed or was cancelled.",
    epilog="Example: studio-gui jobs retry k7m2pq --wait",
)
@click.argument("job_id", metavar="ID")
@click.option("--wait", is_flag=True, help="Stay until it is over.")
@click.option("--send-again", is_flag=True, help="Send it to its service once more, which may cost once more.")
@machine_options
def retry_job(job_id: str, *, wait: bool, send_again: bool, as_json: bool) -> int:
    """Do a job again that failed or was cancelled, with the project as it was exported.

    What a service has already is looked at again and fetched. Only --send-again has it made once more; a job that was
    perhaps sent should be looked up first.
    """
    with _services() as services:
        try:
            row = services.tracker.retry(services.store.row(job_id).id, send_again=send_again)
        except SentBefore as error:
            hint = "Add --send-again to send it all the same; that may cost again."
            raise told_of(error, hint) from None
        if wait:
            row = wait_for_job(services, row.id, as_json=as_json)
        if not row.is_final:
            services.hand_over()
    if wait:
        return report_end(row, as_json=as_json)
    _report(row, "waits again", as_json=as_json)
    return 0


@command.command(
    "look-up", short_help="Look for a job that was perhaps sent.", epilog="Example: studio-gui jobs look-up k7m2pq"
)
@click.argument("job_id", metavar="ID")
@machine_options
def look_up_job(job_id: str, *, as_json: bool) -> int:
    """Look at the service whether a job arrived there that was perhaps sent; one that did goes on."""
    with _services() as services:
        row = services.tracker.look_up(services.store.row(job_id).id)
        row = wait_until(services, row.id, lambda now: now.state not in ("searching", "unsure") or now.is_final)
        services.hand_over()
    if as_json:
        say_json(row.to_json())
    else:
        say(f"Job {row.id}: {row.status_inside}. {row.error} {row.hint}".strip())
    return 1 if row.state == "unsure" else 0


@command.command("check", epilog="Example: studio-gui jobs check k7m2pq")
@click.argument("job_id", metavar="ID")
@machine_options
def check_job(job_id: str, *, as_json: bool) -> int:
    """Ask the service now how far a job is, whatever was waited for."""
    with _services() as services:
        before = services.tracker.check_now(services.store.row(job_id).id)
        row = wait_until(services, before.id, lambda now: _was_asked(before, now))
        services.hand_over()
    if as_json:
        say_json(row.to_json())
    else:
        said = f"{row.status_inside}, {row.fraction:.0%}" if not row.is_final else row.error or row.status_inside
        say(f"Job {row.id}: {ended(said)} {row.hint}".rstrip())
    return 1 if row.state in ("failed", "unsure") else 0


def _was_asked(before: JobRow, now: JobRow) -> bool:
    """Whether a step has been taken: something came, or nothing did."""
    is_news = (now.checked_at, now.failures, now.state) != (before.checked_at, before.failures, before.state)
    return now.is_final or (is_news and not now.owner)


@command.command(
    "ledger",
    short_help="Write what jobs at services cost, as CSV.",
    epilog="Example: studio-gui jobs ledger > costs.csv",
)
@machine_options
def ledger(*, as_json: bool) -> None:
    """Write what each job at a service cost, as far as the service says, as CSV."""
    from studio_gui.app.ledger import csv_of, entries

    with _services() as services:
        found = entries(services.store.rows(limit=1_000_000))
    if as_json:
        say_json([entry.to_json() for entry in found])
    else:
        say(csv_of(found).rstrip("\n"))


def _stop(job_id: str, *, as_json: bool) -> int:
    with _services() as services:
        row = services.tracker.cancel(services.store.row(job_id).id)
        # Whoever works on it needs a moment to stop; a job that was just finished is told of as finished.
        end = time.monotonic() + 10
        while not row.is_final and time.monotonic() < end:
            if services.store.is_alive(row.owner):
                time.sleep(0.05)
                row = services.store.row(row.id)
            else:
                # It ended without a word, or said it between the look at the row and the look at its process.
                row = services.tracker.cancel(row.id, is_asked=True)
    _report(row, _stopped_words(row), as_json=as_json)
    return 0 if row.state == "cancelled" else 1


def _stopped_words(row: JobRow) -> str:
    if row.state == "cancelled" and row.remote_id:
        again = f"studio-gui jobs retry {row.id}"
        return f"is not watched any more. The service goes on with it; watch it again with “{again}”."
    return row.status_inside


@command.command("cancel", epilog="Example: studio-gui jobs cancel k7m2pq")
@click.argument("job_id", metavar="ID")
@machine_options
def cancel_job(job_id: str, *, as_json: bool) -> int:
    """Cancel a job, whichever process works on it.

    What a service has already it goes on with, and may charge for: such a job is only not watched any more.
    """
    return _stop(job_id, as_json=as_json)


@command.command("stop", epilog="Example: studio-gui jobs stop k7m2pq")
@click.argument("job_id", metavar="ID")
@machine_options
def stop_watching(job_id: str, *, as_json: bool) -> int:
    """Stop watching a job at a service; the service goes on with it. The same as cancel."""
    return _stop(job_id, as_json=as_json)


@command.command("run", hidden=True)
@machine_options
def run_jobs(*, as_json: bool) -> None:
    """Do the jobs that wait, silently; ends when none is left. Started in the background by others."""
    from studio_gui.base.logs import start_logging

    with contextlib.suppress(OSError):
        start_logging()
    with _services() as services:
        run_loop(services.finish_all())


def _report(row: JobRow, words: str, *, as_json: bool) -> None:
    if as_json:
        say_json(row.to_json())
    else:
        say(f"Job {row.id} {words}")
