"""The history in the window: shown from the menu, following the document that is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.window.clipping import clipped


def test_the_history_is_shown_from_the_menu_and_jumps(window: MainWindow, qtbot: QtBot) -> None:
    document, workspace = window.document, window.workspace
    assert document is not None
    assert workspace is not None
    assert not workspace.history.isVisible()
    window.actions_.run("panel_history")
    qtbot.waitUntil(workspace.history.isVisible)
    before = document.project
    window.actions_.run("new_scene")
    window.actions_.run("turn_stage")
    view = workspace.history.view
    assert [view.model().index(row, 0).data() for row in range(3)] == ["The beginning", "New scene", "Make it portrait"]
    place = view.visualRect(view.model().index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert document.project is before
    assert clipped(workspace.history) == []
