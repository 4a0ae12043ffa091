"""Groups in the list of layers: folding, marking, dragging, and what screen readers find there."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from studio_gui.model import edits
from studio_gui.model.edits import arrange
from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_shape
from studio_gui.ui.document import Document
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.panels.layers import LayersPanel
from studio_gui.ui.panels.layers.model import MOST_AT_ONCE, LayersModel
from studio_gui.ui.panels.layers.outline import Node, outline
from tests.ui.panels.conftest import clip_id, clip_of

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


def group(document: Document, *kinds: str, name: str = "g") -> tuple[ClipId, ...]:
    ids = tuple(clip_id(document, kind) for kind in kinds)
    scene_id = document.scene_id
    document.apply("Group", lambda p: arrange.change_clip_studio(p, scene_id, clip_ids=ids, fields={"group": name}))
    return ids


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> LayersPanel:
    """The list of a scene in which a picture and a shape are a group."""
    group(document, "image", "shape")
    panel = LayersPanel(document)
    qtbot.addWidget(panel)
    panel.resize(248, 500)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def titles(nodes: list[Node]) -> list[object]:
    return [[node.title, titles(node.children)] if node.clip is None else node.clip.type for node in nodes]


def group_row(panel: LayersPanel) -> QModelIndex:
    return panel.model.index_of(next(node for node in panel.model.roots if node.clip is None))


def click(
    qtbot: QtBot, panel: LayersPanel, index: QModelIndex, *, x: int = 90, held: Qt.KeyboardModifier | None = None
):
    rect = panel.view.visualRect(index)
    at = QPoint(x if x >= 0 else rect.right() + x, rect.center().y())
    qtbot.mouseClick(panel.view.viewport(), LEFT, held or Qt.KeyboardModifier.NoModifier, at)


def row(panel: LayersPanel, document: Document, kind: str) -> QModelIndex:
    return panel.model.index_of(clip_id(document, kind))


def test_neighbours_of_a_group_stand_under_it(panel: LayersPanel, document: Document) -> None:
    inside = ["image", "shape"]
    assert titles(panel.model.roots) == ["audio", "videoImage", ["Group of 2", inside], "textImage", "aiModel"]
    group(document, "audio", "image", "shape")
    parts = [["Group, 1 of 3", ["audio"]], "videoImage", ["Group, 2 of 3", inside], "textImage", "aiModel"]
    assert titles(panel.model.roots) == parts


def test_a_group_is_folded_by_its_arrow_and_stays_so(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    assert panel.view.isExpanded(group_row(panel))
    click(qtbot, panel, group_row(panel), x=12)
    assert not panel.view.isExpanded(group_row(panel))
    assert document.selection == ()
    other = document.project.scenes[1].id
    document.select_scene(other)
    document.select_scene(document.project.scenes[0].id)
    assert not panel.view.isExpanded(group_row(panel))
    document.select([clip_id(document, "image"), clip_id(document, "shape")])
    assert not panel.view.isExpanded(group_row(panel)), "the whole group is shown by its row alone"
    document.select([clip_id(document, "image")])
    qtbot.waitUntil(lambda: panel.view.isExpanded(group_row(panel)))


def test_a_click_on_a_group_selects_all_of_it(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    both = {clip_id(document, "image"), clip_id(document, "shape")}
    click(qtbot, panel, group_row(panel))
    assert set(document.selection) == both
    marked = panel.view.selectionModel().selectedIndexes()
    assert len(marked) == 3, "the row of the group and those of its clips"
    click(qtbot, panel, row(panel, document, "image"), held=CTRL)
    assert document.selection == (clip_id(document, "shape"),)
    assert not panel.view.selectionModel().isSelected(group_row(panel))
    click(qtbot, panel, row(panel, document, "image"), held=CTRL)
    assert set(document.selection) == both
    assert panel.view.selectionModel().isSelected(group_row(panel))
    click(qtbot, panel, group_row(panel), held=CTRL)
    assert document.selection == ()
    click(qtbot, panel, group_row(panel))
    click(qtbot, panel, row(panel, document, "image"))
    assert document.selection == (clip_id(document, "image"),)


def test_keys_go_up_and_down_and_fold(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    click(qtbot, panel, row(panel, document, "videoImage"))
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert set(document.selection) == {clip_id(document, "image"), clip_id(document, "shape")}
    qtbot.keyClick(panel.view, Qt.Key.Key_Left)
    assert not panel.view.isExpanded(group_row(panel))
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert document.selection == (clip_id(document, "textImage"),)
    qtbot.keyClick(panel.view, Qt.Key.Key_Up)
    qtbot.keyClick(panel.view, Qt.Key.Key_Right)
    assert panel.view.isExpanded(group_row(panel))
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert document.selection == (clip_id(document, "image"),)


def test_the_eye_and_the_lock_of_a_group_are_those_of_its_clips(
    qtbot: QtBot, panel: LayersPanel, document: Document
) -> None:
    click(qtbot, panel, group_row(panel), x=-20)
    assert clip_of(document, "image").studio.hidden
    assert clip_of(document, "shape").studio.hidden
    assert document.undo_stack.undoText() == "Hide 2 clips"
    click(qtbot, panel, group_row(panel), x=-46)
    assert clip_of(document, "shape").studio.locked
    assert document.selection == ()


def test_a_clip_is_dragged_into_a_group_and_out_of_it(panel: LayersPanel, document: Document) -> None:
    data = panel.model.mimeData([row(panel, document, "textImage")])
    panel.model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, group_row(panel))
    inside = ["Group of 3", ["image", "textImage", "shape"]]
    assert titles(panel.model.roots) == ["audio", "videoImage", inside, "aiModel"]
    assert document.undo_stack.count() == 2
    data = panel.model.mimeData([row(panel, document, "image")])
    panel.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    left = ["Group of 2", ["textImage", "shape"]]
    assert titles(panel.model.roots) == ["image", "audio", "videoImage", left, "aiModel"]
    document.undo_stack.undo()
    assert titles(panel.model.roots) == ["audio", "videoImage", inside, "aiModel"]


def test_a_whole_group_is_dragged_and_stays_one(panel: LayersPanel, document: Document) -> None:
    data = panel.model.mimeData([group_row(panel)])
    panel.model.dropMimeData(data, Qt.DropAction.MoveAction, -1, 0, QModelIndex())
    inside = ["Group of 2", ["image", "shape"]]
    assert titles(panel.model.roots) == ["audio", "videoImage", "textImage", "aiModel", inside]


@pytest.mark.parametrize("seed", range(5))
def test_rows_follow_whatever_happens(qapp: object, document: Document, seed: int) -> None:
    chance = random.Random(seed)
    model = LayersModel(document, document)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    scene_id = document.scene_id
    for _ in range(60):
        ids = [clip.id for clip in document.scene.clips]
        some = chance.sample(ids, chance.randint(1, max(1, len(ids) - 1)))
        name = chance.choice(["", "a", "b"])
        what = chance.choice(["group", "order", "remove", "undo", "redo", "copy"])
        if what == "group":
            document.apply("", lambda p: arrange.change_clip_studio(p, scene_id, clip_ids=some, fields={"group": name}))  # noqa: B023
        elif what == "order":
            model.move(some, at=chance.randint(0, len(ids)), group=name)
        elif what == "remove" and len(ids) > 3:
            document.apply("", lambda p: edits.remove_clips(p, scene_id, clip_ids=some[:2]))  # noqa: B023
        elif what == "copy" and len(ids) < 12:
            document.apply("", lambda p: edits.duplicate_clips(p, scene_id, clip_ids=some)[0])  # noqa: B023
        elif what in ("undo", "redo"):
            getattr(document.undo_stack, what)()
        wanted = outline(list(reversed(document.scene.stacked())))
        assert titles(list(model.roots)) == titles(wanted)
        for node in (*model.roots, *(kid for root in model.roots for kid in root.children)):
            assert model.node(model.index_of(node)) is node


def test_a_row_that_is_gone_is_found_no_more(qapp: object, document: Document) -> None:
    ids = group(document, "image", "shape")
    model = LayersModel(document, document)
    inside = model.index_of(ids[0])
    group(document, "image", "shape", name="")
    assert model.node(inside) is None
    assert not model.parent(inside).isValid()


def test_screen_readers_walk_the_tree(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    image = clip_of(document, "image").changed(left=-900).with_studio(locked=True)
    scene_id = document.scene_id
    document.apply("Push off", lambda p: edits.replace_clips(p, scene_id, clips={image.id: image}))
    document.select([clip_id(document, "textImage")])
    tree = QAccessible.queryAccessibleInterface(panel.view)
    assert tree.role() == QAccessible.Role.Tree
    name, description = QAccessible.Text.Name, QAccessible.Text.Description
    assert tree.text(name) == "Layers"
    rows = [tree.child(at) for at in range(tree.childCount())]
    assert rows[0].text(name) == "Layers, front to back"
    rows = [found for found in rows if found.role() == QAccessible.Role.TreeItem]
    said = {found.text(name): found for found in rows}
    assert list(said) == [
        "Music, Sound",
        "Waves, Video",
        "Group of 2",
        "Logo, Picture, locked, outside the stage",
        "Bar, Shape",
        "Welcome, Text",
        "Presenter",
    ]
    assert said["Bar, Shape"].text(description) == "at 100, 540, 400 by 200"
    assert said["Group of 2"].text(description) == "Logo, Bar"
    assert said["Group of 2"].state().expanded
    assert [key for key, found in said.items() if found.state().selected] == ["Welcome, Text"]


def test_the_menu_of_a_group(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    click(qtbot, panel, group_row(panel))
    menu = panel.menu_of(group_row(panel))
    entries = {action.objectName(): action for action in menu.actions() if action.objectName()}
    assert not entries["rename"].isEnabled()
    entries["front"].trigger()
    menu.close()
    assert titles(panel.model.roots)[0] == ["Group of 2", ["image", "shape"]]


def test_menus_name_the_keys_that_hold_now(qtbot: QtBot, window: MainWindow) -> None:
    layers = window.workspace.layers
    said = {action.objectName(): action.text() for action in layers.menu_of(layers.model.index(0)).actions()}
    assert (said["duplicate"], said["locked"]) == ("Duplicate\tCtrl+D", "Lock\tCtrl+Shift+L")
    assert (said["rename"], said["delete"]) == ("Rename\tF2", "Delete\tDel")
    window.actions_.rebind("duplicate", ["Ctrl+Alt+K"])
    window.actions_.rebind("lock", [])
    said = {action.objectName(): action.text() for action in layers.menu_of(layers.model.index(0)).actions()}
    assert (said["duplicate"], said["locked"]) == ("Duplicate\tCtrl+Alt+K", "Lock")


def test_from_right_to_left_everything_is_mirrored(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    click(qtbot, panel, group_row(panel), x=-12)
    assert not panel.view.isExpanded(group_row(panel)), "the arrow is at the right"
    qtbot.keyClick(panel.view, Qt.Key.Key_Escape)
    click(qtbot, panel, row(panel, document, "textImage"), x=20)
    assert clip_of(document, "textImage").studio.hidden, "the eye is at the left"
    click(qtbot, panel, row(panel, document, "textImage"), x=46)
    assert clip_of(document, "textImage").studio.locked
    assert document.selection == ()
    picture = panel.view.viewport().grab().toImage()
    rect = panel.view.visualRect(row(panel, document, "aiModel"))
    ratio = picture.devicePixelRatio()

    def inked(left: int, right: int) -> bool:
        ground = picture.pixel(round(rect.center().x() * ratio), round((rect.top() + 2) * ratio))
        across = range(round(left * ratio), round(right * ratio))
        down = range(round((rect.top() + 4) * ratio), round((rect.bottom() - 4) * ratio))
        return any(picture.pixel(x, y) != ground for x in across for y in down)

    assert inked(rect.right() - 120, rect.right() - 46), "the name begins beside the icon, at the right"
    assert not inked(rect.left() + 4, rect.left() + 70)


def test_hundreds_that_are_grouped_and_let_go_are_followed_before_the_next_change(
    qtbot: QtBot, document: Document
) -> None:
    scene_id = document.scene_id
    clips = tuple(new_shape("Rectangle", box=Rect(n, n, 20, 20)).changed(layer=n + 1) for n in range(2 * MOST_AT_ONCE))
    document.apply("Fill", lambda p: edits.clips.replace_scene(p, p.scene(scene_id).changed(clips=clips)))
    model = LayersModel(document, document)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    ids = tuple(clip.id for clip in clips)

    def put(name: str, some: tuple[ClipId, ...]) -> None:
        fields = {"group": name}
        document.apply("Group", lambda p: arrange.change_clip_studio(p, scene_id, clip_ids=some, fields=fields))

    def whole() -> bool:
        return titles(list(model.roots)) == titles(outline(list(reversed(document.scene.stacked()))))

    put("g", ids)
    assert model.rowCount() == len(clips)  # nobody waits for the list
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert whole()
    put("", ids)
    put("h", ids[:MOST_AT_ONCE])  # before the list has followed
    document.apply("Delete", lambda p: edits.remove_clips(p, scene_id, clip_ids=ids[-3:]))
    assert whole()
    document.undo_stack.undo()
    document.undo_stack.undo()
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert whole()
    put("", ids)
    document.undo_stack.undo()  # before the list has followed
    put("i", ids[:3])
    assert whole()
