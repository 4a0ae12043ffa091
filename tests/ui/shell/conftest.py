"""A real main window on a copy of a sample, with a home of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.files.samples import create_from_sample
from studio_gui.ui import theme
from studio_gui.ui.actions import file
from studio_gui.ui.dialogs import leaving
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.window.memory import Memory


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
    """The window before anything was opened; closing it never asks."""
    theme.apply(qapp, "light")  # type: ignore[arg-type]
    window = MainWindow(services, memory=Memory(tmp_path / "window.ini"))
    window.resize(1440, 900)
    yield window
    monkeypatch.setattr(leaving, "ask", lambda *_: "discard")
    monkeypatch.setattr(leaving, "ask_many", lambda *_: "discard")
    if window.workspace is not None:
        window.workspace.jobs.stop()
    window.issues.stop()
    window.close()
    QThreadPool.globalInstance().waitForDone(5000)
    window.deleteLater()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A saved copy of the sample “Onboarding”."""
    return create_from_sample("onboarding", tmp_path / "Welcome")


@pytest.fixture
def window(qtbot: QtBot, empty_window: MainWindow, project: Path) -> MainWindow:
    """The window with the sample in it, shown."""
    file.open_path(empty_window.context, str(project))
    empty_window.show()
    qtbot.waitExposed(empty_window)
    return empty_window
