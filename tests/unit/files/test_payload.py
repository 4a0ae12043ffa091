"""Payloads come in, and go out as they came."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.base.errors import PayloadError
from studio_gui.base.json_text import Json, dumps, loads
from studio_gui.files.payload import export_payload, import_payload, payload_text, read_json_file
from studio_gui.model import edits
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.new import new_audio, new_project, new_scene, new_video
from studio_gui.model.playing import Play
from studio_gui.model.project import Project
from tests.unit.model import strategies as s

PAYLOADS = Path(__file__).parents[2] / "data" / "payloads"
ALL = sorted(PAYLOADS.glob("*.json"))
CURRENT = [path for path in ALL if "older" not in path.name]
OLDER = [path for path in ALL if "older" in path.name]

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(), children, max_size=4),
    max_leaves=20,
)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CURRENT, ids=lambda path: path.stem)
def test_a_payload_of_today_comes_back_to_the_letter(path: Path) -> None:
    project = import_payload(loads(_text(path))).project
    assert payload_text(project, indent=2) == dumps(loads(_text(path)), indent=2)


@pytest.mark.parametrize("path", OLDER, ids=lambda path: path.stem)
def test_the_older_form_gains_scripts_and_counted_scenes_and_keeps_the_rest(path: Path) -> None:
    raw = json.loads(_text(path))
    out = json.loads(payload_text(import_payload(loads(_text(path))).project))
    for index, (before, after) in enumerate(zip(raw["scenes"], out["scenes"], strict=True)):
        avatar = next(clip for clip in before["clips"] if clip["type"] == "aiModel")
        (script,) = after.pop("scripts")
        assert script["org"] == avatar["script"]["org"]
        assert (script["modelId"], script["clothId"]) == (avatar["model"]["ai_name"], avatar["model"]["emotion"])
        assert (script["isTTS"], script["tts"]) == (False, None)
        assert after.pop("sceneIdx") == index
        before.pop("sceneIdx")
        assert dumps(after) == dumps(before)
    assert list(out) == list(raw)


def test_the_older_form_is_spoken_by_the_presenter_that_holds_the_script() -> None:
    def presenter(name: str, **more: Json) -> Json:
        model: Json = {"ai_name": name, "emotion": "suit"}
        return {"id": f"aiModel-{name}", "type": "aiModel", "layer": 1, "model": model, **more}

    clips: list[Json] = [presenter("amara"), presenter("ben", script={"org": "Hello", "tts": None})]
    (scene,) = import_payload({"scenes": [{"sceneIdx": 0, "background": {}, "clips": clips}]}).project.scenes
    assert [(script.org, script.model_id) for script in scene.scripts] == [("Hello", "ben")]


def test_the_answer_of_get_project_is_taken_out_of_its_envelope() -> None:
    body = json.loads(_text(CURRENT[0]))
    project = {"_id": "65fa6b07dca2e367461a2925", "creditSubstracted": False, **body, "progress": 100}
    out = export_payload(import_payload({"success": True, "data": {"project": project}}).project)
    assert dumps(out) == dumps(project)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_one_edit_changes_one_value_of_the_payload(path: Path) -> None:
    project = import_payload(loads(_text(path))).project
    before = copy.deepcopy(export_payload(project))
    scene = project.scenes[0]
    moved = edits.move_clips(project, scene.id, clip_ids=[scene.clips[0].id], delta=Point(10, 0))
    after = copy.deepcopy(export_payload(moved))
    left = before["scenes"][0]["clips"][0]["left"]
    assert after["scenes"][0]["clips"][0]["left"] == pytest.approx(left + 10)
    after["scenes"][0]["clips"][0]["left"] = left
    assert dumps(after) == dumps(before)
    assert list(after["scenes"][0]["clips"][0]) == list(before["scenes"][0]["clips"][0])


def test_scenes_follow_the_order_their_numbers_say() -> None:
    imported = import_payload({"scenes": [{"sceneIdx": number, "scripts": [], "x": number} for number in (2, 0, 1)]})
    assert [scene["x"] for scene in export_payload(imported.project)["scenes"]] == [0, 1, 2]
    assert "sceneIdx" in imported.notes[0]
    alike = import_payload({"scenes": [{"sceneIdx": number, "scripts": [], "x": number} for number in (1, 0, 1)]})
    assert [scene["x"] for scene in export_payload(alike.project)["scenes"]] == [1, 0, 1]


def test_number_forms_survive() -> None:
    text = '{"scenes":[{"clips":[{"id":"shape-1","type":"shape","layer":3.0,"shapeName":"Star","fill":"red",'
    text += '"left":1.50,"top":1e2,"width":2229,"height":-0.0,"x":0.1000,"y":1E-7,"z":12345678901234567890}]}],"n":1.0}'
    out = payload_text(import_payload(loads(text)).project, indent=None)
    assert '"layer":3.0' in out
    for piece in ('"left":1.50', '"top":1e2', '"width":2229', '"height":-0.0', '"x":0.1000', '"y":1E-7', '"n":1.0'):
        assert piece in out
    assert "12345678901234567890" in out


@given(st.dictionaries(st.text(min_size=1).map(lambda key: "x" + key), json_values, max_size=5))
def test_unknown_fields_anywhere_survive_and_keep_their_order(unknown: dict[str, Json]) -> None:
    clip = {**unknown, "id": "c", "type": "mystery", "left": 5}
    raw: Json = {**unknown, "scenes": [{**unknown, "sceneIdx": 0, "scripts": [], "clips": [clip]}], "name": "n"}
    read = loads(dumps(raw))
    assert dumps(export_payload(import_payload(read).project)) == dumps(raw)


@given(s.projects())
def test_a_project_leaves_nothing_of_the_editors_own_in_the_payload(project: Project) -> None:
    text = payload_text(project)
    assert '"studio"' not in text
    again = import_payload(loads(text)).project
    assert payload_text(again) == text


@given(s.projects())
def test_saving_and_reading_gives_the_same_project(project: Project) -> None:
    read = Project.read(loads(dumps(project.to_json())))  # type: ignore[arg-type]
    assert dumps(read.to_json()) == dumps(project.to_json())
    assert [scene.id for scene in read.scenes] == [scene.id for scene in project.scenes]


def test_hidden_clips_are_left_out() -> None:
    project = import_payload(loads(_text(CURRENT[0]))).project
    scene = project.scenes[0]
    hidden = scene.clips[0].with_studio(hidden=True)
    project = edits.replace_clips(project, scene.id, clips={hidden.id: hidden})
    sent = export_payload(project)["scenes"][0]["clips"]
    assert [clip["id"] for clip in sent] == [clip.id for clip in scene.clips[1:]]


def test_a_scene_copied_by_hand_gets_its_number_and_its_speaker() -> None:
    project = import_payload(loads(_text(CURRENT[0]))).project
    scene = next(scene for scene in project.scenes if scene.presenter is not None)
    nobody = scene.scripts[0].changed(model_id="", cloth_id="")
    copied = project.changed(scenes=(scene, scene, scene.changed(scripts=(nobody,))))
    sent = export_payload(copied)["scenes"]
    assert [one["sceneIdx"] for one in sent] == [0, 1, 2]
    model = scene.presenter.model
    assert (sent[2]["scripts"][0]["modelId"], sent[2]["scripts"][0]["clothId"]) == (model.ai_name, model.emotion)


def test_two_clips_with_one_id_are_told_apart() -> None:
    clip = {"id": "image-1", "type": "image", "source_url": "https://example.invalid/a.png"}
    imported = import_payload({"scenes": [{"clips": [clip, dict(clip)]}]})
    ids = [clip.id for clip in imported.project.scenes[0].clips]
    assert ids[0] == "image-1"
    assert ids[1] != "image-1"
    assert "image-1" in imported.notes[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not valid JSON"),
        ('{"scenes": [', "not valid JSON"),
        ("[1, 2]", "no JSON object"),
        ('{"hello": 1}', "no list of scenes"),
        ('{"scenes": 3}', "no list of scenes"),
        ('{"scenes": [7]}', "scene 1"),
        ('{"scenes": [{"clips": [{"id": "a", "type": "image", "left": "12"}]}]}', "scene 1, clip 1 (a), left"),
        ('{"scenes": [{"clips": [{"id": "a", "type": "shape", "left": NaN}]}]}', "NaN"),
        ('{"scenes": [{"clips": [{"id": "a", "type": "x", "left": 1e999}]}]}', "1e999"),
        ('{"scenes": [{"clips": [{"id": "a", "type": "x", "left": 1234567890}]}]}', "more than 10,000,000"),
        ('{"scenes": [{"clips": [{"id": "a", "type": "x", "opacity": true}]}]}', "opacity"),
        ('{"scenes": [{"clips": [{"type": "x"}]}]}', "id is missing"),
        ('{"scenes": ' + "[" * 3000 + "]" * 3000 + "}", "levels deep"),
        ('{"scenes": [{"x": ' + "[" * 200 + "]" * 200 + "}]}", "levels deep"),
        ('{"scenes": [{"scripts": [{"org": "' + "a" * 1_000_001 + '"}]}]}', "1,000,000 characters"),
        ('{"name": 5, "scenes": []}', "name should be text"),
        ('{"scenes": [{"sceneIdx": 1' + "0" * 500 + "}]}", "digits"),
    ],
)
def test_a_payload_that_does_not_fit_is_refused_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(PayloadError, match=r"^The file") as caught:
        import_payload(loads(text, "The file “p.json”"), "The file “p.json”")
    assert words in caught.value.message
    assert "p.json" in caught.value.message
    assert "\n" not in caught.value.message
    assert len(caught.value.message) < 300


def test_texts_that_a_service_cut_in_the_midst_of_an_emoji_do_not_keep_a_project_out() -> None:
    cut = json.loads(_text(CURRENT[0]))
    cut["scenes"][0]["scripts"][0]["org"], cut["scenes"][0]["note\ud83d"] = "Hello \ud83d", ["\udc00"]
    cut["name"] = "Film \ud83d"
    imported = import_payload(loads(json.dumps(cut)))
    (note,) = imported.notes
    assert "cut in the midst of a character" in note
    assert imported.project.name == "Film \ufffd"
    assert imported.project.scenes[0].script_text == "Hello \ufffd"
    assert payload_text(imported.project).encode("utf-8")
    cut["scenes"][0]["clips"][0]["left"] = "far"
    with pytest.raises(PayloadError, match="left should be a number"):
        import_payload(loads(json.dumps(cut)))


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\x89PNG\x00\xff\xfe")
    with pytest.raises(PayloadError, match="not UTF-8"):
        read_json_file(binary)
    with pytest.raises(PayloadError, match="No such file"):
        read_json_file(tmp_path / "missing.json")
    with pytest.raises(PayloadError, match="folder"):
        read_json_file(tmp_path)


@given(json_values)
def test_json_is_written_as_it_was_read(value: Json) -> None:
    text = dumps(value)
    assert dumps(loads(text)) == text
    assert dumps(loads(dumps(value, indent=2))) == text


def test_muted_sounds_stay_here_and_muted_videos_are_as_soft_as_can_be_said() -> None:
    sound = new_audio(media="media/a.mp3").with_studio(play=Play(muted=True))
    video = new_video(box=Rect(0, 0, 10, 10), size=(10, 10), media="media/a.mp4")
    scene = new_scene().changed(clips=(sound, video.with_studio(play=Play(muted=True, start_s=2))))
    body = export_payload(new_project(scenes=(scene,)))
    (clip,) = body["scenes"][0]["clips"]  # type: ignore[index,call-overload]
    assert (clip["type"], clip["volume"]) == ("videoImage", 1)
    assert "studio" not in clip
