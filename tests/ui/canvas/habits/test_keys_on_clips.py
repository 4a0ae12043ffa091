"""Every key that does something to clips."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from studio_gui.model.geometry import Point, bounds_of, box_of
from tests.ui.canvas.habits.desk import Desk
from tests.ui.canvas.mouse import ALT

RED, GREEN = (300, 300), (1150, 450)


@pytest.mark.parametrize("redo", ["Ctrl+Shift+Z", "Ctrl+Y"])
def test_undo_and_redo_name_the_step(desk: Desk, redo: str) -> None:
    before = desk.project
    desk.mouse.drag(RED, (400, 300))
    after = desk.project
    desk.window.actions_.refresh()
    assert desk.window.actions_["undo"].text() == "&Undo Move Red"
    desk.key("Ctrl+Z")
    assert desk.project is before
    desk.window.actions_.refresh()
    assert desk.window.actions_["redo"].text() == "&Redo Move Red"
    desk.key(redo)
    assert desk.project is after
    desk.mouse.drag((150, 150), (1050, 350))
    desk.mouse.drag((450, 300), (470, 300))
    assert desk.step == "Move 2 clips"


def test_cut_copy_paste_in_place_and_duplicate(desk: Desk) -> None:
    desk.mouse.click(*RED)
    desk.key("Ctrl+X")
    assert "Red" not in desk.stacked
    desk.key("Ctrl+V")
    assert desk.box("Red")[:2] == (200, 200)  # nothing lies there any more
    desk.key("Ctrl+C")
    desk.key("Ctrl+Shift+V")
    assert [clip.label for clip in desk.document.scene.clips].count("Red") == 2
    first, second = (clip for clip in desk.document.scene.clips if clip.label == "Red")
    assert (first.left, first.top) == (second.left, second.top)
    desk.key("Ctrl+D")
    (copy,) = desk.document.selected_clips
    assert (copy.left - second.left, copy.top - second.top) == (20, 20)
    assert desk.step == "Duplicate Red"


def test_a_style_is_copied_and_pasted(desk: Desk) -> None:
    desk.mouse.click(*RED)
    desk.key("4")
    desk.key("Ctrl+Alt+C")
    desk.mouse.click(*GREEN)
    desk.key("Ctrl+Alt+V")
    green = desk.clip("Green")
    assert green.opacity == 40
    assert green.fill == desk.clip("Red").fill
    assert desk.box("Green") == (1000, 300, 300, 300, 0)


def test_all_and_the_next_and_the_one_before(desk: Desk) -> None:
    desk.key("Ctrl+A")
    assert len(desk.chosen) == 4
    desk.key("Esc")
    walked = []
    for _ in range(4):
        desk.key("Tab")
        walked += desk.chosen
    assert walked == ["Red", "Green", "Title", "Photo"]
    desk.qtbot.keyClick(desk.canvas, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert desk.chosen == ["Title"]


def test_group_and_ungroup(desk: Desk) -> None:
    desk.mouse.drag((150, 150), (1050, 350))
    desk.key("Ctrl+G")
    assert desk.chosen == ["Red", "Green"]  # the list of layers, made anew, does not choose
    assert desk.step == "Group 2 clips"
    desk.mouse.click(1750, 150)
    desk.mouse.click(*RED)
    assert desk.chosen == ["Red", "Green"]
    desk.key("Ctrl+Shift+G")
    desk.mouse.click(1750, 150)
    desk.mouse.click(*RED)
    assert desk.chosen == ["Red"]


@pytest.mark.parametrize(
    ("key", "stacked"),
    [
        ("Ctrl+]", ["Red", "Title", "Green", "Photo"]),
        ("Ctrl+[", ["Green", "Red", "Title", "Photo"]),
        ("Ctrl+Shift+]", ["Red", "Title", "Photo", "Green"]),
        ("Ctrl+Shift+[", ["Green", "Red", "Title", "Photo"]),
    ],
)
def test_forward_back_to_front_and_to_back(desk: Desk, key: str, stacked: list[str]) -> None:
    desk.mouse.click(*GREEN)
    desk.key(key)
    assert desk.stacked == stacked
    assert desk.steps == 1


def test_what_is_in_front_is_drawn_in_front(desk: Desk) -> None:
    desk.put("Green", left=400, top=300)
    desk.document.select(())
    assert desk.color(500, 400) == "#28a050"
    desk.mouse.click(300, 250)
    desk.key("Ctrl+Shift+]")
    desk.document.select(())
    assert desk.color(500, 400) == "#dc2828"


def test_lock_and_hide(desk: Desk) -> None:
    desk.mouse.click(*RED)
    desk.key("Ctrl+Shift+L")
    assert desk.clip("Red").studio.locked
    desk.key("Ctrl+Shift+L")
    assert not desk.clip("Red").studio.locked
    desk.key("Ctrl+Shift+H")
    assert desk.clip("Red").studio.hidden
    desk.document.select(())
    assert desk.color(*RED) == "#ffffff"
    desk.select("Red")
    desk.key("Ctrl+Shift+H")
    assert not desk.clip("Red").studio.hidden


@pytest.mark.parametrize(
    ("key", "red", "green"),
    [
        ("Alt+A", (200, 200), (200, 300)),
        ("Alt+D", (900, 200), (1000, 300)),
        ("Alt+W", (200, 200), (1000, 200)),
        ("Alt+S", (200, 300), (1000, 300)),
        ("Alt+H", (550, 200), (600, 300)),
        ("Alt+V", (200, 250), (1000, 250)),
    ],
)
def test_align_to_the_selection(desk: Desk, key: str, red: tuple[int, int], green: tuple[int, int]) -> None:
    desk.mouse.drag((150, 150), (1050, 350))
    desk.key(key)
    assert desk.box("Red")[:2] == red
    assert desk.box("Green")[:2] == green
    assert desk.steps == 1


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("Alt+A", (0, 200)),
        ("Alt+D", (1520, 200)),
        ("Alt+W", (200, 0)),
        ("Alt+S", (200, 780)),
        ("Alt+H", (760, 200)),
        ("Alt+V", (200, 390)),
    ],
)
def test_a_single_clip_is_aligned_to_the_stage(desk: Desk, key: str, place: tuple[int, int]) -> None:
    desk.mouse.click(*RED)
    desk.key(key)
    assert desk.box("Red")[:2] == place


@pytest.mark.parametrize(("key", "axis"), [("Ctrl+Alt+H", 0), ("Ctrl+Alt+J", 1)])
def test_gaps_are_made_equal(desk: Desk, key: str, axis: int) -> None:
    desk.put("Title", left=700, top=1200)
    desk.key("Ctrl+A")
    desk.key(key)
    assert desk.step == "Distribute 4 clips"
    boxes = sorted((box_of(clip).bounds() for clip in desk.document.scene.clips), key=lambda r: (r.left, r.top)[axis])
    if axis == 0:
        gaps = [b.left - a.right for a, b in pairwise(boxes)]
    else:
        gaps = [b.top - a.bottom for a, b in pairwise(boxes)]
    assert gaps == pytest.approx([gaps[0]] * 3)


def test_flipping_mirrors_what_is_drawn(desk: Desk) -> None:
    desk.mouse.click(1500, 800)
    desk.key("Shift+H")
    desk.document.select(())
    assert desk.color(1420, 800) == "#ffe000"
    desk.select("Photo")
    desk.key("Shift+V")
    assert (desk.clip("Photo").flip_x, desk.clip("Photo").flip_y) == (True, True)
    assert desk.box("Photo") == (1400, 700, 400, 200, 0)


@pytest.mark.parametrize("key", ["Shift+H", "Shift+V"])
def test_a_turned_clip_is_flipped_as_a_mirror_shows_it(desk: Desk, key: str) -> None:
    desk.put("Green", hidden=True)
    desk.put("Photo", angle=30, left=900, top=300)
    desk.select("Photo")
    middle = box_of(desk.clip("Photo")).center
    steps = range(-180, 181, 45)
    places = [(dx, dy) for dx in steps for dy in steps]
    desk.document.select(())
    before = desk.plain_colors([middle + Point(*place) for place in places])
    assert {"#2040ff", "#ffe000", "#ffffff"} <= set(before)
    desk.select("Photo")
    numbers = desk.clip("Photo")
    desk.key(key)
    desk.document.select(())
    mirror = (-1, 1) if key == "Shift+H" else (1, -1)
    after = desk.plain_colors([middle + Point(dx * mirror[0], dy * mirror[1]) for dx, dy in places])
    # What is right on an edge is neither one colour nor the other.
    both = [(place, one, other) for place, one, other in zip(places, before, after, strict=True) if one and other]
    assert len(both) > len(places) * 0.6
    assert [place for place, one, other in both if one != other] == []
    desk.select("Photo")
    desk.key(key)
    again = desk.clip("Photo")
    assert (again.left, again.top, again.angle, again.flip_x, again.flip_y) == (
        numbers.left,
        numbers.top,
        numbers.angle,
        False,
        False,
    )


def test_several_clips_are_flipped_as_one_piece(desk: Desk) -> None:
    desk.select("Red", "Green")
    around = bounds_of(desk.document.selected_clips)
    desk.key("Shift+H")
    assert desk.box("Red")[0] == 900
    assert desk.box("Green")[0] == 200
    assert bounds_of(desk.document.selected_clips) == around
    assert desk.clip("Red").flip_x
    desk.key("Shift+H")
    assert (desk.box("Red")[:2], desk.box("Green")[:2]) == ((200, 200), (1000, 300))


@pytest.mark.parametrize(("key", "percent"), [(str(n), n * 10) for n in range(1, 10)] + [("0", 100)])
def test_a_digit_is_an_opacity(desk: Desk, key: str, percent: int) -> None:
    desk.put("Red", opacity=55)
    desk.mouse.click(*RED)
    desk.key(key)
    assert desk.clip("Red").opacity == percent
    desk.document.select(())
    red = int(desk.color(400, 350)[3:5], 16)
    assert red == pytest.approx(255 + (40 - 255) * percent / 100, abs=2)


def test_two_digits_typed_quickly_are_one_number_and_one_step(desk: Desk) -> None:
    now = [0.0]
    desk.document._clock = lambda: now[0]
    desk.mouse.click(*RED)
    for key, pause, percent in (("4", 1.0, 40), ("8", 0.3, 48), ("5", 0.3, 50), ("5", 1.0, 50), ("0", 1.0, 100)):
        now[0] += pause
        desk.key(key)
        assert desk.clip("Red").opacity == percent
    now[0] += 0.3
    desk.key("5")
    assert desk.clip("Red").opacity == 5
    assert desk.step == "Opacity 5 %"
    now[0] += 1.0
    desk.key("5")
    desk.key("Right")
    desk.key("0")  # something was done between
    assert desk.clip("Red").opacity == 100
    for _ in range(3):
        desk.key("Ctrl+Z")
    assert desk.clip("Red").opacity == 5
    now[0] += 1.0
    desk.key("4")
    desk.mouse.click(*GREEN)
    desk.key("8")  # of another clip it is the first one
    assert (desk.clip("Red").opacity, desk.clip("Green").opacity) == (40, 80)
    desk.key("Ctrl+Z")
    desk.key("Ctrl+Z")
    desk.key("Ctrl+Z")
    assert (desk.clip("Red").opacity, desk.clip("Green").opacity) == (50, 100)


def test_fit_to_stage_and_centre_on_stage(desk: Desk) -> None:
    desk.mouse.click(*RED)
    desk.key("Ctrl+Alt+M")
    assert desk.box("Red") == (760, 390, 400, 300, 0)
    desk.key("Ctrl+Alt+F")
    assert desk.box("Red") == (0, 0, 1920, 1080, 0)
    desk.mouse.click(*RED)
    desk.select("Photo")
    desk.key("Ctrl+Alt+F")
    assert desk.box("Photo") == pytest.approx((0, 60, 1920, 960, 0))


def test_arrows_nudge_and_a_burst_within_eight_tenths_is_one_step(desk: Desk) -> None:
    now = [0.0]
    desk.document._clock = lambda: now[0]
    desk.mouse.click(*RED)
    for key, pause in (("Right", 0.5), ("Right", 0.5), ("Shift+Down", 0.7), ("Left", 0.9)):
        now[0] += pause
        desk.key(key)
    assert desk.box("Red")[:2] == (201, 210)
    assert desk.steps == 2
    desk.key("Ctrl+Z")
    assert desk.box("Red")[:2] == (202, 210)
    desk.key("Ctrl+Z")
    assert desk.box("Red")[:2] == (200, 200)
    assert desk.document.is_clean


@pytest.mark.parametrize(("key", "by"), [("Left", (-1, 0)), ("Right", (1, 0)), ("Up", (0, -1)), ("Down", (0, 1))])
def test_shift_makes_a_nudge_ten_times_as_far(desk: Desk, key: str, by: tuple[int, int]) -> None:
    desk.mouse.click(*GREEN)
    desk.key(key)
    desk.key(f"Shift+{key}")
    assert desk.box("Green")[:2] == (1000 + 11 * by[0], 300 + 11 * by[1])


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_how_far_a_nudge_goes_is_chosen_and_remembered(desk: Desk) -> None:
    desk.mouse.click(*RED)
    desk.choose("nudge_5")
    desk.key("Right")
    desk.key("Shift+Down")
    assert desk.box("Red")[:2] == (205, 250)
    aids = desk.canvas.aids
    said = desk.window.memory.text("aids")
    aids.nudge_by(1)
    aids.read(said)
    assert aids.nudge_px == 5
    aids.read("guides/")
    aids.read("guides//stage/rubbish")
    assert (aids.nudge_px, aids.aligns_to) == (5, "stage")


@pytest.mark.parametrize("key", ["Del", "Backspace"])
def test_delete_spares_what_is_locked(desk: Desk, key: str) -> None:
    desk.put("Green", locked=True)
    desk.select("Red", "Green")
    desk.key(key)
    assert desk.stacked == ["Green", "Title", "Photo"]


def test_several_at_once_keep_their_order_in_the_middle_of_the_stage(desk: Desk) -> None:
    desk.key("Ctrl+A")
    desk.key("Ctrl+Alt+M")
    middle = bounds_of(desk.document.scene.clips).center
    assert (middle.x, middle.y) == (960, 540)


@pytest.mark.parametrize("key", ["Del", "Ctrl+X", "Ctrl+D"])
def test_undo_selects_again_what_was_selected_before_clips_came_or_went(desk: Desk, key: str) -> None:
    desk.select("Red", "Green")
    before = desk.document.selection
    desk.key(key)
    after = desk.document.selection
    assert after != before
    desk.key("Ctrl+Z")
    assert desk.document.selection == before
    desk.key("Ctrl+Shift+Z")
    assert desk.document.selection == after
    desk.select("Title")
    desk.key("Ctrl+Z")
    assert desk.document.selection == before


def test_undo_of_a_copy_that_was_dragged_selects_the_clip_it_is_of(desk: Desk) -> None:
    desk.select("Red")
    red = desk.document.selection
    desk.mouse.drag((300, 300), (500, 420), ALT)
    copy = desk.document.selection
    assert copy != red
    desk.key("Ctrl+Z")
    assert desk.document.selection == red
    desk.key("Ctrl+Shift+Z")
    assert desk.document.selection == copy


def test_undo_of_a_move_leaves_the_selection_as_it_is(desk: Desk) -> None:
    desk.select("Red")
    desk.key("Right")
    desk.select("Title")
    desk.key("Ctrl+Z")
    assert desk.chosen == ["Title"]


@pytest.mark.parametrize("key", ["Shift+H", "Shift+V"])
def test_what_is_locked_is_not_flipped_with_the_others(desk: Desk, key: str) -> None:
    desk.put("Green", locked=True)
    green, red = desk.clip("Green"), desk.box("Red")
    desk.select("Red", "Green")
    desk.key(key)
    assert desk.clip("Green") is green
    assert desk.box("Red") == red
    assert (desk.clip("Red").flip_x, desk.clip("Red").flip_y) == (key == "Shift+H", key == "Shift+V")


@pytest.mark.parametrize("key", ["Shift+H", "Alt+A", "Ctrl+Alt+F", "Ctrl+Alt+M"])
def test_that_what_is_locked_stays_where_it_is_is_said(desk: Desk, key: str) -> None:
    desk.put("Green", locked=True)
    desk.select("Green")
    steps = desk.steps
    desk.key(key)
    assert desk.steps == steps
    assert desk.window.notice_._label.text() == "What is selected is locked, and stays where it is."


@pytest.mark.parametrize("side", ["left to right", "top to bottom"])
def test_the_flips_of_the_inspector_say_of_what_is_locked_what_their_keys_say(desk: Desk, side: str) -> None:
    """They did nothing, without a word, and their step did not name the clip."""
    desk.select("Red")
    inspector = desk.window.workspace.inspector
    desk.qtbot.waitUntil(lambda: inspector.whole_form() is not None and inspector.whole_form().isVisible())
    (button,) = (each for each in inspector.findChildren(QToolButton) if each.accessibleName() == f"Flip {side}")
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.step == "Flip Red"
    desk.put("Red", locked=True)
    steps = desk.steps
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.steps == steps
    assert desk.window.notice_._label.text() == "What is selected is locked, and stays where it is."


def test_what_is_locked_is_neither_cut_nor_pasted_a_second_time_and_the_menu_counts_what_goes(desk: Desk) -> None:
    desk.put("Green", locked=True)
    desk.select("Red", "Green", "Title")
    desk.key("Delete")
    assert desk.step == "Delete 2 clips"
    desk.key("Ctrl+Z")
    desk.select("Red", "Green")
    desk.key("Ctrl+X")
    assert desk.step == "Cut Red"
    desk.key("Ctrl+V")
    assert sorted(desk.stacked) == ["Green", "Photo", "Red", "Title"]
    desk.select("Green")
    desk.key("Ctrl+X")
    desk.key("Ctrl+V")
    assert sorted(desk.stacked) == ["Green", "Photo", "Red", "Red", "Title"]
