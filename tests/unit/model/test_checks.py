"""Preflight finds what is wrong, where it is, and nothing in what is right."""

from __future__ import annotations

import pytest
from hypothesis import given

from studio_gui.model.captions import Captions
from studio_gui.model.checks import Facts, check, fix_label, fixed
from studio_gui.model.checks.issue import Issue
from studio_gui.model.clips import Animation, AvatarClip, Clip, Shadow, UnknownClip
from studio_gui.model.edits.clips import synced
from studio_gui.model.geometry import Rect
from studio_gui.model.new import (
    new_audio,
    new_image,
    new_presenter,
    new_project,
    new_scene,
    new_shape,
    new_text,
    new_video,
    picture_background,
)
from studio_gui.model.playing import Play, Transition
from studio_gui.model.project import Project, Scene
from tests.unit.model import strategies as s

BOX = Rect(100, 100, 200, 100)
HERE, SERVICE = Facts(), Facts(is_service=True)


def _presenter() -> AvatarClip:
    return new_presenter(ai_name="amara", emotion="blazer", box=BOX, size=(800, 1200))


def _scene(*clips: Clip, script: str = "Hello") -> Scene:
    return synced(new_scene(script=script).changed(clips=clips))


def _found(scene: Scene, facts: Facts = HERE) -> dict[str, Issue]:
    return {issue.code: issue for issue in check(new_project(scenes=(scene,)), facts=facts)}


def test_a_good_project_is_good_everywhere() -> None:
    image = new_image(box=BOX, size=(10, 10), media="media/a.png", url="https://example.org/a.png")
    scene = _scene(_presenter(), image, new_text("Hi", box=BOX), new_shape("Circle", box=BOX))
    assert _found(scene) == {}
    assert _found(scene, SERVICE) == {}


@given(s.projects())
def test_any_project_can_be_checked(project: Project) -> None:
    for facts in (HERE, SERVICE):
        for issue in check(project, facts=facts):
            assert issue.sentence
            assert issue.message.endswith((".", "!"))


@pytest.mark.parametrize(
    ("clip", "code"),
    [
        (new_image(box=BOX, size=(1, 1)), "no-media"),
        (new_image(box=BOX, size=(1, 1), url="https://example.org/a.png"), "not-downloaded"),
        (new_shape("Blob", box=BOX), "unknown-shape"),
        (new_shape("Circle", box=BOX).changed(opacity=0), "out-of-range"),
        (new_shape("Circle", box=BOX).changed(shadow=Shadow(enabled=True, offset_x=0)), "out-of-range"),
        (new_shape("Circle", box=BOX).changed(animation=Animation(type="spin", duration=1, delay=0)), "unknown-animation"),
        (new_shape("Circle", box=BOX).changed(animation=Animation(type="fade-in", duration=99, delay=0)), "out-of-range"),
        (new_text(" \n", box=BOX), "empty-text"),
        (new_text("x", box=BOX).changed(width=0), "zero-size"),
        (new_text("x", box=Rect(5000, 0, 10, 10)), "off-stage"),
        (new_text("x", box=BOX).with_studio(hidden=True), "hidden"),
        (UnknownClip(id="x-1", type="hologram"), "unknown-kind"),
    ],
)  # fmt: skip
def test_every_fault_of_a_clip_is_found_alone(clip: Clip, code: str) -> None:
    found = _found(_scene(_presenter(), clip))
    assert list(found) == [code]
    assert found[code].clip_id == clip.id
    assert found[code].place.startswith("Scene 1, ")


def test_missing_files_stop_an_export() -> None:
    facts = Facts(has_media=lambda ref: False)
    scene = _scene(new_video(box=BOX, size=(1, 1), media="media/a.mp4")).changed(
        background=picture_background("media/b.png")
    )
    missing = [issue for issue in check(new_project(scenes=(scene,)), facts=facts) if issue.code == "media-missing"]
    assert [(issue.severity, issue.clip_label) for issue in missing] == [("error", ""), ("error", "Video")]


def test_a_missing_file_is_called_as_a_person_knows_it_and_not_after_its_content() -> None:
    names = {"media/0f3a9c.mp4": "Tour.mp4", "media/77ab.png": "Sky.png", "media/99.wav": "Me.wav"}
    facts = Facts(has_media=lambda ref: False, media_name=names.__getitem__)
    scene = _scene(new_video(box=BOX, size=(1, 1), media="media/0f3a9c.mp4"))
    scene = scene.changed(
        background=picture_background("media/77ab.png"), studio=scene.studio.changed(recording="media/99.wav")
    )
    missing = [issue for issue in check(new_project(scenes=(scene,)), facts=facts) if issue.code == "media-missing"]
    assert {issue.message for issue in missing} == {
        "The video’s file “Tour.mp4” is missing.", "The background’s file “Sky.png” is missing.",
        "The recording “Me.wav” is missing.",
    }  # fmt: skip


