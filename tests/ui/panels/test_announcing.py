"""What screen readers are told of work on the stage: once, at its end, with numbers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from studio_gui.model.clips import Clip
from studio_gui.model.geometry import box_of
from studio_gui.ui.main_window import MainWindow
from tests.ui.canvas.mouse import SHIFT, Mouse


@pytest.fixture
def heard(window: MainWindow) -> Iterator[list[str]]:
    """Everything that is said while a screen reader listens."""
    QAccessible.setActive(True)
    window.canvas.snaps = False
    window.canvas.setFocus()
    said: list[str] = []
    window.canvas.announcer.spoken.connect(said.append)
    yield said
    QAccessible.setActive(False)


def clip(window: MainWindow, label: str) -> Clip:
    scene = window.document.scene
    assert scene is not None
    return next(clip for clip in scene.clips if clip.label == label)


def say(qtbot: QtBot, heard: list[str], words: str) -> None:
    qtbot.waitUntil(lambda: bool(heard), timeout=3000)
    assert heard == [words]
    heard.clear()


def select(qtbot: QtBot, window: MainWindow, heard: list[str], *labels: str) -> None:
    window.document.select([clip(window, label).id for label in labels])
    qtbot.waitUntil(lambda: bool(heard), timeout=3000)
    heard.clear()


def test_tab_walks_the_clips_and_says_each(qtbot: QtBot, window: MainWindow, heard: list[str]) -> None:
    walked = []
    for _ in range(2):
        qtbot.keyClick(window.canvas, Qt.Key.Key_Tab)
        (chosen,) = window.document.selected_clips
        box = box_of(chosen)
        place = f"at {round(box.left)}, {round(box.top)}, {round(box.width)} by {round(box.height)}"
        say(qtbot, heard, f"{chosen.label}, {chosen.kind_title}, selected, {place}")
        walked.append(chosen.id)
    qtbot.keyClick(window.canvas, Qt.Key.Key_Backtab, SHIFT)
    assert window.document.selection == (walked[0],)
    assert len(set(walked)) == 2
    window.actions_.run("select_all")
    heard.clear()
    say(qtbot, heard, f"{len(window.document.selection)} clips selected")
    qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
    say(qtbot, heard, "Nothing is selected")


def test_a_drag_is_told_once_at_its_end(qtbot: QtBot, window: MainWindow, heard: list[str]) -> None:
    select(qtbot, window, heard, "Logo")
    box = box_of(clip(window, "Logo"))
    mouse = Mouse(window.canvas)
    mouse.press(box.center.x, box.center.y).move(box.center.x + 60, box.center.y)
    with qtbot.assertNotEmitted(window.canvas.announcer.spoken, wait=500):
        mouse.move(box.center.x + 80, box.center.y)
    mouse.move(box.center.x + 100, box.center.y + 20).release()
    say(qtbot, heard, f"Logo moved to {round(box.left + 100)}, {round(box.top + 20)}")
    qtbot.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    say(qtbot, heard, "Undone: Move Logo")
    qtbot.keyClick(window.canvas, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    say(qtbot, heard, "Redone: Move Logo")


def test_a_burst_of_nudges_is_told_where_it_ended(qtbot: QtBot, window: MainWindow, heard: list[str]) -> None:
    select(qtbot, window, heard, "Title")
    box = box_of(clip(window, "Title"))
    for _ in range(5):
        qtbot.keyClick(window.canvas, Qt.Key.Key_Right, SHIFT)
    say(qtbot, heard, f"Title moved to {round(box.left + 50)}, {round(box.top)}")
    select(qtbot, window, heard, "Title", "Logo")
    for _ in range(3):
        qtbot.keyClick(window.canvas, Qt.Key.Key_Up)
    say(qtbot, heard, "2 clips moved by 0, -3")


@pytest.mark.parametrize("is_told_between", [False, True])
def test_a_nudge_there_and_back_is_told_where_it_ended(
    qtbot: QtBot, window: MainWindow, heard: list[str], is_told_between: bool
) -> None:
    """The arrow to the right and at once the one to the left: the window said that something had gone wrong."""
    now = [100.0]
    window.document._clock = lambda: now[0]
    select(qtbot, window, heard, "Logo")
    box = box_of(clip(window, "Logo"))
    qtbot.keyClick(window.canvas, Qt.Key.Key_Down)
    say(qtbot, heard, f"Logo moved to {round(box.left)}, {round(box.top + 1)}")
    now[0] += 1
    qtbot.keyClick(window.canvas, Qt.Key.Key_Right)
    if is_told_between:
        say(qtbot, heard, f"Logo moved to {round(box.left + 1)}, {round(box.top + 1)}")
    qtbot.keyClick(window.canvas, Qt.Key.Key_Left)
    place = f"Logo moved to {round(box.left)}, {round(box.top + 1)}"
    say(qtbot, heard, place if is_told_between else "Back as it was")
    assert window.document.undo_stack.count() == 1
    qtbot.keyClick(window.canvas, Qt.Key.Key_Right)
    say(qtbot, heard, f"Logo moved to {round(box.left + 1)}, {round(box.top + 1)}")


def test_sizes_angles_and_other_steps(qtbot: QtBot, window: MainWindow, heard: list[str]) -> None:
    select(qtbot, window, heard, "Title")
    box = box_of(clip(window, "Title"))
    mouse = Mouse(window.canvas)
    mouse.press(box.left + box.width, box.top + box.height)
    mouse.move(box.left + box.width + 40, box.top + box.height + 30).release()
    place = f"at {round(box.left)}, {round(box.top)}"
    say(qtbot, heard, f"Title is {round(box.width + 40)} by {round(box.height + 30)}, {place}")
    form = window.workspace.inspector.whole_form()
    assert form is not None
    angle = form.field("angle").line  # type: ignore[attr-defined]
    angle.setFocus()
    angle.selectAll()
    qtbot.keyClicks(angle, "15")
    qtbot.keyClick(angle, Qt.Key.Key_Return)
    say(qtbot, heard, "Title turned to 15°")
    assert window.canvas.hasFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_5)
    say(qtbot, heard, "Opacity 50 %")


def test_an_angle_is_told_the_shorter_way_round(qtbot: QtBot, window: MainWindow, heard: list[str]) -> None:
    """A turn to the left by 24° was told as one to 336°."""
    select(qtbot, window, heard, "Title")
    form = window.workspace.inspector.whole_form()
    assert form is not None
    angle = form.field("angle").line  # type: ignore[attr-defined]
    angle.setFocus()
    angle.selectAll()
    qtbot.keyClicks(angle, "336")
    qtbot.keyClick(angle, Qt.Key.Key_Return)
    say(qtbot, heard, "Title turned to -24°")
    select(qtbot, window, heard, "Logo")
    window.document.select([clip(window, "Title").id])
    qtbot.waitUntil(lambda: bool(heard) and heard[-1].endswith(", turned -24°"))


def test_after_an_undo_a_new_step_is_not_called_redone(qtbot: QtBot, window: MainWindow, heard: list[str]) -> None:
    select(qtbot, window, heard, "Logo")
    box = box_of(clip(window, "Logo"))
    qtbot.keyClick(window.canvas, Qt.Key.Key_Right)
    say(qtbot, heard, f"Logo moved to {round(box.left + 1)}, {round(box.top)}")
    window.actions_.run("undo")
    say(qtbot, heard, "Undone: Move Logo")
    qtbot.keyClick(window.canvas, Qt.Key.Key_Down)
    say(qtbot, heard, f"Logo moved to {round(box.left)}, {round(box.top + 1)}")


def test_another_scene_is_named(qtbot: QtBot, window: MainWindow, heard: list[str]) -> None:
    qtbot.keyClick(window.canvas, Qt.Key.Key_PageDown)
    count = len(window.document.project.scenes)
    name = window.document.scene.studio.name
    say(qtbot, heard, f"Scene 2 of {count}" + (f", {name}" if name else ""))


def test_nothing_is_said_when_nobody_listens(qtbot: QtBot, window: MainWindow, heard: list[str]) -> None:
    QAccessible.setActive(False)
    with qtbot.assertNotEmitted(window.canvas.announcer.spoken, wait=500):
        qtbot.keyClick(window.canvas, Qt.Key.Key_Tab)
    assert heard == []
    stage = QAccessible.queryAccessibleInterface(window.canvas)
    assert stage.text(QAccessible.Text.Name) == "Stage"
    chosen = window.document.selected_clips[0]
    assert stage.text(QAccessible.Text.Description).startswith(chosen.label)
