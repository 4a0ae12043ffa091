"""A job at a service, taken step by step."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from studio_gui.jobs.again import Sending, SentBefore
from studio_gui.jobs.diary import NewAvatar
from studio_gui.jobs.owners import Owner
from studio_gui.jobs.remote import Remote
from studio_gui.jobs.reporting import JobReport
from studio_gui.jobs.row import JobRow, NewJob
from studio_gui.jobs.store import JobStore, Slot
from studio_gui.jobs.work import carry_out
from studio_gui.providers.base import AccountId, JobId, Payload, Receipt
from tests.unit.jobs.service import ToldService

TOLD = AccountId("told")
NOW = 1_800_000_000.0


class Desk:
    """A store, a service, and a clock that stands still."""

    def __init__(self, folder: Path) -> None:
        self.now, self.folder = NOW, folder
        self.store = JobStore(folder / "data", clock=lambda: self.now)
        self.service = ToldService()
        self.owner = Owner(self.store.owners_folder)
        self.reports: list[JobReport] = []

    def prepare(self, row: JobRow, snapshot: str, report: JobReport) -> Payload:
        return Payload(row.kind, {"name": row.title})

    @property
    def remote(self) -> Remote:
        return Remote(self.service, self.prepare, lambda: self.now)

    def new_job(self, kind: str = "video") -> NewJob:
        target = self.folder / ("Film.mp4" if kind == "video" else "Voice.wav")
        avatar = NewAvatar("Ada", "{}", "{}") if kind == "persona" else None
        return NewJob(TOLD, "Film", self.folder / "F.studio", "{}", target, kind=kind, avatar=avatar)

    def job(self, kind: str = "video") -> JobId:
        return self.store.insert(self.new_job(kind)).id

    def step(self, *, before: Callable[[JobReport], None] = lambda report: None) -> JobRow:
        """Take the next step of the only job."""
        row = self.store.claim(self.owner.name, Slot(TOLD, 2))
        assert row is not None, self.store.rows()
        return self.go_on(row, before=before)

    def go_on(self, row: JobRow, *, before: Callable[[JobReport], None] = lambda report: None) -> JobRow:
        """Take the next step of a claimed job."""
        report = JobReport(self.store, row.id, lambda _: None)
        self.reports.append(report)
        before(report)
        carry_out(row, self.remote, report)
        return self.store.row(row.id)

    def state(self, state: str, kind: str = "video") -> JobRow:
        """A job that came so far."""
        job_id = self.job(kind)
        steps = {
            "queued": (), "preparing": ("preparing",), "submitting": ("submitting",), "running": ("submitting", "running"),
            "stalled": ("submitting", "running", "stalled"), "downloading": ("submitting", "running", "downloading"),
            "unsure": ("submitting", "unsure"), "searching": ("submitting", "unsure", "searching"),
        }  # fmt: skip
        for step in steps[state]:
            fields: dict[str, str | int | float] = {"sent_at": self.now} if step == "submitting" else {}
            if step == "running":
                fields = {"remote_id": "r1", "changed_at": self.now, "checked_at": self.now}
            self.store.move(job_id, step, fields=fields)  # type: ignore[arg-type]
        if state not in ("queued", "preparing"):
            self.store.set_request(job_id, Payload(kind, {"name": "Film"}))
        return self.store.row(job_id)


def asked_about(store: JobStore, job: NewJob) -> Sending | None:
    """What a person is asked about who wants the very same; of the job, where nobody asks, nothing is left."""
    asked: list[Sending] = []

    def refuse(before: Sending) -> None:
        asked.append(before)
        raise before.refusal("there")

    with contextlib.suppress(SentBefore):
        made = store.insert(job, refuse=refuse)
        store.cancel(made.id)
        store.remove(made.id)
    return asked[0] if asked else None


def raising(error: Exception) -> Callable[..., Receipt]:
    def fail(*_: object) -> Receipt:
        raise error

    return fail
