"""A scene or a clip comes back as it was, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.model import edits
from studio_gui.model.clips import Clip
from studio_gui.model.comparing import compare, restore_clip, restore_scene
from studio_gui.model.comparing.alike import alike
from studio_gui.model.fields import ClipId, SceneId
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.new import new_project, new_scene, new_text
from studio_gui.model.project import Project
from tests.unit.model import strategies as s


@pytest.fixture
def project() -> Project:
    """Three scenes with two texts each."""
    scenes = [
        new_scene(script=f"Words of {name}", name=name).changed(
            clips=tuple(new_text(f"{name} {n}", box=Rect(n * 300, 0, 200, 80)).changed(layer=n) for n in (1, 2))
        )
        for name in ("One", "Two", "Three")
    ]
    return new_project(scenes=tuple(scene.changed(scene_idx=index) for index, scene in enumerate(scenes)))


def _clip(project: Project, clip_id: ClipId) -> Clip:
    return next(clip for _, clip in project.all_clips() if clip.id == clip_id)


def test_a_scene_comes_back_and_the_others_stay_as_they_are_now(project: Project) -> None:
    two = project.scenes[1]
    now = edits.set_script(project, two.id, text="Other words")
    now = edits.set_script(now, project.scenes[0].id, text="New words")
    restored = restore_scene(now, project, scene_id=two.id)
    assert compare(now, restored).lines() == ("Scene 2 “Two”: script changed: “Other words” → “Words of Two”",)
    assert restored.scenes[0] is now.scenes[0]
    assert restore_scene(restored, project, scene_id=two.id) is restored


def test_a_scene_that_moved_comes_back_where_it_is_now(project: Project) -> None:
    now = edits.move_scene(project, scene_id=project.scenes[2].id, index=0)
    now = edits.set_script(now, project.scenes[2].id, text="Other")
    restored = restore_scene(now, project, scene_id=project.scenes[2].id)
    assert [scene.studio.name for scene in restored.scenes] == ["Three", "One", "Two"]
    assert [scene.scene_idx for scene in restored.scenes] == [0, 1, 2]
    assert restored.scenes[0].script_text == "Words of Three"


def test_a_scene_that_was_removed_comes_back_behind_the_one_it_followed(project: Project) -> None:
    two = project.scenes[1]
    now = edits.add_scene(edits.remove_scenes(project, scene_ids=[two.id]), scene=new_scene(name="New"), index=0)
    restored = restore_scene(now, project, scene_id=two.id)
    assert [scene.studio.name for scene in restored.scenes] == ["New", "One", "Two", "Three"]
    assert restored.scenes[2].id == two.id
    first = restore_scene(
        edits.remove_scenes(project, scene_ids=[project.scenes[0].id]), project, scene_id=project.scenes[0].id
    )
    assert compare(project, first).is_empty


def test_a_clip_comes_back_where_it_was(project: Project) -> None:
    scene = project.scenes[0]
    clip = scene.clips[0]
    now = edits.move_clips(project, scene.id, clip_ids=[c.id for c in scene.clips], delta=Point(50, 50))
    restored = restore_clip(now, project, scene_id=scene.id, clip_id=clip.id)
    assert alike(_clip(restored, clip.id), clip)
    assert _clip(restored, scene.clips[1].id) is _clip(now, scene.clips[1].id)
    assert restore_clip(restored, project, scene_id=scene.id, clip_id=clip.id) is restored


def test_a_clip_that_was_removed_comes_back_on_its_layer(project: Project) -> None:
    scene = project.scenes[0]
    clip = scene.clips[0]
    now = edits.remove_clips(project, scene.id, clip_ids=[clip.id])
    restored = restore_clip(now, project, scene_id=scene.id, clip_id=clip.id)
    assert compare(project, restored).is_empty
    assert restored.scenes[0].stacked()[0].id == clip.id


def test_what_was_never_there_cannot_come_back(project: Project) -> None:
    with pytest.raises(KeyError):
        restore_scene(project, project, scene_id=SceneId("nothing"))
    with pytest.raises(KeyError):
        restore_clip(project, project, scene_id=project.scenes[0].id, clip_id=ClipId("nothing"))
    alone = edits.remove_scenes(project, scene_ids=[project.scenes[0].id])
    with pytest.raises(KeyError):
        restore_clip(alone, project, scene_id=project.scenes[0].id, clip_id=project.scenes[0].clips[0].id)


@given(s.projects(), s.projects(), st.data())
def test_ids_stay_unique_and_numbers_in_order_whatever_is_restored(
    project: Project, version: Project, data: st.DataObject
) -> None:
    scene = data.draw(st.sampled_from(version.scenes))
    restored = restore_scene(project, version, scene_id=scene.id)
    ids = [each.id for each in restored.scenes]
    assert len(set(ids)) == len(ids)
    assert [each.scene_idx for each in restored.scenes] == list(range(len(ids)))
    assert len(project.scenes) <= len(ids) <= len(project.scenes) + 1
