"""Laws of boxes, against matrices worked out on their own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.model.clips import Clip
from studio_gui.model.geometry import Box, Point, Rect, box_of, mirrors_of, tidy, turned_about_center, with_box
from studio_gui.model.new import new_image, new_shape
from tests.unit.model import strategies as s


def _matrix(box: Box) -> np.ndarray:
    """Local to scene as a 3 x 3 matrix: turn clockwise about the corner, then put the corner in place."""
    theta = np.deg2rad(box.angle)
    turn = np.array([[np.cos(theta), -np.sin(theta), 0], [np.sin(theta), np.cos(theta), 0], [0, 0, 1]])
    put = np.array([[1, 0, box.left], [0, 1, box.top], [0, 0, 1]])
    return put @ turn


@given(s.boxes, s.points)
def test_scene_and_local_points_agree_with_the_matrix(box: Box, point: Point) -> None:
    there = _matrix(box) @ np.array([point.x, point.y, 1])
    assert box.to_scene(point).x == pytest.approx(there[0], abs=1e-6)
    assert box.to_scene(point).y == pytest.approx(there[1], abs=1e-6)
    back = box.to_local(box.to_scene(point))
    assert (back.x, back.y) == (pytest.approx(point.x, abs=1e-6), pytest.approx(point.y, abs=1e-6))


@given(s.boxes)
def test_the_corners_are_those_fabric_works_out(box: Box) -> None:
    theta = np.deg2rad(box.angle)
    _, right, _, down = box.corners()
    assert right.x == pytest.approx(box.left + box.width * np.cos(theta), abs=1e-6)
    assert right.y == pytest.approx(box.top + box.width * np.sin(theta), abs=1e-6)
    assert down.x == pytest.approx(box.left - box.height * np.sin(theta), abs=1e-6)
    assert down.y == pytest.approx(box.top + box.height * np.cos(theta), abs=1e-6)


@given(s.drawn_clips, s.angles)
def test_turning_keeps_the_centre(clip: Clip, angle: float) -> None:
    before, turned = box_of(clip).center, turned_about_center(clip, angle)
    after = box_of(turned).center
    assert (after.x, after.y) == (pytest.approx(before.x, abs=1e-6), pytest.approx(before.y, abs=1e-6))
    assert turned.angle == pytest.approx(angle)
    assert (turned.width, turned.height, turned.scale_x) == (clip.width, clip.height, clip.scale_x)


@given(s.drawn_clips, s.boxes)
def test_a_clip_put_into_a_box_is_drawn_there(clip: Clip, box: Box) -> None:
    got = box_of(with_box(clip, box))
    for name in ("left", "top", "width", "height", "angle"):
        assert getattr(got, name) == pytest.approx(getattr(box, name), rel=1e-6, abs=1e-6)
    assert mirrors_of(with_box(clip, box)) == mirrors_of(clip)


@given(s.drawn_clips)
def test_a_clip_put_where_it_is_stays_the_same_value(clip: Clip) -> None:
    assert with_box(clip, box_of(clip)) is clip


@given(s.boxes, s.rects)
def test_a_box_meets_a_rectangle_when_polygons_do(box: Box, rect: Rect) -> None:
    corners = [Point(rect.left, rect.top), Point(rect.right, rect.bottom)]
    if any(box.holds(point, margin=-1e-3) for point in [*corners, rect.center]):
        assert box.meets(rect)
    inside = Rect(rect.left - 1e-3, rect.top - 1e-3, rect.width + 2e-3, rect.height + 2e-3)
    if any(inside.meets(Rect(p.x, p.y, 0, 0)) for p in [*box.corners(), box.center]):
        assert box.meets(inside)


def test_quarter_turns_are_exact() -> None:
    assert Box(10, 20, 30, 40, 90).corners() == (Point(10, 20), Point(10, 50), Point(-30, 50), Point(-30, 20))
    assert Point(1, 0).turned(-90) == Point(0, -1)


def test_pictures_scale_and_shapes_grow() -> None:
    picture = new_image(box=Rect(0, 0, 200, 100), size=(400, 200))
    grown = with_box(picture, Box(0, 0, 400, 100))
    assert (grown.width, grown.scale_x, grown.scale_y) == (400, 1, 0.5)
    shape = with_box(new_shape("Star", box=Rect(0, 0, 10, 10)), Box(0, 0, 50, 10))
    assert (shape.width, shape.scale_x) == (50, 1)


@pytest.mark.parametrize(
    ("scale", "flip", "mirrored"), [(1, False, False), (-1, False, True), (1, True, True), (-1, True, False)]
)
def test_a_negative_scale_or_a_flip_mirrors_and_both_cancel(scale: int, flip: bool, mirrored: bool) -> None:
    clip = new_shape("Star", box=Rect(0, 0, 10, 10)).changed(scale_x=scale, flip_x=flip)
    assert mirrors_of(clip) == (mirrored, False)
    assert box_of(clip) == Box(0, 0, 10, 10)


@given(st.floats(-1e6, 1e6, allow_nan=False))
def test_tidy_changes_nothing_that_shows(value: float) -> None:
    assert tidy(value) == pytest.approx(value, abs=1e-9)
    assert tidy(tidy(value)) == tidy(value)


@pytest.mark.parametrize("scale", [0, 0.0, 1e-9, -1e-9])
@pytest.mark.parametrize("natural", [0, 1e-9, 400])
@pytest.mark.parametrize("is_picture", [True, False])
def test_what_was_scaled_to_nothing_fills_the_box_it_is_put_in(scale: float, natural: float, is_picture: bool) -> None:
    """A text or shape of no scale got a width, and was as wide as before: nothing."""
    made = new_image(box=Rect(0, 0, 9, 9), size=(9, 9)) if is_picture else new_shape("Star", box=Rect(0, 0, 9, 9))
    clip = made.changed(scale_x=scale, width=natural)
    box = box_of(with_box(clip, Box(10, 20, 300, 200)))
    assert (box.left, box.top) == (10, 20)
    assert (box.width, box.height) == pytest.approx((300, 200), abs=1e-4)
    assert mirrors_of(with_box(clip, Box(10, 20, 300, 200))) == mirrors_of(clip)
