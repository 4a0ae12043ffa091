"""Jobs are done once, survive what happens to them, and listen to people."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path

import pytest

from studio_gui.files.probing import probe
from studio_gui.jobs.owners import Owner
from studio_gui.jobs.row import JobRow, NewJob
from studio_gui.jobs.store import JobStore, Slot
from studio_gui.jobs.tracker import Tracker
from studio_gui.providers.base import JobId
from tests.unit.jobs.conftest import FILM
from tests.unit.jobs.film import FilmProvider, broken, write_film

NewJobs = Callable[..., NewJob]


async def _until(question: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not question():
        assert time.monotonic() < end
        await asyncio.sleep(0.01)


async def _running(tracker: Tracker, meanwhile: Callable[[], Awaitable[None]]) -> None:
    work = asyncio.ensure_future(tracker.run())
    try:
        await meanwhile()
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


def test_a_job_is_made_and_gets_its_name(store: JobStore, new_job: NewJobs) -> None:
    provider = FilmProvider()
    tracker = Tracker(store, {FILM: provider})
    heard: list[str] = []
    tracker.on_change(heard.append)
    job_id = tracker.submit(new_job())
    asyncio.run(tracker.run(until_idle=True))
    row = store.row(job_id)
    assert (row.state, row.fraction, row.owner, row.attempt) == ("done", 1.0, "", 1)
    assert row.result == row.target
    assert probe(row.target).kind == "video"
    assert [path.name for path in row.target.parent.iterdir()] == ["Film.mp4"]
    assert job_id in heard
    assert provider.orders[0].project.name == "Film"


def test_the_row_is_there_before_any_work(store: JobStore, new_job: NewJobs) -> None:
    row = store.row(Tracker(store, {}).submit(new_job()))
    assert (row.state, row.status, row.fraction) == ("queued", "Waiting", 0)


def test_waiting_for_a_job_shows_its_steps(store: JobStore, new_job: NewJobs) -> None:
    tracker = Tracker(store, {FILM: FilmProvider()})
    seen: list[JobRow] = []
    row = asyncio.run(tracker.wait_for(tracker.submit(new_job()), changed=seen.append))
    assert row.state == "done"
    assert {one.state for one in seen} >= {"running", "done"}
    assert any(one.words.startswith("Step") for one in seen)


def test_whoever_waits_for_a_job_hears_what_ended_the_work(store: JobStore, new_job: NewJobs) -> None:
    tracker = Tracker(store, {FILM: FilmProvider()})
    job_id = tracker.submit(new_job())

    async def both() -> None:
        running = asyncio.ensure_future(tracker.run())
        await asyncio.sleep(0)
        try:
            await tracker.wait_for(job_id, is_enough=lambda row: False)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    with pytest.raises(RuntimeError, match="runs already"):
        asyncio.run(both())


def test_a_failure_is_a_sentence_and_can_be_repeated(store: JobStore, new_job: NewJobs) -> None:
    provider = FilmProvider(error=broken())
    tracker = Tracker(store, {FILM: provider})
    job_id = tracker.submit(new_job())
    asyncio.run(tracker.run(until_idle=True))
    row = store.row(job_id)
    assert (row.state, row.error, row.hint) == ("failed", "The encoder refused.", "Choose a smaller size.")
    assert list(row.target.parent.iterdir()) == []
    provider.error = None
    tracker.retry(job_id)
    asyncio.run(tracker.run(until_idle=True))
    assert (store.row(job_id).state, store.row(job_id).attempt, store.row(job_id).error) == ("done", 2, "")


def test_a_mistake_in_the_program_ends_the_job_and_not_the_tracker(
    store: JobStore, new_job: NewJobs, caplog: pytest.LogCaptureFixture
) -> None:
    tracker = Tracker(store, {FILM: FilmProvider(error=ZeroDivisionError("oh"))})
    job_id = tracker.submit(new_job())
    asyncio.run(tracker.run(until_idle=True))
    assert store.row(job_id).error == "Scene Studio made a mistake: ZeroDivisionError."
    assert "ZeroDivisionError: oh" in caplog.text


def test_the_program_ends_although_it_is_just_looking_for_jobs(
    store: JobStore, new_job: NewJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window once stayed for ever when it was closed in that moment: one job was taken again and again."""
    tracker = Tracker(store, {FILM: FilmProvider()})
    tracker.submit(new_job())
    claim, claims, looking = store.claim, 0, threading.Event()

    def slow_claim(
        owner: str, slot: Slot, *, only: JobId | None = None, in_hand: Collection[JobId] | None = None
    ) -> JobRow | None:
        nonlocal claims
        claims += 1
        assert claims < 9
        looking.set()
        end = time.monotonic() + 0.3
        while store.is_alive(owner) and time.monotonic() < end:
            threading.Event().wait(0.01)
        return claim(owner, slot, only=only, in_hand=in_hand)

    monkeypatch.setattr(store, "claim", slow_claim)

    async def look() -> None:
        await _until(looking.is_set)

    asyncio.run(_running(tracker, look))
    assert claims == 2


