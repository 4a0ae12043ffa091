"""A real main window on a copy of a sample, with a home of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.files.samples import create_from_sample
from studio_gui.ui.main_window import MainWindow
from tests.ui.standing import main_window, show_with


@pytest.fixture
def services() -> Iterator[Services]:
    """Services on the test's own home."""
    made = Services()
    yield made
    made.close()


@pytest.fixture
def empty_window(
    qtbot: QtBot, qapp: QApplication, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window before anything was opened; closing it never asks."""
    with main_window(qapp, services, tmp_path, monkeypatch, size=(1440, 900)) as window:
        yield window


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A saved copy of the sample “Onboarding”."""
    return create_from_sample("onboarding", tmp_path / "Welcome")


@pytest.fixture
def window(qtbot: QtBot, empty_window: MainWindow, project: Path) -> MainWindow:
    """The window with the sample in it, shown."""
    show_with(empty_window, project, qtbot)
    return empty_window
