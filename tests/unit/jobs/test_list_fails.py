"""The list of jobs fails in the middle of a step: what a service has is neither given up nor made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from studio_gui.jobs.database import ListUnusable
from studio_gui.jobs.store import Slot
from studio_gui.providers.base import Receipt, Sighting
from tests.unit.jobs.desk import TOLD, Desk


@contextmanager
def broken(desk: Desk, *whats: str) -> Iterator[None]:
    """While it lasts, that cannot be written."""
    other = sqlite3.connect(desk.folder / "data" / "jobs.sqlite", isolation_level=None)
    for number, what in enumerate(whats):
        other.execute(f"CREATE TRIGGER broken{number} BEFORE {what} BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END")
    try:
        yield
    finally:
        for number in range(len(whats)):
            other.execute(f"DROP TRIGGER broken{number}")
        other.close()


def test_an_avatar_that_was_made_is_not_failed_because_its_diary_cannot_be_written(desk: Desk) -> None:
    job_id = desk.job("persona")
    desk.service.on_submit = lambda: Receipt("p-1", "v-1")
    with broken(desk, "UPDATE ON avatars"):
        row = desk.step()
    assert (row.state, row.remote_id, row.error, row.owner) == ("running", "p-1", "", "")
    desk.now = row.next_at
    desk.service.on_look = lambda: Sighting("running", state="reviewing")
    assert desk.step().state == "running"
    record = desk.store.diary.avatar(job_id)
    assert record is not None
    assert (record.remote_id, record.voice_id, record.state) == ("p-1", "v-1", "reviewing")
    assert desk.service.submitted == 1


@pytest.mark.parametrize("what", ["UPDATE ON avatars", "INSERT ON sightings", "UPDATE OF looks ON jobs"])
def test_a_look_that_cannot_be_written_down_is_taken_again(desk: Desk, what: str) -> None:
    job_id = desk.job("persona")
    desk.service.on_submit = lambda: Receipt("p-1")
    row = desk.step()
    desk.now = row.next_at
    desk.service.on_look = lambda: Sighting("running", state="reviewing")
    with broken(desk, what):
        row = desk.step()
    assert (row.state, row.remote_id, row.error) == ("running", "p-1", "")
    # This process still has its name in the row, but nobody works on it; the service is left alone for a while.
    assert desk.store.claim(desk.owner.name, Slot(TOLD, 1), in_hand=[]) is None
    desk.now += 20
    assert desk.store.claim(desk.owner.name, Slot(TOLD, 2), in_hand=[job_id]) is None
    again = desk.store.claim(desk.owner.name, Slot(TOLD, 1), in_hand=[])
    assert again is not None
    assert desk.go_on(again).state == "running"
    assert desk.store.diary.entries(job_id)[-1].state == "reviewing"


def test_a_film_whose_end_cannot_be_written_down_is_there_all_the_same(desk: Desk) -> None:
    row = desk.state("running")
    with broken(desk, "UPDATE OF state ON jobs WHEN NEW.state = 'done'"):
        row = desk.step()
    assert (row.state, row.error) == ("downloading", "")
    desk.now += 20
    again = desk.store.claim(desk.owner.name, Slot(TOLD, 1), in_hand=[])
    assert again is not None
    assert desk.go_on(again).state == "done"
    assert (desk.folder / "Film.mp4").read_bytes() == b"film"
    assert [path.name for path in desk.folder.glob("*.mp4")] == ["Film.mp4"]


def test_what_was_perhaps_sent_stays_so_although_that_cannot_be_written_down(desk: Desk) -> None:
    desk.job()

    def fail() -> Receipt:
        raise ValueError("a mistake")

    desk.service.on_submit = fail
    with broken(desk, "UPDATE OF state ON jobs WHEN NEW.state = 'unsure'"):
        row = desk.step()
    assert row.state == "submitting"
    desk.now += 20
    again = desk.store.claim(desk.owner.name, Slot(TOLD, 1), in_hand=[])
    assert again is not None
    assert desk.go_on(again).state == "unsure"
    assert desk.service.submitted == 1


@pytest.mark.parametrize(
    ("pragma", "said"),
    [
        ("max_page_count = 1", "cannot be written: the disk is full. Free some space, then try again."),
        ("query_only = ON", "cannot be written: it is read-only. Change the rights of that folder, then try again."),
    ],
)
def test_why_the_list_cannot_be_written_is_said(desk: Desk, pragma: str, said: str) -> None:
    """Where there is no more room SQLite says so as of a file that has grown as large as it may."""
    with desk.store._database.reading() as connection:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    with pytest.raises(ListUnusable) as refused:
        _write_many(desk)
    assert refused.value.sentence().endswith(said)


def _write_many(desk: Desk) -> None:
    for _ in range(40):
        desk.job()
