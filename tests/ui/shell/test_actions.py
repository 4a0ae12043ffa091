"""The table of commands: complete, without clashes, and every row does something."""

from __future__ import annotations

import importlib
import inspect
import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QToolButton
from pytestqt.qtbot import QtBot

import studio_gui.ui
from studio_gui.base.paths import resource
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_shape
from studio_gui.ui.actions.arrange import MANY
from studio_gui.ui.actions.conditions import CONDITIONS, holds
from studio_gui.ui.actions.finding.palette import icon_of
from studio_gui.ui.actions.menus import submenu
from studio_gui.ui.actions.row import Row
from studio_gui.ui.actions.table import MENUS, ROWS, SELECTION_MENU, STAGE_MENU, TOOLBAR, ZOOM_MENU
from studio_gui.ui.main_window import MainWindow

IDS = [row.id for row in ROWS]


def test_every_command_has_a_name_of_its_own() -> None:
    assert [name for name, count in Counter(IDS).items() if count > 1] == []


def test_no_two_commands_share_a_key() -> None:
    keys = Counter(QKeySequence(key).toString() for row in ROWS for key in row.keys)
    assert [key for key, count in keys.items() if count > 1 or not key] == []


def test_no_menu_takes_a_key_of_a_command() -> None:
    letters = {f"Alt+{text[text.index('&') + 1].upper()}" for text in MENUS.values()}
    assert len(letters) == len(MENUS)
    assert letters & {key for row in ROWS for key in row.keys} == set()


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_a_row_names_what_is_there(row: Row) -> None:
    module, _, name = row.run.partition(":")[0].partition(".")
    handler = getattr(importlib.import_module(f"studio_gui.ui.actions.{module}"), name)
    takes = len(inspect.signature(handler).parameters)
    assert takes == 2 if ":" in row.run else takes >= 1
    assert all(word.partition(":")[0] in CONDITIONS for word in f"{row.when} {row.checked}".split())
    assert not row.icon or resource("icons", f"{row.icon}.svg").is_file()
    assert not row.menu or row.menu.removeprefix("-").partition("/")[0] in MENUS


def test_bars_and_menus_name_commands_that_exist() -> None:
    named = {name for name in (*TOOLBAR, *SELECTION_MENU, *STAGE_MENU, *ZOOM_MENU) if name not in ("|", "shape")}
    assert {name for name in named if not name[0].isupper()} - set(IDS) == set()


def test_every_icon_asked_for_is_drawn() -> None:
    folder = Path(studio_gui.ui.__file__).parent
    asked = {
        name
        for path in folder.rglob("*.py")
        for name in re.findall(r'theme\.icon(?:_pixmap)?\("([a-z0-9-]+)"', path.read_text("utf-8"))
    }
    assert {name for name in asked if not resource("icons", f"{name}.svg").is_file()} == set()


def test_commands_rest_on_the_start_page(empty_window: MainWindow) -> None:
    empty_window.show_start()
    assert empty_window.actions_["new"].isEnabled()
    assert not empty_window.actions_["save"].isEnabled()
    assert not empty_window.actions_["delete"].isEnabled()
    assert all(holds(empty_window.context, row.when) in (True, False) for row in ROWS)


def test_the_menu_names_the_step(window: MainWindow) -> None:
    window.actions_.run("new_scene")
    window.actions_.refresh()
    assert window.actions_["undo"].text() == "&Undo New scene"
    window.actions_.run("undo")
    window.actions_.refresh()
    assert window.actions_["redo"].text() == "&Redo New scene"
    assert not window.actions_["undo"].isEnabled()


