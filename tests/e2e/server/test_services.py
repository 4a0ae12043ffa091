"""The steps of a service, as whoever keeps jobs takes them."""

from __future__ import annotations

import json
import shlex
import subprocess
import threading
import time
from pathlib import Path

import pytest

from studio_gui.base.errors import PayloadError
from studio_gui.base.json_text import dumps, loads
from studio_gui.files.payload import import_payload
from studio_gui.files.probing import probe
from studio_gui.model.project import Project
from studio_gui.providers.addresses import is_within
from studio_gui.providers.aistudios.preflight import Traits
from studio_gui.providers.aistudios.provider import AiStudiosService
from studio_gui.providers.aistudios.requests import (
    CustomAvatar,
    DreamAvatar,
    EditProject,
    ExportProject,
    SimpleAudio,
    SimpleCustom,
    SimpleVideo,
    VoiceClone,
)
from studio_gui.providers.base import Payload, Service, Sighting, Wanted
from studio_gui.providers.creatify.provider import CreatifyService
from studio_gui.providers.creatify.requests import NewPersona
from studio_gui.providers.errors import Gone, Unsure
from tests.e2e.server.conftest import Peer, payload
from tests.unit.jobs.film import write_film

WANTED = Wanted(resolution="480", job_id="job-1")


@pytest.fixture
def service(peer: Peer) -> AiStudiosService:
    return AiStudiosService(peer.api(), traits=Traits(takes_url=lambda url: is_within(url, peer.server.url)))


@pytest.fixture
def project() -> Project:
    return import_payload(payload()).project.changed(name="Hello")


def kept(one: Payload) -> Payload:
    """The payload as it comes out of a job's row."""
    said = loads(dumps(one.to_json()))
    assert isinstance(said, dict)
    return Payload.from_json(said)


def over(service: Service, kind: str, remote_id: str) -> Sighting:
    waiting = threading.Event()
    for _ in range(1200):
        seen = service.look(kind, remote_id)
        if seen.stage in ("finished", "failed"):
            return seen
        waiting.wait(0.05)
    raise AssertionError("it was not over within a minute")


def test_a_project_goes_all_the_way(service: AiStudiosService, project: Project, tmp_path: Path) -> None:
    one = kept(service.payload("project", project, wanted=WANTED))
    receipt = service.submit(one)
    seen = over(service, "project", receipt.remote_id)
    assert (seen.stage, seen.fraction, seen.words) == ("finished", 1, "Finished")
    heard: list[tuple[int, int]] = []
    target = tmp_path / "film.mp4"
    size = service.fetch(
        seen.url,
        target,
        kind="project",
        remote_id=receipt.remote_id,
        got=lambda done, total: heard.append((done, total)),
    )
    assert heard[-1] == (size, size)
    assert probe(target).kind == "video"
    assert service.bill("project", receipt.remote_id).is_charged is True


def test_a_lost_answer_is_found_again_by_the_mark(peer: Peer, service: AiStudiosService, project: Project) -> None:
    one = service.payload("project", project, wanted=WANTED)
    began = time.time()
    peer.misbehave("POST /editor/project", "lose_reply")
    with pytest.raises(Unsure):
        service.submit(one)
    peer.behave()
    (made,) = peer.projects
    over(service, "project", str(made["_id"]))
    found = service.find(kept(one), since=began)
    assert found is not None
    assert found.remote_id == made["_id"]
    other = service.payload("project", project, wanted=Wanted(job_id="job-2"))
    assert service.find(other, since=began) is None


def test_the_same_thing_has_the_same_fingerprint(service: AiStudiosService, project: Project) -> None:
    first = service.payload("project", project, wanted=WANTED)
    again = service.payload("project", project, wanted=Wanted(resolution="480", job_id="job-2"))
    assert first.body["name"] != again.body["name"]
    assert first.fingerprint == again.fingerprint == kept(first).fingerprint
    assert first.fingerprint != service.payload("draft", project, wanted=WANTED).fingerprint
    assert first.fingerprint != service.payload("project", project, wanted=Wanted(resolution="720")).fingerprint


def test_a_draft_is_finished_when_it_is_there(service: AiStudiosService, project: Project) -> None:
    receipt = service.submit(service.payload("draft", project, wanted=WANTED))
    assert service.look("draft", receipt.remote_id).stage == "finished"
    exported = service.payload_of(ExportProject(project_id=receipt.remote_id, resolution="480"))
    assert over(service, "export", service.submit(kept(exported)).remote_id).stage == "finished"


def test_words_and_voices(service: AiStudiosService, tmp_path: Path) -> None:
    said = {"language": "en", "text": "Hello.", "model": "amara"}
    for request in (
        SimpleCustom.model_validate({**said, "resolution": "480"}),
        SimpleVideo.model_validate({**said, "clothes": "knit", "isExport": True, "resolution": "480"}),
    ):
        one = kept(service.payload_of(request))
        assert over(service, one.kind, service.submit(one).remote_id).stage == "finished"
    voice = service.submit(kept(service.payload_of(SimpleAudio.model_validate(said))))
    assert (voice.remote_id, voice.words) == ("", "amara_0.wav")
    service.fetch(voice.url, tmp_path / "voice.wav", kind="audio", remote_id="")
    assert probe(tmp_path / "voice.wav").kind == "audio"


