"""Colours are taken from the stage, exactly as they are painted, from the window, and from the picker by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.model import edits
from studio_gui.model.clips import Clip
from studio_gui.model.geometry import Point, Rect, box_of
from studio_gui.model.new import new_scene, new_shape
from studio_gui.painting.sampling import sample
from studio_gui.painting.scene import paint_scene
from studio_gui.ui.document import Document
from studio_gui.ui.forms.color_field import ColorField
from studio_gui.ui.forms.color_text import read_color
from studio_gui.ui.forms.eyedropper import Eyedropper
from studio_gui.ui.main_window import MainWindow
from tests.ui.panels.conftest import clip_id, opened_picker, shown_inspector

LEFT = Qt.MouseButton.LeftButton
ODD = QColor(201, 37, 123)


def in_window(window: MainWindow, at: Point) -> QPoint:
    """A scene point in pixels of the window."""
    px = window.canvas.camera.to_px(at)
    return window.canvas.viewport().mapTo(window, px.toPoint())


def whole_picture(window: MainWindow) -> QImage:
    document, canvas = window.document, window.canvas
    stage = document.project.stage_size
    image = QImage(*stage, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as painter:
        paint_scene(painter, document.scene, stage=stage, assets=canvas.assets)
    return image


def dropper(window: MainWindow) -> Eyedropper:
    found = window.findChild(Eyedropper)
    assert found is not None
    return found


@pytest.fixture
def shape(window: MainWindow) -> Clip:
    """A shape in a colour that nothing else has, in front of everything."""
    made = new_shape("Rectangle_corner0", box=Rect(1500, 100, 200, 150), fill="rgb(201,37,123)", name="Odd")
    document = window.document
    document.apply("Add", lambda p: edits.add_clip(p, document.scene_id, clip=made))
    return document.scene.clip(made.id)


def fill_of(window: MainWindow, label: str) -> QColor | None:
    clip = next(clip for clip in window.document.scene.clips if clip.label == label)
    return read_color(clip.fill)


def test_a_sample_is_the_finished_picture(window: MainWindow, shape: Clip) -> None:
    picture, document = whole_picture(window), window.document
    stage = document.project.stage_size
    places = [(5, 5), (1500, 100), (1499.5, 99.2), (960, 540), (1300, 500), (500, 700), (1919, 1079)]
    places += [(round(box.center.x), round(box.center.y)) for box in map(box_of, document.scene.clips) if box.width]
    for x, y in places:
        if not (0 <= x < stage[0] and 0 <= y < stage[1]):
            continue
        found = sample(document.scene, stage=stage, assets=window.canvas.assets, at=Point(x, y), side=11)
        assert found.pixel(5, 5) == picture.pixel(int(x), int(y)), (x, y)


@pytest.mark.parametrize("zoom", [0.2, 0.41, 3.0])
def test_a_click_on_the_stage_takes_the_painted_colour(
    qtbot: QtBot, window: MainWindow, shape: Clip, zoom: float
) -> None:
    window.canvas.set_zoom(zoom)
    window.document.select([next(clip.id for clip in window.document.scene.clips if clip.label == "Title")])
    at = Point(1600, 170)
    window.canvas.camera.pan(
        *(QPointF(window.canvas.viewport().rect().center()) - window.canvas.camera.to_px(at)).toTuple()
    )
    qtbot.keyClick(window.canvas, Qt.Key.Key_I)
    over = dropper(window)
    qtbot.mouseMove(over, in_window(window, at))
    qtbot.mouseClick(over, LEFT, pos=in_window(window, at))
    assert fill_of(window, "Title") == ODD
    assert window.document.undo_stack.undoText() == "Pick a colour"
    qtbot.waitUntil(lambda: window.findChild(Eyedropper) is None)
    assert window.canvas.hasFocus()


def test_esc_and_the_right_button_take_nothing(qtbot: QtBot, window: MainWindow, shape: Clip) -> None:
    window.document.select([shape.id])
    before = window.document.undo_stack.count()
    for end in (
        lambda over: qtbot.keyClick(over, Qt.Key.Key_Escape),
        lambda over: qtbot.mouseClick(over, Qt.MouseButton.RightButton, pos=QPoint(40, 300)),
    ):
        qtbot.keyClick(window.canvas, Qt.Key.Key_I)
        end(dropper(window))
        qtbot.waitUntil(lambda: window.findChild(Eyedropper) is None)
    assert window.document.undo_stack.count() == before
    assert window.document.selection == (shape.id,)


def test_the_window_itself_can_be_picked_from(qtbot: QtBot, window: MainWindow, shape: Clip) -> None:
    window.document.select([shape.id])
    qtbot.keyClick(window.canvas, Qt.Key.Key_I)
    over = dropper(window)
    export = window.workspace.toolbar.widgetForAction(window.actions_["export"]) or window.workspace.toolbar
    at = export.mapTo(window, QPoint(12, export.height() // 2))
    qtbot.mouseClick(over, LEFT, pos=at)
    seen = window.grab().toImage()
    assert fill_of(window, "Odd") == seen.pixelColor(at)


def test_right_after_going_to_a_crowded_scene_its_colours_are_picked_and_those_beside_it(
    qtbot: QtBot, window: MainWindow, shape: Clip
) -> None:
    """The screen keeps the scene before until hundreds of clips are there: beside the stage that was picked as white."""
    document, canvas = window.document, window.canvas
    tiles = [
        new_shape("Rectangle_corner0", box=Rect(n % 32 * 60, n // 32 * 60, 60, 60), fill="rgb(7,90,200)", name="Tile")
        for n in range(576)
    ]
    other = new_scene().changed(clips=tuple(clip.changed(layer=n + 1) for n, clip in enumerate(tiles)))
    document.apply("Add", lambda p: edits.add_scene(p, scene=other, index=1))
    at, ground = in_window(window, Point(1600, 170)), canvas.mapTo(window, QPoint(6, canvas.height() // 2))
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    QApplication.processEvents()
    grey = window.grab().toImage().pixelColor(ground)
    document.select_scene(other.id)
    assert canvas.shown.is_awaited
    assert window.grab().toImage().pixelColor(at) == ODD, "what is painted meanwhile is what one sees"
    qtbot.keyClick(canvas, Qt.Key.Key_I)
    over = dropper(window)
    qtbot.mouseMove(over, ground)
    assert over.color == grey
    qtbot.mouseMove(over, at)
    assert over.color == QColor(7, 90, 200)
    qtbot.mouseClick(over, LEFT, pos=at)
    assert read_color(document.scene.background.source_color) == QColor(7, 90, 200)


def test_keys_alone_pick_too(qtbot: QtBot, window: MainWindow, shape: Clip) -> None:
    title = next(clip for clip in window.document.scene.clips if clip.label == "Title")
    window.document.select([title.id])
    qtbot.keyClick(window.canvas, Qt.Key.Key_I)
    over = dropper(window)
    edge = in_window(window, Point(1500, 170))
    qtbot.mouseMove(over, edge - QPoint(6, 0))
    assert over.color != ODD
    for _ in range(12):
        qtbot.keyClick(over, Qt.Key.Key_Right)
    assert over.color == ODD
    qtbot.keyClick(over, Qt.Key.Key_Return)
    assert fill_of(window, "Title") == ODD


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_picker_has_a_dropper(qtbot: QtBot, window: MainWindow, shape: Clip) -> None:
    title = next(clip for clip in window.document.scene.clips if clip.label == "Title")
    window.document.select([title.id])
    form = window.workspace.inspector.whole_form()
    field = form.field("fill")
    assert isinstance(field, ColorField)
    field.open_picker()
    assert field.picker is not None
    before = window.document.undo_stack.count()
    qtbot.mouseClick(field.picker.dropper, LEFT)
    assert not field.picker.isVisible()
    qtbot.mouseClick(dropper(window), LEFT, pos=in_window(window, Point(1600, 170)))
    assert fill_of(window, "Title") == ODD
    assert window.document.undo_stack.count() == before + 1


def test_the_loupe_stays_inside_the_window(qtbot: QtBot, window: MainWindow, shape: Clip) -> None:
    window.document.select([shape.id])
    qtbot.keyClick(window.canvas, Qt.Key.Key_I)
    over = dropper(window)
    corners = (QPoint(1, 1), over.rect().bottomRight(), over.rect().topRight(), over.rect().bottomLeft())
    for corner in corners:
        qtbot.mouseMove(over, corner)
        assert QRectF(over.rect()).contains(QRectF(over._loupe())), corner
    qtbot.keyClick(over, Qt.Key.Key_Escape)


def test_only_what_has_a_fill_takes_a_colour(qtbot: QtBot, window: MainWindow) -> None:
    logo = next(clip for clip in window.document.scene.clips if clip.label == "Logo")
    window.document.select([logo.id])
    qtbot.keyClick(window.canvas, Qt.Key.Key_I)
    assert window.findChild(Eyedropper) is None
    assert window.notice_.isVisible()
    window.workspace.inspector.header.name_field.setFocus()
    typed = window.focusWidget()
    assert isinstance(typed, QWidget)
    qtbot.keyClick(typed, Qt.Key.Key_I)
    assert window.findChild(Eyedropper) is None


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
def test_the_colour_picker_shows_what_has_the_keyboard_and_enter_is_done(
    qtbot: QtBot, document: Document, services: Services
) -> None:
    """Nobody saw which of its surfaces the arrows would move, and Enter did nothing."""
    panel = shown_inspector(qtbot, document, services)
    document.select([clip_id(document, "shape")])
    picker = opened_picker(panel)
    ring = picker.palette().highlight().color()
    surfaces = (picker.plane, picker.hues, picker.alphas)
    for surface in surfaces:
        qtbot.waitUntil(surface.hasFocus)
        rims = [each.grab().toImage().pixelColor(each.width() // 2, 1) for each in surfaces]
        assert [rim == ring for rim in rims] == [each is surface for each in surfaces]
        qtbot.keyClick(surface, Qt.Key.Key_Tab)
    picker.plane.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(picker.plane, key, Qt.KeyboardModifier.ShiftModifier)
    assert document.undo_stack.count() == 1, "a burst of keys is one step"
    qtbot.keyClick(picker.plane, Qt.Key.Key_Return)
    assert not picker.isVisible()
    assert document.undo_stack.count() == 1
