"""What of the list of scenes is painted again: painting all of it at each change is most of what a turn takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_gui.model import edits
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_project, new_scene, new_shape
from studio_gui.ui.document import Document
from studio_gui.ui.panels import scene_commands
from studio_gui.ui.panels.scenes import ScenesPanel


class Painted(QObject):
    """Notes where a widget paints."""

    def __init__(self, panel: ScenesPanel) -> None:
        super().__init__(panel)
        self.panel = panel
        self.places: list[QRect] = []
        panel.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.places.extend(event.region())
        return False

    def rest(self) -> None:
        """Let what is still to be painted be painted, and forget it."""
        while True:
            self.places.clear()
            QApplication.processEvents()
            if not self.places:
                return

    @property
    def rows(self) -> set[int]:
        view = self.panel.view
        all_rows = range(self.panel.model.rowCount())
        places = {row: view.visualRect(self.panel.model.index(row)) for row in all_rows}
        return {row for row, place in places.items() if any(place.intersects(painted) for painted in self.places)}


@pytest.fixture
def document(qapp: object, tmp_path: Path) -> Document:
    scenes = tuple(new_scene(name=f"Scene {letter}") for letter in "ABCD")
    return Document(new_project(scenes=scenes), path=tmp_path / "Many.studio")


@pytest.fixture
def painted(qtbot: QtBot, document: Document) -> Iterator[Painted]:
    panel = ScenesPanel(document)
    qtbot.addWidget(panel)
    panel.resize(248, 800)
    made: list[str] = []
    panel.thumbnails.made.connect(made.append)
    panel.show()
    qtbot.waitExposed(panel)
    qtbot.waitUntil(lambda: len(set(made)) == 4 and _is_at_rest(panel), timeout=10_000)
    yield Painted(panel)
    panel.hide()


def _is_at_rest(panel: ScenesPanel) -> bool:
    is_fading = any(timer.isActive() for timer in panel.thumbnails.findChildren(QTimer))
    return not panel.thumbnails.is_busy and not is_fading


def _add_shape(document: Document, at: int) -> None:
    bar = new_shape("Rectangle_corner0", box=Rect(0, 0, 1920, 1080), fill="rgb(0,200,0)")
    scene = document.project.scenes[at]
    document.apply("Insert", lambda p: edits.add_clip(p, scene.id, clip=bar))


def test_a_change_of_one_scene_paints_its_row_alone(qtbot: QtBot, document: Document, painted: Painted) -> None:
    made: list[str] = []
    painted.panel.thumbnails.made.connect(made.append)
    _add_shape(document, 2)
    qtbot.waitUntil(lambda: bool(made), timeout=10_000)
    qtbot.waitUntil(lambda: _is_at_rest(painted.panel))
    assert made == [document.project.scenes[2].id]
    painted.rest()
    _add_shape(document, 2)
    qtbot.waitUntil(lambda: len(made) == 2, timeout=10_000)
    qtbot.waitUntil(lambda: bool(painted.places))
    assert painted.rows == {2}


def test_a_mark_of_one_scene_paints_its_row_alone(qtbot: QtBot, document: Document, painted: Painted) -> None:
    painted.rest()
    painted.panel.set_issues({document.project.scenes[1].id: ("warning", "There is no script.")})
    qtbot.waitUntil(lambda: bool(painted.places))
    assert painted.rows == {1}


def test_rows_are_as_high_as_the_turned_stage_wants(qtbot: QtBot, document: Document, painted: Painted) -> None:
    panel = painted.panel
    before = panel.view.visualRect(panel.model.index(0)).height()
    document.apply("Portrait", lambda p: p.changed(orientation="portrait"))
    qtbot.waitUntil(lambda: panel.view.visualRect(panel.model.index(0)).height() != before)
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: panel.view.visualRect(panel.model.index(0)).height() == before)


def test_pictures_of_a_stage_that_was_turned_are_not_pressed_together(
    qtbot: QtBot, document: Document, painted: Painted
) -> None:
    panel, scene = painted.panel, document.project.scenes[0]
    bar = new_shape("Rectangle_corner0", box=Rect(660, 240, 600, 600), fill="rgb(0,200,0)")
    document.apply("Insert", lambda p: edits.add_clip(p, scene.id, clip=bar))
    qtbot.waitUntil(lambda: _is_green(panel, (0.5, 0.5)) and _is_at_rest(panel))
    document.apply("Portrait", lambda p: p.changed(orientation="portrait"))
    # No turn passes: what is seen is still the picture from before.
    assert _is_green(panel, (0.1, 0.5)), "the square is as wide as it is high, and wider than the new stage"
    assert not _is_green(panel, (0.5, 0.1))


def _is_green(panel: ScenesPanel, at: tuple[float, float]) -> bool:
    """Whether there is green at a place of the first picture, in parts of its width and height."""
    stage = panel.model.document.project.stage_size
    row = panel.view.visualRect(panel.model.index(0))
    height = row.height() - 34
    place = QRect(row.left() + 38, row.top() + 8, round(height * stage[0] / stage[1]), height)
    color = (
        panel.view.viewport()
        .grab()
        .toImage()
        .pixelColor(round(place.left() + at[0] * place.width()), round(place.top() + at[1] * place.height()))
    )
    return color.green() > 150 > color.red()


def test_a_new_name_is_told_to_those_who_hear_the_list(document: Document, painted: Painted) -> None:
    told: list[tuple[int, int]] = []
    painted.panel.model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    scene_commands.rename(document, document.project.scenes[3].id, name="The end")
    _add_shape(document, 0)
    assert told == [(3, 3)]
