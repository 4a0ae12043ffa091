"""What is remembered of jobs survives kills, breakage and other processes."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.base.errors import JobError
from studio_gui.jobs.owners import Owner, is_alive
from studio_gui.jobs.row import NewJob
from studio_gui.jobs.states import STAGES, UNFINISHED, State, check_step
from studio_gui.jobs.store import MOST_KEPT_DETAILS, MOST_KEPT_PAYLOADS, JobStore, Slot
from studio_gui.providers.base import JobId, Payload
from studio_gui.providers.transcript import Exchange
from tests.unit.jobs.conftest import FILM

NewJobs = Callable[..., NewJob]


def test_a_row_comes_back_as_it_was_written(store: JobStore, new_job: NewJobs) -> None:
    job = new_job("Fest – 日本語")
    row = store.row(store.insert(job).id)
    assert (row.title, row.target, row.project_path, row.fps) == (job.title, job.target, job.project_path, 30)
    assert store.payload(row.id) == job.payload
    assert len(row.payload_hash) == 64
    assert row.to_json()["state"] == "queued"


def test_the_newest_job_is_listed_first(tmp_path: Path, new_job: NewJobs) -> None:
    times = iter([5.0, 1.0, 9.0])
    store = JobStore(tmp_path / "clocked", clock=lambda: next(times))
    ids = [store.insert(new_job(str(n))).id for n in range(3)]
    assert [row.id for row in store.rows()] == [ids[2], ids[0], ids[1]]
    assert [row.id for row in store.unfinished()] == [ids[1], ids[0], ids[2]]
    store.close()


def test_the_beginning_of_an_id_is_enough_when_it_is_the_only_one(store: JobStore, new_job: NewJobs) -> None:
    job_id = store.insert(new_job()).id
    assert store.row(job_id[:4]).id == job_id
    ids = {job_id} | {store.insert(new_job()).id for _ in range(60)}
    shared = next(a[0] for a in ids if sum(b[0] == a[0] for b in ids) > 1)
    with pytest.raises(JobError, match="Several jobs begin with"):
        store.row(shared)
    for missing in ("zzzzzzz", "", "%"):
        with pytest.raises(JobError, match="There is no job"):
            store.row(missing)


@given(st.lists(st.sampled_from(sorted(STAGES)), max_size=12))
def test_only_steps_of_the_table_can_be_taken(tmp_path_factory: pytest.TempPathFactory, steps: list[State]) -> None:
    store = JobStore(tmp_path_factory.mktemp("steps"))
    job = NewJob(FILM, "Film", Path("/p/Film.studio"), "{}", Path("/p/Film.mp4"))
    row = store.insert(job)
    for step in steps:
        allowed = step in STAGES[row.state].follows
        with contextlib.nullcontext() if allowed else pytest.raises(JobError):
            row = store.move(row.id, step)
        assert store.row(row.id).state == (step if allowed else row.state)
    store.close()


def test_every_state_can_be_reached_and_left_or_is_the_end() -> None:
    reached = {after for stage in STAGES.values() for after in stage.follows}
    assert reached <= set(STAGES)
    assert set(STAGES) == reached | {"queued"}
    assert [state for state, stage in STAGES.items() if not stage.follows] == ["done"]
    assert all(not STAGES[state].is_final for state in UNFINISHED)
    with pytest.raises(JobError, match="“Done” cannot become “Waiting”"):
        check_step("done", "queued")


def test_a_killed_process_frees_its_jobs_at_once(store: JobStore, new_job: NewJobs, tmp_path: Path) -> None:
    job_id = store.insert(new_job()).id
    code = (
        "import sys; from pathlib import Path; from studio_gui.jobs.store import *; from studio_gui.jobs.owners import *\n"
        f"s = JobStore(Path({str(tmp_path / 'data')!r})); o = Owner(s.owners_folder)\n"
        "print(s.claim(o.name, Slot('film', 1)).owner, flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin
    assert process.stdout
    owner = process.stdout.readline().strip()
    mine = Owner(store.owners_folder)
    assert store.is_alive(owner)
    assert store.claim(mine.name, Slot(FILM, 1)) is None
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        stream.close()
    assert not store.is_alive(owner)
    taken = store.claim(mine.name, Slot(FILM, 1))
    assert taken is not None
    assert taken.id == job_id
    mine.close()
    assert list(store.owners_folder.iterdir()) == []


@pytest.mark.parametrize("content", [None, b"no database" * 900])
def test_processes_that_start_together_share_one_list(tmp_path: Path, content: bytes | None) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    if content is not None:
        (folder / "jobs.sqlite").write_bytes(content)
    code = (
        "import sys; from pathlib import Path; from studio_gui.jobs.store import *; from studio_gui.jobs.row import *\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        f"s = JobStore(Path({str(folder)!r}))\n"
        "for n in range(3): s.insert(NewJob('film', 'x', Path('/a/b.studio'), '{}', Path('/a/b.mp4')))\n"
        "s.close()"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    processes = [subprocess.Popen([sys.executable, "-c", code], text=True, **pipes) for _ in range(5)]
    for process in processes:
        assert process.stdout
        process.stdout.readline()
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    store = JobStore(folder)
    assert len(store.rows()) == 15
    assert len(list(folder.glob("jobs.sqlite.broken-*"))) == (content is not None)
    store.close()


def test_an_owner_lives_until_it_is_closed(tmp_path: Path) -> None:
    owner = Owner(tmp_path)
    assert is_alive(owner.name, tmp_path)
    owner.close()
    owner.close()
    assert not is_alive(owner.name, tmp_path)
    assert not is_alive("never-was", tmp_path)


def test_many_threads_and_connections_write_without_loss(store: JobStore, new_job: NewJobs, tmp_path: Path) -> None:
    stores = [store, JobStore(tmp_path / "data")]

    def fill(one: JobStore) -> None:
        for number in range(10):
            job_id = one.insert(new_job(str(number))).id
            one.keep(job_id, "remote", f"r{number}")
            one.keep(job_id, "second", "2")

    threads = [threading.Thread(target=fill, args=(one,)) for one in (*stores, *stores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.rows()) == 40
    assert all(set(row.kept) == {"remote", "second"} for row in store.rows())
    stores[1].close()


@pytest.mark.parametrize("content", [b"this is no database" * 500, b"SQLite format 3\0" + bytes(5000)])
def test_a_broken_list_is_put_aside_and_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "jobs.sqlite").write_bytes(content)
    store = JobStore(tmp_path)
    assert "begun anew" in store.note
    assert store.rows() == ()
    (aside,) = tmp_path.glob("jobs.sqlite.broken-*")
    assert aside.read_bytes() == content
    store.close()


def test_a_list_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "jobs.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = (tmp_path / "jobs.sqlite").read_bytes()
    with pytest.raises(JobError, match="newer Scene Studio"):
        JobStore(tmp_path)
    assert (tmp_path / "jobs.sqlite").read_bytes()[:90] == before[:90]


def test_a_folder_that_cannot_be_used_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(JobError, match="cannot be"):
        JobStore(tmp_path / "data")


@pytest.mark.skipif(sys.platform == "win32", reason="disks there know locks")
def test_a_disk_that_knows_no_locks_is_not_waited_for_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    asked: list[int] = []

    def no_locks(*_: object) -> None:
        asked.append(1)
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with pytest.raises(JobError, match="cannot be kept in") as said:
        JobStore(tmp_path / "data")
    assert said.value.hint == "Its disk knows no locks; set STUDIO_HOME to a folder on another one."
    assert len(asked) == 1


def test_a_job_that_is_over_can_be_forgotten(store: JobStore, new_job: NewJobs) -> None:
    row = store.insert(new_job())
    with pytest.raises(JobError, match="is not over"):
        store.remove(row.id)
    store.cancel(row.id)
    store.remove(row.id)
    assert store.rows() == ()
    with pytest.raises(JobError):
        store.payload(row.id)


def test_projects_of_jobs_long_done_are_not_kept_and_others_are(store: JobStore, new_job: NewJobs) -> None:
    waiting = store.insert(new_job("waits")).id
    done = []
    for number in range(MOST_KEPT_PAYLOADS + 2):
        job_id = store.insert(new_job(str(number))).id
        for step in ("preparing", "running", "downloading", "done"):
            store.move(job_id, step)
        done.append(job_id)
    store.insert(new_job("one more"))
    for job_id in (waiting, *done[2:]):
        assert store.payload(job_id)
    for job_id in done[:2]:
        with pytest.raises(JobError, match="not kept any more"):
            store.payload(job_id)
    assert len(store.rows()) == len(done) + 2


def test_the_list_of_jobs_does_not_grow_for_ever_and_keeps_what_may_have_been_paid_for(tmp_path: Path) -> None:
    times = iter(float(second) for second in range(1_000_000))
    store = JobStore(tmp_path / "old", clock=lambda: next(times))

    def over(state: State, *, sent: bool) -> JobId:
        job = NewJob(FILM, "Film", Path("/p/F.studio"), "{}", Path("/p/F.mp4"), request=Payload("project", {"a": 1}))
        job_id = store.insert(job).id
        store.note_exchange(job_id, Exchange(1, 1, "POST", "https://x", "a", 200, "b"))
        store.move(job_id, "preparing", fields={"sent_at": 5.0 if sent else 0.0})
        for step in ("running", "downloading", "done") if state == "done" else (state,):
            store.move(job_id, step)
        return job_id

    perhaps_sent = [over("cancelled", sent=True), over("failed", sent=True)]
    old = [over("done", sent=True), over("failed", sent=False), over("cancelled", sent=False)]
    recent = [over("failed", sent=False) for _ in range(MOST_KEPT_DETAILS)]
    store.insert(NewJob(FILM, "Film", Path("/p/F.studio"), "{}", Path("/p/F.mp4")))
    for job_id in (*perhaps_sent, *recent):
        assert store.exchanges(job_id)
        assert store.request(job_id)
        assert store.payload(job_id)
    for job_id in old:
        assert store.exchanges(job_id) == ()
        assert store.request(job_id) is None
        assert store.row(job_id).title == "Film"
    store.close()
