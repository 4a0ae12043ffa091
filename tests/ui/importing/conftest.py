"""A real main window on a copy of a sample, documents to import, and a hand that lets files go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.start.card import Card
from tests.ui.shell.conftest import empty_window as hidden_window
from tests.ui.shell.conftest import project, services, window
from tests.unit.files.importing.decks import write_deck

__all__ = ["hidden_window", "project", "services", "window"]

Drop = Callable[[QWidget, QPointF, Sequence[Path]], bool]


@pytest.fixture
def empty_window(qtbot: QtBot, hidden_window: MainWindow) -> MainWindow:
    """The window on its start page."""
    hidden_window.show_start()
    hidden_window.show()
    qtbot.waitExposed(hidden_window)
    # As a person sees it who then begins: with the pictures of the projects.
    cards = hidden_window.findChildren(Card)
    qtbot.waitUntil(lambda: all(card.accessibleDescription() for card in cards))
    return hidden_window


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A presentation of three slides and one that is hidden."""
    return write_deck(tmp_path / "talk.pptx")


@pytest.fixture
def drop() -> Drop:
    """Drags files over a widget and lets them go, as a window system tells a program of it; says whether it took them."""

    def let_go(target: QWidget, at: QPointF, paths: Sequence[Path]) -> bool:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        copy = Qt.DropAction.CopyAction
        entered = QDragEnterEvent(at.toPoint(), copy, data, left, none)
        entered.ignore()
        QApplication.sendEvent(target, entered)
        moved = QDragMoveEvent(at.toPoint(), copy, data, left, none)
        moved.setDropAction(copy)
        QApplication.sendEvent(target, moved)
        dropped = QDropEvent(at, copy, data, left, none)
        dropped.ignore()
        if entered.isAccepted():
            QApplication.sendEvent(target, dropped)
        return entered.isAccepted() and dropped.isAccepted()

    return let_go
