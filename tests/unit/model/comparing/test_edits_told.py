"""Every edit is told in a sentence that names the clip, and so is every field that can differ."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.base.json_text import loads
from studio_gui.files.project_file import project_text
from studio_gui.model import edits
from studio_gui.model.clips import CLIP_KINDS, Animation, AvatarClip, Clip, LegacyScript, Shadow
from studio_gui.model.clips.base import ClipStudio, Crop
from studio_gui.model.comparing import Comparison, compare
from studio_gui.model.edits import arrange, orientation
from studio_gui.model.geometry import Box, Point, Rect, turned_about_center
from studio_gui.model.new import (
    new_audio,
    new_image,
    new_presenter,
    new_project,
    new_scene,
    new_shape,
    new_text,
    new_video,
)
from studio_gui.model.playing import Play
from studio_gui.model.project import Project
from studio_gui.model.value import Value
from tests.unit.model import strategies as s

BOX = Rect(100, 200, 300, 150)
CLIPS: dict[str, Clip] = {
    "aiModel": new_presenter(ai_name="amara", emotion="blazer", box=BOX, size=(600, 300)),
    "shape": new_shape("Star", box=BOX, name="Badge"),
    "image": new_image(box=BOX, size=(600, 300), media="media/0123456789abcdef.png", name="Logo"),
    "textImage": new_text("Good morning", box=BOX, name="Title"),
    "videoImage": new_video(box=BOX, size=(600, 300), media="media/0123456789abcdef.mp4", name="Motion"),
    "audio": new_audio(url="https://example.invalid/a.mp3", label="pad.mp3"),
}


@pytest.fixture
def project() -> Project:
    """A scene with a clip of each kind, and two more scenes."""
    clips = tuple(clip.changed(layer=place + 1) for place, clip in enumerate(CLIPS.values()))
    scene = new_scene(script="We meet at nine in the old office.", name="Welcome").changed(clips=clips)
    scenes = (scene, new_scene(script="Then we go."), new_scene(script="Bye."))
    numbered = tuple(scene.changed(scene_idx=index) for index, scene in enumerate(scenes))
    return new_project(name="Film", scenes=numbered)


def _lines(before: Project, after: Project) -> str:
    return "\n".join(compare(before, after).lines()).replace("\N{NO-BREAK SPACE}", " ")


Edit = Callable[[Project], Project]
LOGO, BADGE, TITLE = CLIPS["image"].id, CLIPS["shape"].id, CLIPS["textImage"].id


def _on_scene(edit: Callable[..., Project], **words: object) -> Edit:
    return lambda project: edit(project, project.scenes[0].id, **words)


def _turned(angle: float) -> Edit:
    return _on_scene(edits.replace_clips, clips={LOGO: turned_about_center(CLIPS["image"], angle)})


EDITS: dict[str, tuple[Edit, str]] = {
    "move": (_on_scene(edits.move_clips, clip_ids=[LOGO], delta=Point(-12, 4.4)), "“Logo” moved 12 px left and 4.4 px down"),
    "move two": (_on_scene(edits.move_clips, clip_ids=[LOGO, BADGE], delta=Point(0, 90)), "“Badge” and “Logo” moved 90 px down"),
    "nudge": (_on_scene(edits.move_clips, clip_ids=[LOGO], delta=Point(0.2, 0)), "“Logo” moved by less than a pixel"),
    "place": (_on_scene(edits.place_clips, boxes={BADGE: Box(100, 200, 150, 75, 0)}),
              "“Badge” made smaller (300 × 150 → 150 × 75 px)"),
    "place elsewhere": (_on_scene(edits.place_clips, boxes={BADGE: Box(500, 700, 350, 100, 0)}),
                        "“Badge” moved 425 px right and 475 px down, resized (300 × 150 → 350 × 100 px)"),
    "turn": (_turned(350), "“Logo” turned 10° anticlockwise"),
    "turn over": (_turned(180), "“Logo” turned upside down"),
    "flip": (_on_scene(edits.flip_clips, clip_ids=[LOGO], is_horizontal=True), "“Logo” mirrored left to right"),
    "remove": (_on_scene(edits.remove_clips, clip_ids=[LOGO, TITLE]), "“Logo” and “Title” removed"),
    "add": (_on_scene(edits.add_clip, clip=new_text("Bonus", box=BOX)), "“Bonus” added"),
    "duplicate": (lambda p: edits.duplicate_clips(p, p.scenes[0].id, clip_ids=[LOGO])[0], "“Logo” added"),
    "style": (_on_scene(edits.change_clip, clip_id=BADGE, fields={"fill": "rgb(255,0,0)", "opacity": 40}),
              "“Badge” restyled (opacity 100 → 40 %, fill #2F5FE3 → #FF0000)"),
    "font": (_on_scene(edits.change_clip, clip_id=TITLE, fields={"font_size": 60, "font_weight": "700"}),
             "“Title” restyled (size 48 → 60 pt, weight regular → bold)"),
    "words": (_on_scene(edits.change_clip, clip_id=TITLE, fields={"text": "Good evening"}),
              "“Title” text changed: “Good morning” → “Good evening”"),
    "replace": (_on_scene(edits.replace_media, clip_id=LOGO, media="media/ffff456789abcdef.png", size=(10, 5)),
                "“Logo” picture replaced"),
    "front": (_on_scene(edits.bring_to_front, clip_ids=[BADGE]), "“Badge” brought to the front"),
    "back": (_on_scene(edits.send_to_back, clip_ids=[TITLE]), "“Title” sent to the back"),
    "lock": (_on_scene(arrange.change_clip_studio, clip_ids=[LOGO], fields={"locked": True}), "“Logo” locked"),
    "hide": (_on_scene(arrange.change_clip_studio, clip_ids=[LOGO], fields={"hidden": True}), "“Logo” hidden"),
    "group": (_on_scene(arrange.change_clip_studio, clip_ids=[LOGO, BADGE], fields={"group": "g"}),
              "“Badge” and “Logo” grouped"),
    "rename": (_on_scene(arrange.change_clip_studio, clip_ids=[LOGO], fields={"name": "Mark"}), "“Logo” renamed “Mark”"),
    "names": (_on_scene(arrange.change_clip_studio, clip_ids=[LOGO, BADGE], fields={"name": ""}), "“Badge” and “Logo” name removed"),
    "align": (_on_scene(arrange.align_clips, clip_ids=[LOGO], side="left"), "“Logo” moved 100 px left"),
    "centre": (_on_scene(arrange.center_clips, clip_ids=[LOGO]), "“Logo” moved 710 px right and 265 px down"),
    "fit": (_on_scene(arrange.fit_clips, clip_ids=[LOGO]), "“Logo” moved 710 px right and 265 px down, made larger (300 × 150 → 1920 × 960 px)"),
    "script": (_on_scene(edits.set_script, text="We meet at ten in the new office."),
               "Scene 1 “Welcome”: script changed: “at nine in” → “at ten in”, “the old office” → “the new office”"),
    "no script": (_on_scene(edits.set_script, text=""), "script changed: “We meet at nine in the old office.” → nothing"),
    "background": (_on_scene(edits.change_background, fields={"source_color": "rgb(0,0,0)"}),
                   "background changed: #FFFFFF → #000000"),
    "picture behind": (_on_scene(edits.change_background, fields={"source_type": "image"}, media="media/00.png"),
                       "background changed from the colour #FFFFFF to a picture"),
    "scene name": (_on_scene(edits.change_scene, studio={"name": "Hello"}), "Scene 1 “Hello”: renamed “Welcome” → “Hello”"),
    "notes": (_on_scene(edits.change_scene, studio={"notes": "Smile"}), "notes changed: nothing → “Smile”"),
    "voice": (_on_scene(edits.change_scene, studio={"voice": "en-gb", "speed": 1.2, "duration_s": 9.5}),
              "voice of the presenter → en-gb; speed of speech 1 → 1.2; length as long as it takes → 9.5 s"),
    "move scene": (lambda p: edits.move_scene(p, scene_id=p.scenes[2].id, index=0), "Scene 1 moved from place 3 to 1"),
    "remove scene": (lambda p: edits.remove_scenes(p, scene_ids=[p.scenes[1].id]), "Scene 2 removed"),
    "add scene": (lambda p: edits.add_scene(p, scene=new_scene(name="New"), index=1), "Scene 2 “New” added"),
    "copy scene": (lambda p: edits.duplicate_scene(p, scene_id=p.scenes[0].id)[0],
                   "Scene 2 “Welcome” added, a copy of scene 1"),
    "rename project": (lambda p: p.changed(name="Movie"), "Project renamed “Film” → “Movie”"),
    "guides": (lambda p: edits.add_guide(p, "x", at=100), "Guides added (0 → 1)"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_told_as_a_person_would(project: Project, name: str) -> None:
    edit, words = EDITS[name]
    assert words in _lines(project, edit(project))


@pytest.mark.parametrize("name", EDITS)
def test_nothing_else_is_told_of_an_edit_than_what_it_did(project: Project, name: str) -> None:
    comparison = compare(project, EDITS[name][0](project))
    assert not any("other data" in line for line in comparison.lines())
    assert len({scene.now or scene.was for scene in comparison.scenes}) <= 1


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_told_the_same_after_saving_and_opening(project: Project, name: str) -> None:
    changed = EDITS[name][0](project)
    before, after = (Project.read(loads(project_text(each))) for each in (project, changed))  # type: ignore[arg-type]
    assert compare(before, after) == compare(project, changed)
    assert compare(project, before).is_empty


def test_turning_the_stage_is_told_once_and_not_for_every_clip(project: Project) -> None:
    wide = edits.move_clips(
        project, project.scenes[0].id, clip_ids=[LOGO, BADGE, TITLE, CLIPS["aiModel"].id], delta=Point(1400, 0)
    )
    assert _lines(wide, orientation.turn_stage(wide, orientation="portrait")) == (
        "Stage turned from landscape to portrait\n"
        "Scene 1 “Welcome”: Presenter, “Badge”, “Logo” and “Title” laid out anew for the other stage"
    )


def _other(value: object) -> object:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 7 if value < 50 else value - 7
    return f"{value} too" if isinstance(value, str) else None


OTHERS: dict[str, object] = {
    "shadow": Shadow(enabled=True),
    "animation": Animation(type="fade-in", duration=1, delay=0),
    "script": LegacyScript(org="Hi"),
    "crop": Crop(left=0.1),
    "play": Play(start_s=2),
}


def _fields() -> list[tuple[str, str]]:
    told_by_the_scene = {"type", "id", "layer"}
    return [
        (kind, name)
        for kind, holder in CLIP_KINDS.items()
        for name in holder.model_fields
        if name not in told_by_the_scene
    ]


def _with_other(value: Value, name: str) -> Value:
    old = getattr(value, name)
    if name in OTHERS:
        return value.changed(**{name: OTHERS[name]})
    if isinstance(old, Value):
        inner = "ai_name" if name == "model" else "name"
        return value.changed(**{name: _with_other(old, inner)})
    return value.changed(**{name: _other(old)})


@pytest.mark.parametrize(("kind", "field"), _fields())
def test_no_field_of_a_clip_changes_in_silence(kind: str, field: str) -> None:
    clip = CLIPS[kind]
    changed = _with_other(clip, field)
    assert isinstance(changed, Clip)
    scene = new_scene().changed(clips=(clip,))
    before = new_project(scenes=(scene,))
    comparison = compare(before, before.changed(scenes=(scene.changed(clips=(changed,)),)))
    (change,) = comparison.scenes[0].changes
    assert change.clip_ids == (clip.id,)
    assert clip.label in change.words or clip.kind_title in change.words


@pytest.mark.parametrize("field", ClipStudio.model_fields)
def test_nothing_the_editor_knows_of_a_clip_changes_in_silence(field: str) -> None:
    clip = CLIPS["image"]
    changed = clip.changed(studio=_with_other(clip.studio, field))
    scene = new_scene().changed(clips=(clip,))
    before = new_project(scenes=(scene,))
    assert "“Logo”" in _lines(before, before.changed(scenes=(scene.changed(clips=(changed,)),)))


def test_what_this_program_does_not_know_is_told_by_its_key(project: Project) -> None:
    text = project_text(project)
    strange = text.replace('"tag":""', '"glow":{"radius":3},"tag":""', 1).replace(
        '"watermark"', '"mood": 3, "watermark"', 1
    )
    after = Project.read(loads(strange))  # type: ignore[arg-type]
    lines = _lines(project, after)
    assert "other data changed (glow)" in lines
    assert "other data changed (mood)" in lines
    assert "other data changed (glow)" in _lines(after, project)


@given(s.projects())
def test_a_project_does_not_differ_from_itself(project: Project) -> None:
    assert compare(project, project) == Comparison()
    read_again = Project.read(loads(project_text(project)))  # type: ignore[arg-type]
    assert compare(project, read_again) == compare(read_again, project) == Comparison()
    assert compare(project, project).lines() == ("Nothing changed.",)


@given(s.projects(), s.projects())
def test_any_two_projects_can_be_compared_and_differences_are_found_both_ways(one: Project, other: Project) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there.is_empty == back.is_empty
    assert {c.words for c in there.project if "added" in c.kinds} == {
        c.words for c in back.project if "removed" in c.kinds
    }
    assert sum(s.state == "added" for s in there.scenes) == sum(s.state == "removed" for s in back.scenes)
    assert all(line.strip() for line in there.lines())
    assert there.summary()


@given(s.projects(), st.integers(-900, 900), st.integers(-900, 900))
def test_the_way_back_is_told_the_other_way_round(project: Project, dx: int, dy: int) -> None:
    scene = project.scenes[0]
    drawn = [clip for clip in scene.clips if clip.has_box]
    if not drawn or not (dx or dy):
        return
    moved = edits.move_clips(project, scene.id, clip_ids=[drawn[0].id], delta=Point(dx, dy))
    there, back = _lines(project, moved), _lines(moved, project)
    assert there != back
    for way, other in (("right", "left"), ("down", "up")):
        assert (f"px {way}" in there) == (f"px {other}" in back)
    assert ("px right" in there, "px left" in there) == (dx > 0, dx < 0)


def test_a_presenter_is_told_with_its_outfit_and_the_script_that_follows_it_is_not(project: Project) -> None:
    clip = CLIPS["aiModel"]
    assert isinstance(clip, AvatarClip)
    other = clip.model.changed(ai_name="sofia", emotion="denim")
    changed = edits.change_clip(project, project.scenes[0].id, clip_id=clip.id, fields={"model": other})
    (scene,) = compare(project, changed).scenes
    assert [change.words for change in scene.changes] == ["Presenter replaced: “amara” → “sofia”"]
