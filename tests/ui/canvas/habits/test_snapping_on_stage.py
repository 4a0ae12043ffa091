"""What clicks, how near, what is drawn while it holds, and that each family can be switched off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QApplication

from studio_gui.model import edits
from studio_gui.model.geometry import Point
from studio_gui.model.handles import Handle
from tests.ui.canvas.habits.desk import Desk
from tests.ui.canvas.mouse import ALT, CTRL, LEFT, NONE, PLAIN, SHIFT

RED = (300, 300)


def only(desk: Desk, *families: str) -> None:
    """Let clips click to these alone."""
    desk.canvas.snaps = True
    for family in ("stage", "thirds", "safe", "clips", "gaps", "guides", "grid"):
        action = desk.window.actions_[f"snap_{family}"]
        if action.isChecked() != (family in families):
            desk.window.actions_.run(f"snap_{family}")
            desk.window.actions_.refresh()


def drag_red(desk: Desk, left: float, top: float) -> tuple[float, ...]:
    """Drag Red so that its corner would lie there, and hold it."""
    desk.mouse.press(*RED).move(350, 350).move(left + 100, top + 100)
    return desk.box("Red")[:2]


CASES = {
    "stage edge": ("stage", (9, 600), (0, 600)),
    "stage centre": ("stage", (752, 100), (760, 100)),
    "thirds": ("thirds", (632, 600), (640, 600)),
    "safe areas": ("safe", (90, 555), (96, 555)),
    "edges of clips": ("clips", (1008, 650), (1000, 650)),
    "centres of clips": ("clips", (945, 650), (950, 650)),
    "grid": ("grid", (413, 404), (420, 400)),
}


@pytest.mark.parametrize("case", CASES)
def test_a_family_clicks_with_its_line_drawn_and_not_when_it_is_off(desk: Desk, case: str) -> None:
    family, wanted, clicked = CASES[case]
    if family == "grid":
        desk.key("Ctrl+'")
    only(desk, family)
    assert drag_red(desk, *wanted) == clicked
    assert desk.canvas.chrome.guides
    desk.mouse.release()
    assert desk.canvas.chrome.guides == ()
    desk.key("Ctrl+Z")
    only(desk)
    assert drag_red(desk, *wanted) == wanted
    assert desk.canvas.chrome.guides == ()
    desk.mouse.release()


def test_guides_are_drawn_where_they_hold(desk: Desk) -> None:
    only(desk, "stage")
    drag_red(desk, 755, 600)
    color = desk.color(960, 120)
    desk.mouse.release()
    desk.document.select(())
    assert QColor(color).red() > QColor(color).green() + 60  # the pink of the guides
    assert desk.color(960, 120) == "#ffffff"


def test_equal_gaps_click_and_show_their_length(desk: Desk) -> None:
    desk.put("Red", left=100, top=400, width=200, height=100)
    desk.put("Green", left=400, top=400, width=200, height=100)
    desk.put("Photo", left=1000, top=430, scale_x=0.25, scale_y=0.25)
    only(desk, "gaps")
    desk.mouse.press(1100, 480).move(1050, 480).move(1100 - 1000 + 708, 480)
    assert desk.box("Photo")[0] == 700
    assert [label.text for label in desk.canvas.chrome.labels if label.kind == "guide"] == ["100", "100"]
    assert len(desk.canvas.chrome.gaps) == 2
    desk.mouse.release()
    assert desk.canvas.chrome.gaps == ()


def test_the_numbers_beside_the_pointer_cover_no_length_of_a_gap(desk: Desk) -> None:
    desk.put("Red", left=600, top=500, width=300, height=100)
    desk.put("Green", left=600, top=640, width=300, height=100)
    desk.put("Photo", left=1400, top=200, scale_x=0.75, scale_y=0.5)
    only(desk, "gaps")
    desk.mouse.press(1550, 390).move(1500, 420).move(750, 452)
    assert desk.box("Photo")[1] == 260  # forty above Red, as Green is below it
    pills = [label.rect for label in desk.canvas.chrome.labels]
    assert len(pills) == 3
    assert not any(one.intersects(other) for one in pills for other in pills if one is not other)
    desk.mouse.release()


def test_equal_gaps_click_among_all_else_that_does(desk: Desk) -> None:
    """With everything on, as it is at first, and with texts on the cards: the nearest counts, not always a line."""
    desk.put("Red", left=120, top=220, width=200, height=200)
    desk.put("Green", left=487, top=220, width=200, height=200)
    desk.put("Title", left=140, top=260, width=160, height=60)
    desk.put("Photo", left=1500, top=220, scale_x=0.25, scale_y=0.5)
    desk.canvas.snaps = True
    desk.mouse.press(1600, 300).move(1500, 300).move(1600 - 1500 + 855, 300)  # the middle of the stage is at 860
    assert desk.box("Photo")[:2] == (854, 220)
    assert [label.text for label in desk.canvas.chrome.labels if label.kind == "guide"] == ["167", "167"]
    desk.mouse.hold(CTRL)
    assert desk.box("Photo")[0] == 855
    assert not desk.canvas.chrome.gaps
    desk.mouse.let_go(CTRL)
    assert desk.box("Photo")[0] == 854
    desk.mouse.move(1600 - 1500 + 859, 300)
    assert desk.box("Photo")[0] == 860
    desk.mouse.release()


def test_clips_click_to_guides_of_ones_own(desk: Desk) -> None:
    desk.document.apply("Add guide", lambda p: edits.add_guide(p, "x", at=713))
    only(desk, "guides")
    assert drag_red(desk, 722, 555) == (713, 555)
    desk.mouse.release()
    desk.key("Ctrl+Z")
    desk.key("Ctrl+;")  # what is not seen does not click
    assert drag_red(desk, 722, 555) == (722, 555)
    desk.mouse.release()


@pytest.mark.parametrize("key", ["R", "O", "T"])
def test_what_is_drawn_clicks_where_it_begins_and_ends(desk: Desk, key: str) -> None:
    only(desk, "stage", "clips")
    desk.key(key)
    desk.mouse.press(6, 294).move(60, 400).move(604, 595)
    made = desk.document.selected_clips[0]
    assert (made.left, made.top, made.width, made.height) == (0, 300, 600, 300)
    assert len(desk.canvas.chrome.guides) >= 4
    desk.mouse.hold(CTRL)
    made = desk.document.selected_clips[0]
    assert (made.left, made.top, made.width, made.height) == (6, 294, 598, 301)
    assert desk.canvas.chrome.guides == ()
    desk.mouse.let_go(CTRL)
    desk.mouse.hold(SHIFT)
    made = desk.document.selected_clips[0]
    assert made.width == made.height
    desk.mouse.let_go(SHIFT)
    assert desk.document.selected_clips[0].width == 600
    desk.key("Esc")
    desk.mouse.release()
    assert desk.steps == 0


def test_what_is_drawn_thin_beside_a_line_is_not_squeezed_into_it(desk: Desk) -> None:
    only(desk, "stage")
    desk.key("R")
    desk.mouse.press(2, 400).move(5, 450).move(9, 700)
    made = desk.document.selected_clips[0]
    assert (made.left, made.top, made.width, made.height) == (0, 400, 9, 300)
    desk.mouse.release()


def test_a_guide_of_ones_own_wins_over_a_safe_line_that_is_not_seen(desk: Desk) -> None:
    desk.canvas.set_zoom(0.4)
    desk.document.apply("Add guide", lambda p: edits.add_guide(p, "x", at=104))
    only(desk, "guides", "safe", "thirds")
    assert drag_red(desk, 98, 555)[0] == 104  # the safe line is at 96
    assert sum(bool(line.dy()) for line in desk.canvas.chrome.guides) == 1
    desk.mouse.release()
    desk.key("Ctrl+Z")
    desk.canvas.aids.show("safe")  # what is seen is what one aims at
    assert drag_red(desk, 98, 555)[0] == 96
    desk.mouse.release()


@pytest.mark.parametrize("zoom", [0.2, 0.4, 0.8])
def test_the_threshold_is_six_pixels_of_the_screen_at_any_zoom(desk: Desk, zoom: float) -> None:
    only(desk, "stage")
    desk.put("Red", left=760, top=200)
    desk.canvas.set_zoom(zoom)
    at = (960, 350)
    inside, outside = 5.5 / zoom, 6.6 / zoom
    desk.mouse.press(*at).move(at[0] + 60 / zoom, at[1] + 60).move(at[0] + inside, at[1] + 100)
    assert desk.box("Red")[0] == 760
    desk.mouse.move(at[0] + outside, at[1] + 100)
    assert desk.box("Red")[0] == pytest.approx(760 + outside, abs=0.5)
    desk.mouse.release()


def test_snapping_as_a_whole_is_switched_off_by_its_key(desk: Desk) -> None:
    desk.canvas.snaps = True
    desk.key("Ctrl+Shift+'")
    assert drag_red(desk, 757, 100) == (757, 100)
    desk.mouse.release()
    desk.key("Ctrl+Z")
    desk.key("Ctrl+Shift+'")
    assert drag_red(desk, 757, 100)[0] == 760
    desk.mouse.release()


def test_a_resized_side_clicks_too_and_only_that_side(desk: Desk) -> None:
    only(desk, "clips")
    desk.select("Red")
    at = desk.handle(Handle.RIGHT)
    desk.mouse.press(*at).move(at[0] + 30, at[1]).move(1000 - 9, at[1])
    assert desk.box("Red") == (200, 200, 800, 300, 0)
    assert desk.canvas.chrome.guides
    desk.mouse.hold(CTRL)
    assert desk.box("Red")[2] == 791
    desk.mouse.let_go(CTRL).release()


def on_ruler(desk: Desk, axis: str, kind: QEvent.Type, at: Point | None) -> None:
    """Send what a ruler gets while the pointer is over a scene point, or over the ruler itself."""
    ruler = desk.canvas.rulers[0 if axis == "y" else 1]
    place = QPointF(8, 8)
    if at is not None:
        on_canvas = desk.canvas.viewport().mapTo(desk.canvas, desk.canvas.camera.to_px(at).toPoint())
        place = QPointF(ruler.mapFrom(desk.canvas, on_canvas))
    button = NONE if kind == QEvent.Type.MouseMove else LEFT
    held = NONE if kind == QEvent.Type.MouseButtonRelease else LEFT
    QApplication.sendEvent(ruler, QMouseEvent(kind, place, place, button, held, PLAIN))


@pytest.mark.parametrize(
    ("axis", "near", "clicked"),
    [("x", 606, 600), ("x", 956, 960), ("x", 1154, 1150), ("y", 545, 540), ("y", 196, 200), ("y", 1074, 1080)],
)
def test_a_guide_that_is_pulled_clicks_to_clips_and_stage(desk: Desk, axis: str, near: float, clicked: float) -> None:
    desk.canvas.snaps = True
    desk.key("Shift+R")
    to = Point(near, 620) if axis == "x" else Point(1700, near)
    on_ruler(desk, axis, QEvent.Type.MouseButtonPress, None)
    on_ruler(desk, axis, QEvent.Type.MouseMove, to)
    studio = desk.project.studio
    assert (studio.guides_x if axis == "x" else studio.guides_y) == (clicked,)
    assert desk.bubble == f"{clicked}"
    desk.mouse.px = desk.canvas.camera.to_px(to)
    desk.mouse.hold(CTRL)
    studio = desk.project.studio
    found = studio.guides_x if axis == "x" else studio.guides_y
    assert found[0] == pytest.approx(near, abs=3)
    assert found != (clicked,)
    desk.mouse.let_go(CTRL)
    on_ruler(desk, axis, QEvent.Type.MouseButtonRelease, to)
    studio = desk.project.studio
    assert (studio.guides_x if axis == "x" else studio.guides_y) == (clicked,)
    assert desk.step == "Add guide"


def test_a_guide_is_moved_clicks_and_goes_beyond_the_rim(desk: Desk) -> None:
    desk.document.apply("Add guide", lambda p: edits.add_guide(p, "x", at=713))
    desk.canvas.snaps = True
    desk.mouse.drag((713, 640), (1292, 640))
    assert desk.project.studio.guides_x == (1300,)
    desk.mouse.drag((1300, 640), (1500, 640))
    assert desk.project.studio.guides_x == (1500,)
    desk.mouse.drag((1500, 640), (9000, 640))
    assert desk.project.studio.guides_x == ()
    assert desk.step == "Remove guide"


@pytest.mark.parametrize(("held", "left", "width"), [(SHIFT, 400, 840), (SHIFT | ALT, 360, 880)])
def test_the_corner_of_a_flat_clip_does_not_leap_along_it_to_a_line_below(
    desk: Desk, held: Qt.KeyboardModifier, left: float, width: float
) -> None:
    """To lie on the centre of the stage it would be half as large again, though the hand went a twentieth."""
    desk.put("Red", left=400, top=528, width=800, height=8)
    only(desk, "stage")
    desk.select("Red")
    desk.grasp(Handle.BOTTOM_RIGHT, 40, 0, held)
    assert desk.box("Red")[0] == pytest.approx(left, abs=0.1)
    assert desk.box("Red")[2] == pytest.approx(width, abs=0.1)
    assert desk.box("Red")[2] / desk.box("Red")[3] == pytest.approx(100)
