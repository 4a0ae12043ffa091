"""The real window with a short film in it, and hands that play it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.files.project_file import save_project
from studio_gui.model.clips import Animation
from studio_gui.model.project import Project
from studio_gui.ui import theme
from studio_gui.ui.actions import file
from studio_gui.ui.dialogs import leaving
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.window.memory import Memory
from tests.ui.preview.audience import Audience
from tests.ui.render import films


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
    qtbot: QtBot, qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, film: Project
) -> Iterator[MainWindow]:
    """The main window, shown, with the film in it."""
    theme.apply(qapp, "light")  # type: ignore[arg-type]
    path = tmp_path / "Film" / "Film.studio"
    path.parent.mkdir()
    save_project(film, path)
    services = Services()
    window = MainWindow(services, memory=Memory(tmp_path / "window.ini"))
    window.resize(1180, 720)
    file.open_path(window.context, str(path))
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    yield window
    monkeypatch.setattr(leaving, "ask", lambda *_: "discard")
    monkeypatch.setattr(leaving, "ask_many", lambda *_: "discard")
    assert window.workspace is not None
    window.workspace.jobs.stop()
    window.issues.stop()
    window.close()
    QThreadPool.globalInstance().waitForDone(5000)
    window.deleteLater()
    services.close()


@pytest.fixture
def audience(window: MainWindow, qtbot: QtBot) -> Audience:
    """Eyes and hands."""
    return Audience(window, qtbot)