def test_cancelling_a_job_that_runs_stops_it_and_leaves_nothing(store: JobStore, new_job: NewJobs) -> None:
    provider = FilmProvider(is_open=False)
    tracker = Tracker(store, {FILM: provider})
    job_id = tracker.submit(new_job())

    async def cancel() -> None:
        await _until(provider.started.is_set)
        tracker.cancel(job_id)
        await _until(lambda: store.row(job_id).state == "cancelled")

    asyncio.run(_running(tracker, cancel))
    assert list(store.row(job_id).target.parent.iterdir()) == []
    assert tracker.cancel(job_id).state == "cancelled"


def test_cancelling_from_another_process_goes_through_the_row(
    store: JobStore, new_job: NewJobs, tmp_path: Path
) -> None:
    provider = FilmProvider(is_open=False)
    tracker = Tracker(store, {FILM: provider})
    job_id = tracker.submit(new_job())
    other = JobStore(tmp_path / "data")

    async def cancel() -> None:
        await _until(provider.started.is_set)
        assert other.cancel(job_id).wish == "cancel"
        await _until(lambda: other.row(job_id).state == "cancelled")

    asyncio.run(_running(tracker, cancel))
    other.close()


def test_a_job_that_waits_is_cancelled_at_once(store: JobStore, new_job: NewJobs) -> None:
    tracker = Tracker(store, {FILM: FilmProvider()})
    job_id = tracker.submit(new_job())
    assert tracker.cancel(job_id).state == "cancelled"
    asyncio.run(tracker.run(until_idle=True))
    assert store.row(job_id).state == "cancelled"


def test_ending_the_program_puts_the_job_back_into_the_queue(store: JobStore, new_job: NewJobs) -> None:
    provider = FilmProvider(is_open=False)
    tracker = Tracker(store, {FILM: provider})
    job_id = tracker.submit(new_job())

    async def leave() -> None:
        await _until(provider.started.is_set)

    asyncio.run(_running(tracker, leave))
    assert (store.row(job_id).state, store.row(job_id).owner) == ("queued", "")
    provider.gate.set()
    asyncio.run(tracker.run(until_idle=True))
    assert store.row(job_id).state == "done"


def test_two_processes_never_do_the_same_job(store: JobStore, new_job: NewJobs, tmp_path: Path) -> None:
    providers = FilmProvider(), FilmProvider()
    other = JobStore(tmp_path / "data")
    jobs = [store.insert(new_job(f"Film {number}")).id for number in range(8)]
    trackers = [Tracker(one, {FILM: provider}) for one, provider in zip((store, other), providers, strict=True)]

    async def both() -> None:
        await asyncio.gather(*(tracker.run(until_idle=True) for tracker in trackers))

    asyncio.run(both())
    assert {store.row(job_id).state for job_id in jobs} == {"done"}
    made = [order.job_id for provider in providers for order in provider.orders]
    assert sorted(made) == sorted(jobs)
    other.close()


def test_no_more_jobs_run_at_once_than_the_account_takes(store: JobStore, new_job: NewJobs) -> None:
    slot = Slot(FILM, 2)
    for number in range(3):
        store.insert(new_job(f"Film {number}"))
    owner = Owner(store.owners_folder)
    assert [store.claim(owner.name, slot) is not None for _ in range(3)] == [True, True, False]
    owner.close()
    other = Owner(store.owners_folder)
    assert store.claim(other.name, slot) is not None
    other.close()


@pytest.mark.parametrize("state", ["queued", "preparing", "running", "downloading"])
def test_a_job_whose_process_was_killed_is_done_once(store: JobStore, new_job: NewJobs, state: str) -> None:
    job_id = _left_behind(store, new_job(), state)
    provider = FilmProvider()
    asyncio.run(Tracker(store, {FILM: provider}).run(until_idle=True))
    row = store.row(job_id)
    assert (row.state, len(provider.orders), row.attempt) == ("done", 1, 1 if state == "queued" else 2)
    assert [path.name for path in row.target.parent.iterdir()] == ["Film.mp4"]


