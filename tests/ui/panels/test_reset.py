"""Fields go back to their defaults, by mouse and by keyboard, and the canvas has the keys again afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.model import edits
from studio_gui.ui.forms.number_field import NumberField
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.panels.inspector.section import ResetMenu

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def ask_for_menu(part: QWidget, reason: QContextMenuEvent.Reason) -> QMenu:
    place = QPoint(5, 5)
    QApplication.sendEvent(part, QContextMenuEvent(reason, place, part.mapToGlobal(place)))
    found = [menu for menu in part.findChildren(QMenu) if menu.isVisible()]
    assert len(found) == 1
    return found[0]


def reset(part: QWidget, reason: QContextMenuEvent.Reason = QContextMenuEvent.Reason.Keyboard) -> None:
    menu = ask_for_menu(part, reason)
    action = next(action for action in menu.actions() if action.objectName() == "reset")
    action.trigger()
    menu.close()


def select(window: MainWindow, *labels: str) -> None:
    window.document.select([clip.id for clip in window.document.scene.clips if clip.label in labels])


def values(window: MainWindow, name: str) -> list[object]:
    return [getattr(clip, name) for clip in window.document.selected_clips]


def test_several_clips_are_reset_at_once(qtbot: QtBot, window: MainWindow) -> None:
    select(window, "Title", "Subtitle")
    document, scene_id = window.document, window.document.scene_id
    ids = document.selection
    document.apply("Fade", lambda p: edits.change_clips(p, scene_id, clip_ids=ids, fields={"opacity": 40, "angle": 7}))
    steps = document.undo_stack.count()
    form = window.workspace.inspector.whole_form()
    label = next(label for label in form.findChildren(QLabel) if label.text() == "Opacity")
    reset(label, QContextMenuEvent.Reason.Mouse)
    assert values(window, "opacity") == [100, 100]
    assert document.undo_stack.count() == steps + 1
    assert document.undo_stack.undoText() == "Reset opacity"
    angle = form.field("angle")
    assert isinstance(angle, NumberField)
    reset(angle.line)
    assert values(window, "angle") == [0, 0]


def test_a_line_keeps_its_own_menu_too(window: MainWindow) -> None:
    select(window, "Title")
    field = window.workspace.inspector.whole_form().field("angle")
    assert isinstance(field, NumberField)
    menu = ask_for_menu(field.line, QContextMenuEvent.Reason.Mouse)
    assert len([action for action in menu.actions() if not action.isSeparator()]) > 3
    menu.close()


def test_places_have_no_default(window: MainWindow) -> None:
    select(window, "Title")
    form = window.workspace.inspector.whole_form()
    assert form.field("angle").findChildren(ResetMenu)
    assert not form.field("left").findChildren(ResetMenu)


def test_several_clips_arithmetic_and_the_way_back(qtbot: QtBot, window: MainWindow) -> None:
    select(window, "Title", "Subtitle")
    tops = values(window, "top")
    assert len(set(tops)) == 2
    field = window.workspace.inspector.whole_form().field("top")
    assert isinstance(field, NumberField)
    assert float(field.line.text()) == min(tops)
    field.line.setFocus()
    qtbot.keyClicks(field.line, "+10")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert values(window, "top") == [top + 10 for top in tops]
    assert window.canvas.hasFocus()
    left = window.workspace.inspector.whole_form().field("left")
    assert isinstance(left, NumberField)
    left.line.setFocus()
    left.line.selectAll()
    qtbot.keyClicks(left.line, "1920/2")
    qtbot.keyClick(left.line, Qt.Key.Key_Return)
    assert min(values(window, "left")) == 960
    assert window.canvas.hasFocus()