def test_a_change_of_what_is_there(service: AiStudiosService, project: Project) -> None:
    receipt = service.submit(service.payload("draft", project, wanted=WANTED))
    updates = {"value": [{"sceneIdx": 0, "type": "aiModel", "values": {"script": "Bye."}}]}
    request = EditProject.model_validate({"updates": updates, "resolution": "480"})
    one = kept(service.payload_of(request, project_id=receipt.remote_id))
    edited = service.submit(one)
    assert edited.remote_id != receipt.remote_id
    assert over(service, "edit", edited.remote_id).stage == "finished"


def test_finished_without_an_address_asks_the_project(peer: Peer, service: AiStudiosService, project: Project) -> None:
    receipt = service.submit(service.payload("project", project, wanted=WANTED))
    over(service, "project", receipt.remote_id)
    peer.misbehave("GET /editor/progress/*", "done_without_url")
    assert service.look("project", receipt.remote_id).url
    peer.misbehave("GET /editor/*", "done_without_url")
    seen = service.look("project", receipt.remote_id)
    assert (seen.stage, seen.fraction) == ("running", 1)


def test_an_address_that_ran_out_is_renewed(
    peer: Peer, service: AiStudiosService, project: Project, tmp_path: Path
) -> None:
    receipt = service.submit(service.payload("project", project, wanted=WANTED))
    over(service, "project", receipt.remote_id)
    peer.misbehave("GET /editor/progress/*", "expired_url", nth=1)
    url = service.look("project", receipt.remote_id).url
    assert service.fetch(url, tmp_path / "film.mp4", kind="project", remote_id=receipt.remote_id) > 1000


def test_where_the_progress_keeps_an_address_that_ran_out_the_project_is_asked(
    peer: Peer, service: AiStudiosService, project: Project, tmp_path: Path
) -> None:
    """The video was there, and paid for, and the job failed: the project's own address was never tried."""
    receipt = service.submit(service.payload("project", project, wanted=WANTED))
    over(service, "project", receipt.remote_id)
    peer.misbehave("GET /editor/progress/*", "expired_url")
    url = service.look("project", receipt.remote_id).url
    assert service.fetch(url, tmp_path / "film.mp4", kind="project", remote_id=receipt.remote_id) > 1000
    peer.misbehave("GET /editor/*", "expired_url")
    with pytest.raises(Gone, match="has run out"):
        service.fetch(url, tmp_path / "film2.mp4", kind="project", remote_id=receipt.remote_id)


def test_the_command_that_is_copied_works_once_the_keys_are_filled_in(
    peer: Peer, service: AiStudiosService, project: Project
) -> None:
    text = service.curl(service.payload("draft", project.changed(name="It's “here” $HOME"), wanted=WANTED))
    assert peer.server.settings.token not in text
    assert "$STUDIO_AISTUDIOS_TOKEN" in text
    environment = {"STUDIO_AISTUDIOS_TOKEN": service.api.token(), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(["sh", "-c", text], env=environment, capture_output=True, text=True, timeout=30)
    assert json.loads(done.stdout)["success"] is True, done.stderr
    assert str(peer.projects[0]["name"]).startswith("It's “here” $HOME #")


def test_an_avatar_goes_all_the_way(peer: Peer, tmp_path: Path) -> None:
    service = CreatifyService(peer.creatify())
    assert service.test() == "Creatify takes the keys; 500 credits are left."
    footage = tmp_path / "me.mp4"
    write_film(footage)
    said = {"gender": "nb", "creator_name": " Ada ", "labels": ["a", "b"], "lipsync_input": footage}
    one = kept(service.payload_of(NewPersona.model_validate(said)))
    began = time.time()
    assert service.find(one, since=began) is None
    receipt = service.submit(one)
    assert service.look("persona", receipt.remote_id).stage == "finished"
    found = service.find(one, since=began)
    assert found is not None
    assert found.remote_id == receipt.remote_id
    assert service.find(one, since=began + 3600) is None
    words = shlex.split(service.curl(one))
    assert [word for word in words if word.startswith("labels")] == ["labels=a", "labels=b"]
    assert f"lipsync_input=@{footage};type=video/mp4" in words


def test_presenters_and_voices_from_addresses(peer: Peer, service: AiStudiosService) -> None:
    said = {"url": "https://cdn.example.com/me.mp4", "name": "Ada", "gender": "FEMALE"}
    for model in (CustomAvatar, DreamAvatar, VoiceClone):
        one = kept(service.payload_of(model.model_validate(said)))
        assert service.tasks[one.kind].result == "avatar"
        assert f"/avatars/{one.kind} " in service.curl(one)
        receipt = service.submit(one)
        assert service.look(one.kind, receipt.remote_id) == Sighting("finished", 1.0, "Ready")
    assert service.look("customavatar", "A0").stage == "running"
    peer.misbehave("POST /avatars/customavatar", "lose_reply")
    with pytest.raises(Unsure):
        service.submit(service.payload_of(CustomAvatar.model_validate(said)))


def test_what_a_service_does_not_make_is_refused(service: AiStudiosService, peer: Peer, project: Project) -> None:
    with pytest.raises(PayloadError, match="not made out of a project"):
        service.payload("audio", project, wanted=WANTED)
    with pytest.raises(PayloadError, match="does not know “persona”"):
        service.submit(Payload("persona", {}))
    with pytest.raises(PayloadError, match="makes presenters"):
        CreatifyService(peer.creatify()).payload("project", project, wanted=WANTED)
    assert service.test() == "AI Studios takes the keys."
