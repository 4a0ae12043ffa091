"""Choosing media and presenters by mouse and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.model import edits
from studio_gui.model.geometry import box_of
from studio_gui.ui.document import Document
from studio_gui.ui.panels.inspector import InspectorPanel
from studio_gui.ui.panels.inspector.extras import FileSection
from studio_gui.ui.panels.media import MediaPanel
from studio_gui.ui.panels.presenters import PresentersPanel
from studio_gui.ui.panels.tiles import TileGrid
from tests.ui.panels.conftest import clip_id, clip_of
from tests.unit.jobs.film import write_film


@pytest.fixture
def media(qtbot: QtBot, document: Document) -> MediaPanel:
    panel = MediaPanel(document)
    qtbot.addWidget(panel)
    panel.resize(248, 600)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def presenters(qtbot: QtBot, document: Document, services: Services) -> PresentersPanel:
    panel = PresentersPanel(document, services)
    qtbot.addWidget(panel)
    panel.resize(248, 700)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def picture_file(folder: Path, name: str, *, size: tuple[int, int] = (300, 200)) -> Path:
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    assert image.save(str(folder / name))
    return folder / name


def point_of(grid: TileGrid, key: str):
    model = grid.model()
    row = next(row for row, tile in enumerate(model.tiles) if tile.key == key)
    index = model.index(row)
    grid.scrollTo(index)
    return grid.visualRect(index).center()


def test_a_click_changes_who_speaks_and_keeps_the_place(
    qtbot: QtBot, presenters: PresentersPanel, document: Document
) -> None:
    before = box_of(clip_of(document, "aiModel"))
    assert presenters.model.marked == {"amara/blazer"}
    spot = point_of(presenters.grid, "david/cardigan")
    qtbot.mouseClick(presenters.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    clip = clip_of(document, "aiModel")
    assert (clip.model.ai_name, clip.model.emotion) == ("david", "cardigan")
    assert box_of(clip) == before
    assert presenters.model.marked == {"david/cardigan"}
    assert document.undo_stack.undoText() == "Change the presenter to David"


def test_a_search_that_finds_nobody_offers_to_begin_anew(qtbot: QtBot, presenters: PresentersPanel) -> None:
    qtbot.keyClicks(presenters.search, "nobody is called that")
    assert presenters.nobody.isVisible()
    qtbot.mouseClick(presenters.nobody.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert not presenters.search.text()
    assert presenters.grid.isVisible()
    assert presenters.focusWidget() is presenters.search, "one goes on typing"


@pytest.mark.parametrize(("name", "then"), [("Amara", "David"), ("Host", "Host"), ("", "")])
def test_a_clip_that_has_the_name_of_its_presenter_gets_that_of_the_next(
    qtbot: QtBot, presenters: PresentersPanel, document: Document, name: str, then: str
) -> None:
    """The samples name their presenters so: the list of layers said Amara where David was to be seen."""
    old = clip_of(document, "aiModel")
    named = {old.id: old.with_studio(name=name)}
    document.apply("Name", lambda project: edits.replace_clips(project, document.scene_id, clips=named))
    spot = point_of(presenters.grid, "david/cardigan")
    qtbot.mouseClick(presenters.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert clip_of(document, "aiModel").studio.name == then


def test_a_scene_without_a_presenter_gets_one_on_the_stage(
    qtbot: QtBot, presenters: PresentersPanel, document: Document
) -> None:
    document.select_scene(document.project.scenes[1].id)
    spot = point_of(presenters.grid, "amara/knit")
    qtbot.mouseClick(presenters.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    box = box_of(clip_of(document, "aiModel"))
    assert 0 <= box.left < box.left + box.width <= 1920
    assert box.top + box.height == 1080
    assert document.selection == (clip_id(document, "aiModel"),)
    scene = document.scene
    assert scene is not None
    assert (scene.scripts[0].model_id, scene.scripts[0].cloth_id) == ("amara", "knit")


def test_presenters_have_faces(qtbot: QtBot, presenters: PresentersPanel) -> None:
    tile = presenters.model.tiles[0]
    qtbot.waitUntil(lambda: presenters.model.image(tile, (100, 106)) is not None, timeout=10_000)
    image = presenters.model.image(tile, (100, 106))
    assert len({image.pixel(x, y) for x in range(0, 100, 5) for y in range(0, 100, 5)}) > 5


def test_a_double_click_puts_a_picture_on_the_stage(qtbot: QtBot, media: MediaPanel, document: Document) -> None:
    media.show_shelf("pictures")
    document.select_scene(document.project.scenes[1].id)
    spot = point_of(media.grid, "builtin:pictures/desk.png")
    qtbot.mouseClick(media.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert document.undo_stack.count() == 0
    qtbot.mouseDClick(media.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseRelease(media.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.waitUntil(lambda: document.undo_stack.count() == 1)
    clip = clip_of(document, "image")
    assert clip.studio.media == "builtin:pictures/desk.png"
    center = box_of(clip).center
    assert (round(center.x), round(center.y)) == (960, 540)


def test_a_background_is_chosen_and_marked(qtbot: QtBot, media: MediaPanel, document: Document) -> None:
    media.show_shelf("backgrounds")
    spot = point_of(media.grid, "builtin:backgrounds/office.svg")
    qtbot.mouseClick(media.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseDClick(media.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseRelease(media.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    scene = document.scene
    assert scene is not None
    assert scene.background.studio.media == "builtin:backgrounds/office.svg"
    assert scene.background.source_type == "image"
    qtbot.waitUntil(lambda: media.model.marked == {"builtin:backgrounds/office.svg"})


def test_files_are_copied_into_the_project_and_shown(
    qtbot: QtBot, media: MediaPanel, document: Document, tmp_path: Path
) -> None:
    media.show_shelf("project")
    assert media.empty.isVisible()
    media.add_files((picture_file(tmp_path, "photo.png"),))
    qtbot.waitUntil(lambda: len(media.model.tiles) == 1)
    tile = media.model.tiles[0]
    assert tile.key.startswith("media/")
    assert (tmp_path / tile.key).is_file()
    assert tile.detail == "Not used yet"
    qtbot.waitUntil(lambda: media.model.image(tile, (100, 56)) is not None)


def test_a_file_that_is_no_media_is_said_in_words(qtbot: QtBot, media: MediaPanel, tmp_path: Path) -> None:
    bad = tmp_path / "notes.png"
    bad.write_text("no picture at all")
    with qtbot.waitSignal(media.failed) as said:
        media.add_files((bad,))
    assert "notes.png" in said.args[0].message


def test_another_file_takes_the_place_of_a_picture(
    qtbot: QtBot, document: Document, services: Services, tmp_path: Path
) -> None:
    inspector = InspectorPanel(document, services)
    qtbot.addWidget(inspector)
    document.select([clip_id(document, "image")])
    before = box_of(clip_of(document, "image"))
    assert inspector.whole_form() is not None
    section = inspector.whole_form().findChild(FileSection)
    section.replace_with(picture_file(tmp_path, "tall.png", size=(100, 400)))
    qtbot.waitUntil(lambda: document.undo_stack.count() == 1)
    clip, box = clip_of(document, "image"), box_of(clip_of(document, "image"))
    assert clip.studio.media.startswith("media/")
    assert (clip.width, clip.height) == (100, 400)
    assert (box.center.x, box.center.y) == pytest.approx((before.center.x, before.center.y))
    assert (box.width, box.height) == pytest.approx((25, 100))


def test_a_picture_does_not_become_a_film(qtbot: QtBot, document: Document, services: Services, tmp_path: Path) -> None:
    inspector = InspectorPanel(document, services)
    qtbot.addWidget(inspector)
    document.select([clip_id(document, "image")])
    assert inspector.whole_form() is not None
    section = inspector.whole_form().findChild(FileSection)
    assert isinstance(section, FileSection)
    write_film(tmp_path / "film.png", frames=5)
    with qtbot.waitSignal(section.failed) as said:
        section.replace_with(tmp_path / "film.png")
    assert said.args[0].sentence() == "“film.png” is no picture. Choose a picture."
    assert document.undo_stack.count() == 0
