"""What a point and a band reach."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio_gui.model.geometry import Point, Rect
from studio_gui.model.hits import Placed, clips_at, clips_in, next_clip, placed_clips, with_groups
from studio_gui.model.new import new_audio, new_scene, new_shape
from studio_gui.model.project import Scene


def _box(left: float, top: float, width: float = 100, height: float = 100, **studio: object):
    return new_shape("Circle", box=Rect(left, top, width, height)).with_studio(**studio)


def _scene(*clips) -> Scene:
    return new_scene().changed(clips=tuple(clip.changed(layer=i + 1) for i, clip in enumerate(clips)))


def _placed(scene: Scene) -> list[Placed]:
    return list(placed_clips(scene).values())


def test_the_front_clip_comes_first() -> None:
    scene = _scene(_box(0, 0), _box(50, 50))
    found = clips_at(_placed(scene), Point(70, 70))
    assert [clip.id for clip in found] == [scene.clips[1].id, scene.clips[0].id]


def test_locked_hidden_and_sounding_clips_are_passed_over() -> None:
    scene = _scene(_box(0, 0, locked=True), _box(0, 0, hidden=True), new_audio())
    assert clips_at(_placed(scene), Point(50, 50)) == ()
    assert len(clips_at(_placed(scene), Point(50, 50), locked=True)) == 1
    assert clips_in(_placed(scene), Rect(0, 0, 500, 500)) == ()


def test_a_hairline_can_be_grasped() -> None:
    scene = _scene(_box(0, 100, 400, 1))
    assert clips_at(_placed(scene), Point(200, 107), reach=16)
    assert not clips_at(_placed(scene), Point(200, 110), reach=16)


def test_reach_does_not_make_large_clips_larger() -> None:
    scene = _scene(_box(0, 0))
    assert not clips_at(_placed(scene), Point(101, 50), reach=16)


@given(st.floats(0, 360), st.floats(-300, 300), st.floats(-300, 300), st.floats(1, 200), st.floats(1, 200))
def test_a_point_and_a_band_of_one_point_agree(angle: float, x: float, y: float, width: float, height: float) -> None:
    scene = _scene(_box(0, 0, width, height).changed(angle=angle))
    placed = _placed(scene)
    if clips_at(placed, Point(x, y)):
        assert clips_in(placed, Rect(x, y, 0, 0))


def test_what_did_not_change_is_kept() -> None:
    scene = _scene(_box(0, 0), _box(50, 50))
    before = placed_clips(scene)
    moved = scene.changed(clips=(scene.clips[0], scene.clips[1].changed(left=70)))
    after = placed_clips(moved, before)
    assert after[scene.clips[0].id] is before[scene.clips[0].id]
    assert after[scene.clips[1].id].bounds.left == 70


def test_groups_come_along_unless_open() -> None:
    scene = _scene(_box(0, 0, group="g"), _box(200, 0, group="g"), _box(400, 0, group="g", locked=True))
    first, second, _ = scene.clips
    assert with_groups(scene, [first]) == (first.id, second.id)
    assert with_groups(scene, [first], inside="g") == (first.id,)


def test_hidden_members_of_a_group_come_along_before_those_that_show() -> None:
    scene = _scene(_box(0, 0, group="g"), _box(200, 0, group="g", hidden=True))
    first, second = scene.clips
    assert with_groups(scene, [first]) == (second.id, first.id)


def test_walking_through_the_clips_ends_at_both_ends() -> None:
    scene = _scene(_box(0, 0), _box(10, 0, locked=True), _box(20, 0))
    placed = _placed(scene)
    first, _, last = (clip.id for clip in scene.clips)
    assert next_clip(placed, None, step=1) == first
    assert next_clip(placed, None, step=-1) == last
    assert next_clip(placed, first, step=1) == last
    assert next_clip(placed, last, step=1) is None
    assert next_clip([], None, step=1) is None


@given(
    field=st.sampled_from(("left", "top", "width", "height", "scale_x", "scale_y", "angle", "opacity")),
    value=st.floats(1, 90),
)
def test_where_a_clip_is_now_is_where_it_lies(field: str, value: float) -> None:
    """What only looks different has the box it had; one that is moved, grown or turned has another."""
    before = _box(10, 20)
    after = before.changed(**{field: value})
    assert Placed.of(before).now(after) == Placed.of(after)
