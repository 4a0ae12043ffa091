"""What a person reads before anything is sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_gui.files.payload import import_payload, read_json_file
from studio_gui.model.checks import Issue
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_presenter, new_text
from studio_gui.model.project import BackgroundStudio, Project
from studio_gui.providers.aistudios.preflight import Traits, issues_of
from studio_gui.providers.creatify.preflight import persona_issues
from studio_gui.providers.creatify.requests import NewPersona, PersonaByUrl
from tests.unit.jobs.film import write_film

PAYLOADS = Path(__file__).resolve().parents[2] / "data" / "payloads"
BOX = Rect(10, 10, 300, 200)


@pytest.fixture
def project() -> Project:
    """A project of the service, with which everything is right."""
    return import_payload(read_json_file(PAYLOADS / "documents.json")).project.changed(webhook_url=None)


def with_clip(project: Project, *clips: object) -> Project:
    scene = project.scenes[0]
    return project.changed(scenes=(scene.changed(clips=(*scene.clips, *clips)),))


def codes(found: tuple[Issue, ...]) -> dict[str, str]:
    return {issue.code: issue.severity for issue in found}


def test_a_project_of_the_service_is_good(project: Project, tmp_path: Path) -> None:
    assert issues_of(project, folder=tmp_path, traits=Traits()) == ()


def test_files_need_a_public_address(project: Project, tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "0123456789abcdef.png").write_bytes(b"x")
    local = new_image(box=BOX, size=(30, 20), media="media/0123456789abcdef.png")
    one = with_clip(project, local)
    assert codes(issues_of(one, folder=tmp_path, traits=Traits())) == {"no-public-url": "error"}
    assert codes(issues_of(one, folder=tmp_path, traits=Traits(hosts_media=True))) == {"to-be-hosted": "info"}
    gone = with_clip(project, new_image(box=BOX, size=(30, 20), media="media/ffffffffffffffff.png"))
    assert codes(issues_of(gone, folder=tmp_path, traits=Traits(hosts_media=True))) == {"media-missing": "error"}


@pytest.mark.parametrize(("is_practice", "where"), [(True, "the practice server"), (False, "your media host")])
def test_a_file_is_said_to_go_where_it_goes(project: Project, tmp_path: Path, is_practice: bool, where: str) -> None:
    """Who practised without a media host asked themselves which of theirs was meant."""
    one = with_clip(project, new_image(box=BOX, size=(30, 20), media="builtin:pictures/logo.png"))
    traits = Traits(hosts_media=True, has_local_presenters=is_practice)
    (said,) = (
        issue.message for issue in issues_of(one, folder=tmp_path, traits=traits) if issue.code == "to-be-hosted"
    )
    assert where in said


@pytest.mark.parametrize("url", ["http://localhost:8000/a.png", "https://192.168.1.4/a.png", "https://nas.local/a.png"])
def test_a_private_address_is_no_public_one(project: Project, tmp_path: Path, url: str) -> None:
    one = with_clip(project, new_image(box=BOX, size=(30, 20), url=url))
    assert codes(issues_of(one, folder=tmp_path, traits=Traits())) == {"private-url": "error"}
    assert issues_of(one, folder=tmp_path, traits=Traits(takes_url=lambda _: True)) == ()
    hidden = with_clip(project, new_image(box=BOX, size=(30, 20), url=url).with_studio(hidden=True))
    assert codes(issues_of(hidden, folder=tmp_path, traits=Traits())) == {"hidden": "info"}


def test_presenters_of_this_computer_are_known_to_the_practice_server_only(project: Project, tmp_path: Path) -> None:
    clip = new_presenter(ai_name="amara", emotion="knit", box=BOX, size=(800, 1200))
    scene = project.scenes[0]
    script = scene.scripts[0].changed(model_id="amara", cloth_id="knit")
    one = project.changed(scenes=(scene.changed(clips=(clip,), scripts=(script,)),))
    assert codes(issues_of(one, folder=tmp_path, traits=Traits())) == {
        "local-presenter": "error", "presenter-measures": "info",
    }  # fmt: skip
    assert issues_of(one, folder=tmp_path, traits=Traits(has_local_presenters=True)) == ()


def test_texts_that_run_over_and_fonts_that_may_be_missing(project: Project, tmp_path: Path) -> None:
    long = new_text("Far too many words for so small a box", box=Rect(10, 10, 120, 40), font_size=60)
    other = new_text("Hi", box=BOX).changed(font_family="Papyrus")
    found = codes(issues_of(with_clip(project, long, other), folder=tmp_path, traits=Traits()))
    assert found == {"text-overflow": "warning", "font-not-documented": "info"}


def test_drawings_may_not_be_drawn(project: Project, tmp_path: Path) -> None:
    drawing = new_image(
        box=BOX, size=(30, 20), media="builtin:pictures/lamp.svg", url="https://cdn.example.com/l.svg?a=1"
    )
    one = with_clip(project, drawing)
    assert codes(issues_of(one, folder=tmp_path, traits=Traits())) == {"svg-picture": "warning"}
    assert issues_of(one, folder=tmp_path, traits=Traits(has_local_presenters=True)) == ()
    scene = project.scenes[0]
    behind = scene.background.changed(source_url="", studio=BackgroundStudio(media="builtin:backgrounds/office.svg"))
    two = project.changed(scenes=(scene.changed(background=behind),))
    assert codes(issues_of(two, folder=tmp_path, traits=Traits(hosts_media=True))) == {
        "to-be-hosted": "info", "svg-picture": "warning",
    }  # fmt: skip


def test_the_chinese_service_knows_less(project: Project, tmp_path: Path) -> None:
    one = project.changed(workspace_id="w", resolution="720")
    found = codes(issues_of(one, folder=tmp_path, traits=Traits(is_china=True)))
    assert found == {"china-workspace": "warning", "china-resolution": "warning"}


def test_several_scripts_and_a_script_for_somebody_else(project: Project, tmp_path: Path) -> None:
    scene = project.scenes[0]
    two = project.changed(scenes=(scene.changed(scripts=(*scene.scripts, *scene.scripts)),))
    assert codes(issues_of(two, folder=tmp_path, traits=Traits()))["many-scripts"] == "info"
    other = project.changed(scenes=(scene.changed(scripts=(scene.scripts[0].changed(model_id="M1"),)),))
    assert codes(issues_of(other, folder=tmp_path, traits=Traits())) == {"script-ids": "error"}


def test_errors_come_first(project: Project, tmp_path: Path) -> None:
    clips = (
        new_image(box=Rect(5000, 10, 30, 20), size=(30, 20), url="https://cdn.example.com/a.png"),
        new_image(box=BOX, size=(30, 20), url="http://localhost/a.png"),
    )
    found = issues_of(with_clip(project, *clips), folder=tmp_path, traits=Traits())
    assert [issue.severity for issue in found] == ["error", "warning"]


# Footage


def persona(footage: Path, **more: object) -> NewPersona:
    said = {"gender": "f", "creator_name": "Ada", "video_scene": "office", "lipsync_input": footage}
    return NewPersona.model_validate({**said, **more})


def test_footage_is_looked_at(tmp_path: Path) -> None:
    film = tmp_path / "me.mp4"
    write_film(film)
    found = codes(persona_issues(persona(film)))
    assert found == {"footage-length": "warning", "no-consent": "warning"}
    found = codes(persona_issues(persona(film, consent_video=film, video_scene="", webhook_url="http://x.example/")))
    assert found == {"footage-length": "warning", "no-video-scene": "warning", "webhookUrl": "warning"}
    broken = tmp_path / "broken.mov"
    broken.write_bytes(b"nothing")
    assert codes(persona_issues(persona(broken, consent_video=tmp_path / "notes.txt"))) == {
        "media-broken": "error", "not-footage": "error",
    }  # fmt: skip


def test_footage_on_the_web_has_to_be_reachable() -> None:
    request = PersonaByUrl(gender="m", creator_name="A", video_scene="x", lipsync_input="http://127.0.0.1/a.mp4")
    assert codes(persona_issues(request)) == {"private-url": "error"}
