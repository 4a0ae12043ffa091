"""What is filmed, and in which language."""

from __future__ import annotations

from pathlib import Path

from studio_gui.base.json_text import JsonDict
from studio_gui.files.payload import import_payload, read_json_file
from studio_gui.providers.aistudios.requests import SimpleCustom, SimpleVideo
from studio_gui.server.endpoints.talking import talking_body
from studio_gui.server.filming import Film, in_its_language

PAYLOADS = Path(__file__).resolve().parents[2] / "data" / "payloads"


def body(**said: object) -> JsonDict:
    raw = read_json_file(PAYLOADS / "documents.json")
    assert isinstance(raw, dict)
    return {**raw, **said}  # type: ignore[dict-item]


def test_the_presenters_language_is_spoken() -> None:
    said = talking_body(SimpleCustom(language="de", text="Guten Tag.", model="M1"), clothes="")
    assert in_its_language(import_payload(said).project).studio.language == "de"


def test_without_a_presenter_the_language_stays() -> None:
    project = import_payload(body()).project
    bare = project.changed(scenes=(project.scenes[0].changed(clips=()),))
    assert in_its_language(bare) is bare


def test_the_same_film_is_made_once_whatever_it_is_called() -> None:
    first = Film("1", body(name="A", webhookUrl="https://x.example"), "480").file_name({})
    assert first == Film("2", body(name="B"), "480").file_name({})
    assert first != Film("3", body(), "720").file_name({})
    assert first != Film("4", body(orientation="portrait"), "480").file_name({})


def test_a_short_request_becomes_a_whole_body() -> None:
    request = SimpleVideo(language="en", text="Hi.", model="amara", clothes="knit", resolution="480")
    said = talking_body(request, clothes=request.clothes)
    assert (said["isExport"], said["resolution"]) == (False, "480")
    (scene,) = import_payload(said).project.scenes
    assert (scene.scripts[0].model_id, scene.scripts[0].cloth_id, scene.scripts[0].org) == ("amara", "knit", "Hi.")
    assert scene.background.source_color == "rgb(0,177,64)"
