"""Handles, the knob, the zone beside the corners, texts and pictures in their place."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from studio_gui.model.geometry import Point, box_of
from studio_gui.model.handles import SIZING, Handle
from studio_gui.ui.canvas.tools.naming import size_said
from tests.ui.canvas.habits.conftest import presenter, video
from tests.ui.canvas.habits.desk import Desk
from tests.ui.canvas.mouse import ALT, PLAIN, SHIFT

RED, GREEN, TITLE, PHOTO = (300, 300), (1150, 450), (400, 850), (1500, 800)


@pytest.mark.parametrize("name", ["Amara", "Photo", "Film"])
def test_avatars_pictures_and_videos_keep_their_aspect_and_shift_frees_it(desk: Desk, name: str) -> None:
    desk.add(presenter())
    desk.add(video())
    desk.select(name)
    before, natural = desk.box(name), (desk.clip(name).width, desk.clip(name).height)
    at = desk.handle(Handle.BOTTOM_RIGHT)
    desk.mouse.press(*at).move(at[0] + 20, at[1]).move(at[0] + 120, at[1] + 10)
    kept = desk.box(name)
    assert kept[2] > before[2]
    assert kept[2] / kept[3] == pytest.approx(before[2] / before[3], rel=0.005)
    assert desk.bubble == size_said(kept[2], kept[3])
    desk.mouse.hold(SHIFT)
    assert desk.box(name)[2:4] == pytest.approx((before[2] + 120, before[3] + 10))
    desk.mouse.let_go(SHIFT)
    assert desk.box(name) == kept
    desk.mouse.release()
    assert (desk.clip(name).width, desk.clip(name).height) == natural  # the scale grows, the picture stays itself
    assert desk.step == f"Resize {name}"


@pytest.mark.parametrize("name", ["Red", "Title"])
def test_shapes_and_texts_are_free_and_shift_keeps_the_aspect(desk: Desk, name: str) -> None:
    desk.select(name)
    before = desk.box(name)
    at = desk.handle(Handle.BOTTOM_RIGHT)
    desk.mouse.press(*at).move(at[0] + 20, at[1]).move(at[0] + 130, at[1] - 20)
    assert desk.box(name)[2:4] == (before[2] + 130, before[3] - 20)
    desk.mouse.hold(SHIFT)
    assert desk.box(name)[2] / desk.box(name)[3] == pytest.approx(before[2] / before[3], rel=0.005)
    desk.mouse.let_go(SHIFT).release()
    assert desk.box(name)[2:4] == (before[2] + 130, before[3] - 20)


def test_alt_holds_the_centre_the_moment_it_is_held(desk: Desk) -> None:
    desk.select("Red")
    at = desk.handle(Handle.RIGHT)
    desk.mouse.press(*at).move(at[0] + 20, at[1]).move(at[0] + 50, at[1])
    desk.mouse.hold(ALT)
    assert desk.box("Red") == (150, 200, 500, 300, 0)
    desk.mouse.let_go(ALT)
    assert desk.box("Red") == (200, 200, 450, 300, 0)
    desk.mouse.release()


@pytest.mark.parametrize("native", [0xFFE7, 0xFFE8])
def test_alt_is_alt_while_shift_is_held_too(desk: Desk, native: int) -> None:
    """X11 names the key otherwise then, and does not count it among what is held."""
    shift, meta = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.MetaModifier
    down, up = (QEvent.Type.KeyPress, shift | meta), (QEvent.Type.KeyRelease, shift | meta | ALT)
    desk.select("Red")
    at = desk.handle(Handle.BOTTOM_RIGHT)
    desk.mouse.press(*at).move(at[0] + 40, at[1] + 20).move(at[0] + 40, at[1] + 30)
    desk.mouse.hold(SHIFT)
    assert desk.box("Red") == (200, 200, 440, 330, 0)
    QApplication.sendEvent(desk.canvas, QKeyEvent(down[0], Qt.Key.Key_Meta, down[1], 64, native, 0))
    assert desk.box("Red") == (160, 170, 480, 360, 0)
    assert "The centre holds" in desk.hint
    QApplication.sendEvent(desk.canvas, QKeyEvent(up[0], Qt.Key.Key_Meta, up[1], 64, native, 0))
    assert desk.box("Red") == (200, 200, 440, 330, 0)
    desk.mouse.let_go(SHIFT).release()


def test_what_is_resized_is_drawn_in_its_new_size(desk: Desk) -> None:
    desk.select("Red")
    desk.grasp(Handle.RIGHT, 200, 0)
    assert desk.color(780, 350) == "#dc2828"
    desk.document.select(())
    assert desk.color(820, 350) == "#ffffff"


def turn_to(desk: Desk, degrees: float) -> float:
    """Move the pointer so that it lies ``degrees`` from straight up as seen from the middle; what angle comes of it."""
    at = desk.frame_center() + Point(0, -380).turned(degrees)
    desk.mouse.move(at.x, at.y)
    return float(desk.document.selected_clips[0].angle)


def test_the_knob_turns_about_the_centre_in_steps_with_shift_and_sticks(desk: Desk) -> None:
    desk.select("Green")
    middle = desk.frame_center()
    desk.mouse.press(*desk.handle(Handle.TURN))
    for near, stuck in ((1, 0), (44, 45), (91.5, 90), (-46, -45)):
        assert turn_to(desk, near) % 360 == stuck % 360
        assert desk.bubble == f"{stuck}°"  # the shorter way round, as in the inspector
    assert turn_to(desk, 37) == pytest.approx(37, abs=0.2)
    desk.mouse.hold(SHIFT)
    assert desk.document.selected_clips[0].angle == 30
    desk.mouse.let_go(SHIFT)
    assert desk.document.selected_clips[0].angle == pytest.approx(37, abs=0.2)
    desk.mouse.release()
    turned = box_of(desk.clip("Green"))
    assert (turned.center.x, turned.center.y) == pytest.approx((middle.x, middle.y), abs=1e-6)
    assert (turned.width, turned.height) == (300, 300)
    assert desk.step == "Rotate Green"
    corner = turned.corners()[0]
    inside = corner + (turned.center - corner) * 0.1
    assert desk.color(inside.x, inside.y) == "#28a050"  # drawn where the numbers say


@pytest.mark.parametrize("corner", [Handle.TOP_LEFT, Handle.TOP_RIGHT, Handle.BOTTOM_RIGHT, Handle.BOTTOM_LEFT])
def test_the_zone_just_outside_each_corner_turns(desk: Desk, corner: Handle) -> None:
    desk.select("Green")
    beside = 14 / desk.canvas.zoom
    at = desk.handle(corner, corner.x * beside, corner.y * beside)
    middle = desk.frame_center()
    there = middle + (Point(*at) - middle).turned(60)
    desk.mouse.drag(at, (there.x, there.y))
    assert desk.clip("Green").angle == pytest.approx(60, abs=0.3)


@pytest.mark.parametrize("zoom", [0.05, 0.33, 1.0, 8.0])
def test_handles_keep_their_size_on_the_screen_and_are_grasped_from_five_pixels_off(desk: Desk, zoom: float) -> None:
    side = 400 if zoom < 1 else 60
    desk.put("Green", left=900, top=500, width=side, height=side)
    desk.select("Green")
    desk.canvas.set_zoom(zoom)
    desk.canvas.camera.pan(1, 0)
    view = desk.canvas.viewport().rect()
    for handle in SIZING:
        x, y = desk.handle(handle)
        px = desk.canvas.camera.to_px(Point(x, y))
        if not view.contains(px.toPoint()):
            continue
        off = 4.9 / zoom
        assert desk.canvas.frame.handle_at(Point(x + off, y - off)) is handle
        desk.mouse.move(x + off, y - off)
    assert len({(spot.x(), spot.y()) for spot in desk.canvas.chrome.handles}) == 8
    if zoom <= 1:
        before = desk.box("Green")
        x, y = desk.handle(Handle.BOTTOM_RIGHT)
        off = 4.5 / zoom
        dx, dy = 20 / zoom, 10 / zoom
        desk.mouse.drag((x + off, y + off), (x + off + dx, y + off + dy))
        assert desk.box("Green")[2:4] == pytest.approx((before[2] + dx, before[3] + dy), abs=0.5)


def test_a_small_clip_has_its_handles_outside_and_can_be_moved(desk: Desk) -> None:
    desk.put("Green", width=8, height=8)
    desk.select("Green")
    spots = [desk.handle(handle) for handle in SIZING]
    assert all(not (1000 <= x <= 1008 and 300 <= y <= 308) for x, y in spots)
    xs = [x for x, _ in spots]
    assert (max(xs) - min(xs)) * desk.canvas.zoom >= 30
    desk.mouse.drag((1004, 304), (1104, 404))
    assert desk.box("Green") == (1100, 400, 8, 8, 0)
    desk.grasp(Handle.BOTTOM_RIGHT, 30, 10)
    assert desk.box("Green") == (1100, 400, 38, 18, 0)


def test_several_clips_turn_and_grow_as_one(desk: Desk) -> None:
    desk.select("Red", "Green")
    middle = desk.frame_center()
    at = desk.handle(Handle.TURN)
    there = middle + (Point(*at) - middle).turned(90)
    desk.mouse.drag(at, (there.x, there.y))
    for name, was in (("Red", Point(400, 350)), ("Green", Point(1150, 450))):
        wanted = middle + (was - middle).turned(90)
        now = box_of(desk.clip(name)).center
        assert (now.x, now.y) == pytest.approx((wanted.x, wanted.y), abs=1e-6)
        assert desk.clip(name).angle == 90
    assert desk.step == "Rotate 2 clips"


@pytest.mark.parametrize("way", ["double", "Return", "F2"])
@pytest.mark.parametrize("ends", ["Esc", "Ctrl+Return"])
def test_a_text_is_edited_in_its_place_and_stays_selected(desk: Desk, way: str, ends: str) -> None:
    if way == "double":
        desk.mouse.double_click(*TITLE)
    else:
        desk.select("Title")
        desk.key(way)
    assert desk.canvas.hand.is_editing
    desk.type("Good day")
    assert desk.clip("Title").text == "Good day"
    desk.key(ends)
    assert not desk.canvas.hand.is_editing
    assert desk.chosen == ["Title"]
    assert desk.steps == 1
    desk.key("Ctrl+Z")
    assert desk.clip("Title").text == "Hello"


@pytest.mark.parametrize("way", ["double", "C"])
def test_a_picture_is_cropped_by_its_edges_and_enter_applies(desk: Desk, way: str) -> None:
    if way == "double":
        desk.mouse.double_click(*PHOTO)
    else:
        desk.select("Photo")
        desk.key("C")
    assert desk.canvas.tool == "crop"
    desk.mouse.drag((1400, 800), (1600, 800))
    assert desk.steps == 0
    desk.key("Return")
    assert desk.canvas.tool == "select"
    assert desk.box("Photo") == (1600, 700, 200, 200, 0)
    crop = desk.clip("Photo").studio.crop
    assert (crop.left, crop.top, crop.right, crop.bottom) == (0.5, 0, 0, 0)
    assert desk.step == "Crop Photo"
    desk.document.select(())
    assert desk.color(1500, 800) == "#ffffff"
    assert desk.color(1620, 800) == "#ffe000"


@pytest.mark.parametrize(
    ("start", "end", "box"),
    [
        ((1400, 850), (1500, 850), (1500, 700, 300, 200, 0)),
        ((1800, 740), (1700, 740), (1400, 700, 300, 200, 0)),
        ((1480, 700), (1480, 760), (1400, 760, 400, 140, 0)),
        ((1700, 900), (1700, 850), (1400, 700, 400, 150, 0)),
    ],
)
def test_a_crop_edge_is_dragged_wherever_along_it(
    desk: Desk, start: tuple[float, float], end: tuple[float, float], box: tuple[float, ...]
) -> None:
    desk.mouse.double_click(*PHOTO)
    desk.mouse.drag(start, end)
    desk.key("Return")
    assert desk.box("Photo") == box


def test_a_flipped_clip_is_resized_where_the_hand_pulls(desk: Desk) -> None:
    desk.put("Photo", flip_x=True)
    desk.put("Red", scale_x=-1)
    desk.select("Red")
    desk.grasp(Handle.LEFT, -60, 0)
    assert desk.box("Red")[:4] == pytest.approx((140, 200, 460, 300))
    assert desk.clip("Red").scale_x == -1
    desk.document.select(())
    assert desk.color(1420, 800) == "#ffe000"
    assert desk.color(1780, 800) == "#2040ff"


def test_turning_and_turning_back_is_where_it_was(desk: Desk) -> None:
    desk.select("Photo")
    before = desk.box("Photo")
    middle = desk.frame_center()
    for degrees in (90, -90):
        at = desk.handle(Handle.TURN)
        there = middle + (Point(*at) - middle).turned(degrees)
        desk.mouse.drag(at, (there.x, there.y))
    assert desk.box("Photo") == pytest.approx(before, abs=1e-6)
    assert math.isclose(desk.clip("Photo").scale_x, 0.5)
    assert desk.mouse.held == PLAIN
