"""Tiles of the panels beside the stage, dragged onto it: what comes is what a click on them brings."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from studio_gui.model.geometry import Point, box_of
from studio_gui.ui.actions import insert
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.panels.tiles import Tile, TileGrid


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture of 400 × 200."""
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    path = tmp_path / "Team photo.png"
    assert image.save(str(path))
    return path


def let_go(window: MainWindow, grid: TileGrid, row: int, at: Point) -> Tile:
    """Carry a tile over the stage and let it go at a scene point."""
    index, model, port = grid.model().index(row), grid.model(), window.canvas.viewport()
    assert model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled
    data, px = model.mimeData([index]), window.canvas.camera.to_px(at)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(px.toPoint(), copy, data, left, none)
    QGuiApplication.sendEvent(port, enter)
    assert enter.isAccepted()
    QGuiApplication.sendEvent(port, QDropEvent(px, copy, data, left, none))
    return model.tile(index)


def test_presenters_are_dragged_to_where_they_are_to_stand(window: MainWindow) -> None:
    """The grid let nobody be dragged: the picture beside it was chosen instead, and the stage stayed as it was."""
    document, workspace = window.document, window.workspace
    assert document is not None
    assert workspace is not None
    window.show_tab("presenters")
    grid = workspace.presenters.grid
    grid.setFocus()
    before = box_of(document.scene.presenter)
    tile = let_go(window, grid, 3, Point(500, 300))
    now = document.scene.presenter
    assert tile.key == f"{now.model.ai_name}/{now.model.emotion}"
    assert box_of(now).center.x == pytest.approx(500, abs=1)
    assert (box_of(now).height, box_of(now).center.y) == pytest.approx((before.height, before.center.y), abs=1)
    assert document.undo_stack.count() == 1
    assert workspace.focusWidget() is window.canvas
    let_go(window, grid, 4, Point(540, 500))  # on who stands there: in the very same place
    assert document.scene.presenter.model.ai_name != now.model.ai_name
    assert box_of(document.scene.presenter).center.x == pytest.approx(500, abs=1)
    window.actions_.run("delete")
    assert document.scene.presenter is None
    let_go(window, grid, 0, Point(300, 100))
    box = box_of(document.scene.presenter)
    assert (box.center.x, box.top + box.height) == pytest.approx((300, 1080), abs=1)


def test_a_background_is_dragged_behind_everything(window: MainWindow) -> None:
    """It came as a picture half as wide as the stage, where a double-click put it behind everything."""
    document = window.document
    assert document is not None
    window.show_tab("media")
    media = window.workspace.media
    media.show_shelf("backgrounds")
    clips = document.scene.clips
    tile = let_go(window, media.grid, 2, Point(900, 500))
    assert document.scene.background.studio.media == tile.key
    assert document.scene.clips == clips


def test_a_file_dragged_out_of_the_media_keeps_its_name(window: MainWindow, photo: Path, qtbot: QtBot) -> None:
    """It was called by the name of its file in the project, which is a number."""
    document = window.document
    assert document is not None
    insert.add_files(window.context, [photo], at=Point(300, 300))
    qtbot.waitUntil(lambda: document.undo_stack.count() == 1)
    window.show_tab("media")
    media = window.workspace.media
    media.show_shelf("project")
    row = next(row for row, tile in enumerate(media.model.tiles) if tile.title == "Team photo")
    let_go(window, media.grid, row, Point(1700, 1000))
    qtbot.waitUntil(lambda: document.undo_stack.count() == 2)
    assert document.undo_stack.undoText() == "Insert Team photo"
    (clip,) = document.selected_clips
    assert clip.label == "Team photo"
