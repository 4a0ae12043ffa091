"""The very same is never sent twice unasked, whichever way the second one comes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

import pytest

from studio_gui.jobs.again import Sending, SentBefore
from studio_gui.jobs.row import NewJob
from studio_gui.jobs.store import JobStore
from studio_gui.providers.base import AccountId, JobId, Receipt
from studio_gui.providers.errors import Refused, Unsure
from tests.unit.jobs.desk import TOLD, Desk, asked_about, raising

COMPUTER = AccountId("computer")


def _refuse(before: Sending) -> None:
    raise before.refusal("Told")


def _sent(desk: Desk) -> JobId:
    """A job that became a film."""
    job_id = desk.job()
    desk.step()
    row = desk.store.row(job_id)
    desk.now = max(desk.now, row.next_at)
    while not desk.store.row(job_id).is_final:
        desk.step()
    assert desk.store.row(job_id).state == "done"
    return job_id


def test_a_cancelled_job_asks_before_it_sends_what_another_one_sent_since(desk: Desk) -> None:
    first = desk.job()
    desk.store.cancel(first)
    second = _sent(desk)
    with pytest.raises(SentBefore, match=f"The same was sent to the account “told” on .* [(]job {second}: done[)]"):
        desk.store.retry(first)
    assert (desk.store.row(first).state, desk.service.submitted) == ("cancelled", 1)
    assert desk.store.retry(first, send_again=True).state == "queued"


def test_a_job_that_still_waits_counts_too(desk: Desk) -> None:
    first, second = desk.job(), desk.job()
    desk.store.cancel(first)
    with pytest.raises(SentBefore, match=f"The same waits to be sent to .* since .* [(]job {second}: waiting[)]"):
        desk.store.retry(first)
    desk.store.cancel(second)
    assert desk.store.retry(first).state == "queued"


def test_what_a_service_has_is_looked_at_again_without_a_question(desk: Desk) -> None:
    row = desk.state("running")
    desk.store.move(row.id, "failed")
    _sent(desk)
    assert desk.store.retry(row.id).state == "running"


@pytest.mark.parametrize("state", ["done", "unsure"])
def test_a_job_that_was_removed_from_the_list_is_remembered(desk: Desk, state: str) -> None:
    removed = _sent(desk) if state == "done" else desk.state("unsure").id
    desk.store.remove(removed)
    with pytest.raises(SentBefore, match="removed from the list") as refused:
        desk.store.insert(desk.new_job(), refuse=_refuse)
    assert refused.value.detail == ""
    before = asked_about(desk.store, desk.new_job())
    assert before is not None
    assert (before.id, before.is_listed) == (removed, False)
    assert asked_about(desk.store, replace(desk.new_job(), account=AccountId("other"))) is None


def test_what_never_arrived_is_forgotten_with_its_job(desk: Desk) -> None:
    job_id = desk.job()
    desk.store.cancel(job_id)
    desk.store.remove(job_id)
    assert desk.store.insert(desk.new_job(), refuse=_refuse).state == "queued"


def test_this_computer_makes_the_same_as_often_as_it_is_asked(
    store: JobStore, new_job: Callable[..., NewJob], tmp_path: Path
) -> None:
    job = replace(new_job(), account=COMPUTER)
    first = store.insert(job).id
    store.cancel(first)
    store.insert(job)
    assert store.retry(first).state == "queued"


def test_two_jobs_that_are_looked_up_at_once_are_not_taken_for_the_same(desk: Desk) -> None:
    """Two avatars of one person, both perhaps sent: the newest is found for both."""
    first, second = desk.state("searching"), desk.state("searching")
    there = ["r1", "r2"]

    def find(known: Collection[str], other: JobId) -> Receipt | None:
        if not desk.store.row(other).remote_id and not known:
            desk.store.adopt(other, there[0])  # the other one is a moment faster
        return next((Receipt(one) for one in there if one not in known), None)

    desk.service.find = lambda payload, *, since, known=(): find(known, second.id)  # type: ignore[method-assign]
    row = desk.step()
    assert (row.id, row.state, row.remote_id) == (first.id, "running", "r2")
    row = desk.step()
    assert (row.id, row.state, row.remote_id) == (second.id, "running", "r1")
    assert desk.service.submitted == 0


def test_what_is_sent_anew_is_not_taken_for_what_was_made_before(desk: Desk) -> None:
    """Both have the same mark in their name; the first one failed at the service."""
    first = desk.state("running")
    desk.store.move(first.id, "failed")
    desk.store.retry(first.id, send_again=True)
    assert desk.store.known_remote_ids(TOLD, but=first.id) == {"r1"}
    desk.service.on_submit = raising(Unsure("Nobody knows."))
    assert desk.step().state == "unsure"
    desk.store.look_up(first.id)
    there = ["r1", "r2"]
    desk.service.find = lambda payload, *, since, known=(): next(  # type: ignore[method-assign]
        (Receipt(one) for one in there if one not in known), None
    )
    assert desk.step().remote_id == "r2"
    desk.store.move(first.id, "failed")
    again = desk.store.retry(first.id, send_again=True)
    assert again.kept["earlier"] == '["r1", "r2"]'


@pytest.mark.parametrize("removed", [False, True])
@pytest.mark.parametrize("before", ["running", "unsure"])
@pytest.mark.parametrize("then", ["cancelled", "refused"])
def test_what_was_made_before_is_asked_about_although_nothing_came_of_sending_it_anew(
    desk: Desk, before: str, then: str, removed: bool
) -> None:
    row = desk.state(before)
    desk.store.cancel(row.id)
    desk.store.retry(row.id, send_again=True)
    if then == "cancelled":
        desk.store.cancel(row.id)
    else:
        desk.service.on_submit = raising(Refused("No credits."))
        assert desk.step().state == "failed"
    if removed:
        desk.store.remove(row.id)
    with pytest.raises(SentBefore, match=f"The same was sent to Told on .* [(]job {row.id}: "):
        desk.store.insert(desk.new_job(), refuse=_refuse)


def test_a_job_that_is_cancelled_in_the_last_moment_is_not_sent(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process writes the wish between the last look at it and the sending."""
    job_id = desk.job()
    set_request = desk.store.set_request

    def cancel(*args: object) -> None:
        set_request(*args)  # type: ignore[arg-type]
        desk.store.cancel(job_id)

    monkeypatch.setattr(desk.store, "set_request", cancel)
    row = desk.step()
    assert (row.state, row.owner, row.wish, row.sent_at, desk.service.submitted) == ("cancelled", "", "", 0, 0)
    assert desk.store.retry(job_id).state == "queued"
