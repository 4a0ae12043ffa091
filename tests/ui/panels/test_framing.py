"""Place, size and angle of several clips in the inspector: the numbers of the frame that the stage shows around them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from studio_gui.model.geometry import Point, box_of
from studio_gui.model.handles import Handle
from studio_gui.ui.forms.number_field import ScrubLabel
from tests.ui.canvas.habits.conftest import desk, window
from tests.ui.canvas.habits.desk import Desk
from tests.ui.shell.conftest import services

__all__ = ["desk", "services", "window"]

FIELDS = ("X", "Y", "Width", "Height", "Angle")


def line(desk: Desk, name: str) -> QLineEdit:
    """The field of the inspector with that name."""
    inspector = desk.window.workspace.inspector
    inspector.whole_form()
    return next(
        one for one in inspector.findChildren(QLineEdit) if one.isVisible() and one.accessibleName() == name
    )  # fmt: skip


def shown(desk: Desk) -> tuple[str, ...]:
    """X, Y, W, H and angle as the inspector has them."""
    return tuple(line(desk, name).text() or line(desk, name).placeholderText() for name in FIELDS)


def write(desk: Desk, name: str, text: str) -> None:
    """Click into a field, type, and press Enter."""
    field = line(desk, name)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def frame(desk: Desk) -> tuple[float, ...]:
    """The frame with the handles on the stage."""
    found = desk.canvas.frame
    assert found is not None
    box = found.box
    return round(box.left, 6), round(box.top, 6), round(box.width, 6), round(box.height, 6)


@pytest.mark.parametrize("is_group", [True, False])
def test_several_clips_have_the_place_and_size_of_their_frame(desk: Desk, is_group: bool) -> None:
    """There was a dash in each of these fields."""
    desk.select("Red", "Green")
    if is_group:
        desk.key("Ctrl+G")
    assert shown(desk) == ("200", "200", "1100", "400", "0")
    assert frame(desk) == (200, 200, 1100, 400)


def test_a_place_that_is_typed_moves_all_of_them_in_one_step(desk: Desk) -> None:
    desk.select("Red", "Green")
    before = desk.steps
    write(desk, "X", "1920/2")
    assert (desk.box("Red")[:2], desk.box("Green")[:2]) == ((960, 200), (1760, 300))
    write(desk, "Y", "+15")
    assert (desk.box("Red")[:2], desk.box("Green")[:2]) == ((960, 215), (1760, 315))
    assert frame(desk) == (960, 215, 1100, 400)
    assert (desk.steps - before, desk.step) == (2, "Change Y")
    desk.key("Ctrl+Z")
    desk.key("Ctrl+Z")
    assert (desk.box("Red")[:2], desk.box("Green")[:2]) == ((200, 200), (1000, 300))
    assert shown(desk)[:2] == ("200", "200")


def test_a_size_that_is_typed_scales_all_about_the_top_left_corner(desk: Desk) -> None:
    desk.select("Red", "Green")
    write(desk, "Width", "2200")
    assert (desk.box("Red"), desk.box("Green")) == ((200, 200, 800, 300, 0), (1800, 300, 600, 300, 0))
    write(desk, "Height", "50%")
    assert (desk.box("Red"), desk.box("Green")) == ((200, 200, 800, 150, 0), (1800, 250, 600, 150, 0))
    assert frame(desk) == (200, 200, 2200, 200)


def test_with_a_picture_among_them_the_frame_keeps_its_proportions_as_by_a_handle(desk: Desk) -> None:
    desk.select("Red", "Photo")
    assert shown(desk)[2:4] == ("1600", "700")
    write(desk, "Width", "800")
    assert frame(desk) == (200, 200, 800, 350)
    assert desk.box("Photo") == (800, 450, 200, 100, 0)


def test_what_is_turned_grows_evenly_and_the_frame_is_as_wide_as_was_typed(desk: Desk) -> None:
    desk.put("Green", angle=37)
    desk.select("Red", "Green")
    left, top, width, height = frame(desk)
    write(desk, "Width", "500")
    assert frame(desk) == pytest.approx((left, top, 500, height * 500 / width), abs=1e-4)
    assert desk.box("Green")[4] == 37


def test_clips_of_one_angle_turn_as_one_piece_and_back(desk: Desk) -> None:
    desk.select("Red", "Green")
    before, gap = (desk.box("Red"), desk.box("Green")), Point(*_between(desk))
    write(desk, "Angle", "30")
    assert (desk.box("Red")[4], desk.box("Green")[4]) == (30, 30)
    assert _between(desk) == pytest.approx((gap.turned(30).x, gap.turned(30).y))
    assert shown(desk)[4] == "30"
    write(desk, "Angle", "-15")
    assert shown(desk)[4] == "-15"
    write(desk, "Angle", "0")
    assert (desk.box("Red"), desk.box("Green")) == (pytest.approx(before[0]), pytest.approx(before[1]))


def test_clips_of_several_angles_turn_together_by_a_sum_and_each_alone_to_a_number(desk: Desk) -> None:
    desk.put("Green", angle=20)
    desk.select("Red", "Green")
    assert shown(desk)[4] == "—"
    distance = _between(desk)
    write(desk, "Angle", "+90")
    assert (desk.box("Red")[4], desk.box("Green")[4]) == (90, 110)
    assert _between(desk) == pytest.approx((-distance[1], distance[0]))
    apart = _between(desk)
    write(desk, "Angle", "0")
    assert (desk.box("Red")[4], desk.box("Green")[4]) == (0, 0)
    assert _between(desk) == pytest.approx(apart)


def test_an_angle_beyond_a_whole_turn_begins_anew(desk: Desk) -> None:
    """300° and 90° more were 360°: the clip stood upright."""
    desk.put("Red", angle=300)
    desk.select("Red")
    write(desk, "Angle", "+90")
    assert desk.box("Red")[4] == 30
    write(desk, "Angle", "-400")
    assert (desk.box("Red")[4], shown(desk)[4]) == (-40, "-40")
    write(desk, "Angle", "360")
    assert desk.box("Red")[4] == 360
    desk.put("Red", angle=300.25)
    desk.put("Green", angle=45.5)
    desk.select("Red", "Green")
    gap = Point(*_between(desk))
    write(desk, "Angle", "+90")
    assert (desk.box("Red")[4], desk.box("Green")[4]) == (30.25, 135.5)
    assert _between(desk) == pytest.approx((gap.turned(90).x, gap.turned(90).y))


def test_an_angle_is_shown_the_shorter_way_round_and_stays_stored_as_it_is(desk: Desk) -> None:
    """12° to the left were 348°, and half of them 174°: the clip stood on its head."""
    desk.select("Red")
    for stored, seen in ((348, "-12"), (180, "180"), (-180, "180"), (180.04, "180"), (360, "0"), (-300.5, "59.5")):
        desk.put("Red", angle=stored)
        assert shown(desk)[4] == seen
    desk.put("Red", angle=348)
    steps = desk.steps
    for text in ("-12.0", "348", "+0", "*1", "-372"):
        write(desk, "Angle", text)
        assert (desk.steps, desk.box("Red")[4]) == (steps, 348)
    write(desk, "Angle", "/2")
    assert (desk.box("Red")[4], shown(desk)[4]) == (-6, "-6")
    write(desk, "Angle", "350")
    assert (desk.box("Red")[4], shown(desk)[4]) == (350, "-10")


def test_clips_that_stand_alike_have_one_angle_and_turn_as_one_piece(desk: Desk) -> None:
    desk.put("Red", angle=348)
    desk.put("Green", angle=-12)
    desk.select("Red", "Green")
    assert shown(desk)[4] == "-12"
    gap = Point(*_between(desk))
    write(desk, "Angle", "0")
    assert (desk.box("Red")[4], desk.box("Green")[4], shown(desk)[4]) == (0, 0, "0")
    assert _between(desk) == pytest.approx((gap.turned(12).x, gap.turned(12).y))


@pytest.mark.parametrize("side", ["Width", "Height"])
def test_a_picture_of_which_nothing_was_to_be_left_keeps_its_proportions(desk: Desk, side: str) -> None:
    """It was 0 × 0 then: no number made it more than a line again."""
    desk.select("Photo")
    write(desk, side, "0")
    assert min(desk.box("Photo")[2:4]) > 0
    assert line(desk, side).text() == "0.1"
    write(desk, side, "400")
    assert desk.box("Photo")[2] / desk.box("Photo")[3] == pytest.approx(2, rel=1e-5)
    desk.put("Red", width=0)
    desk.select("Red")
    steps = desk.steps
    write(desk, "Width", "0.0")  # as a payload may bring it
    assert (desk.steps, desk.box("Red")[2]) == (steps, 0)


def _drag_label(label: ScrubLabel) -> None:
    """There and back."""
    at = label.rect().center()
    QTest.mousePress(label, Qt.MouseButton.LeftButton, pos=at)
    for way in (40, 0):
        place = QPointF(at.x() + way, at.y())
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(
            label,
            QMouseEvent(QEvent.Type.MouseMove, place, QPointF(label.mapToGlobal(place)), left, left, none),
        )
    QTest.mouseRelease(label, Qt.MouseButton.LeftButton, pos=at)


@pytest.mark.parametrize("text", ["+0", "*1", "/1", "+=0", "-=0", "100%", "+5-5"])
def test_a_sum_that_adds_nothing_changes_nothing(desk: Desk, text: str) -> None:
    """It rounded the number of a clip to the one decimal that is shown."""
    desk.put("Red", left=200.12345, top=-0.0625, width=400.0001, height=299.987654321, angle=12.3456)
    desk.put("Photo", left=1400.777, scale_x=0.512345678)
    for chosen in (("Red",), ("Photo",), ("Red", "Photo")):
        desk.select(*chosen)
        before, steps = desk.document.scene, desk.steps
        for name in FIELDS:
            write(desk, name, text)
            _drag_label(line(desk, name).findChild(ScrubLabel))
        assert (desk.document.scene, desk.steps) == (before, steps)


def test_a_size_that_is_typed_once_more_is_no_step(desk: Desk) -> None:
    desk.put("Green", angle=37)
    desk.select("Red", "Green")
    for name in ("Width", "Height", "X", "Y"):
        write(desk, name, "417.3")
        before, there = desk.steps, desk.document.scene
        write(desk, name, "417.30")
        assert (desk.steps, desk.document.scene) == (before, there)


def _between(desk: Desk) -> tuple[float, float]:
    gap = box_of(desk.clip("Green")).center - box_of(desk.clip("Red")).center
    return gap.x, gap.y


def test_locked_clips_are_no_part_of_the_frame_and_stay(desk: Desk) -> None:
    desk.put("Green", locked=True)
    desk.select("Red", "Green", "Title")
    assert shown(desk)[:4] == ("200", "200", "700", "720")
    write(desk, "X", "0")
    assert (desk.box("Red")[0], desk.box("Title")[0], desk.box("Green")[0]) == (0, 100, 1000)
    desk.put("Title", locked=True)
    desk.select("Red", "Green", "Title")
    assert shown(desk) == ("0", "200", "400", "300", "0")
    write(desk, "Width", "500")
    assert (desk.box("Red")[2], desk.box("Green")[2]) == (500, 300)


BY_HAND = {
    "Shift+Right": [("X", "210")],
    "drag": [("X", "250"), ("Y", "250")],
    "handle": [("Width", "500"), ("Height", "400")],
    "knob": [("Angle", "90")],
}


@pytest.mark.parametrize("way", BY_HAND)
def test_hidden_clips_that_are_selected_too_go_along_by_hand_as_by_numbers(desk: Desk, way: str) -> None:
    """Numbers moved them, and the mouse and the arrows left them where they were."""
    desk.put("Green", hidden=True)
    desk.select("Red", "Green")
    assert shown(desk) == ("200", "200", "400", "300", "0")
    before = desk.box("Red"), desk.box("Green")
    if way == "drag":
        desk.mouse.drag((400, 350), (450, 400))
    elif way == "handle":
        desk.mouse.drag((600, 500), (700, 600))
    elif way == "knob":
        knob, middle = desk.handle(Handle.TURN), desk.frame_center()
        desk.mouse.drag(knob, (middle.x + middle.y - knob[1], middle.y))
    else:
        desk.key(way)
    by_hand = desk.box("Red"), desk.box("Green")
    assert by_hand[0] != before[0]
    assert by_hand[1] != before[1]
    desk.key("Ctrl+Z")
    assert (desk.box("Red"), desk.box("Green")) == before
    for name, text in BY_HAND[way]:
        write(desk, name, text)
    assert (desk.box("Red"), desk.box("Green")) == (pytest.approx(by_hand[0]), pytest.approx(by_hand[1]))


def test_the_numbers_of_several_follow_the_hand(desk: Desk) -> None:
    desk.select("Red", "Green")
    desk.mouse.drag((400, 350), (450, 400))
    desk.qtbot.waitUntil(lambda: shown(desk)[:2] == ("250", "250"))


def test_a_click_into_a_number_takes_all_of_it_and_a_drag_a_part(desk: Desk, qtbot: QtBot) -> None:
    """The press that gave the keyboard was heard once more, between the digits: what was typed came behind them."""
    desk.select("Red")
    x, window = line(desk, "X"), desk.window.windowHandle()
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    at = x.mapTo(desk.window, x.rect().center())
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert x.selectedText() == x.text() == "200"
    QTest.keyClicks(x, "320")
    QTest.keyClick(x, Qt.Key.Key_Return)
    assert desk.box("Red")[0] == 320
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseClick(
        window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
    )  # a second one sets the cursor
    assert x.selectedText() == ""
    desk.canvas.setFocus()
    behind = x.mapTo(desk.window, QPoint(x.cursorRect().left(), x.height() // 2))
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseMove(window, behind - QPoint(12, 0))
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, behind - QPoint(12, 0))
    assert 0 < len(x.selectedText()) < 3
