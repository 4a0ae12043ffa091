"""Two fingers on a touchpad, as the system tells of them: many small steps, in pixels, with a beginning and an end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication

from studio_gui.model.geometry import Point
from tests.ui.canvas.habits.desk import Desk
from tests.ui.canvas.mouse import CTRL, NONE, PLAIN, SHIFT

PX = QPointF(310, 190)
"""Where the pointer rests, in pixels of the viewport."""
BEGIN, UPDATE, MOMENTUM, END = (
    Qt.ScrollPhase.ScrollBegin,
    Qt.ScrollPhase.ScrollUpdate,
    Qt.ScrollPhase.ScrollMomentum,
    Qt.ScrollPhase.ScrollEnd,
)


def slide(desk: Desk, dx: int, dy: int, phase: Qt.ScrollPhase, held: Qt.KeyboardModifier = PLAIN) -> None:
    """Two fingers slide so many pixels of the screen."""
    port = desk.canvas.viewport()
    screen, pixels = QPointF(port.mapToGlobal(PX.toPoint())), QPoint(dx, dy)
    QApplication.sendEvent(port, QWheelEvent(PX, screen, pixels, pixels * 2, NONE, held, phase, False))


def swipe(desk: Desk, dx: int, dy: int, *, steps: int, held: Qt.KeyboardModifier = PLAIN) -> None:
    """Put two fingers down, slide them in small steps, and lift them."""
    slide(desk, 0, 0, BEGIN, held)
    for _ in range(steps):
        slide(desk, dx, dy, UPDATE, held)
    slide(desk, 0, 0, END, held)


def gesture(desk: Desk, kind: Qt.NativeGestureType, value: float = 0.0) -> None:
    port = desk.canvas.viewport()
    screen, device = QPointF(port.mapToGlobal(PX.toPoint())), QPointingDevice.primaryPointingDevice()
    QApplication.sendEvent(port, QNativeGestureEvent(kind, device, 2, PX, PX, screen, value, QPointF()))


def pinch(desk: Desk, by: float, *, steps: int) -> None:
    """Two fingers move apart, or together, in so many small steps."""
    gesture(desk, Qt.NativeGestureType.BeginNativeGesture)
    for _ in range(steps):
        gesture(desk, Qt.NativeGestureType.ZoomNativeGesture, by)
    gesture(desk, Qt.NativeGestureType.EndNativeGesture)


def place(desk: Desk, at: Point) -> tuple[float, float]:
    px = desk.canvas.camera.to_px(at)
    return px.x(), px.y()


@pytest.mark.parametrize("by", [0.002, -0.002, 0.02])
def test_a_slow_pinch_keeps_what_is_under_the_pointer_there(desk: Desk, by: float) -> None:
    desk.canvas.set_zoom(0.5)
    at = desk.canvas.camera.to_scene(PX)
    pinch(desk, by, steps=200 if abs(by) < 0.01 else 40)
    assert desk.canvas.zoom == pytest.approx(0.5 * (1 + by) ** (200 if abs(by) < 0.01 else 40))
    assert place(desk, at) == pytest.approx((PX.x(), PX.y()), abs=1.5)


def test_ctrl_and_two_fingers_zoom_about_the_pointer_however_slowly(desk: Desk) -> None:
    desk.canvas.set_zoom(0.5)
    at = desk.canvas.camera.to_scene(PX)
    swipe(desk, 0, 1, steps=200, held=CTRL)
    assert desk.canvas.zoom == pytest.approx(0.5 * 1.0015**400)
    assert place(desk, at) == pytest.approx((PX.x(), PX.y()), abs=1)


def test_two_fingers_push_the_view_pixel_by_pixel_both_ways_at_once(desk: Desk) -> None:
    before, zoom = place(desk, Point(0, 0)), desk.canvas.zoom
    swipe(desk, 3, -2, steps=20)
    assert place(desk, Point(0, 0)) == pytest.approx((before[0] + 60, before[1] - 40))
    swipe(desk, -3, 2, steps=20, held=SHIFT)  # it is only a wheel that Shift turns sideways
    assert place(desk, Point(0, 0)) == pytest.approx(before)
    assert desk.canvas.zoom == zoom


def test_the_finest_wheel_pushes_as_far_as_a_coarse_one(desk: Desk) -> None:
    port, before = desk.canvas.viewport(), place(desk, Point(0, 0))
    screen = QPointF(port.mapToGlobal(PX.toPoint()))
    for _ in range(60):
        fine = QWheelEvent(PX, screen, QPoint(), QPoint(0, 1), NONE, PLAIN, Qt.ScrollPhase.NoScrollPhase, False)
        QApplication.sendEvent(port, fine)
    assert place(desk, Point(0, 0)) == pytest.approx((before[0], before[1] + 30), abs=1)


def test_what_rolls_on_is_no_zoom_when_ctrl_comes_down_for_a_copy(desk: Desk) -> None:
    zoom = desk.canvas.zoom
    slide(desk, 0, 0, BEGIN)
    slide(desk, 0, 12, UPDATE)
    before = place(desk, Point(0, 0))
    slide(desk, 0, 10, MOMENTUM)
    slide(desk, 0, 8, MOMENTUM, CTRL)
    slide(desk, 0, 0, END, CTRL)
    assert desk.canvas.zoom == zoom
    assert place(desk, Point(0, 0)) == pytest.approx((before[0], before[1] + 18))


def test_a_zoom_that_rolls_on_stays_one_when_ctrl_is_let_go(desk: Desk) -> None:
    desk.canvas.set_zoom(0.5)
    at = desk.canvas.camera.to_scene(PX)
    slide(desk, 0, 0, BEGIN, CTRL)
    slide(desk, 0, 10, UPDATE, CTRL)
    slide(desk, 0, 10, MOMENTUM)
    assert desk.canvas.zoom == pytest.approx(0.5 * 1.0015**40)
    assert place(desk, at) == pytest.approx((PX.x(), PX.y()), abs=1)


def test_pinching_against_the_end_of_the_zoom_pushes_nothing(desk: Desk) -> None:
    pinch(desk, 0.5, steps=20)
    before = place(desk, Point(0, 0))
    pinch(desk, 0.03, steps=100)
    assert desk.canvas.zoom == 8
    assert place(desk, Point(0, 0)) == pytest.approx(before, abs=1)


def test_two_fingers_in_mid_drag_take_the_clip_along(desk: Desk) -> None:
    desk.canvas.snaps = False
    left, top = desk.box("Red")[:2]
    start = desk.canvas.camera.to_scene(PX)
    desk.mouse.press(400, 350).move(440, 390)
    px = desk.mouse.px
    swipe(desk, 0, 4, steps=10)
    end = desk.canvas.camera.to_scene(px)
    assert desk.box("Red")[:2] == pytest.approx((left + end.x - 400, top + end.y - 350), abs=1)
    assert start != desk.canvas.camera.to_scene(PX)
    desk.mouse.release()
    assert desk.step == "Move Red"


def test_over_a_ruler_the_view_is_pushed_and_zoomed_too(desk: Desk) -> None:
    desk.key("Shift+R")
    ruler = desk.canvas.rulers[0]
    local = QPointF(PX.x(), 8)
    screen = QPointF(ruler.mapToGlobal(local.toPoint()))
    before, zoom = place(desk, Point(0, 0)), desk.canvas.zoom
    for held in (PLAIN, CTRL):
        turned = QWheelEvent(local, screen, QPoint(), QPoint(0, -120), NONE, held, Qt.ScrollPhase.NoScrollPhase, False)
        QApplication.sendEvent(ruler, turned)
        if held == PLAIN:
            assert place(desk, Point(0, 0)) == pytest.approx((before[0], before[1] - 60))
    assert desk.canvas.zoom == pytest.approx(zoom * 1.0015**-120)
