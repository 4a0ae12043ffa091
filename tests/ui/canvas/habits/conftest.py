"""The real window with a small project in it, and hands for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.files.project_file import save_project
from studio_gui.model.clips import Clip
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_presenter, new_project, new_scene, new_shape, new_text, new_video
from studio_gui.model.project import Project
from studio_gui.ui.main_window import MainWindow
from tests.ui.canvas.habits.desk import Desk
from tests.ui.standing import main_window, show_with


def write_halves(path: Path, size: tuple[int, int] = (800, 400)) -> Path:
    """A picture whose left half is blue and whose right half is yellow."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor("#2040FF"))
    painter = QPainter(image)
    painter.fillRect(size[0] // 2, 0, size[0], size[1], QColor("#FFE000"))
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    assert image.save(str(path))
    return path


def the_project() -> Project:
    """Red, Green and Title in three corners, a picture in the fourth; an empty second scene."""
    red = new_shape("Rectangle_corner0", box=Rect(200, 200, 400, 300), fill="rgb(220,40,40)", name="Red")
    green = new_shape("Rectangle_corner0", box=Rect(1000, 300, 300, 300), fill="rgb(40,160,80)", name="Green")
    title = new_text("Hello", box=Rect(300, 800, 600, 120), name="Title")
    photo = new_image(box=Rect(1400, 700, 400, 200), size=(800, 400), media="media/halves.png", name="Photo")
    clips = tuple(clip.changed(layer=layer + 1) for layer, clip in enumerate((red, green, title, photo)))
    first = new_scene(script="One").changed(clips=clips)
    return new_project(name="Habits", scenes=(first, new_scene(script="Two").changed(scene_idx=1)))


def presenter() -> Clip:
    """Somebody to stand on the stage."""
    box = Rect(700, 300, 400, 600)
    return new_presenter(ai_name="amara", emotion="blazer", box=box, size=(800, 1200)).with_studio(name="Amara")


def video() -> Clip:
    """A video whose file is not there."""
    return new_video(box=Rect(700, 620, 320, 180), size=(640, 360), name="Film")


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The main window, shown, with the project in it."""
    write_halves(tmp_path / "Habits" / "media" / "halves.png")
    path = tmp_path / "Habits" / "Habits.studio"
    save_project(the_project(), path)
    with Services() as services, main_window(qapp, services, tmp_path, monkeypatch, size=(1440, 900)) as window:
        show_with(window, path, qtbot)
        window.activateWindow()
        yield window


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> Desk:
    """Hands on the window: snapping is off, so that numbers are plain; its tests switch it on."""
    found = Desk(window, qtbot)
    found.canvas.snaps = False
    found.canvas.set_zoom(0.4)
    found.canvas.camera.fit(Rect(0, 0, 1920, 1080), most=0.4)
    found.canvas.setFocus()
    return found
