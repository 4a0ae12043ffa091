"""Colours are replaced as a whole, as numbers are: a click into the field takes all of it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from studio_gui.ui.dialogs.color import ColorDialog
from studio_gui.ui.forms.color_field import ColorField
from studio_gui.ui.main_window import MainWindow
from tests.ui.canvas.habits.conftest import desk, window
from tests.ui.canvas.habits.desk import Desk
from tests.ui.shell.conftest import services

__all__ = ["desk", "services", "window"]

_CTRL, _NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def _fill(desk: Desk) -> ColorField:
    form = desk.window.workspace.inspector.whole_form()
    assert form is not None
    field = form.field("fill")
    assert isinstance(field, ColorField)
    return field


def _click(line: QLineEdit) -> None:
    """Click the middle of a line as the window hears it: a press gives the keyboard first."""
    window = line.window()
    at = line.mapTo(window, QPoint(min(line.width() // 2, 40), line.height() // 2))
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, _NONE, at)


def test_a_click_into_a_colour_takes_all_of_it_and_a_second_sets_the_cursor(desk: Desk, qtbot: QtBot) -> None:
    """What was pasted came between the digits, and the field went back to the colour there was."""
    desk.select("Red")
    field = _fill(desk)
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    line = field.text.line
    _click(line)
    assert line.selectedText() == line.text() != ""
    QGuiApplication.clipboard().setText("#0a7f3c")
    QTest.keyClick(line, Qt.Key.Key_V, _CTRL)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert field.swatch.color == QColor("#0a7f3c")
    _click(line)
    _click(line)
    assert line.selectedText() == ""
    QTest.keyClick(line, Qt.Key.Key_End)
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    QTest.keyClicks(line, "D")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert field.swatch.color == QColor("#0a7f3d")


@pytest.mark.qt_log_ignore("plugin does not support", extend=True)
def test_a_click_into_the_hex_of_the_picker_takes_all_of_it(desk: Desk, qtbot: QtBot) -> None:
    desk.select("Red")
    field = _fill(desk)
    field.open_picker()
    picker = field.picker
    assert picker is not None
    qtbot.waitExposed(picker)
    _click(picker.hex)
    assert picker.hex.selectedText() == picker.hex.text() != ""
    picker.close()


def test_a_click_into_the_hex_of_the_dialog_takes_all_of_it(window: MainWindow, qtbot: QtBot) -> None:
    dialog = ColorDialog(window, "Background colour", QColor("#C42B3A"))
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.plane.setFocus()
    _click(dialog.hex)
    assert dialog.hex.selectedText() == "#C42B3A"
    dialog.close()
    dialog.deleteLater()


@pytest.mark.qt_log_ignore("plugin does not support", extend=True)
def test_the_menu_of_a_colour_leaves_the_part_that_is_selected(desk: Desk, qtbot: QtBot) -> None:
    desk.select("Red")
    line = _fill(desk).text.line
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    _click(line)
    line.setSelection(1, 2)
    part = line.selectedText()
    QTest.keyClick(line, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert line.selectedText() == part


def test_the_first_field_of_any_kind_has_its_signals_in_the_order_of_qt() -> None:
    """A class of two of Qt's warned of it, depending on which field was made first."""
    made = """
from studio_gui.ui.opening import make_application
from studio_gui.model.fields import Control
from studio_gui.ui.forms.number_field import NumberField
from studio_gui.ui.forms.text_fields import TextField
app = make_application()
fields = NumberField(Control("Speed", "number", unit="×")), TextField(is_whole=True)
"""
    done = subprocess.run(
        [sys.executable, "-c", made],
        capture_output=True, text=True, check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
