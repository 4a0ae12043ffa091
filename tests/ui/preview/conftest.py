"""The real window with a short film in it, and hands that play it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.files.project_file import save_project
from studio_gui.model.clips import Animation
from studio_gui.model.project import Project
from studio_gui.ui.main_window import MainWindow
from tests.ui.preview.audience import Audience
from tests.ui.render import films
from tests.ui.standing import main_window, show_with


def short_film() -> Project:
    """Two scenes of half a second each; in the first something comes in, the second stands still."""
    scene = films.still_scene(seconds=0.5)
    star = scene.clips[0].changed(animation=Animation(type="in-left", duration=0.5, delay=0))
    scene = scene.changed(clips=(star, *scene.clips[1:]))
    return films.project_of(scene, films.still_scene(seconds=0.5, color="#803020", words="Two"))


@pytest.fixture
def film() -> Project:
    """What is open; a test may bring another one."""
    return short_film()


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, film: Project
) -> Iterator[MainWindow]:
    """The main window, shown, with the film in it."""
    path = tmp_path / "Film" / "Film.studio"
    path.parent.mkdir()
    save_project(film, path)
    with Services() as services, main_window(qapp, services, tmp_path, monkeypatch, size=(1180, 720)) as window:
        show_with(window, path, qtbot)
        window.activateWindow()
        yield window


@pytest.fixture
def audience(window: MainWindow, qtbot: QtBot) -> Audience:
    """Eyes and hands."""
    return Audience(window, qtbot)
