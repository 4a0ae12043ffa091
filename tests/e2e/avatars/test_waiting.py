"""An export that waits for a presenter, and goes out by itself when the presenter is ready."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from studio_gui.app.avatars import Avatar
from studio_gui.app.exporting import ExportOptions
from studio_gui.base.errors import JobError
from studio_gui.base.json_text import dumps
from studio_gui.files.project_file import save_project
from studio_gui.files.sayings import write_own
from studio_gui.jobs.holding import waits_for
from studio_gui.jobs.row import JobRow
from studio_gui.model.edits.clips import synced
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_presenter, new_project, new_scene
from studio_gui.model.project import Project
from studio_gui.model.saying import Saying
from studio_gui.providers.base import JobId
from studio_gui.server.endpoints.personas import CHINESE_REASON
from tests.e2e.avatars.stand import AvatarStand

DAY_S = 24 * 3600.0
EXPORT = "POST /editor/project"


def project_with(avatar: Avatar) -> Project:
    """A scene in which the avatar speaks."""
    clip = new_presenter(ai_name=avatar.remote_id, emotion="custom", box=Rect(0, 0, 300, 400), size=(300, 400))
    return new_project(name="Hello", scenes=(synced(new_scene(script="Hi.").changed(clips=(clip,))),))


def export(stand: AvatarStand, project: Project, **more: object) -> JobRow:
    """Export it to AI Studios, as a draft: nothing has to be filmed; answers the job."""
    path = stand.folder / "Hello" / "Hello.studio"
    if not path.exists():
        path.parent.mkdir()
        save_project(project, path)
    options = ExportOptions(resolution="480", kind="draft", **more)  # type: ignore[arg-type]
    job_id = stand.services.export(project, project_path=path, account="aistudios", options=options)
    return stand.services.store.row(job_id)


def test_an_export_goes_out_by_itself_on_the_day_its_presenter_is_ready(stand: AvatarStand) -> None:
    avatar = stand.made()
    project = project_with(avatar)
    issues = stand.services.check(project, folder=Path(), account="aistudios")
    assert [issue.message for issue in issues if issue.code == "presenter-not-ready"] == [
        "The presenter “Ada Lovelace” is not ready yet: the service has it."
    ]
    with pytest.raises(JobError, match="not ready yet"):
        export(stand, project)
    job = export(stand, project, when_ready=True)
    assert (job.state, waits_for(job)) == ("held", (avatar.id,))
    assert stand.tracker.has_work()  # a process stays for it, and for the avatar
    stand.stands(avatar, "reviewing")
    stand.looked(avatar)
    assert stand.services.store.row(job.id).status == "Waiting for Ada Lovelace"
    stand.restart(after_s=2 * DAY_S)
    stand.until(lambda: stand.row(avatar).looks >= 2)
    assert (stand.services.store.row(job.id).state, stand.asked(EXPORT)) == ("held", 0)
    # Done is not enough: it has to be switched on.
    stand.stands(avatar, "done")
    stand.looked(avatar)
    assert (stand.services.store.row(job.id).state, stand.asked(EXPORT)) == ("held", 0)
    stand.stands(avatar, "done", is_active=True)
    stand.avatars.look_now()
    stand.until(lambda: bool(stand.services.store.row(job.id).remote_id))
    assert stand.asked(EXPORT) == 1


def test_an_export_ends_unsent_when_its_presenter_is_refused(stand: AvatarStand) -> None:
    avatar = stand.made()
    job = export(stand, project_with(avatar), when_ready=True)
    stand.stands(avatar, "rejected", reason=CHINESE_REASON)
    stand.avatars.look_now()
    stand.until(lambda: stand.services.store.row(job.id).is_final)
    now = stand.services.store.row(job.id)
    assert now.state == "failed"
    assert "画面中人物未正对镜头" in now.error
    assert "\n" not in now.error
    assert (now.sent_at, stand.asked(EXPORT)) == (0, 0)
    with pytest.raises(JobError, match="will not be ready"):
        export(stand, project_with(avatar), when_ready=True)
    # Repeated after the reviewers changed their mind, it waits again.
    stand.stands(avatar, "done", is_active=True)
    stand.avatars.refresh("creatify")
    assert stand.tracker.retry(job.id).state == "held"
    stand.until(lambda: bool(stand.services.store.row(job.id).remote_id))


def test_an_export_that_waits_can_be_cancelled_and_one_that_need_not_wait_goes_at_once(stand: AvatarStand) -> None:
    avatar = stand.made()
    job = export(stand, project_with(avatar), when_ready=True)
    assert stand.tracker.cancel(job.id).state == "cancelled"
    stand.stands(avatar, "done", is_active=True)
    stand.looked(avatar)
    assert stand.asked(EXPORT) == 0
    again = export(stand, project_with(avatar), when_ready=True)
    assert again.state == "queued"
    stand.tracker.cancel(again.id)


def test_who_waits_for_one_job_looks_after_its_presenter_too(stand: AvatarStand) -> None:
    avatar = stand.made()
    job = export(stand, project_with(avatar), when_ready=True)
    stand.stands(avatar, "done", is_active=True)
    stand.clock.jump(3600)

    async def work() -> None:
        task = asyncio.ensure_future(stand.tracker.run(only=JobId(job.id)))
        while not stand.services.store.row(job.id).remote_id:
            assert not task.done()
            await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(asyncio.wait_for(work(), 30))
    assert stand.row(avatar).state == "done"


def test_one_that_was_made_elsewhere_can_be_waited_for(stand: AvatarStand) -> None:
    assert stand.admin("POST", "/practice/personas?count=1").ok
    (theirs,) = stand.avatars.refresh("creatify")
    assert (theirs.phase, theirs.is_ours) == ("making", False)
    job = export(stand, project_with(theirs), when_ready=True)
    assert job.state == "held"
    stand.stands(theirs, "done", is_active=True)
    stand.until(lambda: bool(stand.services.store.row(job.id).remote_id))
    assert stand.avatars.get(theirs.id).is_ready


def test_words_are_said_as_they_were_when_the_export_was_agreed_to(stand: AvatarStand) -> None:
    avatar = stand.made()
    clip = project_with(avatar).scenes[0].clips[0]
    scene = synced(new_scene(script="Bosch and Nguyen.").changed(clips=(clip,)))
    write_own([Saying(word="Bosch", say="Bosh")])
    job = export(stand, new_project(name="Hello", scenes=(scene,)), when_ready=True)
    assert job.state == "held"
    write_own([Saying(word="Bosch", say="Botsch"), Saying(word="Nguyen", say="Win")])
    stand.restart(after_s=DAY_S)
    stand.stands(avatar, "done", is_active=True)
    stand.looked(avatar)
    stand.until(lambda: stand.services.store.row(job.id).is_final)
    sent = stand.services.store.request(job.id)
    assert sent is not None
    assert "Bosh and Nguyen." in dumps(sent.body)
