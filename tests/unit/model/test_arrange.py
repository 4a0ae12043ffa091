"""Aligning, spreading, centring and fitting several clips."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.files.payload import export_payload, import_payload, payload_text
from studio_gui.model import edits
from studio_gui.model.clips import Clip
from studio_gui.model.edits.arrange import (
    Target,
    align_clips,
    center_clips,
    change_clip_studio,
    distribute_clips,
    fit_clips,
)
from studio_gui.model.geometry import Rect, bounds_of, box_of
from studio_gui.model.new import new_audio, new_image, new_project, new_scene, new_shape
from studio_gui.model.project import Project
from tests.unit.model import strategies

boxes = st.builds(Rect, st.integers(-500, 2000), st.integers(-500, 1200), st.integers(1, 900), st.integers(1, 900))


def _project(*clips: Clip) -> Project:
    return new_project(scenes=(new_scene().changed(clips=clips),))


def _shapes(rects: list[Rect]) -> Project:
    return _project(*(new_shape("Square", box=rect) for rect in rects))


def _ids(project: Project) -> tuple[str, ...]:
    return tuple(clip.id for clip in project.scenes[0].clips)


@pytest.mark.parametrize("side", ["left", "right", "center", "top", "bottom", "middle"])
@given(rects=st.lists(boxes, min_size=2, max_size=5))
def test_aligned_clips_share_a_line_and_stay_in_their_frame(side: str, rects: list[Rect]) -> None:
    project = _shapes(rects)
    frame = bounds_of(project.scenes[0].clips)
    done = align_clips(project, project.scenes[0].id, clip_ids=_ids(project), side=side)  # type: ignore[arg-type]
    found = [box_of(clip).bounds() for clip in done.scenes[0].clips]
    along = {
        "left": lambda r: r.left,
        "right": lambda r: r.right,
        "center": lambda r: r.center.x,
        "top": lambda r: r.top,
        "bottom": lambda r: r.bottom,
        "middle": lambda r: r.center.y,
    }[side]
    assert max(map(along, found)) - min(map(along, found)) < 1e-6
    assert all(frame.left - 1e-6 <= r.left and r.right <= frame.right + 1e-6 for r in found)
    again = align_clips(done, done.scenes[0].id, clip_ids=_ids(project), side=side)  # type: ignore[arg-type]
    assert again == done


@pytest.mark.parametrize("to", ["selection", "stage", "key"])
def test_a_single_clip_is_aligned_to_the_stage(to: Target) -> None:
    project = _shapes([Rect(5, 5, 100, 50)])
    done = align_clips(project, project.scenes[0].id, clip_ids=_ids(project), side="right", to=to)
    assert box_of(done.scenes[0].clips[0]).bounds().right == 1920


@given(rects=st.lists(boxes, min_size=3, max_size=6))
def test_distributed_clips_have_equal_gaps(rects: list[Rect]) -> None:
    project = _shapes(rects)
    done = distribute_clips(project, project.scenes[0].id, clip_ids=_ids(project), axis="across")
    order = sorted(project.scenes[0].clips, key=lambda clip: box_of(clip).center.x)
    found = [box_of(clip).bounds() for old in order for clip in done.scenes[0].clips if clip.id == old.id]
    gaps = [b.left - a.right for a, b in itertools.pairwise(found)]
    assert max(gaps) - min(gaps) < 1e-6
    assert found[0] == box_of(order[0]).bounds()


def test_two_clips_are_not_distributed() -> None:
    project = _shapes([Rect(0, 0, 10, 10), Rect(50, 0, 10, 10)])
    assert distribute_clips(project, project.scenes[0].id, clip_ids=_ids(project), axis="down") is project


def test_the_selection_is_centred_as_a_whole() -> None:
    project = _shapes([Rect(0, 0, 100, 100), Rect(200, 50, 100, 100)])
    done = center_clips(project, project.scenes[0].id, clip_ids=_ids(project))
    assert bounds_of(done.scenes[0].clips).center.x == 960
    first, second = done.scenes[0].clips
    assert (second.left - first.left, second.top - first.top) == (200, 50)


def test_a_picture_fits_the_stage_with_its_proportions_kept() -> None:
    picture = new_image(box=Rect(3, 3, 100, 50), size=(400, 200))
    project = _project(picture, new_shape("Square", box=Rect(0, 0, 5, 5)))
    done = fit_clips(project, project.scenes[0].id, clip_ids=_ids(project))
    first, second = (box_of(clip).bounds() for clip in done.scenes[0].clips)
    assert (first.left, first.top, first.width, first.height) == pytest.approx((0, 60, 1920, 960))
    assert (second.width, second.height) == (1920, 1080)


def test_sounds_are_left_where_they_are() -> None:
    project = _project(new_audio(media="media/a.mp3"))
    for edit in (center_clips, fit_clips):
        assert edit(project, project.scenes[0].id, clip_ids=_ids(project)) is project


def test_the_editors_own_fields_change_without_touching_others() -> None:
    project = _shapes([Rect(0, 0, 1, 1), Rect(2, 2, 1, 1)])
    first, second = project.scenes[0].clips
    done = change_clip_studio(project, project.scenes[0].id, clip_ids=(first.id,), fields={"locked": True})
    assert done.scenes[0].clips[0].studio.locked
    assert done.scenes[0].clips[1] is second
    assert change_clip_studio(done, done.scenes[0].id, clip_ids=(first.id,), fields={"locked": True}) is done


long_numbers = st.tuples(*[st.floats(0, 3000)] * 5)


@given(st.lists(st.tuples(strategies.drawn_clips, long_numbers), min_size=1, max_size=5), st.booleans())
def test_flipping_a_crowd_of_large_turned_clips_twice_leaves_its_payload_as_it_was(
    made: list[tuple[Clip, tuple[float, ...]]], is_horizontal: bool
) -> None:
    """A thousandth of a millionth of a pixel was left of the way there and back, and a 0 became -1.5e-09."""
    names = ("left", "top", "width", "height", "angle")
    scales = {"scale_x": -1, "scale_y": 1}
    clips = [clip.changed(**dict(zip(names, numbers, strict=True)), **scales) for clip, numbers in made]
    project = import_payload(export_payload(_project(*clips))).project
    scene_id, ids = project.scenes[0].id, _ids(project)
    there = edits.flip_clips(project, scene_id, clip_ids=ids, is_horizontal=is_horizontal)
    back = edits.flip_clips(there, scene_id, clip_ids=ids, is_horizontal=is_horizontal)
    assert payload_text(back) == payload_text(project)


@pytest.mark.parametrize("side", ["left", "right", "center", "top", "bottom", "middle"])
@given(clips=st.lists(strategies.drawn_clips, min_size=1, max_size=5))
def test_what_is_aligned_is_not_moved_by_aligning_it_again(side: str, clips: list[Clip]) -> None:
    project = _project(*clips)
    done = align_clips(project, project.scenes[0].id, clip_ids=_ids(project), side=side)  # type: ignore[arg-type]
    assert align_clips(done, done.scenes[0].id, clip_ids=_ids(done), side=side) is done  # type: ignore[arg-type]
