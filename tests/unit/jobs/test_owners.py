"""Who lives is never taken for dead, however others look at them: their jobs would be sent a second time."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import IO

import pytest

from studio_gui.jobs import owners
from studio_gui.jobs.owners import Owner, is_alive, is_another_at_work
from studio_gui.jobs.store import Slot
from tests.unit.jobs.desk import TOLD, Desk


def test_an_owner_that_is_looked_at_while_it_begins_is_alive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process looks in the moment between the file is made and locked."""
    real, looks = owners.lock_file, list[bool]()

    def lock(file: IO[bytes]) -> None:
        if file.mode == "xb" and len(looks) < 2:
            looks.append(is_alive(Path(file.name).stem, tmp_path))
        real(file)

    monkeypatch.setattr(owners, "lock_file", lock)
    owner = Owner(tmp_path)
    assert looks == [False, False]
    assert is_alive(owner.name, tmp_path)
    assert [path.stem for path in tmp_path.glob("*.lock")] == [owner.name]
    owner.close()
    assert not is_alive(owner.name, tmp_path)


def test_an_owner_begins_although_somebody_has_its_lock_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, is_first = owners.lock_file, [True]

    def lock(file: IO[bytes]) -> None:
        if is_first:
            is_first.clear()
            raise OSError("it is locked")
        real(file)

    monkeypatch.setattr(owners, "lock_file", lock)
    owner = Owner(tmp_path)
    assert is_alive(owner.name, tmp_path)
    owner.close()


def test_many_that_begin_and_look_at_once_are_all_alive(tmp_path: Path) -> None:
    made, is_over = list[Owner](), threading.Event()

    def look() -> None:
        while not is_over.is_set():
            is_another_at_work(tmp_path)
            for path in tmp_path.glob("*.lock"):
                is_alive(path.stem, tmp_path)

    lookers = [threading.Thread(target=look) for _ in range(3)]
    for looker in lookers:
        looker.start()
    for _ in range(200):
        made.append(Owner(tmp_path))
    is_over.set()
    for looker in lookers:
        looker.join()
    assert all(is_alive(owner.name, tmp_path) for owner in made)
    for owner in made:
        owner.close()


def test_a_job_that_another_has_taken_meanwhile_is_not_sent(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was thought dead while it prepared: the other one sends it."""
    job_id = desk.job()
    row = desk.store.claim(desk.owner.name, Slot(TOLD, 1))
    assert row is not None
    prepare = desk.prepare

    def slow(*args: object) -> object:
        desk.store.note_progress(job_id, fields={"owner": "other"})
        return prepare(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "prepare", slow)
    after = desk.go_on(row)
    assert (after.state, after.owner, after.sent_at, desk.service.submitted) == ("preparing", "other", 0, 0)
    assert desk.go_on(row).owner == "other"
    assert desk.service.submitted == 0
