"""Scenes and clips find each other by id and, where the ids are others, by likeness."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from studio_gui.model import edits
from studio_gui.model.clips import Clip
from studio_gui.model.comparing import compare
from studio_gui.model.comparing.matching import match_clips, unmoved
from studio_gui.model.fields import SceneId
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.ids import new_clip_id
from studio_gui.model.new import new_project, new_scene, new_shape, new_text
from studio_gui.model.project import Project, Scene, new_id
from tests.unit.model import strategies as s


def _project(*scenes: Scene) -> Project:
    return new_project(scenes=tuple(scene.changed(scene_idx=index) for index, scene in enumerate(scenes)))


def _with_new_ids(project: Project) -> Project:
    """The project as after an import: no scene and no clip is called as it was."""
    scenes = []
    for scene in project.scenes:
        clips: list[Clip] = []
        for clip in scene.clips:
            clip_id = new_clip_id(clip.type)
            clips.append(clip.changed(id=clip_id, name=clip_id))
        scenes.append(scene.changed(clips=tuple(clips), studio=scene.studio.changed(id=SceneId(new_id()))))
    return project.changed(scenes=tuple(scenes))


def _week() -> Project:
    days = ("Monday we meet", "Tuesday we plan", "Wednesday we build", "Thursday we test")
    return _project(
        *(
            new_scene(script=f"{day}.").changed(clips=(new_text(day, box=Rect(100, 100, 600, 80)),))
            for day in days
        )
    )  # fmt: skip


def test_a_project_imported_anew_is_the_same_although_every_id_is_another() -> None:
    project = _week()
    assert compare(project, _with_new_ids(project)).is_empty


def test_what_was_changed_is_found_although_every_id_is_another() -> None:
    project = _week()
    scene = project.scenes[2]
    changed = edits.move_clips(project, scene.id, clip_ids=[scene.clips[0].id], delta=Point(0, 40))
    changed = edits.set_script(changed, scene.id, text="Wednesday we build again.")
    (line,) = compare(project, _with_new_ids(changed)).lines()
    assert line.startswith("Scene 3: script changed: ")
    assert "“Wednesday we build” moved 40\N{NO-BREAK SPACE}px down" in line


def test_a_clip_that_was_cut_and_pasted_is_the_same_clip() -> None:
    scene = new_scene().changed(clips=(new_shape("Star", box=Rect(10, 10, 90, 90), name="Badge"),))
    before = _project(scene)
    pasted = scene.clips[0].changed(id=new_clip_id("shape"), left=50)
    (line,) = compare(before, before.changed(scenes=(scene.changed(clips=(pasted,)),))).lines()
    assert line == "Scene 1: “Badge” moved 40\N{NO-BREAK SPACE}px right"


def test_another_kind_of_clip_is_another_clip() -> None:
    box = Rect(10, 10, 90, 90)
    scene = new_scene().changed(clips=(new_shape("Star", box=box, name="Mark"),))
    other = scene.changed(clips=(new_text("x", box=box, name="Mark"),))
    (line,) = compare(_project(scene), _project(scene).changed(scenes=(other,))).lines()
    assert line == "Scene 1: “Mark” added; “Mark” removed"


def test_two_scenes_with_one_id_and_two_clips_with_one_id_confuse_nothing() -> None:
    clip = new_text("One", box=Rect(0, 0, 100, 50))
    scene = new_scene(script="Once").changed(clips=(clip, clip.changed(text="Two")))
    twice = new_project(scenes=(scene, scene.changed(scene_idx=1)))
    assert compare(twice, twice.changed(name=twice.name)).is_empty
    second = scene.changed(scene_idx=1, clips=(clip, clip.changed(text="Three")))
    (line,) = compare(twice, twice.changed(scenes=(scene, second))).lines()
    assert line == "Scene 2: Text text changed: “Two” → “Three”"


def test_only_the_scene_that_was_moved_is_said_to_have_moved() -> None:
    project = _week()
    moved = edits.move_scene(project, scene_id=project.scenes[3].id, index=0)
    assert compare(project, moved).lines() == ("Scene 1 moved from place 4 to 1",)
    shifted = edits.add_scene(project, scene=new_scene(name="New"), index=0)
    assert compare(project, shifted).lines() == ("Scene 1 “New” added",)


def test_many_new_scenes_are_told_as_one() -> None:
    project = _week()
    longer = project
    for _ in range(6):
        longer = edits.add_scene(longer, scene=new_scene())
    assert compare(project, longer).lines() == ("Scenes 5 to 10 added",)
    assert compare(longer, project).lines() == ("Scenes 5 to 10 removed",)
    assert compare(project, longer).summary() == "Scene 5 added · 5 more changes"


@given(st.permutations(range(9)))
def test_what_did_not_move_is_the_longest_run_in_rising_order(order: list[int]) -> None:
    kept = [value for value in order if value in unmoved(order)]
    assert kept == sorted(kept)
    longest = [1] * len(order)
    for place, value in enumerate(order):
        longest[place] = 1 + max((longest[i] for i in range(place) if order[i] < value), default=0)
    assert len(kept) == max(longest)


@given(s.scenes(), s.scenes())
def test_no_clip_is_matched_twice_or_with_another_kind(one: Scene, other: Scene) -> None:
    pairs = match_clips(one.clips, other.clips)
    assert len({id(old) for old, _ in pairs}) == len({id(new) for _, new in pairs}) == len(pairs)
    assert all(old.type == new.type for old, new in pairs)


def test_a_thousand_scenes_with_other_ids_are_compared_in_a_moment() -> None:
    many = _project(
        *(
            new_scene(script=f"Scene number {n}").changed(
                clips=tuple(new_text(f"{n}-{m}", box=Rect(m * 90, 0, 80, 50)) for m in range(4))
            )
            for n in range(300)
        )
    )
    other = edits.set_script(_with_new_ids(many), SceneId(""), text="x") if not many.scenes else _with_new_ids(many)
    other = edits.set_script(other, other.scenes[7].id, text="Scene number seven, told otherwise")
    began = time.thread_time()
    (line,) = compare(many, other).lines()
    assert line.startswith("Scene 8: script changed")
    assert time.thread_time() - began < 5
