"""A real main window on a copy of a sample, documents to import, and a hand that lets files go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QThreadPool, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.files.samples import create_from_sample
from studio_gui.ui import theme
from studio_gui.ui.actions import file
from studio_gui.ui.dialogs import leaving
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.window.memory import Memory
from tests.unit.files.importing.decks import write_deck

Drop = Callable[[QWidget, QPointF, Sequence[Path]], bool]


@pytest.fixture
def services() -> Iterator[Services]:
    """Services on the test's own home."""
    made = Services()
    yield made
    made.close()


@pytest.fixture
def empty_window(
    qtbot: QtBot, qapp: object, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window on its start page; closing it never asks."""
    theme.apply(qapp, "light")  # type: ignore[arg-type]
    window = MainWindow(services, memory=Memory(tmp_path / "window.ini"))
    window.resize(1440, 900)
    window.show_start()
    window.show()
    qtbot.waitExposed(window)
    yield window
    monkeypatch.setattr(leaving, "ask", lambda *_: "discard")
    if window.workspace is not None:
        window.workspace.jobs.stop()
    window.issues.stop()
    window.close()
    QThreadPool.globalInstance().waitForDone(5000)
    window.deleteLater()


@pytest.fixture
def window(empty_window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window with the sample “Onboarding” in it: three scenes."""
    file.open_path(empty_window.context, str(create_from_sample("onboarding", tmp_path / "Welcome")))
    return empty_window


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
