"""The list of scenes: rows that follow the document, real pictures, drag and keys."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRectF, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from studio_gui.base.film_time import length_words
from studio_gui.model import edits
from studio_gui.model.fields import SceneId
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_project, new_scene, new_shape
from studio_gui.ui import theme
from studio_gui.ui.document import Document
from studio_gui.ui.panels import scene_commands
from studio_gui.ui.panels.scenes import ScenesPanel
from studio_gui.ui.panels.scenes.delegate import caption_of
from studio_gui.ui.panels.scenes.model import SCENES_MIME
from studio_gui.ui.parts.length import length_s

_NOWHERE = QModelIndex()


@pytest.fixture
def many(qapp: object, tmp_path: Path) -> Document:
    scenes = tuple(new_scene(name=f"Scene {letter}") for letter in "ABCDE")
    return Document(new_project(scenes=scenes), path=tmp_path / "Many.studio")


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[Document], ScenesPanel]:
    def shown(document: Document) -> ScenesPanel:
        panel = ScenesPanel(document)
        qtbot.addWidget(panel)
        panel.resize(248, 700)
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    return shown


def names(document: Document) -> str:
    return "".join(scene.studio.name.removeprefix("Scene ") for scene in document.project.scenes)


def rows(panel: ScenesPanel) -> str:
    model = panel.model
    found = (model.scene(model.index(row)).studio.name for row in range(model.rowCount()))
    return "".join(name.removeprefix("Scene ") for name in found)


def ids(document: Document, letters: str) -> list[SceneId]:
    return [scene.id for scene in document.project.scenes if scene.studio.name.removeprefix("Scene ") in letters]


def test_rows_follow_every_change_and_undo(show: Callable[[Document], ScenesPanel], many: Document) -> None:
    panel = show(many)
    QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal, panel)
    scene_commands.move(many, ids(many, "BD"), index=0)
    assert (names(many), rows(panel)) == ("BDACE", "BDACE")
    scene_commands.remove(many, ids(many, "DE"))
    scene_commands.add(many, [new_scene(name="Scene X"), new_scene(name="Scene Y")], words="New", index=1)
    assert rows(panel) == names(many) == "BXYAC"
    while many.undo_stack.canUndo():
        many.undo_stack.undo()
        assert rows(panel) == names(many)
    assert rows(panel) == "ABCDE"


def test_a_picture_shows_what_is_in_the_scene(
    qtbot: QtBot, show: Callable[[Document], ScenesPanel], document: Document
) -> None:
    panel = show(document)
    scene = document.project.scenes[1]

    def picture() -> QImage | None:
        return panel.thumbnails.picture(scene, stage=(1920, 1080), width_px=100)

    qtbot.waitUntil(lambda: picture() is not None)
    qtbot.waitUntil(lambda: picture().width() == 100)
    assert picture().pixelColor(50, 20) == QColor(30, 30, 200)
    bar = new_shape("Rectangle_corner0", box=Rect(0, 0, 1920, 1080), fill="rgb(0,200,0)")
    document.apply("Insert", lambda p: edits.add_clip(p, scene.id, clip=bar))

    def is_green() -> bool:
        image = panel.thumbnails.picture(document.project.scenes[1], stage=(1920, 1080), width_px=100)
        return image is not None and image.pixelColor(50, 20) == QColor(0, 200, 0)

    qtbot.waitUntil(is_green)


def test_no_picture_is_painted_while_a_hand_drags(
    qtbot: QtBot, show: Callable[[Document], ScenesPanel], document: Document
) -> None:
    """The stage was painted beside it, and each of the two took twice as long."""
    panel = show(document)
    made: list[str] = []
    panel.thumbnails.made.connect(made.append)
    qtbot.waitUntil(lambda: len(set(made)) == len(document.project.scenes) and not panel.thumbnails.is_busy)
    made.clear()
    bar = new_shape("Rectangle_corner0", box=Rect(0, 0, 900, 400), fill="rgb(0,200,0)")
    document.apply("Insert", lambda p: edits.add_clip(p, document.scene_id, clip=bar))
    gesture = document.begin("Move")
    qtbot.waitUntil(lambda: panel.thumbnails.is_busy)
    rest = next(timer for timer in panel.thumbnails.findChildren(QTimer) if timer.isSingleShot())
    for _ in range(3):
        with qtbot.waitSignal(rest.timeout):
            pass
    assert made == []
    gesture.commit()
    qtbot.waitUntil(lambda: document.scene_id in made)


def test_a_first_picture_fades_in_and_then_rests(
    qtbot: QtBot, show: Callable[[Document], ScenesPanel], document: Document
) -> None:
    panel = show(document)
    first = document.project.scenes[0].id
    seen: list[float] = []
    panel.thumbnails.fading.connect(lambda scene_id: seen.append(panel.thumbnails.clearness(SceneId(scene_id))))
    timers = panel.thumbnails.findChildren(QTimer)
    qtbot.waitUntil(lambda: bool(seen) and panel.thumbnails.clearness(first) == 1)
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in timers))
    assert min(seen) <= 1


def test_a_script_that_is_typed_paints_no_new_picture(
    qtbot: QtBot, show: Callable[[Document], ScenesPanel], document: Document
) -> None:
    panel = show(document)
    width = 100
    scene = document.project.scenes[1]
    qtbot.waitUntil(lambda: panel.thumbnails.picture(scene, stage=(1920, 1080), width_px=width) is not None)
    qtbot.waitUntil(lambda: panel.thumbnails.picture(scene, stage=(1920, 1080), width_px=width).width() == width)
    before = panel.thumbnails.picture(scene, stage=(1920, 1080), width_px=width)
    document.apply("Script", lambda p: edits.set_script(p, scene.id, text="Hello"))
    after = panel.thumbnails.picture(document.project.scenes[1], stage=(1920, 1080), width_px=width)
    assert after.cacheKey() == before.cacheKey()


def test_only_scenes_in_sight_are_painted(qtbot: QtBot, show: Callable[[Document], ScenesPanel]) -> None:
    document = Document(new_project(scenes=tuple(new_scene(name=str(n)) for n in range(200))))
    made: list[str] = []
    started = time.thread_time()  # its own work, whatever else the computer does meanwhile
    panel = show(document)
    assert time.thread_time() - started < 2
    panel.thumbnails.made.connect(made.append)
    qtbot.waitUntil(lambda: len(made) >= 3)
    qtbot.waitUntil(lambda: not panel.thumbnails.is_busy)
    assert len(made) < 20


def test_the_current_scene_is_selected_both_ways(
    qtbot: QtBot, show: Callable[[Document], ScenesPanel], many: Document
) -> None:
    panel = show(many)
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert many.scene_id == many.project.scenes[1].id
    many.select_scene(many.project.scenes[3].id)
    assert panel.view.currentIndex().row() == 3
    panel.view.scrollTo(panel.model.index(2))
    third = panel.view.visualRect(panel.model.index(2)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=third)
    assert many.scene_id == many.project.scenes[2].id


def test_who_walks_by_keys_sees_that_the_keyboard_is_in_the_list(
    qtbot: QtBot, show: Callable[[Document], ScenesPanel], many: Document
) -> None:
    panel = show(many)
    panel.activateWindow()
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    row = panel.view.visualRect(panel.view.currentIndex())
    edge = QPoint(row.left() + 5, row.center().y())
    assert panel.view.viewport().grab().toImage().pixelColor(edge) == QColor(theme.tokens().accent)
    panel.view.clearFocus()
    assert panel.view.viewport().grab().toImage().pixelColor(edge) != QColor(theme.tokens().accent)


def test_keys_move_duplicate_and_delete_scenes(
    qtbot: QtBot, show: Callable[[Document], ScenesPanel], many: Document
) -> None:
    panel = show(many)
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(many) == "BACDE"
    assert many.scene is not None
    assert many.scene.studio.name == "Scene A"
    qtbot.keyClick(panel.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(panel.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert names(many) == "AABCDE"
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert names(many) == "ABCDE"
    assert many.undo_stack.count() == 4


def test_deleting_all_scenes_leaves_an_empty_one(many: Document) -> None:
    scene_commands.remove(many, [scene.id for scene in many.project.scenes])
    assert len(many.project.scenes) == 1
    assert many.scene is many.project.scenes[0]


def test_dropping_rows_reorders_in_one_step(show: Callable[[Document], ScenesPanel], many: Document) -> None:
    panel = show(many)
    data = panel.model.mimeData([panel.model.index(3), panel.model.index(0)])
    assert panel.model.dropMimeData(data, Qt.DropAction.MoveAction, 3, 0, _NOWHERE)
    assert names(many) == rows(panel) == "BCADE"
    assert many.undo_stack.count() == 1
    assert [scene.scene_idx for scene in many.project.scenes] == [0, 1, 2, 3, 4]
    # Dropped where it lies: nothing happens and nothing is recorded.
    data = panel.model.mimeData([panel.model.index(1)])
    panel.model.dropMimeData(data, Qt.DropAction.MoveAction, 2, 0, _NOWHERE)
    assert many.undo_stack.count() == 1


def test_three_photos_dropped_become_three_scenes_like_the_current_one(
    qtbot: QtBot, show: Callable[[Document], ScenesPanel], document: Document, tmp_path: Path
) -> None:
    large = new_image(box=Rect(100, 60, 800, 400), size=(800, 400), media="builtin:pictures/logo.png", name="Photo")
    document.apply("Add", lambda p: edits.add_clip(p, document.scene_id, clip=large))
    panel = show(document)
    files = []
    for number, color in enumerate(("red", "green", "blue")):
        image = QImage(300, 200, QImage.Format.Format_RGB32)
        image.fill(QColor(color))
        files.append(tmp_path / f"photo {number}.{('png', 'jpg', 'tif')[number]}")
        assert image.save(str(files[-1]))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    panel.model.dropMimeData(data, Qt.DropAction.CopyAction, 1, 0, _NOWHERE)
    qtbot.waitUntil(lambda: len(document.project.scenes) == 5)
    assert document.undo_stack.count() == 2
    added = document.project.scenes[1:4]
    assert [scene.studio.name for scene in added] == ["photo 0", "photo 1", "photo 2"]
    for scene in added:
        logo, picture = (clip for clip in scene.clips if clip.type == "image")
        assert logo.studio.name == "Logo"
        assert (tmp_path / picture.studio.media).is_file()
        assert scene.presenter is not None
        assert scene.script_text == ""


def test_a_photo_dropped_beside_a_logo_does_not_become_as_small_as_that(
    qtbot: QtBot, show: Callable[[Document], ScenesPanel], document: Document, tmp_path: Path
) -> None:
    panel = show(document)
    scene_id = document.scene_id
    document.apply("Record", lambda p: edits.change_scene(p, scene_id, studio={"recording": "media/own.m4a"}))
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(tmp_path / "photo.png"))
    panel.model.pictures_dropped.emit([tmp_path / "photo.png"], 1)
    qtbot.waitUntil(lambda: len(document.project.scenes) == 3)
    added = document.project.scenes[1]
    assert [clip.studio.name for clip in added.clips if clip.type == "image"] == ["Logo"]
    assert added.background.source_type == "image"
    assert (tmp_path / added.background.studio.media).is_file()
    # What was recorded for the other scene is not said again over the new picture.
    assert added.studio.recording == ""


def test_a_dropped_file_that_is_no_picture_is_said_in_words(
    qtbot: QtBot, show: Callable[[Document], ScenesPanel], document: Document, tmp_path: Path
) -> None:
    panel = show(document)
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"not a picture")
    with qtbot.waitSignal(panel.failed) as said:
        panel.model.pictures_dropped.emit([broken], 0)
    assert "broken.png" in said.args[0].message
    assert len(document.project.scenes) == 2


def test_a_scene_is_renamed_in_the_list(qtbot: QtBot, show: Callable[[Document], ScenesPanel], many: Document) -> None:
    panel = show(many)
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    line = panel.view.viewport().findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "Opening")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: many.project.scenes[0].studio.name == "Opening")
    assert many.undo_stack.undoText() == "Rename scene"


def test_issues_and_lengths_are_on_the_rows(show: Callable[[Document], ScenesPanel], document: Document) -> None:
    panel = show(document)
    second = document.project.scenes[1]
    panel.set_issues({second.id: ("warning", "There is no script.")})
    assert panel.model.data(panel.model.index(1), Qt.ItemDataRole.ToolTipRole) == "There is no script."
    assert length_words(length_s(second)) == "0:05"
    assert length_s(second.changed(studio=second.studio.changed(duration_s=75))) == 75
    assert caption_of(second) == "No script"


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
def test_the_menu_offers_what_the_keys_do(
    qtbot: QtBot, show: Callable[[Document], ScenesPanel], many: Document
) -> None:
    panel = show(many)
    panel.view.customContextMenuRequested.emit(QPoint(20, 20))
    menu = panel.findChild(QMenu)
    assert menu is not None
    chosen = next(action for action in menu.actions() if action.objectName() == "duplicate")
    chosen.trigger()
    menu.close()
    assert names(many) == "AABCDE"


def test_a_file_dropped_between_rows_lands_there(
    qtbot: QtBot, show: Callable[[Document], ScenesPanel], document: Document, tmp_path: Path
) -> None:
    panel = show(document)
    image = QImage(160, 90, QImage.Format.Format_RGB32)
    image.fill(QColor("orange"))
    assert image.save(str(tmp_path / "late.png"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "late.png"))])
    row = panel.view.visualRect(panel.model.index(0))
    below = QPoint(row.center().x(), row.bottom() - 1)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    port = panel.view.viewport()
    entered = QDragEnterEvent(below, Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(port, entered)
    assert entered.isAccepted()
    moved = QDragMoveEvent(below, Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(port, moved)
    assert moved.isAccepted()
    QApplication.sendEvent(port, QDropEvent(below.toPointF(), Qt.DropAction.CopyAction, data, left, none))
    qtbot.waitUntil(lambda: len(document.project.scenes) == 3)
    assert document.project.scenes[1].studio.name == "late"


def test_documents_are_handed_on_with_their_row_and_addresses_of_the_web_are_not_taken(
    qtbot: QtBot, show: Callable[[Document], ScenesPanel], document: Document
) -> None:
    panel = show(document)
    data = QMimeData()
    data.setUrls([QUrl("https://example.com/report.pdf")])
    assert not panel.model.canDropMimeData(data, Qt.DropAction.CopyAction, 0, 0, _NOWHERE)
    data.setUrls([QUrl.fromLocalFile("/tmp/report.pdf")])
    assert panel.model.canDropMimeData(data, Qt.DropAction.CopyAction, 1, 0, _NOWHERE)
    with qtbot.waitSignal(panel.import_wanted) as wanted:
        panel.model.dropMimeData(data, Qt.DropAction.CopyAction, 1, 0, _NOWHERE)
    assert wanted.args == [[Path("/tmp/report.pdf")], 1]


def test_rows_lie_one_below_the_other_with_and_without_a_scroll_bar(
    qtbot: QtBot, show: Callable[[Document], ScenesPanel], many: Document
) -> None:
    panel = show(many)
    view = panel.view

    def is_in_order() -> bool:
        places = [view.visualRect(panel.model.index(row)) for row in range(panel.model.rowCount())]
        gaps = {below.top() - above.bottom() for above, below in pairwise(places)}
        return gaps == {1} and len({place.height() for place in places}) == 1

    for height in range(640, 840, 8):
        panel.resize(248, height)
        qtbot.waitUntil(is_in_order)


def test_an_accented_line_shows_where_scenes_would_come_in(
    show: Callable[[Document], ScenesPanel], many: Document
) -> None:
    panel = show(many)
    view, port = panel.view, panel.view.viewport()
    data = panel.model.mimeData([panel.model.index(0)])
    row = view.visualRect(panel.model.index(2))
    above = QPoint(row.center().x(), row.top() + 1)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    accent = QColor(theme.tokens().accent)

    def line() -> list[bool]:
        image = port.grab().toImage()
        return [image.pixelColor(2, y) == accent for y in (row.top() - 2, row.top() - 1, row.top(), row.top() + 1)]

    assert line() == [False] * 4
    QApplication.sendEvent(port, QDragEnterEvent(above, Qt.DropAction.MoveAction, data, left, none))
    QApplication.sendEvent(port, QDragMoveEvent(above, Qt.DropAction.MoveAction, data, left, none))
    assert line() == [False, True, True, False]
    QApplication.sendEvent(port, QDropEvent(above.toPointF(), Qt.DropAction.MoveAction, data, left, none))
    assert names(many) == "BACDE"
    assert line() == [False] * 4


def test_what_is_dragged_is_small_and_lies_beside_the_pointer(
    show: Callable[[Document], ScenesPanel], many: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = show(many)
    panel.view.setCurrentIndex(panel.model.index(1))
    dragged: list[QDrag] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, *_: dragged.append(drag))
    panel.view.startDrag(panel.model.supportedDragActions())
    (drag,) = dragged
    assert bytes(drag.mimeData().data(SCENES_MIME).data()).decode() == many.project.scenes[1].id
    assert drag.pixmap().deviceIndependentSize().width() < panel.view.width() * 0.6
    assert not QRectF(drag.pixmap().rect()).contains(drag.hotSpot().toPointF())
