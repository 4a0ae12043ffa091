"""From keys to a film on the disk, against a server that behaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_gui.base.json_text import dumps
from studio_gui.files.payload import export_payload, import_payload
from studio_gui.files.probing import probe
from studio_gui.model.new import new_audio
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
from studio_gui.providers.downloads import download
from studio_gui.providers.errors import Gone, NotAllowed
from studio_gui.server.media import HOSTED
from tests.e2e.server.conftest import Peer, finished, payload

SOUND = Path(__file__).resolve().parents[2] / "data" / "media" / "dts_440hz.wav"


def test_a_project_becomes_a_film(peer: Peer, tmp_path: Path) -> None:
    api = peer.api()
    assert api.is_authenticated()
    created = api.create("project", payload())
    progress = finished(api, created.project_id)
    assert (progress.percent, progress.state) == (100, "exported")
    assert progress.url.startswith(peer.server.url)
    target = tmp_path / "film.mp4"
    assert download(progress.url, target) == target.stat().st_size > 1000
    facts = probe(target)
    assert (facts.kind, facts.width, facts.height) == ("video", 854, 480)
    assert [row["_id"] for row in peer.projects] == [created.project_id]
    assert peer.asked("POST /auth/token") == 1
    assert peer.server.practice.leaks == []


def test_a_draft_is_exported_later(peer: Peer) -> None:
    api = peer.api()
    created = api.create("project", {**payload(), "isExport": False})
    assert api.progress(created.project_id).stage == "waiting"
    assert api.projects() == ()
    again = api.create("export", ExportProject(project_id=created.project_id, resolution="480").body())
    assert again.project_id == created.project_id
    assert finished(api, created.project_id).stage == "done"
    (listed,) = api.projects()
    assert (listed.id, listed.progress.state) == (created.project_id, "exported")
    assert listed.progress.url


def test_an_edit_makes_another_project(peer: Peer) -> None:
    api = peer.api()
    created = api.create("project", {**payload("every-clip-type.json"), "isExport": False})
    updates = {"value": [
        {"sceneIdx": 0, "type": "aiModel", "values": {"script": "Changed."}},
        {"sceneIdx": 0, "type": "textImage", "values": {"text": "Other"}},
    ]}  # fmt: skip
    edit = EditProject.model_validate({"updates": updates, "isExport": False})
    edited = api.create("edit", edit.body(), project_id=created.project_id)
    assert edited.project_id != created.project_id
    scenes = api.project(edited.project_id).raw["scenes"]
    assert isinstance(scenes, list)
    assert scenes[0]["scripts"][0]["org"] == "Changed."
    assert [clip["text"] for clip in scenes[0]["clips"] if clip["type"] == "textImage"] == ["Other"]


def test_a_custom_avatar_talks(peer: Peer) -> None:
    api = peer.api()
    said = SimpleCustom(language="en", text="Hello.", model="M000045058", resolution="480")
    created = api.create("custom", said.body())
    assert created.task_id
    assert finished(api, created.project_id).stage == "done"
    assert api.project(created.project_id).backend_task_id == created.task_id
    assert api.project(created.project_id).credit_subtracted


def test_a_presenter_talks_before_green(peer: Peer) -> None:
    api = peer.api()
    said = SimpleVideo(language="en", text="Hello.", model="amara", clothes="knit", is_export=False)
    project = api.project(api.create("video", said.body()).project_id)
    scenes = project.raw["scenes"]
    assert isinstance(scenes, list)
    assert scenes[0]["scripts"][0]["clothId"] == "knit"
    assert project.progress.state == "draft"


def test_a_voice_alone(peer: Peer, tmp_path: Path) -> None:
    speech = peer.api().simple_audio(SimpleAudio(language="en", text="Hello there.", model="amara"))
    target = tmp_path / "voice.wav"
    download(speech.url, target)
    assert probe(target).kind == "audio"
    assert speech.file_name == "amara_0.wav"


def test_the_lists(peer: Peer) -> None:
    api = peer.api()
    people = {one.id: one for one in api.presenters()}
    assert people["amara"].label == "Amara"
    assert [outfit.id for outfit in people["amara"].clothes] == ["blazer", "knit"]
    assert {one.id for one in api.presenter_choices()} == set(people)
    assert [one.name for one in api.workspaces()] == ["Practice", "Team"]


def test_avatars_from_addresses(peer: Peer) -> None:
    api = peer.api()
    url = "https://cdn.example.com/me.mp4"
    made = api.create_avatar("customavatar", CustomAvatar(url=url, name="Me", gender="FEMALE").body())
    assert made.avatar_id
    assert made.voice_id
    assert api.create_avatar("dreamavatar", DreamAvatar(url=url, name="Me", gender="MALE").body()).avatar_id
    assert api.create_avatar("voiceclone", VoiceClone(url=url, name="Me", gender="MALE").body()).voice_id
    assert made.avatar_id in {one.id for one in api.presenter_choices()}


def test_a_deleted_project_is_gone(peer: Peer) -> None:
    api = peer.api()
    created = api.create("project", {**payload(), "isExport": False})
    assert api.delete_projects([created.project_id]) == 1
    assert api.delete_projects([created.project_id]) == 0
    with pytest.raises(Gone, match="there is no project"):
        api.progress(created.project_id)


def test_wrong_keys_are_refused_in_the_services_own_words(peer: Peer) -> None:
    with pytest.raises(NotAllowed, match="appId or userKey is wrong") as caught:
        peer.api(user_key="wrong-key-123456").is_authenticated()
    assert (caught.value.status, caught.value.code) == (401, "401")
    assert "wrong-key-123456" not in str(caught.value.sentence())


def test_a_film_without_its_sound_is_not_taken_for_the_one_with_it(peer: Peer) -> None:
    api, practice = peer.api(), peer.server.practice
    url = f"{peer.server.url}/media/late.wav"
    sound = new_audio(url=url)
    project = import_payload(payload()).project
    scene = project.scenes[0].changed(clips=(*project.scenes[0].clips, sound))
    body = {**export_payload(project.changed(scenes=(scene,))), "resolution": "480"}
    assert url in dumps(body)

    def film() -> object:
        made = api.create("project", body).project_id
        assert finished(api, made).stage == "done"
        shown = practice.project(made)
        assert shown is not None
        return shown["download"]

    without = film()
    assert film() == without, "the same is filmed once"
    (practice.stock.folder / HOSTED).mkdir(parents=True, exist_ok=True)
    (practice.stock.folder / HOSTED / "late.wav").write_bytes(SOUND.read_bytes())
    assert film() != without
