"""Cropping a picture in its place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from studio_gui.model import edits
from studio_gui.model.crop import shares
from studio_gui.model.geometry import Rect, box_of
from studio_gui.model.handles import SIZING, Frame
from studio_gui.model.new import new_image, new_scene


@pytest.fixture
def picture(canvas, document, tmp_path):
    """The left half blue, the right half yellow, at (200, 600) 400 × 200."""
    (tmp_path / "media").mkdir()
    image = QImage(800, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#2040FF"))
    painter = QPainter(image)
    painter.fillRect(400, 0, 400, 400, QColor("#FFE000"))
    painter.end()
    assert image.save(str(tmp_path / "media" / "halves.png"))
    clip = new_image(box=Rect(1400, 600, 400, 200), size=(800, 400), media="media/halves.png", name="Halves")
    document.apply("Add", lambda project: edits.add_clip(project, document.scene_id, clip=clip))
    return clip.id


def shown(document, clip_id):
    return document.scene.clip(clip_id)


def test_a_double_click_crops_drags_move_edges_and_enter_applies(canvas, mouse, document, box, picture, qtbot) -> None:
    steps = document.undo_stack.count()
    mouse.double_click(1500, 700)
    assert canvas.tool == "crop"
    mouse.drag((1400, 700), (1600, 700))
    assert box("Halves") == (1600, 600, 200, 200, 0)
    assert document.undo_stack.count() == steps
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert canvas.tool == "select"
    assert document.undo_stack.count() == steps + 1
    assert document.undo_stack.undoText() == "Crop Halves"
    assert shares(shown(document, picture)) == (0.5, 0, 0, 0)
    canvas.document.select(())
    canvas.shown.finish()
    image = canvas.grab().toImage()
    left = canvas.camera.to_px(type(canvas.center)(1610, 700)).toPoint()
    assert image.pixelColor(left).name() == "#ffe000"
    assert image.pixelColor(left - QPoint(20, 0)).name() == "#ffffff"
    document.undo_stack.undo()
    assert box("Halves") == (1400, 600, 400, 200, 0)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Z])
def test_escape_and_undo_put_everything_back(canvas, mouse, document, picture, qtbot, key) -> None:
    before, steps = document.project, document.undo_stack.count()
    canvas.crop(picture)
    mouse.drag((1400, 600), (1500, 650))
    assert document.project is not before
    held = Qt.KeyboardModifier.ControlModifier if key == Qt.Key.Key_Z else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(canvas, key, held)
    assert document.project is before
    assert document.undo_stack.count() == steps
    assert canvas.tool == "select"


def test_a_drag_inside_moves_the_picture_under_its_frame(canvas, mouse, document, box, picture) -> None:
    canvas.crop(picture)
    mouse.drag((1800, 700), (1600, 700))
    mouse.drag((1500, 700), (1400, 700))
    assert box("Halves") == (1400, 600, 200, 200, 0)
    assert shares(shown(document, picture)) == (0.25, 0, 0.25, 0)
    mouse.drag((1500, 700), (900, 700))
    assert shares(shown(document, picture)) == (0.5, 0, 0, 0)


def test_the_edges_stay_on_the_picture_and_a_click_beside_it_applies(canvas, mouse, document, box, picture) -> None:
    canvas.crop(picture)
    mouse.drag((1800, 700), (1900, 700))
    assert box("Halves") == (1400, 600, 400, 200, 0)
    mouse.drag((1800, 700), (1700, 700))
    mouse.click(400, 1000)
    assert canvas.tool == "select"
    assert box("Halves") == (1400, 600, 300, 200, 0)


def test_what_is_cut_off_shows_faintly_meanwhile(canvas, mouse, picture) -> None:
    canvas.crop(picture)
    mouse.drag((1400, 700), (1600, 700))
    at = canvas.camera.to_px(type(canvas.center)(1500, 650)).toPoint()
    color = canvas.grab().toImage().pixelColor(at)
    assert color.blue() > color.red() + 30
    assert color.red() > 100


def test_a_second_crop_begins_where_the_first_ended(canvas, mouse, document, box, picture) -> None:
    canvas.crop(picture)
    mouse.drag((1400, 700), (1600, 700))
    canvas.set_tool("select")
    canvas.crop(picture)
    mouse.drag((1600, 700), (1200, 700))
    canvas.set_tool("select")
    assert box("Halves") == (1400, 600, 400, 200, 0)
    assert shown(document, picture).studio.crop is None


def test_another_selection_edit_or_scene_ends_cropping(canvas, mouse, document, picture) -> None:
    canvas.crop(picture)
    document.select((document.scene.clips[0].id,))
    assert canvas.tool == "select"
    canvas.crop(picture)
    document.apply("Change", lambda p: edits.change_clip(p, document.scene_id, clip_id=picture, fields={"opacity": 50}))
    assert canvas.tool == "select"
    canvas.crop(picture)
    document.apply("Add scene", lambda p: edits.add_scene(p, scene=new_scene()))
    document.select_scene(document.project.scenes[-1].id)
    assert canvas.tool == "select"


def test_texts_and_locked_pictures_are_not_cropped(canvas, document, picture) -> None:
    assert not canvas.crop(document.scene.clips[0].id)
    fields = {"studio": shown(document, picture).studio.changed(locked=True)}
    document.apply("Lock", lambda p: edits.change_clip(p, document.scene_id, clip_id=picture, fields=fields))
    assert not canvas.crop(picture)
    assert canvas.tool == "select"


@pytest.mark.parametrize("handle", [None, *SIZING])
def test_an_edge_that_is_dragged_there_and_back_leaves_the_picture_as_it_was(canvas, mouse, document, picture, handle):
    """Its size lost some digits, and there was a step to undo."""
    odd = {"left": 1400.1234567890123, "width": 801.12345678901234, "angle": 12.3456789, "scale_x": -0.4999999999991}
    document.apply("Odd", lambda p: edits.change_clip(p, document.scene_id, clip_id=picture, fields=odd))
    before, steps = document.project, document.undo_stack.count()
    canvas.crop(picture)
    box = box_of(shown(document, picture))
    spot = box.center if handle is None else Frame(box, canvas.zoom).spot(handle)
    mouse.move(spot.x, spot.y).press(spot.x, spot.y).move(box.center.x + 30, box.center.y + 20)
    mouse.move(spot.x, spot.y).release()
    canvas.set_tool("select")
    assert document.project == before
    assert document.undo_stack.count() == steps