def test_keys_reach_commands(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    assert document is not None
    window.activateWindow()
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert len(document.project.scenes) == 4
    document.select((document.project.scenes[0].clips[0].id,))
    QTest.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(document.project.scenes) == 3


def test_commands_that_need_a_selection_wait_for_one(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    assert document is not None
    assert document.scene is not None
    assert not window.actions_["delete"].isEnabled()
    document.select((document.scene.clips[0].id,))
    qtbot.waitUntil(lambda: window.actions_["delete"].isEnabled())


def test_what_is_done_elsewhere_while_hundreds_are_grouped_is_kept(window: MainWindow) -> None:
    """To work it out and to show it take a turn each; what changes between the two is not put back."""
    document = window.document
    assert document is not None
    box = Rect(10, 10, 20, 20)
    clips = tuple(new_shape("Rectangle_corner0", box=box).changed(layer=n) for n in range(MANY + 1))
    document.apply("Add", lambda p: p.changed(scenes=(p.scenes[0].changed(clips=clips), *p.scenes[1:])))
    document.select([clip.id for clip in clips])
    before = document.project
    QTimer.singleShot(0, window, lambda: document.apply("Rename", lambda p: p.changed(name="Meanwhile")))
    window.actions_.run("group")
    assert document.project.name == "Meanwhile"
    assert len({clip.studio.group for clip in document.project.scenes[0].clips} - {""}) == 1
    document.undo_stack.undo()
    assert document.project == before.changed(name="Meanwhile")
    document.undo_stack.undo()
    assert document.project is before


def test_a_command_that_cannot_be_done_any_more_does_nothing(window: MainWindow) -> None:
    window.actions_.run("delete")
    assert window.document is not None
    assert window.document.is_clean


def _letters(texts: list[str]) -> Counter[str]:
    return Counter(text[text.index("&") + 1].lower() for text in texts if "&" in text)


def test_no_two_entries_of_a_menu_have_the_same_letter(window: MainWindow) -> None:
    twice = {
        path: [letter for letter, count in _letters([entry.text() for entry in menu.actions()]).items() if count > 1]
        for path, menu in window.menus.items()
    }
    assert {path: letters for path, letters in twice.items() if letters} == {}


def test_the_file_menu_is_seen_at_a_glance(window: MainWindow) -> None:
    entries = [entry for entry in window.menus["File"].actions() if not entry.isSeparator()]
    assert len(entries) <= 20
    inner = {path for path in window.menus if path.startswith("File/")}
    assert inner == {"File/Import", "File/Export", "File/Media", "File/Accounts and services"}


def test_a_menu_has_its_lines_wherever_it_opens(window: MainWindow) -> None:
    in_the_bar = [entry.text() for entry in window.menus["Arrange/Align"].actions()]
    above_the_selection = submenu("Align", window.actions_, window)
    assert [entry.text() for entry in above_the_selection.actions() if entry.text()] == [
        text for text in in_the_bar if text
    ]
    shown = [entry.text() for entry in above_the_selection.actions()]
    assert shown[shown.index("Align right") + 1] == ""
    assert shown.count("") - (not shown[0]) == in_the_bar.count("")


def test_the_manual_names_menus_and_commands_that_are_there(window: MainWindow) -> None:
    text = (Path(__file__).resolve().parents[3] / "packaging" / "MANUAL.md").read_text("utf-8")
    paths = re.findall(rf"\*\*((?:{'|'.join(MENUS)}) › [^*]+)\*\*", text)
    assert len(paths) > 20
    said = {
        f"{path}/{entry.text()}".replace("&", "").replace("/", " › ").removesuffix("…")
        for path, menu in window.menus.items()
        for entry in menu.actions()
    }
    assert {path for path in paths if " ".join(path.split()).removesuffix("…") not in said} == set()


def test_every_command_has_an_icon_in_the_list_of_commands() -> None:
    assert [row.id for row in ROWS if not resource("icons", f"{icon_of(row)}.svg").is_file()] == []


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_one_esc_leaves_a_menu_and_gives_the_keyboard_back(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.canvas.setFocus()
    bar = window.menuBar()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(window.menus["File"].isVisible)
    QTest.keyClick(window.menus["File"], Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bar.activeAction() is None)
    assert not window.menus["File"].isVisible()
    assert window.focusWidget() is window.canvas


def test_what_stands_in_a_row_stands_in_the_middle_of_it(window: MainWindow) -> None:
    toolbar = window.workspace.toolbar
    buttons = [each for each in toolbar.findChildren(QAbstractButton) if each.parent() is toolbar and each.isVisible()]
    assert len(buttons) > 10
    assert {(each.y(), each.height()) for each in buttons} == {(7, 30)}
    script = window.workspace.script
    assert script.listen.height() == script.notes_button.height() == script.more.height() == script.voice.height()
    assert len({each.geometry().center().y() for each in (script.listen, script.notes_button, script.voice)}) == 1


def test_a_button_that_opens_a_menu_has_a_mark_and_others_have_none(window: MainWindow) -> None:
    """The last pixels of a button before its edge."""
    toolbar = window.workspace.toolbar

    def has_mark(button: QAbstractButton) -> bool:
        image = button.grab(QRect(button.width() - 13, 4, 9, button.height() - 8)).toImage()
        return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) > 1

    named = [each for each in toolbar.findChildren(QToolButton) if each.parent() is toolbar and each.text()]
    assert {each.text() for each in named if has_mark(each)} >= {
        "Shape",
        toolbar.findChild(QToolButton, "zoom_menu").text(),
    }
    assert not has_mark(next(each for each in named if each.text() == "Picture"))


def test_commands_are_told_apart_where_their_menu_is_not_to_be_seen() -> None:
    """“To the stage” says nothing in a list of all commands, and “Media: Media files” says one word twice."""
    told = {row.id: row.whole_text for row in ROWS}
    assert told["align_to_stage"] == "Align: To the stage"
    assert told["align_left"] == "Align left"
    assert told["nudge_5"] == "Arrow keys move by: 5 px, with Shift 50"
    assert told["snap_thirds"] == "Snap to: Thirds"
    assert told["media"] == "Media files"
    assert told["next_panel"] == "Next panel"
    assert told["accounts"] == "Accounts"
    assert told["new"] == "New project"
    assert [name for name, count in Counter(told.values()).items() if count > 1] == ["Text"]