def test_a_script_may_name_the_second_presenter() -> None:
    other = _presenter().changed(model=_presenter().model.changed(ai_name="ben"))
    scene = _scene(_presenter(), other)
    named = scene.changed(scripts=(scene.scripts[0].changed(model_id="ben"),))
    assert "script-ids" not in _found(named, SERVICE)


@pytest.mark.parametrize(
    ("scene", "code"),
    [
        (_scene(new_text("x", box=BOX)), "no-presenter"),
        (_scene(_presenter().with_studio(hidden=True)), "no-presenter"),
        (_scene(_presenter(), _presenter()), "many-presenters"),
        (_scene(_presenter()).changed(scripts=()), "no-script"),
        (new_scene(script="Hi").changed(clips=(_presenter(),)), "script-ids"),
        (_scene(_presenter(), new_audio(media="media/a.mp3")), "no-public-url"),
        (_scene(_presenter()).changed(background=picture_background("media/a.png")), "no-public-url"),
        (_scene(_presenter(), new_video(box=BOX, size=(1, 1), url="https://x").changed(angle=5)), "angle-not-documented"),
        (_scene(_presenter()).changed(scene_idx=4), "scene-order"),
    ],
)  # fmt: skip
def test_what_only_a_service_minds(scene: Scene, code: str) -> None:
    assert code in _found(scene, SERVICE)
    assert _found(scene, HERE).get(code) is None or _found(scene, HERE)[code].severity != "error"


def test_presenters_belong_where_they_are_from() -> None:
    scene = _scene(_presenter())
    own = frozenset({"amara"})
    assert _found(scene, Facts(is_service=True, own_presenters=own))["local-presenter"].severity == "error"
    assert _found(scene, Facts(own_presenters=own)) == {}
    assert _found(scene, Facts(own_presenters=frozenset({"otto"})))["service-presenter"].severity == "warning"


def test_errors_come_first_and_name_their_place() -> None:
    text = new_text("x", box=BOX).changed(opacity=500)
    twice = (text, text.changed(opacity=100))
    project = new_project(scenes=(new_scene(), new_scene().changed(scene_idx=1, clips=twice)))
    issues = check(project.changed(orientation="round", resolution="9k"), facts=HERE)
    assert issues[0].code == "duplicate-id"
    assert issues[0].sentence.startswith("Scene 2: 2 clips are called")
    assert {issue.code for issue in issues} == {"duplicate-id", "orientation", "resolution", "out-of-range"}


def test_a_clip_that_gets_a_new_id_is_called_like_it_if_it_was() -> None:
    text = new_text("x", box=BOX)
    named = text.changed(name="title")
    project = new_project(scenes=(new_scene().changed(clips=(text, text, named)),))
    issue = next(issue for issue in check(project, facts=HERE) if issue.code == "duplicate-id")
    first, second, third = fixed(project, issue).scenes[0].clips
    assert len({first.id, second.id, third.id}) == 3
    assert (first.name, second.name, third.name) == (text.id, second.id, "title")


def test_a_project_without_scenes_and_a_script_without_end_are_refused() -> None:
    assert [i.code for i in check(new_project().changed(scenes=()), facts=HERE)] == ["no-scenes"]
    assert _found(_scene(_presenter(), script="a" * 100_001))["script-too-long"].severity == "error"
    assert _found(_scene(_presenter(), script=" "))["empty-script"].severity == "warning"


@given(s.projects())
def test_what_has_a_fix_is_gone_after_it(project: Project) -> None:
    for issue in check(project, facts=SERVICE):
        if not fix_label(issue):
            assert fixed(project, issue) is project
            continue
        mended = fixed(project, issue)
        again = {(i.code, i.scene_index, i.clip_id, i.field) for i in check(mended, facts=SERVICE)}
        assert (issue.code, issue.scene_index, issue.clip_id, issue.field) not in again


