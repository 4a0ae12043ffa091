"""Clicks, the band, groups, and what lies under the pointer."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from studio_gui.ui.canvas.aids.under_menu import UnderMenu
from tests.ui.canvas.habits.desk import Desk
from tests.ui.canvas.mouse import ALT, CTRL, LEFT, RIGHT, SHIFT

RED, GREEN, TITLE, PHOTO, NOTHING = (300, 300), (1150, 450), (400, 850), (1500, 800), (1750, 150)


def test_a_click_takes_the_front_one_nothing_clears_and_so_does_escape(desk: Desk) -> None:
    desk.put("Green", left=500, top=300)
    desk.mouse.click(550, 400)
    assert desk.chosen == ["Green"]
    desk.mouse.click(*NOTHING)
    assert desk.chosen == []
    desk.mouse.click(*RED)
    assert desk.chosen == ["Red"]
    desk.key("Esc")
    assert desk.chosen == []
    desk.put("Green", locked=True)
    desk.mouse.click(550, 400)
    assert desk.chosen == ["Red"]


@pytest.mark.parametrize("held", [SHIFT, CTRL])
def test_what_lies_in_front_of_something_selected_is_added_and_taken_away(desk: Desk, held) -> None:
    """Shift took the one behind out of the selection instead."""
    desk.put("Green", left=250, top=250, width=100, height=100)
    desk.select("Red", "Title")
    desk.mouse.click(*RED, held)
    assert desk.chosen == ["Red", "Title", "Green"]
    desk.mouse.click(*RED, held)
    assert desk.chosen == ["Red", "Title"]


@pytest.mark.parametrize("held", [SHIFT, CTRL])
def test_shift_and_ctrl_clicks_add_and_take_away(desk: Desk, held) -> None:
    desk.mouse.click(*RED).click(*GREEN, held).click(*TITLE, held)
    assert desk.chosen == ["Red", "Green", "Title"]
    desk.mouse.click(*GREEN, held)
    assert desk.chosen == ["Red", "Title"]
    desk.mouse.click(*NOTHING, held)
    assert desk.chosen == ["Red", "Title"]


def test_the_band_takes_what_it_touches_and_is_drawn(desk: Desk) -> None:
    desk.mouse.press(1700, 150).move(1600, 200).move(1290, 310)
    assert desk.chosen == ["Green"]
    assert desk.canvas.chrome.band is not None
    desk.mouse.release()
    assert desk.canvas.chrome.band is None
    desk.mouse.drag((150, 1000), (310, 910), SHIFT)
    assert desk.chosen == ["Green", "Title"]
    desk.mouse.drag((150, 1000), (190, 190))
    assert desk.chosen == []


def test_a_turned_clip_is_in_the_band_only_where_it_is(desk: Desk) -> None:
    desk.put("Green", angle=45, left=1500, top=200, width=200, height=200)
    desk.mouse.drag((1320, 180), (1400, 240))
    assert desk.chosen == []
    desk.mouse.drag((1320, 180), (1480, 260))
    assert desk.chosen == ["Green"]


def test_shift_counts_at_once_in_the_middle_of_a_band(desk: Desk) -> None:
    desk.mouse.click(*RED)
    desk.mouse.press(1700, 150).move(1600, 200).move(1290, 310)
    assert desk.chosen == ["Green"]
    desk.mouse.hold(SHIFT)
    assert desk.chosen == ["Red", "Green"]
    desk.mouse.let_go(SHIFT)
    assert desk.chosen == ["Green"]
    desk.mouse.release()


def test_a_band_that_is_given_up_leaves_the_selection_as_it_was(desk: Desk) -> None:
    desk.mouse.click(*RED)
    desk.mouse.press(1700, 150).move(1600, 200).move(1290, 310)
    desk.key("Esc")
    assert desk.chosen == ["Red"]
    assert desk.canvas.chrome.band is None
    desk.mouse.release()
    desk.mouse.press(1700, 150).move(1600, 200).move(1290, 310).press(1290, 310, RIGHT)
    assert desk.chosen == ["Red"]
    desk.mouse.release(RIGHT).release(LEFT)


def grouped(desk: Desk) -> None:
    desk.put("Red", group="g")
    desk.put("Green", group="g")


def test_a_group_is_one_until_one_reaches_inside(desk: Desk) -> None:
    grouped(desk)
    desk.mouse.click(*RED)
    assert desk.chosen == ["Red", "Green"]
    desk.mouse.click(*GREEN, CTRL)
    assert desk.chosen == ["Green"]
    desk.mouse.drag(GREEN, (1250, 450))
    assert (desk.box("Green")[0], desk.box("Red")[0]) == (1100, 200)
    desk.key("Esc")
    assert desk.chosen == ["Red", "Green"]
    desk.key("Esc")
    assert desk.chosen == []


def test_what_is_locked_in_a_group_stays_out_of_the_selection_when_one_leaves_it(desk: Desk) -> None:
    """It came along where it lay behind the others, and what was done to all of them next was done to it too."""
    grouped(desk)
    desk.put("Title", group="g")
    desk.put("Red", locked=True)
    desk.mouse.double_click(*GREEN)
    desk.key("Esc")
    assert desk.chosen == ["Green", "Title"]


@pytest.mark.parametrize("key", ["Ctrl+Shift+G", "Ctrl+G"])
def test_what_is_locked_in_a_group_goes_with_it_when_it_is_dissolved_or_put_in_another(desk: Desk, key: str) -> None:
    """It was left as a group of its own, which showed when it was unlocked."""
    grouped(desk)
    desk.put("Title", group="g", locked=True)
    desk.mouse.click(*RED).click(*PHOTO, SHIFT)
    assert desk.chosen == ["Red", "Green", "Photo"]
    desk.key(key)
    groups = {desk.clip(name).studio.group for name in ("Red", "Green", "Title", "Photo")}
    assert len(groups) == 1
    assert "g" not in groups
    desk.key("Ctrl+Z")
    assert desk.clip("Title").studio.group == "g"


def test_of_an_open_group_only_what_is_selected_is_taken_out(desk: Desk) -> None:
    grouped(desk)
    desk.put("Title", group="g", locked=True)
    desk.mouse.click(*RED, CTRL)
    desk.key("Ctrl+Shift+G")
    assert [desk.clip(name).studio.group for name in ("Red", "Green", "Title")] == ["", "g", "g"]


def test_a_double_click_goes_into_a_group_where_its_first_click_brings_a_handle(desk: Desk) -> None:
    """A thin clip at the side of a group lies under the middle handle as soon as the group is selected."""
    desk.put("Red", left=200, top=300, width=10, height=300)
    grouped(desk)
    desk.mouse.double_click(205, 450)
    assert desk.chosen == ["Red"]


def test_a_double_click_and_enter_go_into_a_group_and_escape_comes_out(desk: Desk) -> None:
    grouped(desk)
    desk.mouse.double_click(*GREEN)
    assert desk.chosen == ["Green"]
    assert len(desk.canvas.chrome.faint) == 1  # the frame of the open group
    desk.key("Esc")
    assert desk.chosen == ["Red", "Green"]
    desk.key("Return")
    assert desk.chosen == ["Green"]
    desk.mouse.click(*RED)
    assert desk.chosen == ["Red"]
    desk.mouse.click(*TITLE)
    desk.mouse.click(*RED)
    assert sorted(desk.chosen) == ["Green", "Red"]


def test_alt_click_goes_round_through_what_lies_there(desk: Desk) -> None:
    desk.put("Green", left=250, top=250)
    desk.put("Title", left=240, top=240)
    seen = []
    for _ in range(4):
        desk.mouse.click(300, 300, ALT)
        seen += desk.chosen
    assert seen == ["Title", "Green", "Red", "Title"]


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_right_click_opens_a_menu_with_keys_and_all_that_lies_there(desk: Desk) -> None:
    desk.put("Green", left=250, top=250)
    desk.put("Red", locked=True)
    desk.real_press(300, 300, RIGHT)
    desk.real_release(300, 300, RIGHT)
    menu = desk.window.findChild(UnderMenu)
    assert menu is not None
    around = menu.parentWidget()
    assert around.isVisible()
    assert desk.chosen == ["Green"]
    assert [action.text() for action in menu.actions()] == ["Green", "Red (locked)"]
    shown = {action.objectName(): action.shortcut().toString() for action in around.actions()}
    assert shown["duplicate"] == "Ctrl+D"
    assert shown["bring_to_front"] == "Ctrl+Shift+]"
    menu.actions()[1].trigger()
    assert desk.chosen == ["Red"]
    around.close()


def test_what_is_locked_is_neither_clicked_nor_banded_nor_dragged(desk: Desk) -> None:
    desk.put("Red", locked=True)
    before = desk.project
    desk.mouse.click(*RED)
    assert desk.chosen == []
    desk.mouse.drag(RED, (500, 500))
    desk.mouse.drag((100, 100), (700, 600))
    assert desk.chosen == []
    desk.select("Red")
    desk.mouse.drag(RED, (500, 500))
    desk.select("Red")
    desk.key("Right")
    assert desk.canvas.chrome.handles == ()
    assert desk.project is before


def test_tab_stops_at_every_clip_and_once_at_a_group_though_others_lie_between_its_clips(desk: Desk) -> None:
    desk.put("Red", group="g")
    desk.put("Photo", group="g")
    stops = [["Red", "Photo"], ["Green"], ["Title"]]
    for there in stops:
        desk.key("Tab")
        assert desk.chosen == there
    for there in reversed(stops[:-1]):
        desk.key("Shift+Tab")
        assert desk.chosen == there


@pytest.mark.parametrize("way", ["Alt+drag", "Ctrl+D"])
def test_a_copy_of_what_is_in_an_open_group_is_in_it_too(desk: Desk, way: str) -> None:
    desk.put("Red", group="g")
    desk.put("Green", group="g")
    desk.mouse.double_click(*RED)
    if way == "Ctrl+D":
        desk.key("Ctrl+D")
    else:
        desk.mouse.drag(RED, (400, 700), ALT)
    assert desk.chosen == ["Red"]
    desk.key("Esc")
    assert desk.chosen == ["Red", "Green", "Red"]
    desk.mouse.drag(RED, (450, 700), ALT)
    assert len({clip.studio.group for clip in desk.document.selected_clips} - {"g"}) == 1


@pytest.mark.parametrize("key", ["Ctrl+V", "Ctrl+Shift+V"])
def test_what_is_pasted_while_a_group_is_open_comes_into_it(desk: Desk, key: str) -> None:
    """It came beside the group, though what was copied in it and what was pasted looked as if they were together."""
    grouped(desk)
    desk.mouse.click(*TITLE)
    desk.key("Ctrl+C")
    desk.mouse.double_click(*RED)
    desk.key(key)
    assert desk.chosen == ["Title"]
    desk.key("Tab")  # goes round in the group
    assert desk.chosen == ["Red"]
    desk.key("Ctrl+C")
    desk.key(key)
    desk.key("Ctrl+X")
    desk.key(key)
    desk.key("Esc")
    assert sorted(desk.chosen) == ["Green", "Red", "Red", "Title"]
    assert {clip.studio.group for clip in desk.document.selected_clips} == {"g"}
    desk.key("Esc")
    desk.key(key)  # it is closed
    assert desk.chosen == ["Red"]


def test_pasted_words_come_into_the_open_group_too(desk: Desk) -> None:
    grouped(desk)
    desk.mouse.double_click(*RED)
    QApplication.clipboard().setText("Words from elsewhere")
    desk.key("Ctrl+V")
    desk.key("Esc")
    assert len(desk.chosen) == 3


def test_copies_of_all_there_is_do_not_come_into_the_group_one_had_reached_into(desk: Desk) -> None:
    """All of them were in it."""
    grouped(desk)
    desk.mouse.double_click(*RED)
    desk.key("Ctrl+A")
    desk.key("Ctrl+C")
    desk.key("Ctrl+V")
    groups = {clip.label: clip.studio.group for clip in desk.document.selected_clips}
    assert groups["Title"] == groups["Photo"] == ""
    assert groups["Red"] == groups["Green"] not in ("", "g")


@pytest.mark.parametrize("is_taken_apart", [False, True])
def test_a_pasted_picture_comes_into_the_open_group_if_it_is_still_one(desk: Desk, is_taken_apart: bool) -> None:
    """It was alone in a group that was gone when its file had been read."""
    grouped(desk)
    desk.mouse.double_click(*RED)
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("#FF8000"))
    QApplication.clipboard().setImage(picture)
    desk.key("Ctrl+V")
    if is_taken_apart:
        for name in ("Red", "Green"):
            desk.put(name, group="")
    desk.qtbot.waitUntil(lambda: desk.chosen == ["Pasted picture"])
    assert desk.clip("Pasted picture").studio.group == ("" if is_taken_apart else "g")


def test_what_is_drawn_beside_an_open_group_closes_it(desk: Desk) -> None:
    """Esc selected the group, of which nothing had been selected any more."""
    grouped(desk)
    desk.mouse.double_click(*RED)
    desk.key("R")
    desk.mouse.drag((800, 700), (900, 760))
    assert "Red" not in desk.chosen
    desk.key("Esc")
    assert desk.chosen == []
    for _ in range(2):
        desk.mouse.click(*RED)
        assert sorted(desk.chosen) == ["Green", "Red"]
        desk.mouse.click(*TITLE)


def test_escape_puts_the_tool_away_before_it_leaves_the_group(desk: Desk) -> None:
    desk.put("Red", group="g")
    desk.put("Green", group="g")
    desk.mouse.double_click(*RED)
    desk.key("R")
    desk.key("Esc")
    assert (desk.canvas.tool, desk.chosen, desk.canvas.picking.open_group) == ("select", ["Red"], "g")
    desk.key("Esc")
    assert (desk.chosen, desk.canvas.picking.open_group) == (["Red", "Green"], "")
