"""What is no film of a project survives kills too: drafts, their export, avatars, and what waits for one."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from studio_gui.base.errors import JobError
from studio_gui.jobs.diary import NewAvatar
from studio_gui.jobs.holding import kept_for
from studio_gui.jobs.row import JobRow, NewJob
from studio_gui.providers.base import JobId, Payload, Sighting
from tests.e2e.services.stand import ACCOUNT, CREATE, Stand
from tests.e2e.services.working import ended, worker

EXPORT, AVATAR = "POST /editor/project/export", "POST /avatars/customavatar"
BODY = {"url": "https://cdn.example.com/ada.mp4", "name": "Ada", "gender": "FEMALE"}


def _draft(stand: Stand) -> JobId:
    return stand.submit(kind="draft")


def _export(stand: Stand) -> JobId:
    """Of a draft that is at the service already."""
    draft = stand.until_state(stand.submit(kind="draft"), "done")
    body = {"projectId": draft.remote_id, "resolution": "480"}
    job = replace(stand.new_job(kind="export"), payload="", request=Payload("export", body, remote_id=draft.remote_id))
    return stand.tracker.submit(job)


def _asked_for(stand: Stand) -> NewJob:
    target = stand.folder / "videos" / "none.mp4"
    new = NewAvatar("Ada", "{}", "{}")
    request = Payload("customavatar", dict(BODY))
    return NewJob(
        ACCOUNT, "Ada", stand.folder / "none.studio", "", target, kind="customavatar", request=request, avatar=new
    )


def _avatar(stand: Stand) -> JobId:
    return stand.tracker.submit(_asked_for(stand))


def _held(stand: Stand) -> JobId:
    """A draft that waits for an avatar which became ready just now."""
    avatar = stand.store.insert(_asked_for(stand))
    for state in ("preparing", "submitting"):
        stand.store.move(avatar.id, state)
    stand.store.move(avatar.id, "running", fields={"remote_id": "AP1", "sent_at": stand.clock()})
    stand.store.diary.note_made(avatar.id, "AP1", account=ACCOUNT)
    stand.store.diary.note(avatar.id, Sighting("finished", 1.0, "Ready"), at=stand.clock())
    stand.store.move(avatar.id, "done")
    return stand.tracker.submit(replace(stand.new_job(kind="draft"), kept=kept_for({avatar.id: "AP1"})))


@dataclass(frozen=True)
class Story:
    """What is asked for, where it is made at the service, and the states it goes through."""

    begin: Callable[[Stand], JobId]
    endpoint: str
    states: str


STORIES = {
    "draft": Story(_draft, CREATE, "preparing submitting running done"),
    "export": Story(_export, EXPORT, "submitting running downloading done"),
    "avatar": Story(_avatar, AVATAR, "submitting running"),
    "held": Story(_held, CREATE, "queued preparing submitting running done"),
}
MOMENTS = [
    (name, moment)
    for name, story in STORIES.items()
    for moment in [*(f"{when} {state}" for state in story.states.split() for when in ("before", "after")), "answered"]
]
UNSURE = {"after submitting": 0, "answered": 1, "before running": 1}


@pytest.mark.parametrize(("name", "moment"), MOMENTS, ids=[f"{name} {moment}" for name, moment in MOMENTS])
def test_killed_at_every_step_nothing_is_made_twice_or_lost(name: str, moment: str, tmp_path: Path) -> None:
    story = STORIES[name]
    with Stand(tmp_path) as stand:
        job_id = story.begin(stand)
        assert ended(stand, worker(stand, moment)) == -signal.SIGKILL
        before = stand.row(job_id)
        if name == "avatar":
            stand.until(lambda: bool(stand.row(job_id).remote_id) or stand.row(job_id).is_final)
            _let_be_ready(stand, job_id)
        row = stand.until_state(job_id, "done", "failed", "unsure")
        if moment in UNSURE:
            assert (before.state, row.state) == ("submitting", "unsure")
            assert "nobody knows whether it arrived" in row.error
            with pytest.raises(JobError, match="Nobody knows"):
                stand.tracker.retry(job_id)
            stand.until(lambda: True)
        else:
            assert (row.state, row.error) == ("done", "")
            assert row.remote_id
            _check_kept(stand, name, row)
        assert stand.asked(story.endpoint) == UNSURE.get(moment, 1)


def _let_be_ready(stand: Stand, job_id: JobId) -> None:
    """Every avatar at the service is, and the job is looked at soon."""
    for there in stand.server.practice.store.all("avatar"):
        stand.server.practice.store.change("avatar", str(there["avatarId"]), lambda one: one.update(began=-1e11))
    if not stand.row(job_id).is_final:
        stand.tracker.check_now(job_id)


def _check_kept(stand: Stand, name: str, row: JobRow) -> None:
    if name == "export":
        assert row.result is not None
        assert row.result.is_file()
    elif name == "avatar":
        record = stand.store.diary.avatar(row.id)
        assert record is not None
        assert (record.remote_id, record.stage) == (row.remote_id, "finished")
        assert record.voice_id
