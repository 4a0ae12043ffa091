"""Media files that change behind the program's back: whoever comes back to the window sees it and is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.base.paths import resource
from studio_gui.files.project_file import open_project
from studio_gui.model.clips import ImageClip
from studio_gui.model.fields import SceneId
from studio_gui.ui.dialogs.export.dialog import ExportDialog
from studio_gui.ui.dialogs.media_health.dialog import MediaDialog
from studio_gui.ui.main_window import MainWindow


class Visitor:
    """Goes to another program and comes back."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self._window, self._qtbot = window, qtbot
        self._other = QWidget()
        qtbot.addWidget(self._other)

    def leaves(self) -> None:
        """Have another window in front."""
        self._go_to(self._other)

    def comes_back(self) -> None:
        """Have the main window in front."""
        self._go_to(self._window)

    def _go_to(self, window: QWidget) -> None:
        window.show()
        window.activateWindow()
        self._qtbot.waitUntil(window.isActiveWindow)


@pytest.fixture
def visitor(window: MainWindow, qtbot: QtBot) -> Visitor:
    """Somebody who has looked at the project, in whose window all is well, and who is elsewhere now."""
    watch = window.keepers.media
    document = window.document
    assert document is not None
    qtbot.waitUntil(lambda: document in watch._seen)
    qtbot.waitUntil(lambda: window.status.issues.text() == "No issues")
    one = Visitor(window, qtbot)
    one.comes_back()
    one.leaves()
    return one


def _first_picture(window: MainWindow) -> ImageClip:
    assert window.document is not None
    return next(
        clip
        for _scene, clip in window.document.project.all_clips()
        if isinstance(clip, ImageClip) and clip.studio.media.startswith("media/")
    )


def _says_of_file(window: MainWindow) -> list[str]:
    """What the inspector says of the file of the selected picture."""
    assert window.workspace is not None
    labels = window.workspace.inspector.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.text() in ("In this project", "Missing")]


def _thumbnail(window: MainWindow) -> QImage | None:
    assert window.workspace is not None
    assert window.document is not None
    made = window.workspace.scenes.thumbnails._made.get(SceneId(window.document.scene_id))
    return made.image if made is not None else None


def test_a_folder_that_was_moved_away_is_told_of_and_comes_back(
    window: MainWindow, visitor: Visitor, qtbot: QtBot, project: Path, tmp_path: Path
) -> None:
    assert window.workspace is not None
    assert window.document is not None
    window.document.select([_first_picture(window).id])
    qtbot.waitUntil(lambda: _says_of_file(window) == ["In this project"])
    (project.parent / "media").rename(tmp_path / "stick")
    visitor.comes_back()
    qtbot.waitUntil(lambda: window.status.issues.text() == "4 issues")
    qtbot.waitUntil(lambda: _says_of_file(window) == ["Missing"])
    visitor.leaves()
    (tmp_path / "stick").rename(project.parent / "media")
    visitor.comes_back()
    qtbot.waitUntil(lambda: window.status.issues.text() == "No issues")
    qtbot.waitUntil(lambda: _says_of_file(window) == ["In this project"])
    assert window.document.is_clean


def test_a_picture_that_another_program_wrote_over_is_seen(
    window: MainWindow, visitor: Visitor, qtbot: QtBot, project: Path
) -> None:
    qtbot.waitUntil(lambda: _thumbnail(window) is not None)
    old = _thumbnail(window)
    assert window.workspace is not None
    assets = window.workspace.assets
    shutil.copy(next(resource("pictures").glob("*.png")), project.parent / _first_picture(window).studio.media)
    visitor.comes_back()
    qtbot.waitUntil(lambda: _thumbnail(window) not in (None, old))
    assert window.workspace.assets is not assets, "the stage reads the files again"


def test_who_comes_back_and_nothing_changed_has_nothing_drawn_anew(
    window: MainWindow, visitor: Visitor, qtbot: QtBot
) -> None:
    watch, document = window.keepers.media, window.document
    assert window.workspace is not None
    assert document is not None
    assets = window.workspace.assets
    watch._seen.pop(document)
    visitor.comes_back()
    qtbot.waitUntil(lambda: document in watch._seen)
    seen = watch._seen[document]
    watch.look()
    qtbot.waitUntil(lambda: watch._seen[document] is not seen)
    assert window.workspace.assets is assets


def test_the_export_finds_what_is_missing(
    window: MainWindow, services: Services, qtbot: QtBot, project: Path, tmp_path: Path
) -> None:
    (project.parent / "media").rename(tmp_path / "stick")
    opened = open_project(project)
    assert window.document is not None

    def find(over: QWidget) -> object:
        dialog = MediaDialog(window.document, services, over, refreshed=window.keepers.media.show_anew)
        dialog.find_in(tmp_path / "stick")
        qtbot.waitUntil(lambda: "Found 4 in “stick”." in dialog.said.text())
        dialog.close()
        return window.document.project

    asked = ExportDialog(
        services, project=opened.project, path=project, remembered=("720", 25), parent=None, find=find
    )  # fmt: skip
    qtbot.addWidget(asked)
    asked.show()
    qtbot.waitUntil(lambda: asked.preflight._head.text() == "4 things must be fixed first")
    assert not asked.export.isEnabled()
    asked.findChild(QPushButton, "find_media").click()
    qtbot.waitUntil(lambda: asked.preflight._head.text() == "Ready to export")
    assert asked.export.isEnabled()


def test_the_export_sees_what_was_put_back_while_one_was_away(
    qtbot: QtBot, services: Services, project: Path, tmp_path: Path
) -> None:
    (project.parent / "media").rename(tmp_path / "stick")
    opened, other = open_project(project), QWidget()
    asked = ExportDialog(services, project=opened.project, path=project, remembered=("720", 25), parent=None)
    for window in (other, asked):
        qtbot.addWidget(window)
    asked.show()
    head = asked.preflight._head
    qtbot.waitUntil(lambda: head.text() == "4 things must be fixed first")
    for window in (other, asked):
        if window is asked:
            (tmp_path / "stick").rename(project.parent / "media")
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: head.text() == "Ready to export")