@pytest.mark.parametrize(
    "clip",
    [
        new_shape("Blob", box=BOX),
        new_shape("Circle", box=BOX).changed(opacity=0),
        new_shape("Circle", box=BOX).changed(stroke_width=-3),
        new_shape("Circle", box=BOX).changed(shadow=Shadow(enabled=True, offset_x=0, offset_y=-9, blur=40)),
        new_shape("Circle", box=BOX).changed(animation=Animation(type="spin", duration=99, delay=-1)),
        new_text("x", box=BOX).changed(font_size=0),
        new_text("x", box=Rect(5000, 0, 10, 10)),
        new_video(box=BOX, size=(1, 1), media="media/a.mp4", url="https://x").changed(angle=30),
    ],
)  # fmt: skip
def test_a_clip_is_set_right_by_its_fixes(clip: Clip) -> None:
    project = new_project(scenes=(_scene(_presenter(), clip),))
    assert check(project, facts=SERVICE)
    for issue in check(project, facts=SERVICE):
        project = fixed(project, issue)
    assert check(project, facts=SERVICE) == ()


@pytest.mark.parametrize(("angle", "right"), [(450, 90), (-540.5, -180.5)])
def test_a_clip_that_is_turned_too_far_is_turned_as_far_by_its_fix(angle: float, right: float) -> None:
    """It stood upright afterwards: 450° became 360°."""
    project = new_project(scenes=(_scene(_presenter(), new_shape("Circle", box=BOX).changed(angle=angle)),))
    issue = next(issue for issue in check(project, facts=SERVICE) if issue.field == "angle")
    assert fixed(project, issue).scenes[0].clips[1].angle == right


def test_a_fix_for_what_is_gone_changes_nothing() -> None:
    project = new_project(scenes=(new_scene(), _scene(new_shape("Blob", box=BOX)).changed(scene_idx=1)))
    issue = next(issue for issue in check(project, facts=HERE) if issue.code == "unknown-shape")
    assert fix_label(issue) == "Make it a rectangle"
    fewer = project.changed(scenes=project.scenes[:1])
    assert fixed(fewer, issue) is fewer


def _codes(project: Project, facts: Facts) -> dict[str, str]:
    return {issue.code: issue.severity for issue in check(project, facts=facts)}


def test_what_only_the_editor_does_is_said_before_a_service_gets_it() -> None:
    video = new_video(box=BOX, size=(10, 10), media="media/a.mp4", url="https://example.org/a.mp4")
    sound = new_audio(media="media/a.mp3", url="https://example.org/a.mp3")
    looped, muted = video.with_studio(play=Play(at_end="loop")), sound.with_studio(play=Play(muted=True))
    scene = _scene(_presenter(), looped, muted)
    coming = scene.changed(studio=scene.studio.changed(id="b", transition=Transition(), recording="media/me.wav"))
    project = new_project(scenes=(scene, coming))
    project = project.changed(studio=project.studio.changed(captions=Captions(shown=True)))
    wanted = {"captions-not-sent", "transition-not-sent", "recording-not-sent", "play-not-sent", "muted"}
    assert wanted <= set(_codes(project, SERVICE))
    assert not wanted & set(_codes(project, HERE))
    assert "error" not in {_codes(project, SERVICE)[code] for code in wanted}
    gone = Facts(has_media=lambda ref: ref != "media/me.wav")
    assert _codes(project, gone)["media-missing"] == "error"


def test_a_voice_of_this_computer_that_a_service_does_not_read_with_is_said() -> None:
    scene = _scene(_presenter())
    chosen = scene.changed(studio=scene.studio.changed(voice="espeak:en-us+f5"))
    assert "voice-not-sent" not in _found(chosen)
    issue = _found(chosen, SERVICE)["voice-not-sent"]
    assert (issue.severity, issue.place) == ("warning", "Scene 1")
    assert _found(fixed(new_project(scenes=(chosen,)), issue).scenes[0], SERVICE) == {}
    # Where nothing is said nobody misses a voice, and of a recording it is said that it stays here.
    silent = chosen.changed(scripts=())
    recorded = chosen.changed(studio=chosen.studio.changed(recording="media/me.wav"))
    assert "voice-not-sent" not in {**_found(silent, SERVICE), **_found(recorded, SERVICE)}


def test_a_transition_of_the_first_scene_is_nothing_and_an_unknown_one_a_cut() -> None:
    scene = _scene(_presenter())
    first = scene.changed(studio=scene.studio.changed(transition=Transition()))
    assert "transition-not-sent" not in _found(first, SERVICE)
    odd = scene.changed(studio=scene.studio.changed(transition=Transition(kind="star")))
    assert _found(odd)["unknown-transition"].severity == "warning"
