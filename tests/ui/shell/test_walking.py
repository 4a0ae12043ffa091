"""F6 walks through the window, as on every desktop: from the stage to the script it is one key, not seven Tabs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from studio_gui.ui import theme
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.panels.tiles import GAP


@pytest.fixture
def ready(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with the keyboard on the stage."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.canvas.setFocus()
    return window


def _press(*, back: bool = False) -> None:
    held = QApplication.focusWidget()
    assert held is not None
    modifier = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(held, Qt.Key.Key_F6, modifier)


def _where(window: MainWindow) -> str:
    workspace, held = window.workspace, QApplication.focusWidget()
    assert workspace is not None
    assert held is not None
    if held is workspace.canvas:
        return "stage"
    return next((name for name, dock in workspace.docks.items() if dock.isAncestorOf(held)), "nowhere")


def test_f6_goes_through_the_parts_and_shift_f6_back(ready: MainWindow) -> None:
    assert ready.workspace is not None
    seen = []
    for _ in range(4):
        _press()
        seen.append(_where(ready))
    assert seen == ["script", "inspector", "left", "stage"], "there is no job yet to go to"
    _press()
    assert ready.workspace.script.text.hasFocus(), "one can write at once"
    back = []
    for _ in range(4):
        _press(back=True)
        back.append(_where(ready))
    assert back == ["stage", "left", "inspector", "script"]


def test_a_hidden_panel_is_passed_over_and_the_open_tab_is_gone_to(ready: MainWindow) -> None:
    workspace = ready.workspace
    assert workspace is not None
    ready.show_panel("script", shown=False)
    ready.show_tab("layers")
    ready.canvas.setFocus()
    _press()
    assert _where(ready) == "inspector"
    ready.canvas.setFocus()
    _press(back=True)
    assert workspace.layers.view.hasFocus()


def test_what_is_typed_on_the_stage_is_kept(ready: MainWindow) -> None:
    assert ready.document is not None
    assert ready.workspace is not None
    QTest.keyClick(ready.canvas, Qt.Key.Key_T)
    QTest.keyClick(ready.canvas, Qt.Key.Key_Return)
    QTest.keyClicks(ready.canvas, "Lower third")
    _press()
    assert ready.workspace.script.text.hasFocus()
    QTest.keyClicks(ready.workspace.script.text, "Hello. ")
    scene = ready.document.scene
    assert scene is not None
    assert "Lower third" in [clip.label for clip in scene.clips]
    assert "Hello." in scene.script_text


@pytest.mark.parametrize("tab", ["scenes", "layers", "media", "presenters"])
def test_esc_in_a_list_leads_back_to_the_stage(ready: MainWindow, tab: str) -> None:
    """It was looked for as the name of a row, and nothing happened."""
    workspace = ready.workspace
    assert workspace is not None
    chosen = ready.document.scene.clips[0].id
    ready.document.select([chosen])
    ready.show_tab(tab)
    page = workspace.left_tabs.currentWidget()
    rows = next(one for one in page.findChildren(QAbstractItemView) if one.isVisible())
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Escape)
    assert _where(ready) == "stage"
    assert ready.document.selection == (chosen,), "as after writing; once more lets go of it"
    QTest.keyClick(workspace.canvas, Qt.Key.Key_Escape)
    assert not ready.document.selection


def test_esc_in_a_list_ends_what_is_typed_there_first(ready: MainWindow, qtbot: QtBot) -> None:
    ready.show_tab("scenes")
    assert ready.workspace is not None
    rows = ready.workspace.left_tabs.currentWidget().findChild(QAbstractItemView)
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert _where(ready) == "left"


def test_presenters_are_chosen_by_keys_alone_and_seen_before_they_are_taken(ready: MainWindow, qtbot: QtBot) -> None:
    """The command showed them and left the keyboard on the stage; nothing told which of them Enter would take."""
    workspace, document = ready.workspace, ready.document
    assert workspace is not None
    assert document is not None
    document.select_scene(document.project.scenes[1].id)
    ready.actions_.run("insert_presenter")
    grid = workspace.presenters.grid
    assert QApplication.focusWidget() is grid
    first = grid.visualRect(grid.model().index(0, 0))
    accent, edge = QColor(theme.tokens().accent), (first.left() + GAP, first.top() + GAP + 30)
    qtbot.waitUntil(lambda: grid.viewport().grab().toImage().pixelColor(*edge) == accent)
    assert not grid.selectedIndexes()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert document.scene.presenter.model.ai_name == grid.model().tiles[0].key.split("/")[0]
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert _where(ready) == "stage"
