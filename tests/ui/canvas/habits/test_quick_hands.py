"""Hands that are quick: clicks close together, keys in the midst of typing, a gesture that is given up in a group."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from studio_gui.files.project_file import open_project
from studio_gui.model.geometry import Point, Rect, box_of
from studio_gui.model.handles import Handle
from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.dialogs.parts import button as dialog_button
from tests.ui.canvas.habits.desk import Desk
from tests.ui.canvas.habits.test_selecting import GREEN, NOTHING, PHOTO, RED, TITLE, grouped
from tests.ui.canvas.mouse import ALT, CTRL, LEFT, NONE, PLAIN, RIGHT, SHIFT


def test_a_click_and_at_once_a_drag_moves(desk: Desk) -> None:
    desk.mouse.click(*TITLE).press_again().move(450, 850).move(500, 900).release()
    assert desk.box("Title")[:2] == (400, 850)
    assert not desk.canvas.hand.is_editing
    desk.mouse.click(*NOTHING).press_again().move(1600, 200).move(1290, 310).release()
    assert desk.chosen == ["Green"]  # a band, begun by the second of two presses


def test_a_click_on_a_handle_and_at_once_a_drag_resizes(desk: Desk) -> None:
    desk.mouse.click(*RED)
    x, y = desk.handle(Handle.RIGHT)
    desk.mouse.click(x, y).press_again().move(x + 50, y).move(x + 100, y).release()
    assert desk.box("Red")[2] == 500


def test_quick_alt_clicks_go_round_and_open_nothing(desk: Desk) -> None:
    desk.put("Title", left=240, top=240)
    desk.put("Photo", left=230, top=230)
    desk.mouse.double_click(300, 300, ALT)
    assert desk.chosen == ["Title"]
    assert not desk.canvas.hand.is_editing
    assert desk.canvas.tool == "select"


@pytest.mark.parametrize("held", [SHIFT, CTRL])
@pytest.mark.parametrize("at", [TITLE, PHOTO])
def test_quick_clicks_with_shift_or_ctrl_add_and_take_away(desk: Desk, held, at) -> None:
    desk.mouse.click(*RED)
    desk.mouse.double_click(*at, held)
    assert desk.chosen == ["Red"]
    assert not desk.canvas.hand.is_editing
    assert desk.canvas.tool == "select"


def test_the_second_click_on_a_button_that_closed_its_dialog_falls_on_nothing_beneath(desk: Desk) -> None:
    desk.select("Green")
    message = Message(desk.window, "Shall it be done?")
    button = dialog_button("Do it", message, name="do")
    message.add_buttons(button)
    message.show()
    desk.qtbot.waitExposed(message)
    port = desk.canvas.viewport()
    red = port.mapToGlobal(desk.canvas.camera.to_px(Point(*RED)).toPoint())
    message.move(message.pos() + red - button.mapToGlobal(button.rect().center()))
    for kind, window, at_ms in (
        (QEvent.Type.MouseButtonPress, message, 10_000),
        (QEvent.Type.MouseButtonRelease, message, 10_060),
        (QEvent.Type.MouseButtonPress, desk.window, 10_150),
        (QEvent.Type.MouseButtonRelease, desk.window, 10_210),
    ):
        down = LEFT if kind == QEvent.Type.MouseButtonPress else NONE
        place = QPointF(window.mapFromGlobal(red))
        event = QMouseEvent(kind, place, QPointF(red), LEFT, down, PLAIN)
        event.setTimestamp(at_ms)
        QApplication.sendEvent(window.windowHandle(), event)
    assert message.chosen == "do"
    assert desk.chosen == ["Green"]
    assert desk.steps == 0
    desk.real_press(*RED, LEFT)  # the third is a click like any other
    desk.real_release(*RED, LEFT)
    assert desk.chosen == ["Red"]


def test_a_click_elsewhere_right_after_a_dialog_counts(desk: Desk) -> None:
    message = Message(desk.window, "Shall it be done?")
    button = dialog_button("Do it", message, name="do")
    message.add_buttons(button)
    message.show()
    desk.qtbot.waitExposed(message)
    button_px = button.mapTo(message, button.rect().center())
    message.move(message.pos() + desk.window.mapToGlobal(QPoint(400, 60)) - message.mapToGlobal(button_px))
    QTest.mouseClick(message.windowHandle(), LEFT, PLAIN, button_px)
    desk.real_press(*RED, LEFT)
    desk.real_release(*RED, LEFT)
    assert desk.chosen == ["Red"]


def test_a_press_that_is_given_up_stays_in_the_group(desk: Desk) -> None:
    grouped(desk)
    desk.mouse.double_click(*GREEN)
    desk.mouse.press(*NOTHING).move(1600, 200).move(1290, 310)
    desk.key("Esc")
    desk.mouse.release()
    assert desk.chosen == ["Green"]
    desk.mouse.press(*NOTHING)
    desk.key("Esc")
    desk.mouse.release()
    desk.mouse.click(*RED)
    assert desk.chosen == ["Red"]  # the group is still open


def test_tab_goes_round_inside_a_group(desk: Desk) -> None:
    grouped(desk)
    desk.mouse.click(*RED)
    desk.key("Return")
    assert desk.chosen == ["Green"]
    desk.key("Tab")
    assert desk.chosen == ["Red"]
    desk.key("Shift+Tab")
    assert desk.chosen == ["Green"]
    desk.key("Esc")
    assert desk.chosen == ["Red", "Green"]


def test_arrows_leave_what_is_locked_and_the_view_where_they_are(desk: Desk) -> None:
    desk.put("Red", locked=True)
    desk.select("Red")
    before, center = desk.project, desk.canvas.center
    desk.key("Right")
    assert desk.project is before
    assert desk.canvas.center == center
    assert "locked" in desk.hint
    desk.mouse.click(*GREEN)
    assert "Drag moves" in desk.hint


def test_arrows_push_the_view_while_nothing_is_selected(desk: Desk) -> None:
    center, zoom = desk.canvas.center, desk.canvas.zoom
    desk.key("Right")
    assert desk.canvas.center.x == pytest.approx(center.x + 40 / zoom, abs=1 / zoom)
    desk.key("Shift+Up")
    assert desk.canvas.center.y < center.y - 100


def test_saving_while_one_types_saves_what_was_typed(desk: Desk) -> None:
    desk.mouse.double_click(*TITLE)
    desk.type("Good day")
    desk.key("Ctrl+S")
    desk.qtbot.waitUntil(lambda: desk.document.is_clean)
    path = desk.document.path
    assert path is not None
    assert "Good day" in path.read_text("utf-8")
    assert desk.canvas.hand.is_editing
    desk.type("!")
    desk.key("Esc")
    assert desk.clip("Title").text == "Good day!"
    assert not desk.document.is_clean
    desk.key("Ctrl+Z")
    assert desk.document.is_clean  # as it lies on the disk
    stored = open_project(path).project.scenes[0]
    assert [clip.text for clip in stored.clips if clip.label == "Title"] == [desk.clip("Title").text]


def test_keys_of_the_view_work_while_one_types(desk: Desk) -> None:
    desk.mouse.double_click(*TITLE)
    desk.type("Big")
    zoom = desk.canvas.zoom
    desk.key("Ctrl+=")
    assert desk.canvas.zoom > zoom
    desk.key("Ctrl+Shift+U")  # a key of nobody
    desk.type("ger")
    assert desk.canvas.hand.is_editing
    assert desk.clip("Title").text == "Bigger"


def test_duplicating_while_one_types_goes_on_with_the_copy(desk: Desk) -> None:
    desk.mouse.double_click(*TITLE)
    desk.type("Twin")
    desk.key("Ctrl+D")
    assert not desk.canvas.hand.is_editing
    assert [clip.text for clip in desk.document.scene.clips if clip.label == "Title"] == ["Twin", "Twin"]
    assert (desk.step, desk.steps) == ("Duplicate Title", 2)


def test_ctrl_shift_v_pastes_letters_while_one_types(desk: Desk) -> None:
    QApplication.clipboard().setText("plain")
    desk.mouse.double_click(*TITLE)
    desk.key("Ctrl+Shift+V")
    desk.key("Esc")
    assert desk.clip("Title").text == "plain"
    assert desk.stacked == ["Red", "Green", "Title", "Photo"]


@pytest.mark.parametrize("letter", ["\u200c", "\u200d", "\u00a0", "\u3000", "\u200f", "😀", "ى"])
def test_what_some_keyboards_write_is_taken(desk: Desk, letter: str) -> None:
    """A Persian keyboard writes joiners, a French one hard spaces, a Japanese one wide ones."""
    desk.mouse.double_click(*TITLE)
    desk.type("a")
    QApplication.sendEvent(desk.canvas, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    desk.type("b")
    desk.key("Esc")
    assert desk.clip("Title").text == f"a{letter}b"


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Insert, Qt.Key.Key_PageDown])
def test_keys_that_write_nothing_write_nothing(desk: Desk, key: Qt.Key) -> None:
    desk.mouse.double_click(*TITLE)
    desk.type("a")
    QApplication.sendEvent(desk.canvas, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\x1b"))
    desk.key("Esc")
    assert desk.clip("Title").text == "a"


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_right_click_into_a_text_that_is_edited_opens_its_own_menu(desk: Desk) -> None:
    desk.mouse.double_click(*TITLE)
    desk.type("one two")
    desk.key("Ctrl+Shift+Left")
    desk.real_press(*TITLE, RIGHT)
    desk.real_release(*TITLE, RIGHT)
    menu = desk.canvas.findChild(QMenu, "text_menu")
    assert menu is not None
    assert menu.isVisible()
    shown = {action.objectName(): (action.text(), action.isEnabled()) for action in menu.actions() if action.text()}
    assert shown["text_cut"] == ("Cut\tCtrl+X", True)
    assert not shown["text_redo"][1]
    cut = next(action for action in menu.actions() if action.objectName() == "text_cut")
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(cut).center())
    assert QApplication.clipboard().text() == "two"
    assert desk.canvas.hand.is_editing
    desk.type("three")
    desk.key("Esc")
    assert desk.clip("Title").text == "one three"
    assert desk.steps == 1


@pytest.mark.parametrize("name", ["Title", "Photo"])
@pytest.mark.parametrize("state", ["locked", "hidden"])
def test_what_is_locked_or_hidden_is_not_edited_in_its_place_and_that_is_said(
    desk: Desk, name: str, state: str
) -> None:
    desk.put(name, **{state: True})
    desk.select(name)
    desk.key("C")
    desk.key("Return")
    assert desk.canvas.tool == "select"
    assert not desk.canvas.hand.is_editing
    assert desk.hint == f"{name} is {state}, and stays as it is"


@pytest.mark.parametrize("fields", [{}, {"angle": 90}, {"flip_x": True}])
def test_a_picture_is_cropped_by_the_keyboard_alone(desk: Desk, fields: dict[str, object]) -> None:
    desk.put("Photo", left=1000, top=300, **fields)
    desk.select("Photo")
    before = box_of(desk.clip("Photo"))
    desk.key("C")
    desk.key("Ctrl+Shift+Right")  # cuts ten pixels off the left
    desk.key("Ctrl+Up")  # and one off the bottom
    box = box_of(desk.clip("Photo"))
    assert (box.width, box.height, box.angle) == (390, 199, before.angle)
    assert box.to_scene(Point(390, 0)) == before.to_scene(Point(400, 0))
    desk.key("Alt+Shift+Left")  # gives the left back
    assert box_of(desk.clip("Photo")).width == 400
    desk.key("Alt+Shift+Left")  # there is no more
    assert box_of(desk.clip("Photo")).width == 400
    desk.key("Ctrl+Shift+Left")
    crop = desk.clip("Photo").studio.crop
    assert crop is not None
    desk.key("Shift+Right")  # the picture goes right under its frame
    slid = desk.clip("Photo").studio.crop
    assert slid is not None
    seen = ("right", "left") if fields.get("flip_x") else ("left", "right")
    assert getattr(crop, seen[1]) == pytest.approx(10 / 400)
    assert getattr(slid, seen[1]) == pytest.approx(10 / 400)  # nothing lies left of it that could come in
    desk.key("Shift+Left")
    slid = desk.clip("Photo").studio.crop
    assert slid is not None
    assert (getattr(slid, seen[0]), getattr(slid, seen[1])) == pytest.approx((10 / 400, 0), abs=1e-9)
    desk.key("Return")
    assert (desk.step, desk.canvas.tool) == ("Crop Photo", "select")
    desk.key("Ctrl+Z")
    assert box_of(desk.clip("Photo")) == before


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_menu_key_opens_the_menu_at_what_is_selected(desk: Desk) -> None:
    desk.mouse.click(*RED)
    asked: list[Point] = []
    desk.canvas.menu_requested.connect(lambda _at, point: asked.append(point))
    port = desk.canvas.viewport()
    place = port.rect().center()
    pressed = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, port.mapToGlobal(place))
    QApplication.sendEvent(port, pressed)
    assert asked == [Point(400, 350)]
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_shift_f10_opens_the_menu_too(desk: Desk) -> None:
    """Many keyboards have no menu key, and not every desktop makes one of these."""
    desk.mouse.click(*RED)
    asked: list[Point] = []
    desk.canvas.menu_requested.connect(lambda _at, point: asked.append(point))
    desk.key("Shift+F10")
    assert asked == [Point(400, 350)]
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    desk.mouse.double_click(*TITLE)
    desk.key("Shift+F10")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert menu.objectName() == "text_menu"
    menu.close()
    assert desk.canvas.hand.is_editing


def test_the_view_follows_the_caret_and_goes_nowhere_while_it_is_in_sight(desk: Desk) -> None:
    desk.canvas.set_zoom(4)
    desk.canvas.camera.fit(Rect(300, 800, 100, 60), most=4)
    desk.mouse.double_click(350, 820)
    desk.key("Home")
    before = desk.canvas.camera.visible
    desk.type("x")
    assert desk.canvas.camera.visible == before
    desk.type(" and many more words than there is room for in this close view")
    desk.key("End")
    caret = desk.canvas.hand.writing.editing.caret_px()
    assert QRectF(desk.canvas.viewport().rect()).contains(caret)
    assert desk.canvas.camera.visible != before
    desk.key("Home")
    caret = desk.canvas.hand.writing.editing.caret_px()
    assert QRectF(desk.canvas.viewport().rect()).contains(caret)
    desk.mouse.wheel(350, 820, -2400)
    elsewhere = desk.canvas.camera.visible
    desk.mouse.hold(CTRL).let_go(CTRL)
    assert desk.canvas.camera.visible == elsewhere


def test_tab_brings_a_clip_into_sight(desk: Desk) -> None:
    desk.canvas.camera.fit(Rect(200, 200, 100, 60), most=4)
    desk.key("Tab")
    before = desk.canvas.camera.visible
    assert desk.chosen == ["Red"]
    desk.key("Tab")
    assert desk.chosen == ["Green"]
    seen = desk.canvas.camera.visible
    assert seen != before
    assert seen.meets(Rect(1000, 300, 300, 300))
    desk.key("Shift+Tab")
    assert desk.canvas.camera.visible.meets(Rect(200, 200, 400, 300))
