"""Laws of edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.base.json_text import Json, dumps, loads
from studio_gui.model import edits
from studio_gui.model.clips import AvatarClip
from studio_gui.model.edits.arrange import change_clip_studio
from studio_gui.model.edits.everywhere import apply_clips_everywhere
from studio_gui.model.edits.pasting import free_delta
from studio_gui.model.geometry import Box, Point, Rect, box_of
from studio_gui.model.new import new_audio, new_image, new_presenter, new_project, new_scene, new_shape, new_text
from studio_gui.model.project import Project
from tests.unit.model import strategies as s

few_px = st.integers(-4000, 4000)


def _ids(project: Project) -> list[str]:
    return [clip.id for clip in project.scenes[0].clips]


@given(s.projects(), few_px, few_px)
def test_moving_there_and_back_changes_nothing(project: Project, dx: int, dy: int) -> None:
    scene = project.scenes[0]
    there = edits.move_clips(project, scene.id, clip_ids=_ids(project), delta=Point(dx, dy))
    back = edits.move_clips(there, scene.id, clip_ids=_ids(project), delta=Point(-dx, -dy))
    for clip, original in zip(back.scenes[0].clips, scene.clips, strict=True):
        assert (clip.left, clip.top) == (pytest.approx(original.left), pytest.approx(original.top))
        assert clip.changed(left=original.left, top=original.top) == original


@given(s.projects(), few_px)
def test_an_edit_shares_what_it_did_not_touch(project: Project, dx: int) -> None:
    scene = project.scenes[0]
    moved = edits.move_clips(project, scene.id, clip_ids=_ids(project)[:1], delta=Point(dx or 1, 0))
    assert all(a is b for a, b in zip(moved.scenes[1:], project.scenes[1:], strict=True))
    assert all(a is b for a, b in zip(moved.scenes[0].clips[1:], scene.clips[1:], strict=True))


@given(s.projects())
def test_edits_that_change_nothing_return_the_very_project(project: Project) -> None:
    scene = project.scenes[0]
    assert edits.move_clips(project, scene.id, clip_ids=_ids(project), delta=Point(0, 0)) is project
    assert edits.remove_clips(project, scene.id, clip_ids=()) is project
    assert edits.set_script(project, scene.id, text=scene.script_text) is project
    assert edits.bring_to_front(project, scene.id, clip_ids=()) is project
    assert edits.move_scene(project, scene_id=scene.id, index=0) is project
    fields = {"opacity": scene.clips[0].opacity} if scene.clips else {}
    assert edits.change_clips(project, scene.id, clip_ids=_ids(project)[:1], fields=fields) is project


@given(s.projects(), st.data())
def test_layers_keep_all_clips_and_the_order_of_the_others(project: Project, data: st.DataObject) -> None:
    scene = project.scenes[0]
    chosen = data.draw(st.sets(st.sampled_from(_ids(project)))) if scene.clips else set()
    edit = data.draw(
        st.sampled_from([edits.bring_to_front, edits.send_to_back, edits.bring_forward, edits.send_backward])
    )
    before = [clip.id for clip in scene.stacked()]
    after = [clip.id for clip in edit(project, scene.id, clip_ids=chosen).scenes[0].stacked()]
    assert sorted(after) == sorted(before)
    assert [i for i in after if i not in chosen] == [i for i in before if i not in chosen]
    assert [i for i in after if i in chosen] == [i for i in before if i in chosen]


@given(s.projects())
def test_a_copy_is_the_clip_under_another_id(project: Project) -> None:
    scene = project.scenes[0]
    copied, ids = edits.duplicate_clips(project, scene.id, clip_ids=_ids(project), delta=Point(0, 0))
    assert len(ids) == len(scene.clips)
    assert len({clip.id for clip in copied.scenes[0].clips}) == 2 * len(ids)
    for copy_id, original in zip(ids, scene.stacked(), strict=True):
        copy = copied.scenes[0].clip(copy_id)
        assert copy is not None
        assert copy.changed(id=original.id, layer=original.layer, name=original.name) == original


@given(s.projects(), st.integers(0, 5))
def test_scenes_count_from_zero_whatever_is_done_to_them(project: Project, index: int) -> None:
    copied, copy_id = edits.duplicate_scene(project, scene_id=project.scenes[0].id)
    moved = edits.move_scene(copied, scene_id=copy_id, index=index)
    gone = edits.remove_scenes(moved, scene_ids=[project.scenes[-1].id])
    for result in (copied, moved, gone):
        assert [scene.scene_idx for scene in result.scenes] == list(range(len(result.scenes)))
        assert len({scene.id for scene in result.scenes}) == len(result.scenes)


@given(s.projects(), s.boxes)
def test_clips_put_into_boxes_are_there(project: Project, box: Box) -> None:
    drawn = [clip for clip in project.scenes[0].clips if clip.has_box]
    placed = edits.place_clips(project, project.scenes[0].id, boxes={clip.id: box for clip in drawn})
    for clip in drawn:
        after = placed.scenes[0].clip(clip.id)
        assert after is not None
        assert (after.left, after.top) == (pytest.approx(box.left), pytest.approx(box.top))
        assert (box_of(after).width, box_of(after).height) == (pytest.approx(box.width), pytest.approx(box.height))


def test_the_script_follows_the_presenter() -> None:
    project = new_project(scenes=(new_scene(script="Hello"),))
    presenter = new_presenter(ai_name="amara", emotion="blazer", box=Rect(0, 0, 400, 600), size=(800, 1200))
    project = edits.add_clip(project, project.scenes[0].id, clip=presenter)
    assert project.scenes[0].scripts[0].model_id == "amara"
    other = presenter.model.changed(ai_name="ben", emotion="shirt")
    project = edits.change_clip(project, project.scenes[0].id, clip_id=presenter.id, fields={"model": other})
    script = project.scenes[0].scripts[0]
    assert (script.model_id, script.cloth_id, script.org) == ("ben", "shirt", "Hello")


def _two_presenters() -> tuple[Project, AvatarClip, AvatarClip]:
    """A scene of two, in which the second speaks."""
    box = Rect(0, 0, 400, 600)
    first, second = (new_presenter(ai_name=name, emotion="suit", box=box, size=(8, 12)) for name in ("amara", "ben"))
    scene = new_scene(script="Hello")
    said = scene.scripts[0].changed(model_id="ben", cloth_id="suit")
    return new_project(scenes=(scene.changed(clips=(first, second), scripts=(said,)),)), first, second


def _signed(project: Project) -> tuple[str, str]:
    return project.scenes[0].scripts[0].model_id, project.scenes[0].scripts[0].cloth_id


def test_of_two_presenters_the_one_the_script_names_keeps_speaking_it() -> None:
    """A letter typed, or a new outfit, gave the words of the second presenter to the first."""
    project, first, second = _two_presenters()
    scene_id = project.scenes[0].id
    assert _signed(edits.set_script(project, scene_id, text="Goodbye")) == ("ben", "suit")
    moved = edits.move_clips(project, scene_id, clip_ids=(first.id, second.id), delta=Point(5, 5))
    assert _signed(moved) == ("ben", "suit")
    shirt = second.model.changed(emotion="shirt")
    assert _signed(edits.change_clip(project, scene_id, clip_id=second.id, fields={"model": shirt})) == ("ben", "shirt")
    cleo = second.model.changed(ai_name="cleo")
    assert _signed(edits.change_clip(project, scene_id, clip_id=second.id, fields={"model": cleo})) == ("cleo", "suit")
    other = first.model.changed(ai_name="dora")
    assert _signed(edits.change_clip(project, scene_id, clip_id=first.id, fields={"model": other})) == ("ben", "suit")
    assert _signed(edits.remove_clips(project, scene_id, clip_ids=(first.id,))) == ("ben", "suit")
    assert _signed(edits.remove_clips(project, scene_id, clip_ids=(second.id,))) == ("amara", "suit")
    hidden = change_clip_studio(project, scene_id, clip_ids=(second.id,), fields={"hidden": True})
    assert _signed(hidden) == ("amara", "suit"), "who is hidden is not sent"


def test_one_presenter_in_two_outfits_speaks_in_the_one_the_script_names() -> None:
    project, first, second = _two_presenters()
    twin = second.changed(id=first.id, model=second.model.changed(emotion="shirt"))
    both = project.changed(scenes=(project.scenes[0].changed(clips=(twin, second)),))
    assert both.scenes[0].speaker == second
    assert _signed(edits.set_script(both, both.scenes[0].id, text="Goodbye")) == ("ben", "suit")


def test_an_older_clip_script_keeps_saying_what_the_scene_says() -> None:
    scene = new_scene(script="Hello")
    presenter = new_presenter(ai_name="a", emotion="b", box=Rect(0, 0, 4, 6), size=(8, 12))
    clip = AvatarClip.read({**presenter.to_json(), "script": {"org": "Hello", "tts": None}})
    project = new_project(scenes=(scene.changed(clips=(clip,)),))
    changed = edits.set_script(project, scene.id, text="Goodbye")
    said = changed.scenes[0].clips[0].to_json()["script"]
    assert said == {"org": "Goodbye", "tts": None}


def test_changed_refuses_wrong_values_and_unknown_fields() -> None:
    text = new_text("hi", box=Rect(0, 0, 10, 10))
    with pytest.raises(ValueError, match="left"):
        text.changed(left="12")
    with pytest.raises(ValueError, match="finite"):
        text.changed(left=float("nan"))
    with pytest.raises(TypeError, match="no field"):
        text.changed(lefft=12)


def test_opacity_goes_only_to_clips_that_have_it() -> None:
    scene = new_scene()
    shape = new_shape("Star", box=Rect(0, 0, 10, 10))
    project = new_project(scenes=(scene.changed(clips=(shape,)),))
    same = edits.change_clip(project, scene.id, clip_id=shape.id, fields={"text": "x"})
    assert same is project


@pytest.mark.parametrize("is_horizontal", [True, False])
@pytest.mark.parametrize("said", [{}, {"flipX": False}, {"flipX": True, "flipY": True}, {"flipX": None}])
@pytest.mark.parametrize("scale", [1, -0.5])
@pytest.mark.parametrize("angle", [0, -30, 12.3, 372.1])
def test_flipping_twice_leaves_the_stored_form_as_it_was(
    is_horizontal: bool, said: dict[str, Json], scale: float, angle: float
) -> None:
    clip = new_image(box=Rect(10, 20, 300, 200), size=(600, 400), media="media/a.png").to_json()
    stored = new_project().to_json() | {"scenes": [{"clips": [{**clip, "scaleX": scale, "angle": angle, **said}]}]}
    project = Project.read(loads(dumps(stored)))
    for _ in range(2):
        project = edits.flip_clips(project, project.scenes[0].id, clip_ids=_ids(project), is_horizontal=is_horizontal)
    assert dumps(project.scenes[0].to_json()) == dumps(Project.read(stored).scenes[0].to_json())


def test_a_clip_on_the_highest_layer_there_is_lets_others_in_front() -> None:
    """A payload with a layer of 10,000,000 took nothing more: inserting, pasting and duplicating ended in a mistake."""
    top = new_shape("Star", box=Rect(0, 0, 10, 10)).changed(layer=10_000_000)
    project = new_project(scenes=(new_scene().changed(clips=(top,)), new_scene().changed(clips=(top,), scene_idx=1)))
    scene_id = project.scenes[0].id
    added = edits.add_clip(project, scene_id, clip=new_shape("Square", box=Rect(0, 0, 10, 10)))
    assert added.scenes[0].stacked()[-1].shape_name == "Square"
    doubled, copies = edits.duplicate_clips(added, scene_id, clip_ids=[clip.id for clip in added.scenes[0].clips])
    assert tuple(clip.id for clip in doubled.scenes[0].stacked()[2:]) == copies
    front = added.scenes[0].stacked()[-1].id
    spread = apply_clips_everywhere(added, scene_id, clip_ids=[front])
    assert spread.scenes[1].stacked()[-1].shape_name == "Square"


@pytest.mark.parametrize("delta", [Point(20, 30), Point(0, 30), Point(20, 0), Point(0, 0)])
def test_copies_lie_where_they_are_put_and_a_sound_has_no_place(delta: Point) -> None:
    shape, sound = new_shape("Square", box=Rect(100, 200, 40, 40)), new_audio(media="media/a.wav")
    project = new_project(scenes=(new_scene().changed(clips=(shape, sound)),))
    scene_id = project.scenes[0].id
    copied, ids = edits.duplicate_clips(project, scene_id, clip_ids=_ids(project), delta=delta)
    places = {clip.type: (clip.left, clip.top) for clip in copied.scenes[0].clips if clip.id in ids}
    assert places == {"shape": (100 + delta.x, 200 + delta.y), "audio": (0, 0)}


def test_copies_that_would_hide_others_lie_a_step_further() -> None:
    box, step = Rect(100, 200, 40, 40), Point(20, 30)
    shape = new_shape("Square", box=box)
    empty = new_scene()
    assert free_delta(empty, (shape,), step=step) == Point(0, 0)
    one = empty.changed(clips=(shape,))
    assert free_delta(one, (shape,), step=step) == step
    two = empty.changed(clips=(shape, new_shape("Square", box=box.moved(step.x, step.y))))
    assert free_delta(two, (shape,), step=step) == Point(40, 60)
    elsewhere = empty.changed(clips=(new_text("x", box=box), new_shape("Square", box=box.moved(1, 0))))
    assert free_delta(elsewhere, (shape,), step=step) == Point(0, 0)
    assert free_delta(one, (new_audio(media="media/a.wav"),), step=step) == Point(0, 0)
