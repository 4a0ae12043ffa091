"""Laws of resizing and turning, for every box, handle and movement."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studio_gui.model.geometry import Box, Point, Rect
from studio_gui.model.handles import HIT_PX, SIZING, Frame, Handle
from studio_gui.model.resizing import (
    LEAST_PX,
    plain_angle,
    resize_box,
    scale_box,
    settle_angle,
    signed_angle,
    swept,
    turn_box,
)

places = st.floats(-3000, 3000)
sizes = st.floats(2, 3000)
angles = st.one_of(st.sampled_from([0.0, 45.0, 90.0, 180.0, 270.0]), st.floats(0, 359.9))
boxes = st.builds(Box, left=places, top=places, width=sizes, height=sizes, angle=angles)
points = st.builds(Point, places, places)
handles = st.sampled_from(SIZING)


def _near(a: Point, b: Point) -> bool:
    return math.hypot(a.x - b.x, a.y - b.y) < 1e-6


def _at(box: Box, x: float, y: float) -> Point:
    return box.to_scene(Point(box.width * x, box.height * y))


@given(boxes, handles, points, st.booleans())
def test_the_opposite_side_stays(box: Box, handle: Handle, delta: Point, even: bool) -> None:
    grown = resize_box(box, handle, delta, keeps_aspect=even)
    held = ((1 - handle.x) / 2, (1 - handle.y) / 2)
    assert _near(_at(box, *held), _at(grown, *held))
    assert grown.angle == box.angle


@given(boxes, handles, points, st.booleans())
def test_the_centre_stays_when_asked(box: Box, handle: Handle, delta: Point, even: bool) -> None:
    grown = resize_box(box, handle, delta, keeps_aspect=even, from_center=True)
    assert _near(box.center, grown.center)


@given(boxes, handles, points, st.booleans())
def test_the_aspect_stays_when_asked(box: Box, handle: Handle, delta: Point, center: bool) -> None:
    grown = resize_box(box, handle, delta, keeps_aspect=True, from_center=center)
    assert grown.width / grown.height == pytest.approx(box.width / box.height)


@given(boxes, handles, points, st.booleans(), st.booleans())
def test_no_box_turns_inside_out(box: Box, handle: Handle, delta: Point, even: bool, center: bool) -> None:
    grown = resize_box(box, handle, delta, keeps_aspect=even, from_center=center)
    assert grown.width >= LEAST_PX - 1e-9
    assert grown.height >= LEAST_PX - 1e-9


@given(boxes, handles, points)
def test_the_handle_follows_the_hand(box: Box, handle: Handle, delta: Point) -> None:
    grown = resize_box(box, handle, delta)
    assume(grown.width > LEAST_PX and grown.height > LEAST_PX)
    spot = ((handle.x + 1) / 2, (handle.y + 1) / 2)
    moved = (_at(grown, *spot) - _at(box, *spot)).turned(-box.angle)
    wanted = delta.turned(-box.angle)
    if handle.x:
        assert moved.x == pytest.approx(wanted.x, abs=1e-6)
    if handle.y:
        assert moved.y == pytest.approx(wanted.y, abs=1e-6)


@given(boxes, handles)
def test_no_movement_is_no_change(box: Box, handle: Handle) -> None:
    assert resize_box(box, handle, Point(0, 0)) is box


@given(st.lists(boxes, min_size=1, max_size=5), points, st.floats(-720, 720))
def test_turning_keeps_sizes_and_distances(group: list[Box], center: Point, degrees: float) -> None:
    for box in group:
        after = turn_box(box, center, degrees)
        assert (after.width, after.height) == (box.width, box.height)
        gaps = [math.hypot(b.center.x - center.x, b.center.y - center.y) for b in (box, after)]
        assert gaps[0] == pytest.approx(gaps[1], abs=1e-6)
        assert 0 <= after.angle < 360


@given(st.lists(boxes, min_size=1, max_size=5), st.floats(0.1, 8), points)
def test_even_growth_keeps_every_box_in_its_place(group: list[Box], factor: float, corner: Point) -> None:
    start = Rect.around(box.bounds() for box in group)
    assume(all(min(box.width, box.height) * factor > LEAST_PX for box in group))
    end = Rect(corner.x, corner.y, start.width * factor, start.height * factor)
    for box in group:
        old, new = box.bounds(), scale_box(box, start, end).bounds()
        assert new.left - end.left == pytest.approx((old.left - start.left) * factor, abs=1e-5)
        assert new.bottom - end.top == pytest.approx((old.bottom - start.top) * factor, abs=1e-5)


@given(points, points, st.floats(-179, 179))
def test_the_swept_angle_is_the_one_turned_by(center: Point, start: Point, degrees: float) -> None:
    assume(math.hypot(start.x - center.x, start.y - center.y) > 1)
    now = center + (start - center).turned(degrees)
    assert swept(center, start, now) == pytest.approx(degrees, abs=1e-5)


@given(st.floats(-720, 720))
def test_angles_settle(angle: float) -> None:
    assert settle_angle(angle, in_steps=True) % 15 == 0
    assert abs(settle_angle(angle, in_steps=False) - angle) <= 2.5
    assert 0 <= plain_angle(angle) < 360
    assert -180 < signed_angle(angle) <= 180


@pytest.mark.parametrize(("angle", "settled"), [(44, 45), (92.4, 90), (-1, 0), (30.04, 30), (47.9, 47.9)])
def test_the_magnet_is_soft(angle: float, settled: float) -> None:
    assert settle_angle(angle, in_steps=False) == settled


@given(boxes, st.floats(0.05, 8))
def test_every_handle_can_be_grasped_where_it_is_drawn(box: Box, zoom: float) -> None:
    frame = Frame(box, zoom)
    for handle in (*SIZING, Handle.TURN):
        assert frame.handle_at(frame.spot(handle)) is handle


@given(boxes, st.floats(0.05, 8), handles, st.floats(-0.99, 0.99), st.floats(-0.99, 0.99))
def test_handles_are_as_large_as_a_finger_at_any_zoom(
    box: Box, zoom: float, handle: Handle, x: float, y: float
) -> None:
    assert HIT_PX >= 10
    frame = Frame(box, zoom)
    aside = Point(x * HIT_PX / 2 / zoom, y * HIT_PX / 2 / zoom).turned(box.angle)
    found = frame.handle_at(frame.spot(handle) + aside)
    assert found is handle


@given(boxes, st.floats(0.05, 8))
def test_the_middle_of_a_clip_is_free_of_handles(box: Box, zoom: float) -> None:
    assert Frame(box, zoom).handle_at(box.center) is None


@given(boxes, st.floats(0.05, 8))
def test_a_press_beyond_a_corner_turns_and_far_away_does_nothing(box: Box, zoom: float) -> None:
    frame = Frame(box, zoom)
    outer = frame.outer
    beyond = outer.to_scene(Point(outer.width + 16 / zoom, outer.height + 16 / zoom))
    assert frame.handle_at(beyond) is Handle.TURN
    assert Frame(box, zoom, can_turn=False).handle_at(beyond) is None
    far = outer.to_scene(Point(outer.width + 60 / zoom, outer.height + 60 / zoom))
    assert frame.handle_at(far) is None


thin = st.builds(
    Box, places, places, st.sampled_from([0.0, 1e-6, 0.4, 500.0]), st.sampled_from([0.0, 1e-6, 0.4, 500.0]), angles
)


@given(thin, handles, points, st.booleans())
def test_a_side_that_is_not_dragged_stays_however_thin_it_is(
    box: Box, handle: Handle, delta: Point, center: bool
) -> None:
    """A line of no height that was made longer was a pixel high then, and half a pixel elsewhere."""
    grown = resize_box(box, handle, delta, from_center=center)
    assert handle.x or grown.width == box.width
    assert handle.y or grown.height == box.height


@given(thin, handles, st.booleans())
def test_a_thin_picture_does_not_leap_when_its_aspect_is_kept(box: Box, handle: Handle, center: bool) -> None:
    """One of 868 × 0.4 pixels was 2170 wide after the first pixel of a drag."""
    assume(box.width and box.height)
    inwards = Point(-handle.x * 1e-7, -handle.y * 1e-7).turned(box.angle)
    grown = resize_box(box, handle, inwards, keeps_aspect=True, from_center=center)
    assert grown.width <= box.width * (1 + 1e-9)
    assert grown.height <= box.height * (1 + 1e-9)


@given(thin, st.floats(1, 4), st.floats(1, 4))
def test_a_thin_member_of_a_group_grows_with_it_and_no_more(box: Box, across: float, down: float) -> None:
    box = Box(box.left, box.top, box.width, box.height, 0)
    grown = scale_box(box, Rect(0, 0, 100, 100), Rect(0, 0, 100 * across, 100 * down))
    assert grown.width == pytest.approx(box.width * across)
    assert grown.height == pytest.approx(box.height * down)
