"""What is half typed into a field of the inspector, and then a key of the window is pressed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from studio_gui.files.project_file import open_project
from studio_gui.model.clips import Clip, TextClip
from studio_gui.model.project import Project
from studio_gui.ui.dialogs import leaving
from studio_gui.ui.forms.line import Line
from studio_gui.ui.forms.number_field import NumberField
from studio_gui.ui.main_window import MainWindow
from tests.ui.shell.tabs import key

_CTRL, _NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def line(window: MainWindow, qtbot: QtBot) -> Line:
    """The line for how far the first clip is from the left, with 77 half typed into it."""
    document = window.document
    assert document is not None
    assert document.scene is not None
    assert window.workspace is not None
    window.activateWindow()
    document.select((_first(window).id,))
    inspector = window.workspace.inspector

    def found() -> list[Line]:
        fields = (one for one in inspector.findChildren(NumberField) if one.title == "X" and one.isVisible())
        return [field.line for field in fields if field.line.text()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    (line,) = found()
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "77")
    assert line.hasFocus()
    assert _first(window).left != 77
    return line


def _first(window: MainWindow) -> Clip:
    assert window.document is not None
    return _first_of(window.document.project)


def _first_of(project: Project) -> Clip:
    return next(clip for clip in project.scenes[0].clips if isinstance(clip, TextClip))


def test_a_number_that_is_half_typed_is_saved_with_the_rest(
    window: MainWindow, line: Line, project: Path, qtbot: QtBot
) -> None:
    """The file had the old one, and the field showed the new one."""
    key(window, Qt.Key.Key_S, _CTRL, on=line)
    document = window.document
    assert document is not None
    qtbot.waitUntil(lambda: document.is_clean and document.undo_stack.count() == 1)
    assert _first_of(open_project(project).project).left == 77
    assert line.hasFocus()


def test_a_number_that_is_half_typed_is_not_lost_when_one_goes_to_another_scene(window: MainWindow, line: Line) -> None:
    before = window.document.project if window.document is not None else None
    key(window, Qt.Key.Key_PageDown, _NONE, on=line)
    document = window.document
    assert document is not None
    assert before is not None
    assert document.scene_id == document.project.scenes[1].id
    assert _first(window).left == 77
    assert document.project.scenes[1:] == before.scenes[1:]


@pytest.mark.usefixtures("line")
def test_a_number_that_is_half_typed_is_asked_about_when_the_window_is_closed(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing counted as changed, and the window went without a word."""
    asked = list[str]()

    def ask(_window: MainWindow, name: str) -> str:
        asked.append(name)
        return "cancel"

    monkeypatch.setattr(leaving, "ask", ask)
    assert not window.close()
    assert asked == ["Onboarding"]
    assert _first(window).left == 77


def test_a_name_that_is_half_typed_in_a_list_is_saved_with_the_rest(
    window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    document = window.document
    assert document is not None
    assert window.workspace is not None
    window.activateWindow()
    window.workspace.scenes.view.setFocus()
    window.workspace.scenes.rename()
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "Hello")
    key(window, Qt.Key.Key_S, _CTRL, on=line)
    qtbot.waitUntil(lambda: document.is_clean and document.undo_stack.count() == 1)
    assert open_project(project).project.scenes[0].studio.name == "Hello"
    assert line.text() == "Hello"


def test_what_is_half_typed_and_no_number_stays_to_be_corrected_and_the_command_is_done(
    window: MainWindow, line: Line
) -> None:
    document = window.document
    assert document is not None
    QTest.keyClicks(line, "++")
    key(window, Qt.Key.Key_M, _CTRL, on=line)
    assert document.undo_stack.count() == 1
    assert len(document.project.scenes) == 4
