"""A list of jobs that a disk has damaged: what was paid for is still known, and nothing is sent again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from studio_gui.jobs.owners import Owner
from studio_gui.jobs.store import JobStore, Slot
from studio_gui.providers.base import AccountId, Payload
from tests.unit.jobs.desk import TOLD, Desk, asked_about


def _closed(desk: Desk) -> Path:
    desk.owner.close()
    desk.store.close()
    return desk.folder / "data" / "jobs.sqlite"


def _damaged_at(file: Path, page: int) -> None:
    content = bytearray(file.read_bytes())
    content[page * 4096 : (page + 1) * 4096] = b"\xa5" * 4096
    file.write_bytes(content)


def _again(desk: Desk) -> JobStore:
    desk.store = JobStore(desk.folder / "data", clock=lambda: desk.now)
    desk.owner = Owner(desk.store.owners_folder)
    return desk.store


@pytest.mark.parametrize("removed", [False, True])
def test_what_was_made_is_known_and_looked_after_wherever_the_list_is_broken(tmp_path: Path, removed: bool) -> None:
    desk = Desk(tmp_path / "whole")
    for number in range(30):
        row = desk.store.insert(replace(desk.new_job(), title=f"Film {number}", fingerprint=f"f{number}"))
        desk.store.set_request(row.id, Payload("video", {"name": "x" * 600}))
        desk.store.move(row.id, "submitting", fields={"sent_at": desk.now})
        desk.store.move(row.id, "running", fields={"remote_id": f"r{number}"})
        if removed:
            desk.store.cancel(row.id)
            desk.store.remove(row.id)
    pages = range(1, _closed(desk).stat().st_size // 4096)
    readable = 0
    for page in pages:
        desk.folder = tmp_path / f"{page}"
        shutil.copytree(tmp_path / "whole", desk.folder)
        _damaged_at(desk.folder / "data" / "jobs.sqlite", page)
        store = _again(desk)
        jobs = [replace(desk.new_job(), fingerprint=f"f{number}") for number in range(30)]
        readable += sum(asked_about(store, job) is not None for job in jobs)
        assert {row.state for row in store.rows()} <= {"running"}
        assert all(row.remote_id == row.title.replace("Film ", "r") for row in store.rows())
        _closed(desk)
    assert len(pages) > 3
    assert readable > 0.8 * 30 * len(pages)


def test_what_waited_in_a_broken_list_is_not_sent_but_perhaps_sent(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    waits = desk.job()
    own = desk.store.insert(replace(desk.new_job(), account=AccountId("computer"))).id
    for number in range(60):
        desk.store.insert(replace(desk.new_job(), account=AccountId("other"), title=f"{number}" * 200))
    file = _closed(desk)
    _damaged_at(file, file.stat().st_size // 4096 - 2)
    store = _again(desk)
    assert "could be read and are in it" in store.note
    row = store.row(waits)
    assert (row.state, row.is_perhaps_sent) == ("unsure", True)
    assert row.error == "The list of jobs was broken, so nobody knows whether it was sent."
    assert store.row(own).state == "queued", "what costs nothing is made"
    assert store.claim(desk.owner.name, Slot(TOLD, 2)) is None
    desk.owner.close()
    store.close()
