"""Moving, copying, giving up, and what is said meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF

from studio_gui.model.handles import Handle
from studio_gui.ui.canvas.aids.under_menu import UnderMenu
from tests.ui.canvas.habits.conftest import presenter
from tests.ui.canvas.habits.desk import Desk
from tests.ui.canvas.mouse import ALT, CTRL, LEFT, PLAIN, RIGHT, SHIFT

RED, GREEN, TITLE, NOTHING = (300, 300), (1150, 450), (400, 850), (1750, 150)


def test_a_drag_moves_says_where_and_is_drawn_there(desk: Desk) -> None:
    before = desk.project
    assert desk.color(*RED) == "#dc2828"
    desk.mouse.press(*RED).move(350, 300).move(1150, 850)
    assert desk.box("Red")[:2] == (1050, 750)
    assert desk.bubble == "1050, 750"
    assert desk.canvas.chrome.handles == ()  # they would only be in the way
    desk.mouse.release()
    assert desk.color(*RED) == "#ffffff"
    assert desk.color(1150, 950) == "#dc2828"
    assert (desk.step, desk.steps) == ("Move Red", 1)
    assert len(desk.canvas.chrome.handles) == 8
    desk.key("Ctrl+Z")
    assert desk.project is before


def test_shift_keeps_one_axis_the_moment_it_is_held(desk: Desk) -> None:
    desk.mouse.press(*RED).move(400, 330)
    desk.mouse.hold(SHIFT)
    assert desk.box("Red")[:2] == (300, 200)
    assert "release Shift" in desk.hint
    desk.mouse.move(310, 500)
    assert desk.box("Red")[:2] == (200, 400)
    desk.mouse.let_go(SHIFT)
    assert desk.box("Red")[:2] == (210, 400)
    assert "Shift keeps one axis" in desk.hint
    desk.mouse.release()


def test_the_status_bar_says_what_a_click_and_a_drag_would_do_here(desk: Desk) -> None:
    desk.mouse.move(*NOTHING)
    assert desk.hint.startswith("Click selects")
    desk.mouse.hold(SHIFT)
    assert desk.hint == "Drag adds what the band touches"
    desk.mouse.let_go(SHIFT).move(*TITLE)
    assert desk.hint == "Drag moves · Alt drags a copy · double-click edits the text"
    desk.mouse.hold(ALT)
    assert desk.hint == "Click goes to what lies beneath · drag makes a copy"
    desk.mouse.let_go(ALT).hold(CTRL)
    assert desk.hint == "Click adds or takes away · drag makes a copy"
    desk.mouse.let_go(CTRL).hold(SHIFT)
    assert desk.hint == "Click adds to the selection, or takes away"
    desk.mouse.let_go(SHIFT)
    desk.put("Red", group="g")
    desk.put("Green", group="g")
    desk.mouse.move(*RED)
    assert desk.hint == "Drag moves · Alt drags a copy · double-click goes into the group"
    desk.mouse.click(*TITLE).move(*desk.handle(Handle.RIGHT))
    assert desk.hint == "Drag resizes · Shift keeps the aspect · Alt holds the centre"
    desk.mouse.hold(SHIFT)
    assert desk.hint == "Drag resizes · with its aspect · Alt holds the centre"
    desk.mouse.let_go(SHIFT).move(*desk.handle(Handle.TURN))
    assert desk.hint == "Drag turns · Shift in steps of 15°"


@pytest.mark.parametrize("held", [ALT, CTRL])
def test_alt_or_ctrl_held_at_the_press_drags_a_copy(desk: Desk, held) -> None:
    original = desk.clip("Red")
    desk.mouse.held = held
    desk.mouse.press(*RED)
    desk.mouse.move(350, 300)
    desk.mouse.let_go(held)  # what counts is what was held at the press
    desk.mouse.move(400, 800).release()
    assert desk.clip("Red") is original
    assert desk.chosen == ["Red"]
    (copy,) = desk.document.selected_clips
    assert (copy.left, copy.top) == (300, 700)
    differs = {"id", "name", "layer", "left", "top"}
    both = [{key: value for key, value in clip.to_json().items() if key not in differs} for clip in (copy, original)]
    assert both[0] == both[1]
    assert (desk.step, desk.steps) == ("Duplicate Red", 1)


@pytest.mark.parametrize("held", [ALT, CTRL])
def test_keys_pressed_later_do_not_copy(desk: Desk, held) -> None:
    desk.mouse.press(*RED).move(350, 300).hold(held)
    desk.mouse.move(400, 300).let_go(held).release()
    assert len(desk.document.scene.clips) == 4
    assert desk.box("Red")[0] == 300


def test_ctrl_in_mid_drag_suspends_snapping_without_moving_the_mouse(desk: Desk) -> None:
    desk.canvas.snaps = True
    desk.mouse.press(*RED).move(500, 300).move(300 + 560 + 9, 740)
    assert desk.box("Red")[0] == 760
    assert desk.canvas.chrome.guides
    desk.mouse.hold(CTRL)
    assert desk.box("Red")[0] == 769
    assert desk.canvas.chrome.guides == ()
    assert "Snapping rests" in desk.hint
    desk.mouse.let_go(CTRL)
    assert desk.box("Red")[0] == 760
    desk.mouse.release()


def begin(desk: Desk, what: str) -> None:
    """Get a gesture under way; what is selected is Red or what the gesture makes."""
    from studio_gui.model.handles import Handle

    if what in ("resize", "rotate"):
        desk.mouse.click(*RED)
        at = desk.handle(Handle.BOTTOM_RIGHT if what == "resize" else Handle.TURN)
        desk.mouse.press(*at).move(at[0] + 30, at[1] + 10).move(at[0] + 160, at[1] + 90)
    elif what == "copy":
        desk.mouse.held = ALT
        desk.mouse.press(*RED).move(350, 350).move(500, 500)
        desk.mouse.held = PLAIN
    elif what == "move":
        desk.mouse.press(*RED).move(350, 350).move(500, 500)
    elif what == "draw":
        desk.key("R")
        desk.mouse.press(1500, 100).move(1550, 150).move(1700, 300)
    else:
        desk.canvas.aids.toggle("rulers")
        desk.window.document.apply("Add", lambda p: p.changed(studio=p.studio.changed(guides_x=(700.0,))))
        desk.document.mark_saved(desk.document.path)
        desk.mouse.press(700, 650).move(750, 650).move(900, 650)


@pytest.mark.parametrize("way", ["escape", "right"])
@pytest.mark.parametrize("what", ["move", "copy", "resize", "rotate", "draw", "guide"])
def test_a_gesture_that_is_given_up_leaves_nothing_behind(desk: Desk, what: str, way: str) -> None:
    if what == "guide":
        begin(desk, what)
        desk.key("Esc")
        desk.mouse.release()
        before, steps = desk.project, desk.document.undo_stack.count()
        desk.mouse.press(700, 650).move(750, 650).move(900, 650)
    else:
        before, steps = desk.project, desk.document.undo_stack.count()
        begin(desk, what)
    assert desk.project is not before
    assert not desk.document.is_clean
    if way == "escape":
        desk.key("Esc")
    else:
        desk.mouse.press(900, 600, RIGHT).release(RIGHT)
    assert desk.project is before
    desk.mouse.move(1000, 700).release()
    assert desk.project is before
    assert desk.document.is_clean
    assert desk.document.undo_stack.count() == steps
    assert desk.bubble == ""
    assert desk.canvas.chrome.guides == ()
    assert not desk.window.isWindowModified()


def test_a_right_click_that_gives_up_a_drag_opens_no_menu(desk: Desk) -> None:
    before = desk.project
    desk.real_press(*RED, LEFT)
    desk.real_move(400, 400)
    desk.real_move(500, 500)
    assert desk.box("Red")[:2] == pytest.approx((400, 400), abs=3)  # whole pixels of the screen
    desk.real_press(500, 500, RIGHT)
    desk.real_release(500, 500, RIGHT)
    desk.real_release(500, 500, LEFT)
    assert desk.project is before
    assert desk.window.findChild(UnderMenu) is None


def test_undo_in_mid_drag_waits(desk: Desk) -> None:
    desk.mouse.drag(RED, (400, 300))
    desk.mouse.press(400, 300).move(450, 300).move(500, 300)
    desk.key("Ctrl+Z")
    desk.key("Del")
    assert desk.box("Red")[0] == 400
    desk.mouse.release()
    assert desk.steps == 2


def test_the_status_bar_says_what_the_held_keys_do(desk: Desk) -> None:
    desk.mouse.move(1750, 150)
    assert "Click selects" in desk.hint
    desk.add(presenter())
    desk.select("Amara")
    at = desk.handle(Handle.BOTTOM_RIGHT)
    desk.mouse.press(*at).move(at[0] + 30, at[1] + 30)
    assert "Shift frees the aspect" in desk.hint
    desk.mouse.hold(SHIFT)
    assert "The aspect is free" in desk.hint
    desk.mouse.hold(ALT)
    assert "The centre holds" in desk.hint
    desk.mouse.let_go(ALT).let_go(SHIFT).release()
    at = desk.handle(Handle.TURN)
    desk.mouse.press(*at).move(at[0] + 80, at[1] + 10)
    assert "Shift turns in steps" in desk.hint
    desk.mouse.hold(SHIFT)
    assert "Turning in steps of 15°" in desk.hint
    desk.mouse.let_go(SHIFT).release()


def test_nothing_moves_that_was_not_dragged(desk: Desk) -> None:
    desk.canvas.snaps = True
    others = {name: desk.clip(name) for name in ("Green", "Title", "Photo")}
    dragged = desk.clip("Red")
    desk.mouse.drag(RED, (873, 451))
    assert desk.clip("Red") is not dragged
    assert all(desk.clip(name) is clip for name, clip in others.items())


@pytest.mark.parametrize("at", ["left", "right", "top", "bottom"])
def test_the_numbers_beside_the_pointer_stay_in_sight_at_the_rim_of_the_view(desk: Desk, at: str) -> None:
    view = QRectF(desk.canvas.viewport().rect())
    middle, far = view.center(), 3
    px = {
        "left": QPointF(view.left() + far, middle.y()),
        "right": QPointF(view.right() - far, middle.y()),
        "top": QPointF(middle.x(), view.top() + far),
        "bottom": QPointF(middle.x(), view.bottom() - far),
    }[at]
    end = desk.canvas.camera.to_scene(px)
    desk.mouse.press(300, 300).move(400, 400).move(end.x, end.y)
    seen = desk.bubble.replace("-", "\N{MINUS SIGN}")
    (pill,) = [label.rect for label in desk.canvas.chrome.labels if label.text == seen]
    assert view.contains(pill)
    assert not pill.contains(px)
    desk.mouse.release()
