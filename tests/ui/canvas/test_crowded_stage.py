"""A scene of hundreds of pictures is painted as its clips lie, whatever hands do with it, and while they do."""

from __future__ import annotations

import itertools
import weakref

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from studio_gui.model import edits
from studio_gui.model.clips import Clip
from studio_gui.model.fields import SceneId
from studio_gui.model.geometry import Point, Rect, box_of
from studio_gui.model.handles import Handle
from studio_gui.model.new import new_image, new_scene, new_shape, new_text
from studio_gui.painting import Assets
from studio_gui.ui import theme
from studio_gui.ui.canvas import CanvasView, stage_scene
from studio_gui.ui.canvas.drawing import Order
from studio_gui.ui.canvas.stack.crowd import CROWD
from studio_gui.ui.canvas.stack.still import Still
from studio_gui.ui.document import Document
from tests.ui.canvas.mouse import CTRL, PLAIN
from tests.ui.canvas.painted import differing, drawn_anew, item_by_item, levels, painted, put
from tests.ui.canvas.shade import shaded_picture

COUNT = CROWD + 60


@pytest.fixture
def crowd(canvas, document, tmp_path, qtbot) -> tuple[Clip, ...]:
    """Turned pictures in rows, over and beside each other."""
    ref = shaded_picture(tmp_path, 200)
    clips = tuple(
        new_image(box=Rect(300 + 64 * (n % 20), 180 + 80 * (n // 20), 90, 90), size=(200, 200), media=ref)
        .changed(layer=n + 9, angle=(n % 4) * 15) for n in range(COUNT)
    )  # fmt: skip

    put(document, clips, over=False)
    canvas.zoom_to_fit()
    canvas.shown.finish()
    qtbot.waitUntil(lambda: canvas.shown.is_complete and canvas.shown.can_paint(canvas))
    return clips


def _comes_to_rest(canvas: CanvasView, qtbot) -> None:
    """When all is drawn, it is painted as the items lie, each drawn for the place and size it has."""
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    canvas.refresh_chrome()  # of hundreds it comes in a turn of its own
    assert not canvas.shown._sight.is_standing
    assert canvas.viewportUpdateMode() == CanvasView.ViewportUpdateMode.MinimalViewportUpdate
    seen = painted(canvas)
    assert differing(seen, item_by_item(canvas)) < 0.0005
    assert differing(seen, drawn_anew(canvas)) < 0.0005


def _on_screen(canvas: CanvasView) -> QImage:
    """What the screen shows: what was not asked to be painted anew is as it was."""
    image = canvas.screen().grabWindow(canvas.window().winId()).toImage()
    return image.convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("eighths", [(240,), (-360,), (120, 120, -480, 60), (720, -720)])
def test_zooming_shows_all_at_once_and_sharply_when_it_rests(canvas, mouse, crowd, qtbot, eighths) -> None:
    for by in eighths:
        mouse.wheel(960, 540, by, CTRL)
        canvas.viewport().repaint()
        assert differing(painted(canvas), item_by_item(canvas), by=90) < 0.12
    _comes_to_rest(canvas, qtbot)


def test_what_comes_back_into_sight_is_there_at_once(canvas, mouse, crowd, qtbot) -> None:
    """Zooming out again shows the clips around the part that was looked at, not an empty stage."""
    whole = painted(canvas)
    mouse.wheel(960, 540, 960, CTRL)
    _comes_to_rest(canvas, qtbot)
    mouse.wheel(960, 540, -960, CTRL)
    assert canvas.shown._sight.is_standing
    assert differing(painted(canvas), whole, by=90) < 0.05
    _comes_to_rest(canvas, qtbot)


def test_panning_while_a_zoom_is_drawn(canvas, mouse, crowd, qtbot) -> None:
    mouse.wheel(960, 540, 480, CTRL)
    for _ in range(3):
        mouse.wheel(960, 540, -120, PLAIN)
        mouse.wheel(960, 540, 60, CTRL)
    _comes_to_rest(canvas, qtbot)


@pytest.mark.parametrize("held", [CTRL, PLAIN])
@pytest.mark.parametrize("count", [1, 60, COUNT])
def test_the_wheel_right_after_a_drag_takes_what_was_dragged_along(
    canvas, mouse, document, crowd, qtbot, count, held
) -> None:
    document.select([clip.id for clip in crowd[-count:]])
    canvas.refresh_chrome()
    spot = next(reversed(canvas.picking.boxes.values())).box.center
    mouse.move(spot.x, spot.y).press(spot.x, spot.y)
    for step in range(1, 5):
        mouse.move(spot.x - 40 * step, spot.y - 25 * step)
        canvas.viewport().repaint()
    qtbot.waitUntil(lambda: count == 1 or (canvas.shown._carriage.has_piece and not canvas.shown._sight.is_standing))
    mouse.move(spot.x - 170, spot.y - 90).release()
    for _ in range(3):
        mouse.wheel(960, 540, 240, held)
        assert canvas.shown.can_paint(canvas)
        seen = painted(canvas)
        canvas.shown._carriage.catch_up()
        assert differing(seen, item_by_item(canvas), by=90) < 0.12
    _comes_to_rest(canvas, qtbot)


def test_an_undo_of_all_and_a_redo_before_it_is_seen(canvas, document, crowd, qtbot) -> None:
    before, ids = painted(canvas), {clip.id for clip in crowd}
    document.apply("Move", lambda project: edits.move_clips(
        project, document.scene_id, clip_ids=ids, delta=Point(180, 100)))  # fmt: skip
    _comes_to_rest(canvas, qtbot)
    assert differing(before, painted(canvas)) > 0.1
    document.undo_stack.undo()
    document.undo_stack.redo()
    document.undo_stack.undo()
    _comes_to_rest(canvas, qtbot)
    assert differing(before, painted(canvas)) < 0.0005


@pytest.mark.parametrize("what", ["move", "resize", "turn"])
@pytest.mark.parametrize("count", [1, 60, COUNT])
@pytest.mark.parametrize("rests", [False, True])
def test_gestures(canvas, mouse, document, crowd, qtbot, what, count, rests) -> None:
    document.select([clip.id for clip in crowd[-count:]])
    spot = (
        next(reversed(canvas.picking.boxes.values())).box.center if what == "move"
        else canvas.frame.spot(Handle.TURN if what == "turn" else Handle.BOTTOM_RIGHT)
    )  # fmt: skip
    canvas.refresh_chrome()
    before = painted(canvas)
    mouse.move(spot.x, spot.y).press(spot.x, spot.y)
    for step in range(1, 5):
        mouse.move(spot.x - 40 * step, spot.y - 25 * step)
        canvas.viewport().repaint()
    if rests:
        qtbot.waitUntil(lambda: canvas.shown.is_complete and not document.slices.is_working)
        assert differing(painted(canvas), item_by_item(canvas)) < (0.01 if count > 1 else 0.0005)
        mouse.move(spot.x - 170, spot.y - 90)
    mouse.release()
    document.select(())
    mouse.move(1900, 1070)
    _comes_to_rest(canvas, qtbot)
    assert differing(before, painted(canvas)) > 0.0005
    document.undo_stack.undo()
    document.select([clip.id for clip in crowd[-count:]])
    mouse.move(spot.x, spot.y)
    _comes_to_rest(canvas, qtbot)
    assert differing(before, painted(canvas)) < 0.001


def test_a_text_among_hundreds_is_resized_with_them_and_set_right_when_the_hand_rests(
    canvas, mouse, document, crowd, qtbot
) -> None:
    """Letters do not stretch; for the one text all the others need not be moved one by one."""
    text = new_text("Among many", box=Rect(700, 500, 420, 120)).changed(layer=COUNT + 20)
    document.apply("Add", lambda project: edits.add_clip(project, document.scene_id, clip=text))
    document.select([clip.id for clip in (*crowd[-80:], text)])
    _comes_to_rest(canvas, qtbot)
    spot = canvas.frame.spot(Handle.BOTTOM_RIGHT)
    mouse.move(spot.x, spot.y).press(spot.x, spot.y)
    for step in range(1, 5):
        mouse.move(spot.x - 40 * step, spot.y - 25 * step)
    qtbot.waitUntil(lambda: canvas.shown.is_complete and not document.slices.is_working)
    assert differing(painted(canvas), item_by_item(canvas)) < 0.01
    mouse.move(spot.x - 190, spot.y - 110)
    assert canvas.shown._carriage.has_piece
    mouse.release()
    _comes_to_rest(canvas, qtbot)


def test_some_shapes_among_hundreds_are_resized_as_they_lie(canvas, mouse, document, crowd, qtbot) -> None:
    """They are no piece, for outlines do not stretch: each is seen where it is, from the first step on."""
    shapes = [new_shape("Star", box=Rect(500 + 30 * n, 400, 200, 160)).changed(layer=COUNT + 20 + n) for n in range(8)]

    put(document, shapes, over=True)
    document.select([shape.id for shape in shapes])
    _comes_to_rest(canvas, qtbot)
    spot = canvas.frame.spot(Handle.BOTTOM_RIGHT)
    mouse.move(spot.x, spot.y).press(spot.x, spot.y)
    for step in range(1, 4):
        mouse.move(spot.x + 40 * step, spot.y + 25 * step)
        assert differing(painted(canvas), item_by_item(canvas)) < 0.0005
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert differing(painted(canvas), item_by_item(canvas)) < 0.0005
    mouse.release()
    _comes_to_rest(canvas, qtbot)


def test_a_gesture_right_after_a_zoom_carries_what_is_seen(canvas, mouse, document, crowd, qtbot) -> None:
    """Pictures that are not drawn for the new zoom yet are as large as they are seen, not as they were drawn."""
    document.select([clip.id for clip in crowd[-30:]])
    mouse.wheel(960, 540, 600, CTRL)
    at = next(reversed(canvas.picking.boxes.values())).box.center
    mouse.move(at.x, at.y).press(at.x, at.y).move(at.x - 30, at.y - 20)
    qtbot.waitUntil(lambda: canvas.shown._carriage.has_piece and not canvas.shown._sight.is_standing)
    seen = painted(canvas)
    canvas.shown.catch_up()
    assert differing(seen, item_by_item(canvas), by=60) < 0.04
    mouse.release()
    _comes_to_rest(canvas, qtbot)


def test_clips_come_and_go_and_change_their_order(canvas, document, crowd, qtbot) -> None:
    document.select([crowd[3].id])
    document.apply("Front", lambda project: edits.bring_to_front(
        project, document.scene_id, clip_ids=(crowd[3].id,)))  # fmt: skip
    _comes_to_rest(canvas, qtbot)
    document.apply("Copy", lambda project: edits.duplicate_clips(
        project, document.scene_id, clip_ids=(crowd[5].id, crowd[90].id))[0])  # fmt: skip
    _comes_to_rest(canvas, qtbot)
    document.apply("Delete", lambda project: edits.remove_clips(
        project, document.scene_id, clip_ids={clip.id for clip in crowd[10:60]}))  # fmt: skip
    _comes_to_rest(canvas, qtbot)


def test_where_one_goes_to_the_back_of_hundreds_only_its_place_is_painted_anew(
    canvas, document, crowd, qtbot, monkeypatch
) -> None:
    spoilt: list[Rect] = []
    spoil = Still.spoil
    monkeypatch.setattr(Still, "spoil", lambda still, area: (spoilt.append(area), spoil(still, area)))
    one = document.scene.clip(crowd[150].id)
    document.apply("Back", lambda project: edits.send_to_back(
        project, document.scene_id, clip_ids=(one.id,)))  # fmt: skip
    bounds = box_of(one).bounds()
    assert [area.meets(bounds) and area.width < 2 * bounds.width for area in spoilt] == [True]
    _comes_to_rest(canvas, qtbot)
    document.undo_stack.undo()
    _comes_to_rest(canvas, qtbot)


def test_another_theme_reaches_the_ground(canvas, crowd, qtbot) -> None:
    before, app = painted(canvas), QApplication.instance()
    try:
        theme.apply(app, "dark")
        _comes_to_rest(canvas, qtbot)
        assert differing(before, painted(canvas)) > 0.02
    finally:
        theme.apply(app, "light")
    _comes_to_rest(canvas, qtbot)
    assert differing(before, painted(canvas)) < 0.001


def test_another_scene_shows_while_hundreds_are_on_their_way(canvas, document, crowd, qtbot) -> None:
    other = new_scene()
    document.apply("Add", lambda project: edits.add_scene(project, scene=other, index=1))
    document.select_scene(document.project.scenes[0].id)
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    document.apply("Move", lambda project: edits.move_clips(
        project, document.scene_id, clip_ids={clip.id for clip in crowd}, delta=Point(40, 30)))  # fmt: skip
    document.select_scene(other.id)
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert differing(painted(canvas), item_by_item(canvas)) == 0
    document.select_scene(document.project.scenes[0].id)
    _comes_to_rest(canvas, qtbot)


def test_the_pictures_of_a_crowded_scene_are_given_back_after_another_is_in_front(
    canvas, document, crowd, qtbot
) -> None:
    items = [weakref.ref(item) for item in canvas.shown.items()]
    document.apply("Add", lambda project: edits.add_scene(project, scene=new_scene(), index=1))
    document.select_scene(document.project.scenes[1].id)
    assert len([item for item in items if item() is not None]) > CROWD  # it takes long, and nobody waits for it
    assert not canvas.shown.items()
    qtbot.waitUntil(lambda: all(item() is None for item in items))


@pytest.fixture
def leaves(document, crowd, qtbot, canvas) -> SceneId:
    """Another scene is in front, with a few clips of its own; the id of the crowded one."""
    crowded = document.scene_id
    other = new_scene().changed(clips=(new_shape("Star", box=Rect(700, 300, 400, 400), fill="rgb(220,40,40)"),))
    document.apply("Add", lambda project: edits.add_scene(project, scene=other, index=1))
    document.select_scene(other.id)
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    QApplication.processEvents()
    return crowded


class _Paints(QObject):
    """Notes of each time a viewport is painted whether all of the scene is there."""

    def __init__(self, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self.canvas, self.whole = canvas, list[bool]()
        canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.canvas.shown.is_awaited:
            self.whole.append(self.canvas.shown.is_complete)
        return False


def test_a_crowded_scene_is_painted_when_it_is_whole_and_till_then_the_one_before_stands(
    canvas, document, leaves, qtbot
) -> None:
    before, paints = _on_screen(canvas), _Paints(canvas)
    document.select_scene(leaves)
    assert not canvas.shown.is_complete
    canvas.viewport().update()
    QApplication.processEvents()
    if not canvas.shown.is_complete:
        assert differing(before, _on_screen(canvas)) == 0
    qtbot.waitUntil(lambda: bool(paints.whole))
    assert all(paints.whole)
    _comes_to_rest(canvas, qtbot)


def test_a_stage_that_gets_another_size_is_not_black_until_a_crowded_scene_is_whole(
    canvas, document, leaves, qtbot
) -> None:
    document.select_scene(leaves)
    assert canvas.shown.is_awaited
    canvas.resize(canvas.width() + 200, canvas.height() + 100)
    canvas.viewport().repaint()
    assert not (levels(_on_screen(canvas)) == 0).all(axis=2).any()
    _comes_to_rest(canvas, qtbot)


def test_hands_need_not_wait_until_a_crowded_scene_is_seen(canvas, mouse, document, crowd, leaves, qtbot) -> None:
    document.select_scene(leaves)
    spot = canvas.picking.placed[crowd[-1].id].box.center
    mouse.move(spot.x, spot.y).press(spot.x, spot.y).move(spot.x + 30, spot.y + 30).move(spot.x + 60, spot.y + 40)
    assert canvas.shown._shown.keys() >= {clip.id for clip in crowd}
    mouse.release()
    assert document.scene.clip(crowd[-1].id).left > crowd[-1].left + 50
    _comes_to_rest(canvas, qtbot)


@pytest.mark.parametrize("where", [(stage_scene, "clip_paint"), (Order, "draw")])
def test_a_mistake_while_a_crowded_scene_is_made_does_not_leave_the_one_before_on_the_screen(
    canvas, document, leaves, qtbot, monkeypatch, where
) -> None:
    real, calls = getattr(*where), itertools.count()

    def works_but_once(*given):
        if next(calls) == 30:
            raise ValueError("a bug")
        return real(*given)

    before = _on_screen(canvas)
    monkeypatch.setattr(*where, works_but_once)
    with qtbot.captureExceptions() as found:
        document.select_scene(leaves)
        qtbot.waitUntil(lambda: bool(found))
    qtbot.waitUntil(lambda: differing(before, _on_screen(canvas)) > 0.01)
    document.select_scene(document.project.scenes[1].id)
    _comes_to_rest(canvas, qtbot)
    document.select_scene(leaves)
    _comes_to_rest(canvas, qtbot)


def test_a_mistake_while_a_crowded_scene_is_made_at_once_does_not_leave_the_one_before_on_the_screen(
    canvas, document, leaves, monkeypatch
) -> None:
    document.select_scene(leaves)
    real, calls = stage_scene.clip_paint, itertools.count()

    def works_but_once(*given):
        if next(calls) == 30:
            raise ValueError("a bug")
        return real(*given)

    monkeypatch.setattr(stage_scene, "clip_paint", works_but_once)
    with pytest.raises(ValueError, match="a bug"):
        canvas.shown.catch_up()
    assert not canvas.shown.is_awaited
    canvas.shown.finish()
    assert differing(painted(canvas), item_by_item(canvas)) < 0.0005


def test_an_undo_before_a_crowded_scene_is_seen(canvas, document, crowd, leaves, qtbot) -> None:
    document.select_scene(leaves)
    ids = {clip.id for clip in crowd[10:60]}
    document.apply("Delete", lambda project: edits.remove_clips(project, document.scene_id, clip_ids=ids))
    _comes_to_rest(canvas, qtbot)
    document.select_scene(document.project.scenes[1].id)
    document.select_scene(leaves)
    document.undo_stack.undo()
    _comes_to_rest(canvas, qtbot)
    assert canvas.shown._shown.keys() >= ids


def test_crowded_scenes_one_after_another_before_any_is_seen(canvas, document, leaves, tmp_path, qtbot) -> None:
    document.apply("Again", lambda project: edits.duplicate_scene(project, scene_id=leaves)[0])
    again, other = document.project.scenes[1].id, document.project.scenes[2].id
    document.select_scene(other)
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    for scene_id in (leaves, again, leaves, other, again):
        document.select_scene(scene_id)
        QApplication.processEvents()
    canvas.set_zoom(0.61)
    canvas.set_document(Document(document.project), Assets(tmp_path))
    canvas.set_document(document, Assets(tmp_path))
    canvas.set_zoom(0.55)
    _comes_to_rest(canvas, qtbot)


def test_a_crowded_scene_comes_while_the_stage_is_resized_or_hidden(canvas, document, leaves, qtbot) -> None:
    document.select_scene(leaves)
    canvas.resize(canvas.width() - 90, canvas.height() - 40)
    canvas.hide()
    canvas.show()
    _comes_to_rest(canvas, qtbot)


@pytest.mark.parametrize("count", [1, 3, 8])
def test_an_undo_leaves_no_trace_where_clips_were_moved_to(canvas, mouse, document, crowd, qtbot, count) -> None:
    ids = [clip.id for clip in crowd[-count:]]
    mouse.move(1900, 1070)
    _comes_to_rest_on_screen(canvas, qtbot)
    before = _on_screen(canvas)
    document.select(ids)
    spot = canvas.picking.boxes[ids[-1]].box.center
    mouse.move(spot.x, spot.y).press(spot.x, spot.y)
    for dx, dy in ((-60, 0), (-60, 200), (300, 240)):
        mouse.move(spot.x + dx, spot.y + dy)
        QApplication.processEvents()
    mouse.release()
    _comes_to_rest_on_screen(canvas, qtbot)
    assert differing(painted(canvas), _on_screen(canvas)) < 0.0001
    document.undo_stack.undo()
    document.select(())
    mouse.move(1900, 1070)
    _comes_to_rest_on_screen(canvas, qtbot)
    assert differing(before, _on_screen(canvas)) < 0.0001


def _comes_to_rest_on_screen(canvas: CanvasView, qtbot) -> None:
    qtbot.waitUntil(lambda: canvas.shown.is_complete and not canvas.shown._sight.is_standing)
    QApplication.processEvents()
