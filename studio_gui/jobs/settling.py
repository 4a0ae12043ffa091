"""What a process left that was killed while it sent something."""

from __future__ import annotations

from studio_gui.base.errors import JobError
from studio_gui.jobs.hands import LOOK_UP
from studio_gui.jobs.row import JobRow
from studio_gui.jobs.store import INTERRUPTED, JobStore


def settle_killed(store: JobStore) -> None:
    """Say of each job whose process ended while it was being sent that nobody knows; raises :class:`JobError`.

    Whoever takes such a job does the same (:func:`~studio_gui.jobs.remote.take_step`). But who only lists jobs takes
    none, and would be told for ever that it is being sent, and that it need not be looked up.
    """
    for row in store.unfinished():
        if row.state == "submitting" and not store.is_alive(row.owner):
            _settle(store, row)


def _settle(store: JobStore, row: JobRow) -> None:
    said = {"error": INTERRUPTED, "hint": LOOK_UP, "words": ""}
    try:
        store.move(row.id, "unsure", fields=said, only_from="submitting", owner=row.owner)
    except JobError:
        # Another process took it or settled it meanwhile, and what it says holds; else the list cannot be written.
        if store.row(row.id).state == "submitting" and not store.is_alive(store.row(row.id).owner):
            raise
