"""Numbers for the frame around several clips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.model.edits.framing import Side, change_frame, turn_clips
from studio_gui.model.geometry import Rect, bounds_of, box_of
from studio_gui.model.new import new_project, new_scene, new_shape
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
        assert new.angle == pytest.approx(old.angle)
