"""The practice server is strict: what the documents do not allow is named."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from studio_gui.base.json_text import Json, JsonDict, loads
from studio_gui.files.payload import import_payload
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_presenter, new_project, new_scene
from studio_gui.model.project import Project
from studio_gui.providers.aistudios.contract import MOST_PROBLEMS, problems_in
from studio_gui.providers.aistudios.payload import create_body
from studio_gui.providers.base import Wanted

PAYLOADS = Path(__file__).resolve().parents[2] / "data" / "payloads"
Part = str | int


def every_kind() -> JsonDict:
    body = loads((PAYLOADS / "every-clip-type.json").read_bytes())
    assert isinstance(body, dict)
    return body


def changed(way: tuple[Part, ...], value: Json, *, remove: bool = False) -> JsonDict:
    """The body with one place in it changed or taken out."""
    body = copy.deepcopy(every_kind())
    at: Json = body
    for part in way[:-1]:
        at = at[part]  # type: ignore[index, call-overload]
    last = way[-1]
    assert isinstance(at, (dict, list))
    if remove:
        del at[last]  # type: ignore[arg-type]
    else:
        at[last] = value  # type: ignore[index, call-overload]
    return body


@pytest.mark.parametrize("path", sorted(PAYLOADS.glob("*.json")), ids=lambda path: path.stem)
def test_the_documents_own_bodies_pass(path: Path) -> None:
    body = loads(path.read_bytes())
    assert isinstance(body, dict)
    assert problems_in(body) == ()


SCENE = ("scenes", 0)
VIDEO, PRESENTER, IMAGE, SHAPE, TEXT, AUDIO = ((*SCENE, "clips", index) for index in range(6))


@pytest.mark.parametrize(
    ("way", "value", "words"),
    [
        (("scenes",), [], "scenes is required"),
        (("scenes", 0), "x", "scenes[0] should be an object"),
        (("orientation",), "square", "orientation should be one of landscape, portrait"),
        (("resolution",), 1080, "resolution should be one of 4k, 1080, 720, 480"),
        (("isExport",), "true", "isExport should be true or false"),
        (("webhookUrl",), "ftp://x.example", "webhookUrl should be a web address"),
        ((*SCENE, "sceneIdx"), "0", "scenes[0].sceneIdx is required"),
        ((*SCENE, "scripts"), [], "scenes[0].scripts is required"),
        ((*SCENE, "scripts", 0, "isTTS"), None, "scripts[0].isTTS is required"),
        ((*SCENE, "scripts", 0, "modelId"), "M1", "another presenter or outfit"),
        ((*SCENE, "scripts", 0, "clothId"), "B1", "another presenter or outfit"),
        ((*SCENE, "background"), None, "scenes[0].background is required"),
        ((*SCENE, "background", "source_url"), "file:///etc/passwd", "background.source_url is no address"),
        ((*VIDEO, "video_url"), "http://localhost/a.mp4", "video_url is no address that can be fetched"),
        ((*VIDEO, "volume"), 0, "Volume is 0"),
        ((*PRESENTER, "model", "emotion"), None, "emotion is missing"),
        ((*IMAGE, "source_url"), "", "source_url is no address that can be fetched: it is empty"),
        ((*IMAGE, "source_url"), "http://10.0.0.7/a.png", "source_url is no address"),
        ((*IMAGE, "left"), "12", "left should be a number"),
        ((*IMAGE, "id"), "audio-1hgur1cccc3", "ids that are not unique"),
        ((*SHAPE, "shapeName"), "Blob", "The shape “Blob” is unknown"),
        ((*SHAPE, "opacity"), 0, "Opacity is 0"),
        ((*SHAPE, "animation", "type"), "spin", "The animation “spin” is unknown"),
        ((*SHAPE, "animation", "duration"), 31, "An animation lasts from 1 to 30"),
        ((*TEXT, "fontSize"), None, "fontSize is required"),
        ((*TEXT, "shadow"), {"enabled": True, "offsetX": -4}, "offset X is -4"),
        ((*AUDIO, "label"), None, "label is required"),
        ((*AUDIO, "type"), "noise", "type should be one of aiModel, shape"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(way: tuple[Part, ...], value: Json, words: str) -> None:
    assert words in "; ".join(problems_in(changed(way, value)))


@pytest.mark.parametrize("name", ["id", "type", "layer", "left", "top", "width", "height", "text", "fill", "fontSize"])
def test_required_fields_of_a_text(name: str) -> None:
    found = problems_in(changed((*TEXT, name), None, remove=True))
    assert any(f"{name} is required" in problem or f"{name} should be" in problem for problem in found), found


def test_unknown_fields_pass() -> None:
    assert problems_in({**every_kind(), "dictionary": {}, "somethingNew": 1}) == ()


def test_of_very_many_misfits_some_are_told() -> None:
    body = every_kind()
    body["scenes"] = ["x"] * 1000
    assert len(problems_in(body)) == MOST_PROBLEMS


def test_a_body_of_this_program_says_everything_that_has_a_default() -> None:
    project = new_project(name="  ")
    body = create_body(project, wanted=Wanted(workspace_id="w", webhook_url="https://x.example/h"), is_export=False)
    assert (body["name"], body["isExport"], body["resolution"]) == ("Untitled", False, "1080")
    assert (body["workspaceId"], body["webhookUrl"]) == ("w", "https://x.example/h")
    assert "studio" not in body


def test_the_words_are_sent_for_the_presenter_on_the_stage_who_speaks_them() -> None:
    """The second of two spoke here, and in the payload that is shown, and the first was sent; or one who is hidden."""
    box = Rect(0, 0, 400, 600)
    first, second = (new_presenter(ai_name=name, emotion="suit", box=box, size=(8, 12)) for name in ("amara", "ben"))
    scene = new_scene(script="Hello")
    named = scene.scripts[0].changed(model_id="ben", cloth_id="suit")
    project = new_project(scenes=(scene.changed(clips=(first, second), scripts=(named,)),))
    assert _signers(project) == [("ben", "suit")]
    unnamed = scene.changed(clips=(first.with_studio(hidden=True), second))
    assert _signers(new_project(scenes=(unnamed,))) == [("ben", "suit")]


def _signers(project: Project) -> list[tuple[str, str]]:
    body = create_body(project, wanted=Wanted(), is_export=True)
    sent = import_payload(body).project
    return [(script.model_id, script.cloth_id) for scene in sent.scenes for script in scene.scripts]


@pytest.mark.parametrize("nothing", ["", None])
def test_a_project_that_came_back_from_a_service_is_taken_again(nothing: str | None) -> None:
    fetched = {
        **every_kind(),
        "_id": "65fa6b07dca2e367461a2925",
        "webhookUrl": nothing,
        "workspaceId": nothing,
        "state": "exported",
    }
    body = create_body(import_payload(fetched).project, wanted=Wanted(), is_export=True)
    assert problems_in(body) == ()
    assert body.keys() & {"webhookUrl", "workspaceId"} == set(), "no address is no address to report to"
    assert (body["_id"], body["state"]) == ("65fa6b07dca2e367461a2925", "exported")
