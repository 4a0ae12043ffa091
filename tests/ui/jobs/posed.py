"""Jobs in every state, taken there through the same steps as real ones."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TypeAlias

from studio_gui.app.services import Services
from studio_gui.base.json_text import dumps
from studio_gui.files.project_file import open_project
from studio_gui.jobs.row import JobRow, NewJob
from studio_gui.jobs.store import Value
from studio_gui.providers.base import AccountId, JobId, Payload
from studio_gui.providers.transcript import Exchange

Posed: TypeAlias = dict[str, JobId]

PATHS: dict[str, tuple[str, ...]] = {
    "queued": (),
    "held": ("held",),
    "offline": ("preparing", "offline"),
    "preparing": ("preparing",),
    "submitting": ("preparing", "submitting"),
    "unsure": ("preparing", "submitting", "unsure"),
    "searching": ("preparing", "submitting", "unsure", "searching"),
    "running": ("preparing", "submitting", "running"),
    "stalled": ("preparing", "submitting", "running", "stalled"),
    "downloading": ("preparing", "submitting", "running", "downloading"),
    "done": ("preparing", "submitting", "running", "downloading", "done"),
    "failed": ("preparing", "submitting", "running", "failed"),
    "cancelled": ("preparing", "submitting", "running", "cancelled"),
}


def pose_all(services: Services, project: Path) -> Posed:
    """A job of the practice account in each state, the last of the table the oldest."""
    return {state: pose(services, project, state=state) for state in reversed(PATHS)}


def pose(services: Services, project: Path, *, state: str, title: str = "", account: str = "practice") -> JobId:
    """One job; the words are those that the tracker writes."""
    store, now = services.store, time.time()
    snapshot = dumps(open_project(project).project.to_json())
    target = project.parent / "renders" / f"{state}.mp4"
    name = title or f"Welcome, {state}"
    row = store.insert(NewJob(AccountId(account), name, project, snapshot, target, kind="project"))
    fields = _fields(state, now, target)
    steps = PATHS[state]
    for step in steps:
        store.move(row.id, step, fields=fields if step == steps[-1] else None)  # type: ignore[arg-type]
    if state in ("running", "stalled", "failed", "unsure"):
        store.set_request(row.id, Payload("project", {"name": name, "scenes": []}))
        store.note_exchange(
            row.id, _exchange(now - 300, "POST", "/api/odin/v3/editor/project", 200, '{"success": true}')
        )
    if state in ("running", "stalled", "failed"):
        said = '{"success": true, "data": {"state": "progress", "progress": 33}}'
        store.note_exchange(row.id, _exchange(now - 4, "GET", "/api/odin/v3/editor/progress/65f0c0ffee", 200, said))
    return row.id


def many(services: Services, count: int) -> None:
    """A long list, written as fast as a store can: done, failed and running ones by turns."""
    states = ("done", "failed", "running", "cancelled", "stalled")
    for number in range(count):
        target = services.paths.data / f"{number}.mp4"
        job = NewJob(AccountId("practice"), f"Video {number}", target.with_suffix(".studio"), "", target)
        row = services.store.insert(job)
        state = states[number % len(states)]
        steps = PATHS[state]
        fields = _fields(state, time.time() - 600, target)
        for step in (steps[0], *steps[1:]):
            services.store.move(row.id, step, fields=fields if step == steps[-1] else None)  # type: ignore[arg-type]


def row(services: Services, job_id: JobId) -> JobRow:
    """The row as the list has it."""
    return services.store.row(job_id)


def _fields(state: str, now: float, target: Path) -> dict[str, Value]:
    sent: dict[str, Value] = {"sent_at": now - 300, "checked_at": now - 4, "changed_at": now - 30}
    there: dict[str, Value] = {**sent, "remote_id": "65f0c0ffee", "fraction": 0.33}
    table: dict[str, dict[str, Value]] = {
        "held": {"words": "Waiting for Ada Lovelace"},
        "offline": {"next_at": now + 40, "failures": 3, "hint": "Nobody answers at app.aistudios.com."},
        "preparing": {"words": "Uploading file 2 of 5", "started_at": now - 8},
        "submitting": {"words": "Sending 3.1 of 12.4 MB", "fraction": 0.25, "sent_at": now},
        "unsure": {"sent_at": now - 300, "error": "The connection broke before the answer came.",
                   "hint": "Look it up, or look at the service yourself, before it is sent again."},
        "searching": {"sent_at": now - 300},
        "running": there,
        "stalled": {**there, "fraction": 0.97, "changed_at": now - 20 * 60},
        "downloading": {**there, "words": "Downloading 3.2 of 8.0 MB", "fraction": 0.4},
        "done": {**there, "fraction": 1, "result": str(target), "kept": '{"charged": "yes", "credits": "12"}'},
        "failed": {**there, "error": "Practice could not make it: out of credits.", "hint": "Look at the service.",
                   "kept": '{"charged": "yes"}'},
        "cancelled": there,
    }  # fmt: skip
    return table.get(state, {})


def _exchange(at: float, method: str, path: str, status: int, answer: str) -> Exchange:
    return Exchange(at, 0.21, method, f"https://app.aistudios.com{path}", "", status, answer)
