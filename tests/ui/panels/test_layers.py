"""The list of layers, driven by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from studio_gui.model import edits
from studio_gui.ui.document import Document
from studio_gui.ui.panels.layers import LayersPanel
from studio_gui.ui.panels.layers.outline import walk
from tests.ui.panels.conftest import clip_id, clip_of


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> LayersPanel:
    panel = LayersPanel(document)
    qtbot.addWidget(panel)
    panel.resize(248, 500)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def kinds(panel: LayersPanel) -> list[str]:
    return [clip.type for node in walk(panel.model.roots) for clip in [node.clip] if clip is not None]


def place(panel: LayersPanel, document: Document, kind: str, *, from_right: int = 120) -> QPoint:
    rect = panel.view.visualRect(panel.model.index_of(clip_id(document, kind)))
    return QPoint(rect.right() - from_right, rect.center().y())


def test_the_clip_in_front_is_first(panel: LayersPanel, document: Document) -> None:
    assert kinds(panel) == ["audio", "videoImage", "image", "shape", "textImage", "aiModel"]
    shape = clip_id(document, "shape")
    document.apply("Front", lambda p: edits.bring_to_front(p, document.scene_id, clip_ids=[shape]))
    assert kinds(panel)[0] == "shape"


@pytest.mark.parametrize("name", ["شعار.", "שלום."])
def test_the_dot_of_a_name_that_is_read_from_the_right_stands_at_its_left(
    panel: LayersPanel, document: Document, name: str
) -> None:
    def ink(said: str) -> list[list[bool]]:
        named = {shape: clip_of(document, "shape").with_studio(name=said)}
        document.apply("Rename", lambda p: edits.replace_clips(p, document.scene_id, clips=named))
        row = panel.view.visualRect(panel.model.index_of(shape))
        area = row.adjusted(50, 4, -70, -4)
        image = panel.view.viewport().grab(area).toImage()
        ground = image.pixel(image.width() - 1, 0)
        return [[image.pixel(x, y) != ground for y in range(image.height())] for x in range(image.width())]

    shape = clip_id(document, "shape")
    columns = [column for column in ink(name) if any(column)]
    dot, letters = columns[0], ink(name.removesuffix("."))
    top = min(column.index(True) for column in letters if any(column))
    assert dot.index(True) > top + 3, "the first thing from the left lies low: the dot"


def test_rows_follow_edits_and_undo(panel: LayersPanel, document: Document) -> None:
    QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal, panel)
    before = kinds(panel)
    gone = [clip_id(document, "image"), clip_id(document, "audio")]
    document.apply("Delete", lambda p: edits.remove_clips(p, document.scene_id, clip_ids=gone))
    back = clip_id(document, "shape")
    document.apply("Back", lambda p: edits.send_to_back(p, document.scene_id, clip_ids=[back]))
    assert kinds(panel) == ["videoImage", "textImage", "aiModel", "shape"]
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert kinds(panel) == before
    document.select_scene(document.project.scenes[1].id)
    assert panel.model.rowCount() == 0
    assert panel.empty.isVisible()


def test_the_selection_is_that_of_the_stage(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    view = panel.view.viewport()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place(panel, document, "shape"))
    assert document.selection == (clip_id(document, "shape"),)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, control, place(panel, document, "image"))
    assert document.selection == (clip_id(document, "shape"), clip_id(document, "image"))
    document.select([clip_id(document, "audio")])
    rows = [index.row() for index in panel.view.selectionModel().selectedIndexes()]
    assert rows == [0]


def test_eye_and_lock_are_clicked_without_selecting(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    document.select([clip_id(document, "image")])
    view = panel.view.viewport()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place(panel, document, "shape", from_right=20))
    assert clip_of(document, "shape").studio.hidden
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place(panel, document, "shape", from_right=46))
    assert clip_of(document, "shape").studio.locked
    assert document.selection == (clip_id(document, "image"),)
    assert document.undo_stack.undoText() == "Lock Bar"
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place(panel, document, "shape", from_right=20))
    assert not clip_of(document, "shape").studio.hidden


def test_a_double_click_renames(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    spot = place(panel, document, "shape")
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseDClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseRelease(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    line = panel.view.viewport().findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "Accent")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: clip_of(document, "shape").studio.name == "Accent")
    assert document.undo_stack.count() == 1


def test_a_name_left_as_it_is_records_nothing(panel: LayersPanel, document: Document) -> None:
    panel.model.setData(panel.model.index_of(clip_id(document, "textImage")), "Welcome")
    assert document.undo_stack.count() == 0


def test_dropping_rows_restacks_in_one_step(panel: LayersPanel, document: Document) -> None:
    data = panel.model.mimeData([panel.model.index_of(clip_id(document, kind)) for kind in ("aiModel", "shape")])
    panel.model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    assert kinds(panel) == ["audio", "shape", "aiModel", "videoImage", "image", "textImage"]
    assert document.undo_stack.count() == 1


def test_delete_spares_what_is_locked(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    locked = clip_of(document, "image").with_studio(locked=True)
    document.apply("Lock", lambda p: edits.replace_clips(p, document.scene_id, clips={locked.id: locked}))
    document.select([clip_id(document, "image"), clip_id(document, "shape")])
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert "image" in kinds(panel)
    assert "shape" not in kinds(panel)


def test_screen_readers_hear_what_a_layer_is(panel: LayersPanel, document: Document) -> None:
    hidden = clip_of(document, "shape").with_studio(hidden=True)
    document.apply("Hide", lambda p: edits.replace_clips(p, document.scene_id, clips={hidden.id: hidden}))
    index = panel.model.index_of(hidden.id)
    assert panel.model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "Bar, Shape, hidden"
    assert panel.model.data(index, Qt.ItemDataRole.AccessibleDescriptionRole) == "at 100, 540, 400 by 200"


@pytest.mark.parametrize("from_right", [45, 20])
def test_the_menu_of_a_row_is_for_that_row_wherever_it_is_asked_for(
    qtbot: QtBot, panel: LayersPanel, document: Document, from_right: int
) -> None:
    document.select([clip_id(document, "textImage")])
    row = panel.view.visualRect(panel.model.index_of(clip_id(document, "image")))
    at = QPoint(row.right() - from_right, row.center().y())
    panel.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the menu itself is for another test
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.RightButton, pos=at)
    assert document.selection == (clip_id(document, "image"),)
    assert not clip_of(document, "image").studio.locked
