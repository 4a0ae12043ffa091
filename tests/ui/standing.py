"""A main window for a test: made, and taken down again without a question."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.ui import theme
from studio_gui.ui.actions import file
from studio_gui.ui.dialogs import leaving
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.window.memory import Memory


@contextlib.contextmanager
def main_window(
    qapp: QApplication, services: Services, folder: Path, monkeypatch: pytest.MonkeyPatch, *, size: tuple[int, int]
) -> Iterator[MainWindow]:
    """The window before anything was opened; it remembers things in ``folder``, and closing it never asks."""
    theme.apply(qapp, "light")
    window = MainWindow(services, memory=Memory(folder / "window.ini"))
    window.resize(*size)
    yield window
    monkeypatch.setattr(leaving, "ask", lambda *_: "discard")
    monkeypatch.setattr(leaving, "ask_many", lambda *_: "discard")
    if window.workspace is not None:
        window.workspace.jobs.stop()
    window.issues.stop()
    window.close()
    QThreadPool.globalInstance().waitForDone(5000)
    window.deleteLater()


def show_with(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    """Open a project in it and show it."""
    file.open_path(window.context, str(path))
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: window.is_editing)
