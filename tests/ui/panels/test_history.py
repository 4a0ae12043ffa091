"""The history panel: its rows are the steps, and one can jump."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio_gui.ui.document import Document
from studio_gui.ui.panels.history import HistoryPanel
from tests.ui.panels.conftest import make_project


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> HistoryPanel:
    """The panel on a document with three steps."""
    for name in ("One", "Two", "Three"):
        _rename(document, name)
    shown = HistoryPanel(document)
    qtbot.addWidget(shown)
    shown.resize(248, 300)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def _rename(document: Document, name: str) -> None:
    document.apply(f"Rename to {name}", lambda project: project.changed(name=name))


def _rows(panel: HistoryPanel, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> list[object]:
    return [panel.model.index(row).data(role) for row in range(panel.model.rowCount())]


def _click(qtbot: QtBot, panel: HistoryPanel, row: int) -> None:
    place = panel.view.visualRect(panel.model.index(row)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_every_step_is_a_row_and_a_click_goes_there(qtbot: QtBot, panel: HistoryPanel, document: Document) -> None:
    assert _rows(panel) == ["The beginning", "Rename to One", "Rename to Two", "Rename to Three"]
    _click(qtbot, panel, 1)
    assert document.project.name == "One"
    assert panel.view.currentIndex().row() == 1
    _click(qtbot, panel, 0)
    assert document.project.name == "Demo"
    _click(qtbot, panel, 3)
    assert document.project.name == "Three"


def test_arrows_look_and_enter_goes(qtbot: QtBot, panel: HistoryPanel, document: Document) -> None:
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Up)
    qtbot.keyClick(panel.view, Qt.Key.Key_Up)
    assert document.project.name == "Three"
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert document.project.name == "One"


def test_what_is_now_saved_and_undone_is_said(panel: HistoryPanel, document: Document, tmp_path: Path) -> None:
    document.mark_saved(tmp_path / "Demo.studio")
    document.undo_stack.undo()
    said = _rows(panel, Qt.ItemDataRole.AccessibleTextRole)
    assert said[1:] == ["Rename to One", "Rename to Two, now", "Rename to Three, saved, undone"]
    assert panel.grab().toImage().isNull() is False


def test_a_new_step_after_going_back_takes_the_place_of_the_undone_ones(
    panel: HistoryPanel, document: Document
) -> None:
    document.undo_stack.setIndex(1)
    _rename(document, "Else")
    assert _rows(panel) == ["The beginning", "Rename to One", "Rename to Else"]
    assert panel.view.currentIndex().row() == 2


def test_another_document_is_shown_and_the_old_one_is_let_go(panel: HistoryPanel, document: Document) -> None:
    other = Document(make_project(), parent=panel)
    panel.set_document(other)
    assert _rows(panel) == ["The beginning"]
    _rename(document, "Four")
    assert _rows(panel) == ["The beginning"]
    _rename(other, "Five")
    assert _rows(panel) == ["The beginning", "Rename to Five"]