def test_a_video_finished_before_the_kill_is_not_made_again(store: JobStore, new_job: NewJobs) -> None:
    job_id = _left_behind(store, new_job(), "running")
    row = store.row(job_id)
    row.work_file.parent.mkdir()
    write_film(row.work_file)
    provider = FilmProvider()
    asyncio.run(Tracker(store, {FILM: provider}).run(until_idle=True))
    assert (store.row(job_id).state, provider.orders) == ("done", [])
    assert probe(row.target).kind == "video"


def test_a_half_video_left_by_a_kill_is_made_again(store: JobStore, new_job: NewJobs) -> None:
    job_id = _left_behind(store, new_job(), "running")
    row = store.row(job_id)
    row.work_file.parent.mkdir()
    row.work_file.write_bytes(b"\0" * 100)
    asyncio.run(Tracker(store, {FILM: FilmProvider()}).run(until_idle=True))
    assert (store.row(job_id).state, probe(row.target).kind) == ("done", "video")


@pytest.mark.parametrize("has_both_names", [False, True])
def test_a_kill_right_after_the_video_got_its_name_makes_no_second(
    store: JobStore, new_job: NewJobs, has_both_names: bool
) -> None:
    job_id = _left_behind(store, new_job(), "downloading")
    row = store.row(job_id)
    row.target.parent.mkdir()
    write_film(row.target)
    if has_both_names:
        row.work_file.hardlink_to(row.target)
    store.note_progress(job_id, fields={"result": str(row.target)})
    provider = FilmProvider()
    asyncio.run(Tracker(store, {FILM: provider}).run(until_idle=True))
    assert (store.row(job_id).state, provider.orders) == ("done", [])
    assert [path.name for path in row.target.parent.iterdir()] == ["Film.mp4"]


def test_what_may_have_been_sent_is_never_sent_again_unasked(store: JobStore, new_job: NewJobs) -> None:
    job_id = _left_behind(store, new_job(), "submitting")
    provider = FilmProvider()
    asyncio.run(Tracker(store, {FILM: provider}).run(until_idle=True))
    assert (store.row(job_id).state, provider.orders) == ("unsure", [])


def test_a_file_that_appeared_meanwhile_is_not_overwritten(store: JobStore, new_job: NewJobs) -> None:
    job = new_job()
    job.target.parent.mkdir()
    job.target.write_text("mine")
    tracker = Tracker(store, {FILM: FilmProvider()})
    job_id = tracker.submit(job)
    asyncio.run(tracker.run(until_idle=True))
    assert job.target.read_text() == "mine"
    assert store.row(job_id).result == job.target.with_name("Film (2).mp4")


def test_a_file_is_replaced_when_that_was_asked_for(store: JobStore, new_job: NewJobs) -> None:
    job = new_job(overwrite=True)
    job.target.parent.mkdir()
    job.target.write_text("old")
    tracker = Tracker(store, {FILM: FilmProvider()})
    tracker.submit(job)
    asyncio.run(tracker.run(until_idle=True))
    assert probe(job.target).kind == "video"


def test_listeners_hear_of_jobs_of_another_process(store: JobStore, new_job: NewJobs, tmp_path: Path) -> None:
    tracker = Tracker(store, {})
    other = JobStore(tmp_path / "data")
    heard: list[str] = []
    stop = tracker.on_change(heard.append)

    async def listen() -> None:
        job_id = other.insert(new_job()).id
        await _until(lambda: job_id in heard)
        heard.clear()
        other.cancel(job_id)
        await _until(lambda: job_id in heard)
        stop()

    asyncio.run(_running(tracker, listen))
    other.close()


def _left_behind(store: JobStore, job: NewJob, state: str) -> str:
    """A job as a killed process leaves it."""
    job_id = store.insert(job).id
    owner = Owner(store.owners_folder)
    assert store.claim(owner.name, Slot(FILM, 1)) is not None
    steps = {
        "queued": (),
        "preparing": ("preparing",),
        "submitting": ("preparing", "submitting"),
        "running": ("preparing", "running"),
        "downloading": ("preparing", "running", "downloading"),
    }
    for step in steps[state]:
        store.move(job_id, step)
    owner.close()
    assert store.row(job_id).owner
    return job_id
