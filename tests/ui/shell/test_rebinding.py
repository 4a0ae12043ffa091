"""Other keys for commands: chosen on the sheet, in force at once, remembered, never fired while typing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QScrollArea
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.ui.actions.finding.key_button import keys_of
from studio_gui.ui.actions.finding.shortcuts import ShortcutSheet
from studio_gui.ui.main_window import MainWindow

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def sheet(window: MainWindow, qtbot: QtBot) -> ShortcutSheet:
    """The open sheet of the window."""
    window.actions_.run("shortcuts")
    shown = window.findChild(ShortcutSheet)
    assert isinstance(shown, ShortcutSheet)
    qtbot.waitUntil(shown.isVisible)
    return shown


def _press(
    qtbot: QtBot, sheet: ShortcutSheet, command: str, key: Qt.Key, held: Qt.KeyboardModifier = NONE
) -> None:  # fmt: skip
    qtbot.mouseClick(sheet.buttons[command], Qt.MouseButton.LeftButton)
    qtbot.keyClick(sheet.buttons[command], key, held)


def _close(qtbot: QtBot, sheet: ShortcutSheet, window: MainWindow) -> None:
    sheet.close()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.canvas.setFocus()


def _scenes(window: MainWindow) -> int:
    assert window.document is not None
    return len(window.document.project.scenes)


def _stored(services: Services) -> object:
    return json.loads(services.settings.path.read_text())["key_changes"]


def test_new_keys_hold_at_once_and_after_the_next_start(
    window: MainWindow, sheet: ShortcutSheet, services: Services, qtbot: QtBot
) -> None:
    _press(qtbot, sheet, "new_scene", Qt.Key.Key_F8)
    assert "F8" in sheet.buttons["new_scene"].text()
    assert "F8" in window.actions_["new_scene"].toolTip()
    assert _stored(services) == {"new_scene": ["F8"]}
    _close(qtbot, sheet, window)
    before = _scenes(window)
    qtbot.keyClick(window.canvas, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: _scenes(window) == before + 1)
    qtbot.keyClick(window.canvas, Qt.Key.Key_M, CTRL)
    assert _scenes(window) == before + 1
    again = Services()
    assert again.settings.value.key_changes == {"new_scene": ("F8",)}
    again.close()


def test_keys_are_there_from_the_start(window: MainWindow) -> None:
    window.actions_.use_keys({"export": ("F9",), "gone": ("F3",), "save": ("no such key",)})
    assert window.actions_["export"].shortcuts() == [QKeySequence("F9")]
    assert window.actions_["save"].shortcuts() == []


@pytest.mark.parametrize(
    ("key", "held", "said"),
    [
        (Qt.Key.Key_Menu, NONE, "opens the context menu"),
        (Qt.Key.Key_F4, ALT, "closes the window"),
        (Qt.Key.Key_F, ALT, "opens the menu File"),
        (Qt.Key.Key_Left, SHIFT, "is for the stage"),
    ],
)
def test_keys_that_mean_the_same_everywhere_stay_what_they_are(
    window: MainWindow, sheet: ShortcutSheet, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier, said: str
) -> None:
    before = window.actions_.keys
    _press(qtbot, sheet, "new_scene", key, held)
    assert said in sheet.said.text()
    assert window.actions_.keys == before


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Tab])
def test_who_presses_no_keys_after_all_is_not_asked_for_them_any_longer(
    window: MainWindow, sheet: ShortcutSheet, qtbot: QtBot, key: Qt.Key
) -> None:
    before, at_first = window.actions_.keys, sheet.said.text()
    qtbot.mouseClick(sheet.buttons["new_scene"], Qt.MouseButton.LeftButton)
    assert sheet.said.text().startswith("Press the new keys")
    qtbot.keyClick(sheet.buttons["new_scene"], key)
    assert sheet.said.text() == at_first
    assert sheet.isVisible()
    assert window.actions_.keys == before


def test_a_clash_is_named_and_taken_over_only_when_said(
    window: MainWindow, sheet: ShortcutSheet, services: Services, qtbot: QtBot
) -> None:
    _press(qtbot, sheet, "panel_history", Qt.Key.Key_E, CTRL)
    assert "Export" in sheet.said.text()
    assert window.actions_["panel_history"].shortcuts() == []
    qtbot.mouseClick(sheet.take, Qt.MouseButton.LeftButton)
    assert window.actions_["panel_history"].shortcuts() == [QKeySequence("Ctrl+E")]
    assert window.actions_["export"].shortcuts() == []
    assert _stored(services) == {"panel_history": ["Ctrl+E"], "export": []}
    qtbot.mouseClick(sheet.reset, Qt.MouseButton.LeftButton)
    assert window.actions_["export"].shortcuts() == [QKeySequence("Ctrl+E")]
    assert _stored(services) == {}
    assert not sheet.reset.isEnabled()


def test_one_command_gets_its_own_keys_back(window: MainWindow, sheet: ShortcutSheet, qtbot: QtBot) -> None:
    _press(qtbot, sheet, "redo", Qt.Key.Key_Backspace)
    assert window.actions_["redo"].shortcuts() == []
    qtbot.mouseClick(sheet.default, Qt.MouseButton.LeftButton)
    assert window.actions_["redo"].shortcuts() == [QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")]


@pytest.mark.parametrize(("key", "held", "why"), [(Qt.Key.Key_Left, NONE, "stage"), (Qt.Key.Key_F, ALT, "menu")])
def test_what_hands_and_menus_need_is_refused(
    window: MainWindow, sheet: ShortcutSheet, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier, why: str
) -> None:
    _press(qtbot, sheet, "new_scene", key, held)
    assert why in sheet.said.text()
    assert window.actions_["new_scene"].shortcuts() == [QKeySequence("Ctrl+M")]


def test_escape_leaves_the_keys_and_the_sheet_as_they_are(
    window: MainWindow, sheet: ShortcutSheet, qtbot: QtBot
) -> None:
    _press(qtbot, sheet, "new_scene", Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert window.actions_["new_scene"].shortcuts() == [QKeySequence("Ctrl+M")]


def test_a_letter_as_a_key_never_fires_while_typing(window: MainWindow, sheet: ShortcutSheet, qtbot: QtBot) -> None:
    _press(qtbot, sheet, "new_scene", Qt.Key.Key_N)
    _close(qtbot, sheet, window)
    before = _scenes(window)
    assert window.workspace is not None
    script = window.workspace.script.findChild(QPlainTextEdit)
    assert isinstance(script, QPlainTextEdit)
    script.setFocus()
    qtbot.keyClicks(script, "nn")
    assert "nn" in script.toPlainText()
    assert _scenes(window) == before
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: _scenes(window) == before + 1)


def test_shift_counts_for_letters_but_not_for_signs_that_need_it() -> None:
    def pressed(key: Qt.Key, held: Qt.KeyboardModifier, text: str) -> str:
        return keys_of(QKeyEvent(QEvent.Type.KeyPress, key, held, text))

    assert pressed(Qt.Key.Key_R, SHIFT, "R") == "Shift+R"
    assert pressed(Qt.Key.Key_Question, SHIFT, "?") == "?"
    assert pressed(Qt.Key.Key_D, CTRL | SHIFT, "\x04") == "Ctrl+Shift+D"


def test_settings_that_cannot_be_written_are_said_and_hold_until_the_end(
    window: MainWindow, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    services.settings.path = tmp_path / "file" / "settings.json"
    (tmp_path / "file").write_text("in the way")
    with qtbot.waitSignal(window.actions_.failed):
        window.actions_.failed.disconnect(window.show_error)
        window.actions_.rebind("save", ["F7"])
    assert window.actions_["save"].shortcuts() == [QKeySequence("F7")]


def test_what_tells_a_key_tells_the_one_it_is_now(window: MainWindow) -> None:
    window.actions_.rebind("zoom_fit", ["F7"])
    assert window.status.zoom.toolTip() == "Fit scene (F7)"
    window.actions_.rebind("paste_style", ["Ctrl+Alt+L"])
    window.actions_.run("insert_shape_Star")
    window.actions_.run("paste_style")
    assert window.notice_.accessibleName() == "Copy a style first, with Ctrl+Alt+C."
    window.actions_.run("copy_style")
    assert window.notice_.accessibleName() == "Style copied. Paste it with Ctrl+Alt+L."
    window.actions_.rebind("paste_style", [])
    window.actions_.run("copy_style")
    assert window.notice_.accessibleName() == "Style copied."


def test_the_sheet_is_made_while_the_window_goes_on_and_there_is_one(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_.run("shortcuts")
    window.actions_.run("shortcuts")
    (sheet,) = window.findChildren(ShortcutSheet)
    assert not sheet.isVisible()
    qtbot.waitUntil(sheet.isVisible)
    assert sheet.buttons.keys() == window.actions_.rows.keys()
    sheet.close()


def test_all_three_columns_are_in_sight(sheet: ShortcutSheet, qtbot: QtBot) -> None:
    area = sheet.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert area.horizontalScrollBar().maximum() == 0


def test_a_key_that_only_locks_others_is_no_key_of_a_command_and_every_sign_is_seen_as_it_is(
    window: MainWindow, sheet: ShortcutSheet, qtbot: QtBot
) -> None:
    _press(qtbot, sheet, "new_scene", Qt.Key.Key_NumLock)
    assert sheet.buttons["new_scene"].isChecked()
    qtbot.keyClick(sheet.buttons["new_scene"], Qt.Key.Key_Ampersand)
    assert window.actions_.keys["new_scene"] == ("&",)
    assert sheet.buttons["new_scene"].text() == "&&"


def test_keys_beside_two_lines_are_as_high_as_beside_one(sheet: ShortcutSheet) -> None:
    heights = {each.height() for each in sheet.findChildren(QLabel) if each.property("role") == "key"}
    assert heights == {sheet.buttons["new"].height()}
