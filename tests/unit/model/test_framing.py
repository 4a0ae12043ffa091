"""Numbers for the frame around several clips."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.model.edits.framing import Side, change_frame, turn_clips
from studio_gui.model.fields import ANGLE, MAX_PX
from studio_gui.model.geometry import Rect, bounds_of, box_of
from studio_gui.model.new import new_audio, new_project, new_scene, new_shape
from studio_gui.model.project import Project

boxes = st.builds(Rect, st.integers(-500, 2000), st.integers(-500, 1200), st.integers(50, 900), st.integers(50, 900))
angles = st.sampled_from([0, 37, 90, 180, 303.5])


def _project(rects: list[Rect], turned: list[float]) -> Project:
    clips = (new_shape("Square", box=rect) for rect in rects)
    turned_clips = tuple(clip.changed(angle=angle) for clip, angle in zip(clips, turned, strict=False))
    return new_project(scenes=(new_scene().changed(clips=turned_clips),))


def _ids(project: Project) -> list[str]:
    return [clip.id for clip in project.scenes[0].clips]


@pytest.mark.parametrize("side", ["left", "top", "width", "height"])
@given(rects=st.lists(boxes, min_size=2, max_size=5), turned=st.lists(angles, min_size=5, max_size=5),
       to=st.integers(300, 3000), keeps_aspect=st.booleans())  # fmt: skip
def test_the_frame_gets_the_number_and_keeps_its_corner(
    side: Side, rects: list[Rect], turned: list[float], to: int, keeps_aspect: bool
) -> None:
    project = _project(rects, turned)
    before, scene_id = bounds_of(project.scenes[0].clips), project.scenes[0].id
    done = change_frame(
        project, scene_id, clip_ids=_ids(project), side=side, change=lambda _: to, keeps_aspect=keeps_aspect
    )
    after = bounds_of(done.scenes[0].clips)
    assert getattr(after, side) == pytest.approx(to, abs=1e-4)
    for other in {"left", "top"} - {side}:
        assert getattr(after, other) == pytest.approx(getattr(before, other), abs=1e-4)
    same = change_frame(done, scene_id, clip_ids=_ids(done), side=side, change=lambda old: old)
    assert same is done


@given(rects=st.lists(boxes, min_size=2, max_size=5), turned=st.lists(angles, min_size=5, max_size=5),
       by=st.integers(-90, 90))  # fmt: skip
def test_turning_there_and_back_leaves_all_where_they_were(rects: list[Rect], turned: list[float], by: int) -> None:
    project = _project(rects, turned)
    scene_id, ids = project.scenes[0].id, _ids(project)
    there = turn_clips(project, scene_id, clip_ids=ids, change=lambda old: old + by)
    back = turn_clips(there, scene_id, clip_ids=ids, change=lambda old: old - by)
    for old, new in zip(project.scenes[0].clips, back.scenes[0].clips, strict=True):
        assert (box_of(old).left, box_of(old).top) == pytest.approx((box_of(new).left, box_of(new).top), abs=1e-4)
        assert math.remainder(new.angle - old.angle, 360) == pytest.approx(0, abs=1e-9)


@given(rects=st.lists(boxes, min_size=2, max_size=5), turned=st.lists(angles, min_size=5, max_size=5),
       to=st.integers(300, 3000), side=st.sampled_from(["left", "top", "width", "height"]))  # fmt: skip
def test_a_number_that_is_there_already_is_no_step(rects: list[Rect], turned: list[float], to: int, side: Side) -> None:
    """Arithmetic had left 1427.9999999998583 of a width of 1428, and the number typed once more moved all a little."""
    project = _project(rects, turned)
    scene_id, ids = project.scenes[0].id, _ids(project)
    once = change_frame(project, scene_id, clip_ids=ids, side=side, change=lambda _: to)
    assert change_frame(once, scene_id, clip_ids=ids, side=side, change=lambda _: to) is once


@pytest.mark.parametrize(
    ("by", "turned"), [(90, [37.55, 144.4494887492096, 0.04]), (200, [180, 0, 270]), (-300, [20, -170.5, 350])]
)
def test_a_sum_turns_all_as_one_piece_whatever_their_angles(by: int, turned: list[float]) -> None:
    """Angles of more decimals were rounded, and those beyond 360° cut off: each clip turned about its own centre then."""
    project = _project([Rect(0, 0, 400, 100), Rect(700, 300, 200, 200), Rect(100, 600, 50, 90)], turned)
    scene_id, ids, control = project.scenes[0].id, _ids(project), ANGLE
    done = turn_clips(
        project, scene_id, clip_ids=ids, change=lambda old: round(control.within(old + by), control.decimals)
    )
    before, after = ([box_of(clip).center for clip in one.scenes[0].clips] for one in (project, done))
    for old, new in zip(before[1:], after[1:], strict=True):
        gap = (old - before[0]).turned(by)
        assert ((new - after[0]).x, (new - after[0]).y) == pytest.approx((gap.x, gap.y), abs=1e-6)
    for old, new in zip(project.scenes[0].clips, done.scenes[0].clips, strict=True):
        assert math.remainder(new.angle - old.angle - by, 360) == pytest.approx(0, abs=1e-6)
        assert -360 <= new.angle <= 360


def test_at_the_rim_of_the_world_all_stop_together() -> None:
    """Each stopped alone, and all lay on one another there."""
    project = _project([Rect(0, 0, 400, 100), Rect(700, 300, 200, 200)], [0, 0])
    scene_id, ids = project.scenes[0].id, _ids(project)
    away = change_frame(project, scene_id, clip_ids=ids, side="left", change=lambda _: MAX_PX)
    assert [clip.left for clip in away.scenes[0].clips] == [MAX_PX - 700, MAX_PX]
    wide = change_frame(project, scene_id, clip_ids=ids, side="width", change=lambda _: 2 * MAX_PX, keeps_aspect=True)
    first, second = (box_of(clip) for clip in wide.scenes[0].clips)
    assert (second.left / first.width, second.width / first.width) == pytest.approx((700 / 400, 0.5))


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_line_along_the_rim_does_not_stand_out_of_a_smaller_frame(turned: int) -> None:
    """A line of a pixel stayed that thick about its middle: a quarter of it was above the frame, and Y was not kept."""
    lines = [Rect(100, 100, 600, 1), Rect(100, 499, 600, 1), Rect(100, 100, 1, 400), Rect(699, 100, 1, 400)]
    project = _project(lines, [0] * 4)
    scene_id, ids = project.scenes[0].id, _ids(project)
    project = turn_clips(project, scene_id, clip_ids=ids, change=lambda old: old + turned)
    before = bounds_of(project.scenes[0].clips)
    done = change_frame(project, scene_id, clip_ids=ids, side="width", change=lambda old: old / 2, keeps_aspect=True)
    wanted = (before.left, before.top, before.width / 2, before.height / 2)
    after = bounds_of(done.scenes[0].clips)
    assert (after.left, after.top, after.width, after.height) == pytest.approx(wanted)
    none = change_frame(project, scene_id, clip_ids=ids, side="width", change=lambda _: 0)
    assert bounds_of(none.scenes[0].clips).left == pytest.approx(before.left)


def test_what_has_no_place_is_not_turned() -> None:
    """Sounds lie nowhere: asking for the angle of the first of no clips raised an ``IndexError``."""
    sound = new_audio(media="media/a.mp3")
    project = new_project(scenes=(new_scene().changed(clips=(sound,)),))
    scene_id = project.scenes[0].id
    for ids in ([sound.id], []):
        assert turn_clips(project, scene_id, clip_ids=ids, change=lambda old: old + 15) is project
        assert turn_clips(project, scene_id, clip_ids=ids, change=lambda _: 15) is project
        assert change_frame(project, scene_id, clip_ids=ids, side="left", change=lambda _: 15) is project
