"""Whatever goes wrong in whatever state, a job at a service is not lost and not sent twice."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path

import pytest

from studio_gui.base.errors import Cancelled, JobError, MediaError, RenderError, StudioError
from studio_gui.jobs.again import Sending
from studio_gui.jobs.fetching import CUT_OFF
from studio_gui.jobs.owners import Owner
from studio_gui.jobs.remote import Remote
from studio_gui.jobs.reporting import JobReport
from studio_gui.jobs.row import NewJob
from studio_gui.jobs.store import Slot
from studio_gui.jobs.tracker import Tracker
from studio_gui.providers.base import AccountId, Bill, Receipt, Sighting
from studio_gui.providers.errors import Gone, NotAllowed, NotSent, Refused, TooMany, Unavailable, Unsure
from tests.unit.jobs.desk import NOW, TOLD, Desk, asked_about, raising

SUBMITS = [
    (NotSent("No network."), "offline", 0.0),
    (TooMany("Too often."), "queued", 0.0),
    (Refused("No."), "failed", 0.0),
    (NotAllowed("No keys."), "failed", 0.0),
    (Gone("No project."), "failed", 0.0),
    (MediaError("The file is gone."), "failed", 0.0),
    (Cancelled("Stopped."), "cancelled", 0.0),
    (Unsure("Nobody knows."), "unsure", NOW),
    (Unavailable("Garbage."), "unsure", NOW),
    (JobError("The list is busy."), "unsure", NOW),
    (RenderError("What is this?"), "unsure", NOW),
    (ValueError("a mistake"), "unsure", NOW),
    (KeyError("a mistake"), "unsure", NOW),
]


def test_a_service_that_answers_nonsense_before_anything_is_sent_is_not_the_network(desk: Desk) -> None:
    """A page in the place of a token: the list said “Waiting for the network”, for hours."""
    desk.job()
    desk.service.on_submit = raising(NotSent("It answered with something that is no JSON.", "Try later.", status=200))
    row = desk.step()
    assert (row.state, row.words) == ("offline", "It answered with something that is no JSON.")
    desk.service.on_submit = raising(NotSent("It could not be reached: nobody listens there."))
    desk.now += 3600
    assert desk.step().words == ""


@pytest.mark.parametrize(("error", "state", "sent_at"), SUBMITS, ids=[type(one[0]).__name__ for one in SUBMITS])
def test_what_sending_may_bring(desk: Desk, error: Exception, state: str, sent_at: float) -> None:
    desk.job()
    desk.service.on_submit = raising(error)
    row = desk.step()
    assert (row.state, row.owner, row.sent_at, row.remote_id) == (state, "", sent_at, "")
    assert row.error or row.hint or state == "cancelled"
    if state in ("offline", "queued"):
        assert row.words == ("Waiting for its turn" if state == "queued" else "")
        assert row.next_at > desk.now
        assert desk.store.claim(desk.owner.name, Slot(TOLD, 2)) is None
    elif state == "unsure":
        with pytest.raises(JobError, match="Nobody knows"):
            desk.store.retry(row.id)
        assert desk.store.cancel(row.id).state == "cancelled"
        with pytest.raises(JobError, match="Nobody knows"):
            desk.store.retry(row.id)
        assert asked_about(desk.store, desk.new_job()) is not None
        assert desk.store.look_up(row.id).state == "searching"
    else:
        assert asked_about(desk.store, desk.new_job()) is None
        assert desk.store.retry(row.id).state == "queued"
    assert desk.service.submitted == 1


LOOKS: list[Exception] = [
    NotSent("No network."), TooMany("Too often."), Refused("No."), NotAllowed("No keys."), Gone("Not there."),
    Unavailable("Garbage."), Unsure("Hm."), JobError("Busy."), ValueError("a mistake"), TypeError("a mistake"),
]  # fmt: skip


@pytest.mark.parametrize("state", ["running", "stalled"])
@pytest.mark.parametrize("error", LOOKS, ids=[type(one).__name__ for one in LOOKS])
def test_a_look_that_brings_nothing_gives_nothing_up(desk: Desk, error: Exception, state: str) -> None:
    desk.state(state)
    desk.service.on_look = raising(error)  # type: ignore[assignment]
    row = desk.step()
    assert (row.state, row.owner, row.remote_id, row.failures) == (state, "", "r1", 1)
    assert row.words
    assert row.next_at > desk.now
    desk.now = row.next_at
    desk.service.on_look = lambda: Sighting("finished", 1.0, url="http://x/y")
    assert desk.step().state == "done"
    assert desk.service.submitted == 0


@pytest.mark.parametrize(
    ("error", "most", "words"),
    [
        (Gone("Not there.", said="no such project"), 3, "Told does not have it any more."),
        (Refused("No.", said="render broke"), 5, "Told could not make it: render broke."),
    ],
    ids=["gone", "no"],
)
def test_what_a_service_says_again_and_again_is_believed(desk: Desk, error: Exception, most: int, words: str) -> None:
    desk.state("running")
    # Other things that went wrong before do not count.
    for other in (NotSent("No network."), Unavailable("Garbage."), Unavailable("Garbage.")) * 2:
        desk.service.on_look = raising(other)  # type: ignore[assignment]
        desk.now = desk.step().next_at
    desk.service.on_look = raising(error)  # type: ignore[assignment]
    for _ in range(most - 1):
        row = desk.step()
        assert row.state == "running"
        desk.now = row.next_at
    desk.service.on_look = lambda: Sighting("running", 0.5)
    desk.now = desk.step().next_at
    desk.service.on_look = raising(error)  # type: ignore[assignment]
    states = []
    for _ in range(most):
        row = desk.step()
        states.append(row.state)
        desk.now = row.next_at
    assert states == ["running"] * (most - 1) + ["failed"]
    assert row.error == words
    assert desk.store.retry(row.id).state == "running"


@pytest.mark.parametrize("error", LOOKS, ids=[type(one).__name__ for one in LOOKS])
def test_looking_up_never_leads_to_sending_again(desk: Desk, error: Exception) -> None:
    desk.state("searching")
    desk.service.on_find = raising(error)
    row = desk.step()
    assert (row.state, row.owner) == ("unsure", "")
    assert row.error
    assert row.hint
    assert desk.service.submitted == 0


def test_what_is_found_goes_on_as_if_its_answer_had_come(desk: Desk) -> None:
    desk.state("searching")
    desk.service.on_find = lambda: Receipt("r9")
    row = desk.step()
    assert (row.state, row.remote_id, row.error) == ("running", "r9", "")
    desk.now = row.next_at
    assert desk.step().state == "done"
    assert desk.service.submitted == 0


def test_what_another_job_has_is_not_taken_for_the_one_that_is_looked_for(desk: Desk) -> None:
    other = desk.state("running")
    desk.store.note_progress(other.id, fields={"next_at": desk.now + 1000})
    desk.state("searching")
    desk.service.on_find = lambda: Receipt(other.remote_id)
    row = desk.step()
    assert (row.state, row.remote_id, row.error) == ("unsure", "", "Told does not list it (yet).")


def test_speech_is_in_no_list_and_is_not_looked_for(desk: Desk) -> None:
    desk.state("searching", "audio")
    desk.service.on_find = lambda: Receipt("r9")
    row = desk.step()
    assert (row.state, row.remote_id) == ("unsure", "")
    assert row.error == "Told has no list in which this could be found."


def test_what_a_service_has_not_begun_waits_there(desk: Desk) -> None:
    desk.state("running")
    said = iter([Sighting("waiting", 0.0), Sighting("running", 0.2), Sighting("running", 0.3, "Mixing")])
    desk.service.on_look = lambda: next(said)
    words = []
    for _ in range(3):
        row = desk.step()
        words.append(row.words)
        desk.now = row.next_at
    assert words == ["Waiting at the service", "", "Mixing"]


def test_a_video_is_looked_at_often_at_first(desk: Desk) -> None:
    desk.state("running")
    gaps = []
    for number in range(8):
        desk.service.on_look = lambda number=number: Sighting("running", number / 10)  # type: ignore[misc]
        row = desk.step()
        gaps.append(row.next_at - desk.now)
        desk.now = row.next_at
    assert gaps[:5] == [pytest.approx(5, rel=0.11)] * 5
    assert gaps[5:] == [pytest.approx(15, rel=0.11)] * 3


def test_an_avatar_is_done_when_it_is_ready_and_leaves_no_file(desk: Desk) -> None:
    desk.state("running", "persona")
    desk.service.on_look = lambda: Sighting("running", 0.5, "In review", "review")
    row = desk.step()
    assert (row.state, row.words) == ("running", "In review")
    desk.now = row.next_at
    desk.service.on_look = lambda: Sighting("finished", 1.0, "Ready", "active", url="http://x/preview.png")
    row = desk.step()
    assert (row.state, row.result, row.kept["words"]) == ("done", None, "Ready")
    assert [entry.state for entry in desk.store.diary.entries(row.id)] == ["review", "active"]


@pytest.mark.parametrize(
    "state", ["submitting", "searching", "running", "stalled", "downloading", "queued", "preparing"]
)
@pytest.mark.parametrize("how", ["stopped", "cancelled"])
def test_stopped_or_cancelled_in_every_state(desk: Desk, state: str, how: str) -> None:
    row = desk.state(state)
    for name in ("on_submit", "on_look", "on_find", "on_fetch"):
        setattr(desk.service, name, raising(Cancelled("Stopped.")))

    def stop(report: JobReport) -> None:
        (report.stopping if how == "stopped" else report.cancelled).set()

    after = desk.step(before=stop)
    assert after.owner == ""
    allowed = {
        "submitting": ("unsure", "unsure"), "searching": ("searching", "unsure"), "running": ("running", "cancelled"),
        "stalled": ("stalled", "cancelled"), "queued": ("queued", "cancelled"), "preparing": ("queued", "cancelled"),
        # Its address is asked for anew first.
        "downloading": ("running", "running"),
    }  # fmt: skip
    assert after.state == allowed[state][how == "cancelled"], row
    assert desk.service.submitted == 0


def test_speech_is_not_made_again_because_the_program_ended_while_it_was_fetched(desk: Desk) -> None:
    desk.job("audio")
    desk.service.on_submit = lambda: Receipt("", url="http://x/voice")
    desk.service.on_fetch = raising(Cancelled("Stopped."))  # type: ignore[assignment]
    row = desk.step(before=lambda report: desk.reports[-1].stopping.clear())
    assert row.state == "cancelled"
    row = desk.store.retry(row.id)
    assert row.state == "running"
    assert desk.step(before=lambda report: report.stopping.set()).state == "downloading"
    desk.service.on_fetch = lambda target: None
    done = desk.step()
    assert (done.state, desk.service.submitted) == ("done", 1)
    assert not done.is_perhaps_sent


def test_the_addresses_that_earlier_versions_kept_are_forgotten_with_the_next_job(desk: Desk) -> None:
    earlier, failed = desk.state("downloading", "audio"), desk.state("downloading", "audio")
    desk.store.move(earlier.id, "done")
    desk.store.keep(earlier.id, "url", "http://x/voice?sig=1")
    desk.store.move(failed.id, "failed", kept={"url": "http://x/other?sig=1"})
    desk.job()
    assert desk.store.row(earlier.id).kept == {}
    assert desk.store.row(failed.id).kept == {"url": "http://x/other?sig=1"}


def test_what_it_cost_is_asked_whatever_comes(desk: Desk) -> None:
    for bill in (raising(Unavailable("No.")), raising(ValueError("x")), lambda: Bill(is_charged=True, credits=2.5)):
        desk.state("running")
        desk.service.on_bill = bill  # type: ignore[assignment]
        row = desk.step()
        assert (row.state, row.error, row.owner) == ("done", "", "")
    assert (row.kept["charged"], row.kept["credits"]) == ("yes", "2.5")
    desk.state("running")
    desk.service.on_look = lambda: Sighting("failed", words="Too dark.")
    row = desk.step()
    assert (row.state, row.error, row.kept["charged"]) == ("failed", "Told could not make it: Too dark.", "yes")
    assert row.hint == "Look at the service for the reason."


def test_who_was_told_why_is_not_sent_to_the_service_for_the_reason(desk: Desk) -> None:
    desk.state("running")
    desk.service.on_look = lambda: Sighting("failed", words="Failed: no face.", reason="no face\nwas found.")
    row = desk.step()
    assert (row.error, row.hint) == ("Told could not make it: no face was found.", "Correct it, then send it again.")


def test_a_wish_of_another_process_is_heard_by_whoever_comes_next(desk: Desk) -> None:
    row = desk.state("queued")
    gone = Owner(desk.store.owners_folder)
    desk.store.note_progress(row.id, fields={"owner": gone.name})
    assert desk.store.cancel(row.id).wish == "cancel"
    gone.close()
    assert desk.step().state == "cancelled"
    assert desk.service.submitted == 0


@pytest.mark.parametrize("state", ["running", "offline"])
def test_a_wish_during_the_last_moment_of_a_step_is_heard(desk: Desk, state: str) -> None:
    row = desk.state("running" if state == "running" else "queued")

    def wish() -> Sighting:
        desk.store.cancel(row.id)
        if state == "offline":
            raise NotSent("No network.")
        return Sighting("running", 0.5)

    desk.service.on_look = wish
    desk.service.on_submit = wish  # type: ignore[assignment]
    assert desk.step().state == "cancelled"


def test_nothing_moves_for_long(desk: Desk) -> None:
    desk.state("running")
    desk.service.on_look = lambda: Sighting("running", 0.97, "Being made", "exporting")
    row = desk.step()
    looks = 1
    while row.state == "running":
        desk.now = row.next_at
        row, looks = desk.step(), looks + 1
    assert 900 <= desk.now - NOW < 960
    assert 25 < looks < 60
    assert (row.state, row.fraction, row.hint) == ("stalled", 0.97, "Being made")
    assert row.words.startswith("No change since ")
    assert 270 <= row.next_at - desk.now <= 330
    desk.now = row.next_at
    desk.service.on_look = lambda: Sighting("running", 0.98, "Being made", "exporting")
    assert desk.step().state == "running"


def test_a_transfer_that_always_breaks_off_at_the_same_place_stalls(desk: Desk) -> None:
    desk.state("running")
    desk.now += 3600  # it took long to be made, which says nothing about the transfer
    desk.service.on_look = lambda: Sighting("finished", 1.0, url="http://x/y")
    desk.service.on_fetch = raising(Unavailable("The transfer broke off."))  # type: ignore[assignment]
    desk.service.comes, begun = 1, desk.now
    row = desk.step()
    while row.state != "stalled":
        assert desk.now - begun < 2000
        desk.now = max(desk.now, row.next_at)
        row = desk.step()
    assert desk.now - begun >= 900
    assert (row.words, row.owner) == ("The transfer broke off.", "")
    assert row.next_at - desk.now >= 300
    desk.service.comes, desk.now = 2, row.next_at
    row = desk.step()
    assert row.state == "downloading"  # it came further
    desk.service.on_fetch = lambda target: None
    while not row.is_final:
        desk.now = max(desk.now, row.next_at)
        row = desk.step()
    assert (row.state, row.result) == ("done", row.target)


def test_what_the_service_has_no_more_of_is_handed_over_with_a_word(desk: Desk) -> None:
    desk.service.film = b"\0\0\0\x08ftyp" + b"\0\0\x03\xe8mdat" + bytes(99)
    desk.state("running")
    row = desk.step()
    assert (row.state, row.error, row.hint) == ("done", "", CUT_OFF)
    desk.service.film = b"\0\0\0\x08ftyp" + b"\0\0\0\x6bmdat" + bytes(99)
    desk.state("running")
    assert desk.step().hint == ""


@pytest.mark.parametrize("jump", [-90 * 86400.0, -3600.0, -60.0, 3600.0, 90 * 86400.0])
def test_the_clock_is_set(desk: Desk, jump: float) -> None:
    desk.state("running")
    desk.service.on_look = lambda: Sighting("running", 0.5)
    row = desk.step()
    desk.now += jump
    row = desk.step()
    assert row.state == "running"
    assert 0 < row.next_at - desk.now < 40


def test_a_process_that_dies_after_the_clock_was_set_back_leaves_no_job_waiting_for_the_old_time(desk: Desk) -> None:
    desk.state("running")
    desk.service.on_look = lambda: Sighting("running", 0.5)
    desk.now += 10 * 3600.0
    desk.step()
    desk.now -= 10 * 3600.0
    assert desk.store.claim(desk.owner.name, Slot(TOLD, 2)) is not None
    desk.owner.close()
    desk.owner = Owner(desk.store.owners_folder)
    assert desk.step().next_at - desk.now < 40


def test_an_outage_is_not_taken_for_a_service_that_stands_still(desk: Desk) -> None:
    desk.state("running")
    desk.service.on_look = raising(NotSent("No network."))  # type: ignore[assignment]
    while desk.now < NOW + 3600:
        row = desk.step()
        assert (row.state, row.status) == ("running", "Offline, will look again")
        assert row.next_at - desk.now <= 132
        desk.now = row.next_at


def test_the_name_of_what_was_paid_for_is_written_although_the_list_is_busy(desk: Desk) -> None:
    import sqlite3

    desk.job()
    other = sqlite3.connect(desk.folder / "data" / "jobs.sqlite", check_same_thread=False)

    def answer() -> Receipt:
        other.execute("BEGIN IMMEDIATE")
        threading.Timer(10.5, other.rollback).start()
        return Receipt("r7")

    desk.service.on_submit = answer
    row = desk.step()
    other.close()
    assert (row.state, row.remote_id) == ("running", "r7")


def test_the_same_asked_for_by_many_at_once_is_written_down_once(desk: Desk, tmp_path: Path) -> None:
    refused: list[str] = []

    def refuse(before: Sending) -> None:
        raise JobError(before.id)

    def ask() -> None:
        try:
            desk.store.insert(
                NewJob(TOLD, "Film", tmp_path / "F.studio", "{}", tmp_path / "F.mp4", fingerprint="same"), refuse=refuse
            )
        except JobError as error:
            refused.append(error.message)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (row,) = desk.store.rows()
    assert refused == [row.id] * 7


def test_whoever_waits_hears_that_it_stalled_or_that_its_account_is_gone(desk: Desk) -> None:
    row = desk.state("stalled")
    desk.service.on_look = lambda: Sighting("running", 0.97)
    desk.store.keep(row.id, "seen", "running 0.9700 ")
    desk.now += 1000
    tracker = Tracker(desk.store, {TOLD: desk.remote})
    ended = asyncio.run(tracker.wait_for(row.id))
    assert (ended.state, ended.owner, ended.looks) == ("stalled", "", 1)
    elsewhere = Tracker(desk.store, {})
    began = time.monotonic()
    assert asyncio.run(elsewhere.wait_for(row.id)).state == "stalled"
    assert time.monotonic() - began < 5
    with pytest.raises(JobError, match="The account “told” is not there"):
        elsewhere.check_now(row.id)


def test_a_listener_that_fails_and_an_account_that_cannot_be_opened_stop_nobody(desk: Desk) -> None:
    class Locked(dict[AccountId, Remote]):
        def get(self, key: AccountId, default: object = None) -> Remote | None:  # type: ignore[override]
            if key == "locked":
                raise RuntimeError("the keyring fell over")
            return self[key]

    row = desk.state("queued")
    desk.store.insert(NewJob(AccountId("locked"), "F", desk.folder / "F.studio", "{}", desk.folder / "L.mp4"))
    tracker = Tracker(desk.store, Locked({TOLD: desk.remote}))

    def fail(_: str) -> None:
        raise StudioError("The listener cannot listen.")

    tracker.on_change(fail)
    threading.Timer(0.3, lambda: setattr(desk, "now", desk.now + 10)).start()
    assert asyncio.run(tracker.wait_for(row.id)).state == "done"


def test_a_process_in_the_background_stays_a_day_for_what_has_stalled(desk: Desk) -> None:
    desk.state("stalled")
    assert desk.store.waiting().pressing == {TOLD}
    desk.now += 25 * 3600
    assert desk.store.waiting().pressing == frozenset()
    assert desk.store.waiting().due == {TOLD}
