"""Guides of one's own without a mouse: added, walked through, moved, placed by a number, taken away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QToolTip

from studio_gui.model import edits
from studio_gui.model.edits.guides import guides_of
from studio_gui.ui.canvas.aids.guide_keys import held_guide
from studio_gui.ui.dialogs.guide import GuideDialog
from tests.ui.answering import answering
from tests.ui.canvas.habits.desk import Desk


def answered(desk: Desk, answer: Callable[[GuideDialog], None], command: Callable[[], None]) -> None:
    """Give a command that asks, and answer by keys."""
    looks: list[bool] = []

    def has_keyboard(dialog: GuideDialog) -> bool:
        focused = QApplication.focusWidget()
        looks.append(focused is not None and focused.window() is dialog)
        return looks[-2:] == [True, True]  # and not only just

    def act(dialog: GuideDialog) -> None:
        desk.qtbot.waitUntil(lambda: has_keyboard(dialog))
        answer(dialog)
        assert not dialog.isVisible()

    with answering(act, GuideDialog):
        command()
    desk.window.activateWindow()  # nobody does that where there is no desktop
    desk.qtbot.waitUntil(desk.window.isActiveWindow)


def run(desk: Desk, command: str) -> None:
    """Choose a command that has no key, as the palette does."""
    desk.window.actions_.refresh()
    desk.window.actions_[command].trigger()


def put(desk: Desk, x: tuple[float, ...] = (), y: tuple[float, ...] = ()) -> None:
    """Guides that are there, without hands."""
    desk.document.apply("Put", lambda p: edits.put_guides(edits.put_guides(p, "x", at=x), "y", at=y))


def test_a_guide_is_added_moved_and_removed_by_keys_alone(desk: Desk) -> None:
    before, steps = desk.project, desk.steps

    def thirds(dialog: GuideDialog) -> None:
        assert dialog.place.line.text() == "960"
        desk.type("1920/3")
        desk.key("Return", to=QApplication.focusWidget())

    answered(desk, thirds, lambda: desk.key("Ctrl+Alt+G"))
    assert guides_of(desk.project, "x") == (640,)
    assert desk.step == "Add guide"
    assert desk.hint.startswith("Vertical guide at 640")
    assert QApplication.focusWidget() is desk.canvas
    desk.key("Right")
    desk.key("Right")
    desk.key("Shift+Left")
    desk.key("Up")
    assert guides_of(desk.project, "x") == (632,)
    assert desk.step == "Move guide"
    desk.key("Ctrl+Z")
    assert guides_of(desk.project, "x") == (640,)
    desk.key("Left")
    desk.key("Delete")
    assert guides_of(desk.project, "x") == ()
    assert desk.step == "Remove guide"
    for _ in range(desk.steps - steps):
        desk.key("Ctrl+Z")
    assert desk.project is before


def test_a_horizontal_guide_is_chosen_by_keys_and_goes_through_what_is_selected(desk: Desk) -> None:
    desk.select("Red")

    def turned(dialog: GuideDialog) -> None:
        assert dialog.place.line.text() == "400"
        desk.key("Shift+Backtab", to=QApplication.focusWidget())
        desk.key("Right", to=QApplication.focusWidget())
        desk.key("Space", to=QApplication.focusWidget())
        assert dialog.place.line.text() == "350"
        desk.key("Return", to=QApplication.focusWidget())

    answered(desk, turned, lambda: desk.key("Ctrl+Alt+G"))
    assert (guides_of(desk.project, "x"), guides_of(desk.project, "y")) == ((), (350,))
    assert desk.chosen == []
    desk.key("Shift+Down")
    assert guides_of(desk.project, "y") == (360,)


def test_a_guide_that_is_not_wanted_after_all_leaves_nothing(desk: Desk) -> None:
    before = desk.project
    answered(desk, lambda _: desk.key("Esc", to=QApplication.focusWidget()), lambda: desk.key("Ctrl+Alt+G"))
    assert desk.project is before
    assert held_guide(desk.canvas) is None


def test_what_is_no_number_is_not_taken_and_said_under_its_field(desk: Desk) -> None:
    def wrong(dialog: GuideDialog) -> None:
        add = dialog.findChild(QPushButton, "guide_now")
        desk.type("12 oranges")
        desk.key("Return", to=QApplication.focusWidget())
        words = dialog.box.words
        assert words.text() == "Type a number, or a sum such as 1920/2."
        under = words.mapTo(dialog, words.rect().topLeft()).y()
        assert dialog.place.mapTo(dialog, dialog.place.rect().bottomLeft()).y() < under < add.y()
        assert not QToolTip.isVisible()
        desk.qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
        assert dialog.isVisible()
        assert dialog.place.line.text() == "12 oranges"
        desk.key("Esc", to=dialog.place.line)

    answered(desk, wrong, lambda: desk.key("Ctrl+Alt+G"))
    assert guides_of(desk.project, "x") == ()


@pytest.mark.parametrize("right", ["960", "12"])
def test_a_wrong_number_is_forgotten_once_it_is_right(desk: Desk, right: str) -> None:
    def mended(dialog: GuideDialog) -> None:
        for typed in ("12 oranges", right):
            assert dialog.isVisible()
            dialog.place.line.selectAll()
            desk.type(typed)
            desk.key("Up" if typed == right else "Return", to=QApplication.focusWidget())
        assert not dialog.box.words.isVisible()
        desk.key("Return", to=QApplication.focusWidget())

    answered(desk, mended, lambda: desk.key("Ctrl+Alt+G"))
    assert guides_of(desk.project, "x") == (int(right) + 1,)


def test_a_wrong_number_is_forgotten_when_the_other_direction_is_chosen(desk: Desk) -> None:
    def turned(dialog: GuideDialog) -> None:
        desk.type("12 oranges")
        desk.key("Return", to=QApplication.focusWidget())
        desk.key("Shift+Backtab", to=QApplication.focusWidget())
        assert dialog.box.words.isVisible()
        desk.key("Right", to=QApplication.focusWidget())
        desk.key("Space", to=QApplication.focusWidget())
        assert not dialog.box.words.isVisible()
        assert dialog.place.line.text() == "540"
        desk.key("Return", to=QApplication.focusWidget())

    answered(desk, turned, lambda: desk.key("Ctrl+Alt+G"))
    assert guides_of(desk.project, "y") == (540,)


def test_where_the_guide_in_hand_lies_is_said_wherever_the_mouse_rests(desk: Desk) -> None:
    put(desk, x=(100,))
    desk.mouse.move(400, 350)
    desk.key("Alt+G")
    desk.key("Right")
    desk.canvas.hand.say_state()
    assert desk.hint.startswith("Vertical guide at 101 · ← →")
    desk.mouse.move(410, 350)
    assert desk.hint.startswith("Vertical guide at 101 · ← →")


def test_guides_are_walked_through_from_the_left_and_from_above(desk: Desk) -> None:
    put(desk, x=(900, 100), y=(50,))
    said = []
    for keys in ("Alt+G", "Alt+G", "Alt+G", "Alt+G", "Alt+Shift+G"):
        desk.key(keys)
        said.append(desk.hint.partition(" · ")[0])
    assert said == [
        "Vertical guide at 100", "Vertical guide at 900", "Horizontal guide at 50", "Vertical guide at 100",
        "Horizontal guide at 50",
    ]  # fmt: skip
    color = desk.color(600, 50)
    desk.key("Esc")
    assert held_guide(desk.canvas) is None
    assert desk.color(600, 50) == color
    desk.key("Down")
    assert guides_of(desk.project, "y") == (50,)


def test_the_guide_in_hand_is_placed_by_a_number_by_a_command(desk: Desk) -> None:
    put(desk, x=(100,))
    desk.key("Alt+G")

    def further(dialog: GuideDialog) -> None:
        assert dialog.windowTitle() == "Move guide"
        assert not dialog.direction.isVisible()
        desk.type("+25")
        desk.key("Return", to=QApplication.focusWidget())

    answered(desk, further, lambda: run(desk, "place_guide"))
    assert guides_of(desk.project, "x") == (125,)
    run(desk, "remove_guide")
    assert guides_of(desk.project, "x") == ()


def test_a_guide_in_hand_is_let_go_of_by_whatever_comes_next(desk: Desk) -> None:
    put(desk, x=(100,))
    for goes_on in (
        lambda: desk.mouse.click(300, 300),
        lambda: desk.mouse.click(900, 900),
        lambda: desk.key("Tab"),
        lambda: desk.key("Ctrl+;"),
    ):
        desk.key("Alt+G")
        assert held_guide(desk.canvas) is not None
        goes_on()
        assert held_guide(desk.canvas) is None
        desk.key("Esc")
        desk.key("Right")
        assert guides_of(desk.project, "x") == (100,)
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_guides_that_are_locked_let_the_mouse_through_to_the_clips(desk: Desk) -> None:
    put(desk, x=(300,))
    desk.mouse.drag((300, 250), (350, 250))
    assert (guides_of(desk.project, "x"), desk.box("Red")[:2]) == ((350,), (200, 200))
    desk.choose("lock_guides")
    assert "locks" in (desk.window.memory.text("aids") or "")
    desk.mouse.move(350, 250)
    assert desk.hint.startswith("Drag moves ·")
    desk.mouse.drag((350, 250), (450, 300))
    assert (guides_of(desk.project, "x"), desk.box("Red")[:2]) == ((350,), (300, 250))
    desk.key("Alt+G")
    desk.key("Right")
    assert guides_of(desk.project, "x") == (351,)
    desk.key("Esc")
    desk.choose("lock_guides")
    desk.mouse.drag((351, 300), (400, 300))
    assert (guides_of(desk.project, "x"), desk.box("Red")[:2]) == ((400,), (300, 250))


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_shift_f10_opens_the_menu_of_a_dialogs_field(desk: Desk) -> None:
    """The key belongs to the window, which a dialog keeps from hearing it."""

    def seven(_dialog: GuideDialog) -> None:
        desk.key("Shift+F10", to=QApplication.focusWidget())
        menu = QApplication.activePopupWidget()
        assert menu is not None
        assert any("Paste" in action.text().replace("&", "") for action in menu.actions())
        menu.close()
        desk.type("7")
        desk.key("Return", to=QApplication.focusWidget())

    answered(desk, seven, lambda: desk.key("Ctrl+Alt+G"))
    answered(desk, seven, lambda: desk.key("Ctrl+Alt+G"))
    assert guides_of(desk.project, "x") == (7, 7)
