"""Jobs that wait for avatars, and avatars that are sent anew, when other hands are at them in the same moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from studio_gui.base.errors import JobError
from studio_gui.jobs.diary import NewAvatar
from studio_gui.jobs.holding import kept_for, release, waits_for
from studio_gui.jobs.row import JobRow, NewJob
from studio_gui.jobs.store import JobStore, Slot
from studio_gui.providers.base import AccountId, JobId, Listed, Sighting
from tests.unit.jobs.conftest import FILM

NewJobs = Callable[..., NewJob]
READY = Sighting("finished", state="done")


def _avatar(store: JobStore, new_job: NewJobs) -> JobRow:
    job = replace(new_job("Ada"), account=AccountId("avatars"), kind="persona", avatar=NewAvatar("Ada", "{}", "{}"))
    return store.insert(job)


def _held(store: JobStore, new_job: NewJobs) -> JobId:
    avatar = _avatar(store, new_job)
    store.diary.note(avatar.id, READY, at=1.0, remote_id="p-1")
    return store.insert(replace(new_job("Film"), kept=kept_for({avatar.id: "p-1"}))).id


class _Hasty(JobStore):
    """Another process does something between seeing what is held and letting go of it."""

    meanwhile: Callable[[], object] = staticmethod(lambda: None)

    def avatar_rows(self, *, only: str = "") -> dict[JobId, JobRow]:
        self.meanwhile()
        return super().avatar_rows(only=only)


@pytest.fixture
def hasty(tmp_path: Path, store: JobStore) -> _Hasty:
    return _Hasty(store.owners_folder.parent)


def test_a_held_job_that_another_process_sends_already_is_not_sent_twice(
    store: JobStore, hasty: _Hasty, new_job: NewJobs
) -> None:
    job_id = _held(store, new_job)

    def send() -> None:
        assert release(store) is False
        assert store.claim("other", Slot(FILM, 1)) is not None
        store.move(job_id, "preparing")
        store.move(job_id, "submitting", fields={"sent_at": 5.0})

    hasty.meanwhile = send
    assert release(hasty) is False
    row = store.row(job_id)
    assert (row.state, row.owner, row.sent_at) == ("submitting", "other", 5.0)
    hasty.close()


def test_a_held_job_that_is_cancelled_in_this_moment_is_not_sent(
    store: JobStore, hasty: _Hasty, new_job: NewJobs
) -> None:
    job_id = _held(store, new_job)
    hasty.meanwhile = lambda: store.cancel(job_id)
    assert release(hasty) is False
    assert store.row(job_id).state == "cancelled"
    hasty.close()


def test_an_avatar_that_is_sent_anew_is_not_taken_for_the_failed_one_before(store: JobStore, new_job: NewJobs) -> None:
    avatar_id = _avatar(store, new_job).id
    for state in ("preparing", "submitting"):
        store.move(avatar_id, state)
    store.move(avatar_id, "running", fields={"remote_id": "p-1", "sent_at": 1.0})
    store.diary.note_made(avatar_id, "p-1", account="avatars")
    store.diary.note(avatar_id, Sighting("failed", state="rejected", reason="No face."), at=2.0)
    store.move(avatar_id, "failed")
    store.retry(avatar_id, send_again=True)
    record = store.diary.avatar(avatar_id)
    assert record is not None
    assert (record.remote_id, record.stage, record.reason) == ("", "", "")
    assert [entry.reason for entry in store.diary.entries(avatar_id)] == ["No face."]


def test_an_avatar_made_elsewhere_leaves_no_files_to_clear_away(store: JobStore) -> None:
    listed = Listed("p-9", "Grace", Sighting("running", state="reviewing"), is_own=True)
    (avatar_id,) = store.diary.note_list("avatars", (listed,), kind="persona", at=1.0)
    store.follow(avatar_id)
    row = store.cancel(JobId(avatar_id))
    assert row.work_files() == ()
    with pytest.raises(JobError, match="not kept any more"):
        store.retry(row.id, send_again=True)
    assert store.row(row.id).remote_id == "p-9"


def test_what_waits_for_one_that_was_seen_in_a_list_waits_for_it_when_it_turns_out_to_be_ours(
    store: JobStore, new_job: NewJobs
) -> None:
    """Somebody chose the twin while it was not known that its answer was lost here."""
    listed = Listed("p-9", "Grace", Sighting("running", state="reviewing"), is_own=True)
    (twin,) = store.diary.note_list("avatars", (listed,), kind="persona", at=1.0)
    store.follow(twin)
    film = store.insert(replace(new_job("Film"), kept=kept_for({twin: "p-9", "other1": "p-7"}))).id
    ours = _avatar(store, new_job).id
    store.diary.note_made(ours, "p-9", account="avatars", voice_id="v-9")
    assert [record.id for record in store.diary.avatars()] == [ours]
    assert waits_for(store.row(film)) == (ours, "other1")
    assert [entry.state for entry in store.diary.entries(ours)] == ["reviewing"]
    assert {row.id for row in store.rows()} == {ours, film}
    record = store.diary.avatar(ours)
    assert record is not None
    assert (record.state, record.voice_id, record.form) == ("reviewing", "v-9", "{}")


def test_a_film_goes_out_when_the_one_it_waits_for_turned_out_to_be_ours(store: JobStore, new_job: NewJobs) -> None:
    (twin,) = store.diary.note_list("avatars", (Listed("p-9", "Grace", READY, is_own=True),), kind="persona", at=1.0)
    film = store.insert(replace(new_job("Film"), kept=kept_for({twin: "p-9"}))).id
    store.diary.note_made(_avatar(store, new_job).id, "p-9", account="avatars")
    release(store)
    assert (store.row(film).state, store.row(film).error) == ("queued", "")


@pytest.mark.parametrize("is_ready", [True, False], ids=["that is ready", "that is on its way"])
def test_a_film_does_not_go_out_with_an_avatar_that_was_made_anew_under_another_name(
    is_ready: bool, store: JobStore, new_job: NewJobs
) -> None:
    """What would be sent names the first one, which the service refused: a video without its presenter would be paid."""
    avatar = _avatar(store, new_job)
    for state in ("preparing", "submitting"):
        store.move(avatar.id, state)
    store.move(avatar.id, "running", fields={"remote_id": "p-1", "sent_at": 1.0})
    store.diary.note_made(avatar.id, "p-1", account="avatars")
    film = store.insert(replace(new_job("Film"), kept=kept_for({avatar.id: "p-1"}))).id
    assert release(store) is True
    store.move(avatar.id, "failed")
    store.retry(avatar.id, send_again=True)
    assert release(store) is True  # nobody knows yet under what name it comes back
    store.diary.note_made(avatar.id, "p-2", account="avatars")
    if is_ready:
        store.diary.note(avatar.id, READY, at=3.0)
    assert release(store) is False
    row = store.row(film)
    assert row.state == "failed"
    assert "made anew, and is not the one in the project" in row.error
    assert row.sent_at == 0
