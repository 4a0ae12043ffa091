"""What the canvas shows is what the painter draws, at every zoom, turned, moved and half outside."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter

from studio_gui.model import edits
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.new import new_scene, new_shape
from studio_gui.painting import Assets, paint_scene
from studio_gui.ui.canvas import CanvasView, stage_scene


def _painted(document, zoom: float, folder) -> QImage:
    width, height = document.project.stage_size
    image = QImage(round(width * zoom), round(height * zoom), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(zoom, zoom)
    paint_scene(painter, document.scene, stage=(width, height), assets=Assets(folder))
    painter.end()
    return image


def _stage(canvas) -> QImage:
    canvas.shown.finish()
    start, end = canvas.camera.to_px(Point(0, 0)), canvas.camera.to_px(Point(*canvas.document.project.stage_size))
    shown = canvas.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return shown.copy(QRect(start.toPoint(), end.toPoint()).adjusted(0, 0, -1, -1))


def _difference(a: QImage, b: QImage) -> float:
    """The share of pixels that differ clearly, looked at on a grid; edges may differ by a pixel."""
    assert abs(a.width() - b.width()) <= 1
    width, height = min(a.width(), b.width()), min(a.height(), b.height())
    points = [(x, y) for x in range(1, width, 5) for y in range(1, height, 5)]
    return sum(_far(a.pixelColor(*p), b.pixelColor(*p)) for p in points) / len(points)


def _far(a: QColor, b: QColor) -> bool:
    return max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) > 40


@pytest.mark.parametrize("zoom", [0.2, 0.3371, 0.5])
def test_the_stage_is_what_the_painter_draws(canvas, document, tmp_path, zoom) -> None:
    star = new_shape("Star", box=Rect(900, 400, 500, 500), fill="rgb(250,180,20)").changed(angle=33.3, opacity=60)
    document.apply("Add", lambda p: edits.add_clip(p, document.scene_id, clip=star))
    canvas.set_zoom(zoom)
    canvas.camera.fit(Rect(0, 0, 1920, 1080), most=zoom)
    assert _difference(_stage(canvas), _painted(document, canvas.zoom, tmp_path)) < 0.004


def test_it_still_is_after_moving_turning_and_resizing(canvas, mouse, document, tmp_path) -> None:
    mouse.drag((300, 300), (413, 377))
    mouse.click(1150, 450)
    mouse.drag((1300, 600), (1377, 655))
    knob = canvas.frame.spot(_turn())
    mouse.drag((knob.x, knob.y), (knob.x + 211, knob.y + 97))
    document.select(())
    mouse.move(1900, 1070)
    canvas.camera.fit(Rect(0, 0, 1920, 1080))
    assert _difference(_stage(canvas), _painted(document, canvas.zoom, tmp_path)) < 0.004


def _turn():
    from studio_gui.model.handles import Handle

    return Handle.TURN


def test_close_up_only_what_is_in_sight_is_drawn_and_it_is_right(canvas, document) -> None:
    """At 800 % a clip that covers the stage would be 15,360 pixels wide."""
    big = new_shape("Rectangle_corner0", box=Rect(0, 0, 1920, 1080), fill="rgb(10,120,200)")
    document.apply("Add", lambda p: edits.add_clip(p, document.scene_id, clip=big))
    canvas.set_zoom(8)
    for place in (Point(0, 0), Point(1200, 700), Point(1919, 1079), Point(40, 900)):
        canvas.camera.pan(*_to_middle(canvas, place))
        canvas.shown.finish()
        inside = canvas.camera.to_px(Point(place.x * 0.98 + 10, place.y * 0.98 + 10)).toPoint()
        seen = canvas.viewport().grab().toImage().pixelColor(inside)
        assert (seen.red(), seen.green(), seen.blue()) == (10, 120, 200)
    assert all(item.pixmap().width() < 4000 for item in canvas.shown.items())


def _to_middle(canvas, place: Point) -> tuple[float, float]:
    at = canvas.camera.to_px(place)
    middle = canvas.viewport().rect().center()
    return middle.x() - at.x(), middle.y() - at.y()


def test_a_hidden_clip_goes_and_comes_back(canvas, document) -> None:
    clip_id = document.scene.clips[0].id
    studio = document.scene.clips[0].studio
    fields = {"studio": studio.changed(hidden=True)}
    document.apply("Hide", lambda p: edits.change_clip(p, document.scene_id, clip_id=clip_id, fields=fields))
    at = canvas.camera.to_px(Point(400, 350)).toPoint()
    assert canvas.viewport().grab().toImage().pixelColor(at).green() == 255
    document.undo_stack.undo()
    canvas.shown.finish()
    assert canvas.viewport().grab().toImage().pixelColor(at).red() == 220


def test_what_sticks_out_of_the_stage_is_dimmed(canvas, document) -> None:
    out = new_shape("Rectangle_corner0", box=Rect(-60, 400, 120, 200), fill="rgb(200,0,0)")
    document.apply("Add", lambda p: edits.add_clip(p, document.scene_id, clip=out))
    canvas.zoom_to_fit()
    canvas.shown.finish()
    shown = canvas.viewport().grab().toImage()
    outside = shown.pixelColor(canvas.camera.to_px(Point(-40, 500)).toPoint())
    inside = shown.pixelColor(canvas.camera.to_px(Point(30, 500)).toPoint())
    assert inside.green() == 0
    assert outside.green() > 120


def test_heavy_pictures_come_from_another_thread(canvas, document, qtbot) -> None:
    shade = new_shape("Star", box=Rect(300, 200, 900, 700), fill="rgb(0,90,0)")
    shade = shade.changed(shadow=shade.shadow.changed(enabled=True, blur=40))
    document.apply("Add", lambda p: edits.add_clip(p, document.scene_id, clip=shade))
    assert not canvas.shown.is_complete
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    at = canvas.camera.to_px(Point(750, 550)).toPoint()
    assert canvas.viewport().grab().toImage().pixelColor(at).green() == 90


def test_a_crowded_scene_opens_before_all_its_pictures_are_there(qtbot, document, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(stage_scene, "FIRST_BUDGET_S", 0.0)
    monkeypatch.setattr(stage_scene, "BUDGET_S", 0.0)
    view = CanvasView(document, Assets(tmp_path))
    qtbot.addWidget(view)
    view.resize(1056, 636)
    view.show()
    qtbot.waitExposed(view)
    qtbot.waitUntil(lambda: view.shown.is_complete)
    at = view.camera.to_px(Point(300, 300)).toPoint()
    assert view.grab().toImage().pixelColor(at).name() == "#dc2828"
    view.close()


def test_a_picture_behind_all_comes_from_another_thread_the_first_time(canvas, document, tmp_path, qtbot) -> None:
    def put_behind(media: str, color: str = "rgb(9,9,9)") -> None:
        fields = {"source_type": "image" if media else "color", "source_url": "", "source_color": color}
        document.apply(
            "Put behind", lambda p: edits.change_background(p, document.scene_id, fields=fields, media=media)
        )

    for level in range(3):  # plain colours are drawn in no time
        put_behind("", f"rgb({level},0,0)")
        qtbot.waitUntil(lambda: canvas.shown.is_complete)
    corner = canvas.camera.to_px(Point(20, 1060)).toPoint()
    put_behind("builtin:backgrounds/office.svg")
    assert canvas.viewport().grab().toImage().pixelColor(corner) == QColor(2, 0, 0), "it was drawn at once"
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    document.select(())
    assert _difference(_stage(canvas), _painted(document, canvas.zoom, tmp_path)) < 0.01
    put_behind("")
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    put_behind("builtin:backgrounds/office.svg")
    assert canvas.shown.is_complete, "what is remembered is there at once"
    assert canvas.viewport().grab().toImage().pixelColor(corner) != QColor(9, 9, 9)


@pytest.mark.parametrize("written", ["rgb(20,90,160)", "rgba(20,90,160,0.5)", "", "#123456"])
def test_a_plain_colour_fills_the_stage_at_every_zoom_and_needs_no_picture(canvas, document, written, tmp_path) -> None:
    fields = {"source_type": "color", "source_url": "", "source_color": written}
    document.apply("Bare", lambda p: edits.clips.replace_scene(p, p.scene(document.scene_id).changed(clips=())))
    document.apply("Paint", lambda p: edits.change_background(p, document.scene_id, fields=fields, media=""))
    for zoom in (0.07, canvas.zoom, 1.37, 31.0):
        canvas.set_zoom(zoom)
        assert canvas.shown.is_complete
        assert not canvas.shown.items()
        image = canvas.viewport().grab().toImage()
        seen = canvas.viewport().rect()
        stage = QRect(canvas.camera.to_px(Point(0, 0)).toPoint(), canvas.camera.to_px(Point(1920, 1080)).toPoint())
        stage = stage.adjusted(0, 0, -1, -1) & seen
        inside = [stage.center(), stage.topLeft(), stage.bottomRight(), stage.topRight(), stage.bottomLeft()]
        assert len({image.pixelColor(at).rgb() for at in inside}) == 1, "not all of the stage is filled alike"
        beyond = stage.topLeft() - QPoint(1, 1)
        assert not seen.contains(beyond) or image.pixelColor(beyond) != image.pixelColor(stage.center())


def test_zooming_among_colours_and_switching_of_scenes_paints_each_in_its_own(canvas, document, qtbot) -> None:
    first = document.scene_id
    paper = {"source_type": "color", "source_url": "", "source_color": "rgb(1,2,3)"}
    document.apply("Add", lambda project: edits.add_scene(project, scene=new_scene(), index=1))
    document.apply("Paint", lambda p: edits.change_background(p, first, fields=paper, media=""))
    corner = canvas.camera.to_px(Point(1900, 20)).toPoint()
    for scene, name in ((first, "#010203"), (document.project.scenes[1].id, "#ffffff"), (first, "#010203")):
        document.select_scene(scene)
        qtbot.waitUntil(lambda: canvas.shown.is_complete)
        assert canvas.viewport().grab().toImage().pixelColor(corner).name() == name
    document.undo_stack.undo()
    assert canvas.viewport().grab().toImage().pixelColor(corner).name() == "#ffffff"
