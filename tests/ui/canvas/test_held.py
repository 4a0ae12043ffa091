"""What is painted while a hand holds clips is what lies there: others over and under them, at rest and on the move."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from studio_gui.model import edits
from studio_gui.model.clips import Clip
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.handles import Handle
from studio_gui.model.new import new_image, new_shape, new_text
from studio_gui.ui.canvas import CanvasView
from studio_gui.ui.canvas.stack import still
from studio_gui.ui.canvas.stack.crowd import CROWD, FEW, REST_MS
from tests.ui.canvas.mouse import ALT, CTRL, PLAIN
from tests.ui.canvas.painted import COLORS, differing, drawn_anew, item_by_item, on_screen, painted, put
from tests.ui.canvas.shade import shaded_picture


@pytest.fixture
def pile(canvas, document, tmp_path) -> list[Clip]:
    """Turned pictures, shapes and a text on top of each other, over what was there."""
    ref = shaded_picture(tmp_path, 400)
    clips: list[Clip] = []
    for index in range(12):
        box = Rect(300 + 70 * index, 250 + 25 * index, 300, 220)
        clip = new_image(box=box, size=(400, 400), media=ref) if index % 3 == 0 else (
            new_shape("Star" if index % 2 else "Rectangle_corner0", box=box, fill=COLORS[index % 4])
            if index % 3 == 1 else new_text(f"Text {index}", box=box, fill=COLORS[index % 4])
        )  # fmt: skip
        clips.append(clip.changed(layer=index + 4, angle=(index % 4) * 15))

    put(document, clips, over=True)
    canvas.zoom_to_fit()
    canvas.shown.finish()
    return clips


def _as_it_lies(canvas: CanvasView) -> QImage:
    """The items one by one; those that were carried as one piece follow first."""
    canvas.shown.catch_up()
    return item_by_item(canvas)


def _is_right(canvas: CanvasView) -> bool:
    """Whether all is where it belongs; what is carried as one piece may be off by the pixel that each is rounded to."""
    is_piece = canvas.shown.can_paint_held(canvas) and len(canvas.document.selection) > FEW
    return differing(painted(canvas), _as_it_lies(canvas)) < (0.006 if is_piece else 0.001)


@pytest.mark.parametrize("places", [(6,), (0,), (11,), (1, 4, 7), tuple(range(2, 10)), tuple(range(12))])
def test_a_move_among_others_is_painted_as_it_lies(canvas, mouse, document, pile, places) -> None:
    document.select([pile[place].id for place in places])
    at = canvas.picking.boxes[pile[places[-1]].id].box.center
    mouse.move(at.x, at.y).press(at.x, at.y)
    for step in range(1, 8):
        mouse.move(at.x + 37 * step, at.y - 21 * step)
        assert canvas.shown.can_paint_held(canvas)
        assert _is_right(canvas)
    mouse.release()
    assert not canvas.shown.can_paint_held(canvas)
    canvas.shown.finish()
    assert _is_right(canvas)


@pytest.mark.parametrize("handle", [Handle.BOTTOM_RIGHT, Handle.TURN])
@pytest.mark.parametrize("places", [(6,), (3, 4, 5), tuple(range(12))])
def test_so_are_resizing_and_turning(canvas, mouse, document, pile, handle, places) -> None:
    document.select([pile[place].id for place in places])
    spot = canvas.frame.spot(handle)
    mouse.move(spot.x, spot.y).press(spot.x, spot.y)
    for step in range(1, 6):
        mouse.move(spot.x + 30 * step, spot.y + 17 * step)
        assert canvas.shown.can_paint_held(canvas)
        assert _is_right(canvas)
    mouse.release()
    canvas.shown.finish()
    assert _is_right(canvas)


def test_a_picture_that_was_stretched_is_drawn_anew_when_it_is_let_go(canvas, mouse, document, pile, qtbot) -> None:
    document.select([pile[6].id])
    spot = canvas.frame.spot(Handle.BOTTOM_RIGHT)
    mouse.move(spot.x, spot.y).press(spot.x, spot.y).move(spot.x + 300, spot.y + 300)
    assert not canvas.shown.is_complete
    mouse.release()
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    stretched = painted(canvas)
    assert differing(stretched, drawn_anew(canvas)) == 0


def test_it_is_drawn_anew_too_when_the_hand_rests(canvas, mouse, document, pile, qtbot) -> None:
    document.select([pile[6].id])
    spot = canvas.frame.spot(Handle.TURN)
    mouse.move(spot.x, spot.y).press(spot.x, spot.y).move(spot.x + 200, spot.y + 100)
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert canvas.hand.drag is not None
    assert _is_right(canvas)
    mouse.release()


@pytest.mark.parametrize("places", [(6,), tuple(range(12))])
def test_a_hand_that_rested_and_goes_on_is_moving_again(canvas, mouse, document, pile, qtbot, places) -> None:
    """What is stretched is not drawn anew with each of its steps from then on."""
    document.select([pile[place].id for place in places])
    spot = canvas.frame.spot(Handle.TURN)
    mouse.move(spot.x, spot.y).press(spot.x, spot.y).move(spot.x + 200, spot.y + 100)
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    mouse.move(spot.x + 240, spot.y + 130)
    assert canvas.shown._rest.interval() == REST_MS
    mouse.release()


def test_the_view_may_be_pushed_and_zoomed_in_mid_drag(canvas, mouse, document, pile) -> None:
    canvas.set_zoom(1.0)
    canvas.shown.finish()
    document.select([pile[6].id])
    at = canvas.picking.boxes[pile[6].id].box.center
    mouse.move(at.x, at.y).press(at.x, at.y).move(at.x + 50, at.y + 20)
    assert _is_right(canvas)
    for eighths in (-120, 240, 60):
        mouse.wheel(at.x, at.y, eighths)
        canvas.shown.finish()
        assert _is_right(canvas)
    mouse.wheel(at.x, at.y, -240, CTRL)
    canvas.shown.finish()
    mouse.move(at.x + 90, at.y + 50)
    assert _is_right(canvas)
    mouse.release()


def test_what_lies_still_may_look_different_in_mid_drag(canvas, mouse, document, pile, tmp_path, qtbot) -> None:
    """A large picture that is still being read when the drag begins is seen as soon as it is there."""
    large = QImage(2000, 2000, QImage.Format.Format_RGB32)
    large.fill(QColor("#00ffff"))
    assert large.save(str(tmp_path / "media" / "large.png"))
    box = Rect(300, 250, 600, 600)
    put(document, [new_image(box=box, size=(2000, 2000), media="media/large.png").changed(layer=9)], over=True)
    document.select([pile[6].id])
    at = canvas.picking.boxes[pile[6].id].box.center
    mouse.move(at.x, at.y).press(at.x, at.y).move(at.x + 20, at.y + 20)
    before = painted(canvas)
    assert not canvas.shown.is_complete
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert differing(before, painted(canvas)) > 0.01
    assert _is_right(canvas)
    mouse.release()


def test_only_what_came_into_sight_is_painted_from_below(canvas, mouse, document, pile, monkeypatch) -> None:
    filled: list[int] = []
    fill = still.Still._fill

    def noting(self, missing, stack, ground) -> None:
        filled.append(sum(rect.width() * rect.height() for rect in still._rects(missing)))
        fill(self, missing, stack, ground)

    monkeypatch.setattr(still.Still, "_fill", noting)
    document.select([pile[6].id])
    at = canvas.picking.boxes[pile[6].id].box.center
    mouse.move(at.x, at.y).press(at.x, at.y).move(at.x + 60, at.y)
    painted(canvas)
    whole = canvas.viewport().width() * canvas.viewport().height()
    assert 0 < sum(filled) <= 1.2 * whole
    filled.clear()
    for step in range(2, 6):
        mouse.move(at.x + 60 + 8 * step, at.y)
        painted(canvas)
    assert not filled


def test_a_drag_that_is_given_up_leaves_nothing(canvas, mouse, document, pile) -> None:
    before = painted(canvas)
    document.select([pile[6].id])
    at = canvas.picking.boxes[pile[6].id].box.center
    mouse.move(at.x, at.y).press(at.x, at.y).move(at.x + 200, at.y + 90)
    canvas.hand.cancel()
    mouse.release()
    document.select(())
    mouse.move(1900, 1070)
    canvas.shown.finish()
    assert differing(before, painted(canvas)) == 0


def test_many_clips_are_carried_as_one_piece_and_follow_when_it_is_let_go(canvas, mouse, document, pile, qtbot) -> None:
    document.select([clip.id for clip in pile[2:10]])
    at = canvas.picking.boxes[pile[9].id].box.center
    mouse.move(at.x, at.y).press(at.x, at.y)
    items = {key: shown.item.pos() for key, shown in canvas.shown._shown.items()}
    for step in range(1, 4):
        mouse.move(at.x + 30 * step, at.y)
    assert {key: shown.item.pos() for key, shown in canvas.shown._shown.items()} == items
    mouse.release()
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert not canvas.shown.can_paint_held(canvas)
    assert all(canvas.shown._shown[clip.id].item.pos() != items[clip.id] for clip in pile[2:10])
    assert _is_right(canvas)


def test_so_they_are_at_once_for_whoever_edits_right_after(canvas, mouse, document, pile, qtbot) -> None:
    document.select([clip.id for clip in pile[2:10]])
    at = canvas.picking.boxes[pile[9].id].box.center
    mouse.move(at.x, at.y).press(at.x, at.y).move(at.x + 90, at.y + 30).release()
    document.undo_stack.undo()
    canvas.shown.finish()
    assert _is_right(canvas)
    document.undo_stack.redo()
    document.apply("Delete", lambda project: edits.clips.remove_clips(
        project, document.scene_id, clip_ids={pile[4].id}))  # fmt: skip
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert _is_right(canvas)


def test_hundreds_that_change_at_once_are_seen_when_all_are_there(canvas, document, qtbot) -> None:
    """An undo of a step that moved them all does not hold up the window."""
    clips = tuple(
        new_shape("Rectangle_corner0", box=Rect(40 * (n % 40), 40 * (n // 40), 30, 30), fill=COLORS[n % 4])
        .changed(layer=n + 9) for n in range(160)
    )  # fmt: skip

    put(document, clips, over=False)
    canvas.shown.finish()
    ids = [clip.id for clip in clips]
    document.apply("Move", lambda project: edits.move_clips(
        project, document.scene_id, clip_ids=set(ids), delta=Point(300, 200)))  # fmt: skip
    assert not canvas.shown.is_complete
    document.undo_stack.undo()
    document.undo_stack.redo()
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert canvas.viewport().updatesEnabled()
    assert _is_right(canvas)
    assert canvas.shown._shown[ids[-1]].box.left == clips[-1].left + 300


def test_copies_of_many_that_are_given_up_leave_nothing_and_the_next_drag_begins_anew(
    canvas, mouse, document, pile
) -> None:
    document.select([clip.id for clip in pile[2:10]])
    before = painted(canvas)
    at = canvas.picking.boxes[pile[9].id].box.center
    mouse.held = ALT
    mouse.move(at.x, at.y).press(at.x, at.y).move(at.x + 90, at.y + 30)
    mouse.held = PLAIN
    mouse.move(at.x + 120, at.y + 30)
    canvas.hand.cancel()
    mouse.release()
    canvas.shown.finish()
    assert differing(before, painted(canvas)) < 0.001
    mouse.move(at.x, at.y).press(at.x, at.y).move(at.x - 60, at.y + 20)
    assert _is_right(canvas)
    mouse.release()


def test_a_drag_that_is_let_go_is_over_whoever_asks_next(canvas, mouse, document, pile) -> None:
    document.select([clip.id for clip in pile[2:10]])
    at = canvas.picking.boxes[pile[9].id].box.center
    mouse.move(at.x, at.y).press(at.x, at.y).move(at.x + 90, at.y + 30).release()
    canvas.zoom_in()
    assert not canvas.shown.can_paint_held(canvas)
    canvas.shown.finish()
    assert _is_right(canvas)


@pytest.fixture
def crowd(canvas, document, tmp_path, qtbot) -> list[Clip]:
    """So many turned pictures on top of each other that they are painted from a picture of all."""
    ref = shaded_picture(tmp_path, 200)
    clips: list[Clip] = [
        new_image(box=Rect(40 + 83 * (index % 20), 30 + 150 * (index // 20), 200, 200), size=(200, 200), media=ref)
        .changed(layer=index + 4, angle=15)
        for index in range(CROWD + 20)
    ]  # fmt: skip
    put(document, clips, over=False)
    canvas.zoom_to_fit()
    canvas.shown.finish()
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    return clips


@pytest.mark.parametrize("place", [-1, 40])
def test_so_is_one_of_a_crowd_that_was_painted_before(canvas, mouse, document, crowd, place, qtbot) -> None:
    """Dragging the one in front begins with the picture of all that was there."""
    assert _is_right(canvas)
    document.select([crowd[place].id])
    at = canvas.picking.boxes[crowd[place].id].box.center
    mouse.move(at.x, at.y).press(at.x, at.y)
    for step in range(1, 5):
        mouse.move(at.x - 43 * step, at.y - 31 * step)
        assert canvas.shown.can_paint_held(canvas)
        qtbot.waitUntil(lambda: canvas.shown.is_complete)
        assert _is_right(canvas)
    mouse.release()
    canvas.shown.finish()
    assert _is_right(canvas)


def test_one_of_a_crowd_is_seen_where_it_was_until_what_lies_over_it_is_drawn(
    canvas, mouse, document, crowd, qtbot
) -> None:
    """Drawing hundreds under and over it took the whole first turn of the drag."""
    document.select([crowd[40].id])
    at = canvas.picking.boxes[crowd[40].id].box.center
    mouse.move(at.x, at.y).press(at.x, at.y)
    before = painted(canvas)
    mouse.move(at.x + 150, at.y + 60)
    assert not canvas.shown.is_complete
    assert differing(painted(canvas), before) < 0.02, "no more than the frame around it"
    mouse.move(at.x + 190, at.y + 90)
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert _is_right(canvas)
    mouse.release()
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert _is_right(canvas)


def test_a_step_that_is_taken_back_is_not_drawn_while_it_is_painted(canvas, document, crowd, qtbot) -> None:
    """Undoing a move among hundreds drew them all where the clip had been, in the turn that painted the window."""
    before = painted(canvas)
    moved = crowd[40].changed(left=float(crowd[40].left) + 300)
    document.apply("Move", lambda project: edits.clips.replace_clips(
        project, document.scene_id, clips={moved.id: moved}))  # fmt: skip
    assert differing(painted(canvas), before) < 0.001, "as it was, not half of what it will be"
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert differing(painted(canvas), before) > 0.002
    assert _is_right(canvas)
    document.undo_stack.undo()
    document.undo_stack.redo()  # before it was drawn
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert _is_right(canvas)
    assert differing(painted(canvas), before) < 0.001


@pytest.mark.parametrize("way", ["move", "turn", "resize", "draw a band"])
def test_what_is_left_on_the_screen_after_each_step_is_what_would_be_painted_from_scratch(
    canvas, mouse, document, pile, way, qtbot
) -> None:
    """Only what differs is painted; guides, numbers and frames must leave no trace where they were."""
    canvas.snaps = True
    if way == "draw a band":
        document.select(())
        centre = Point(700, 600)
        mouse.move(20, 20).press(20, 20)
    else:
        document.select([pile[4].id])
        handle = {"turn": Handle.TURN, "resize": Handle.BOTTOM_RIGHT}.get(way)
        centre = canvas.picking.boxes[pile[4].id].box.center if handle is None else canvas.frame.spot(handle)
        mouse.move(centre.x, centre.y).press(centre.x, centre.y)
    seen_guides = 0
    for step in range(1, 40):
        mouse.move(centre.x + 13 * step - (step % 5) * 37, centre.y - 9 * step + (step % 7) * 23)
        QApplication.processEvents()
        seen_guides += len(canvas.chrome.guides)
        # The last of what is drawn a little at a time is painted a turn later.
        qtbot.waitUntil(lambda: differing(on_screen(canvas), painted(canvas), by=8) == 0)
    assert seen_guides > 0 or way in ("turn", "draw a band")
    mouse.release()
    QApplication.processEvents()
    canvas.shown.finish()
    QApplication.processEvents()
    assert differing(on_screen(canvas), painted(canvas), by=8) == 0


def test_margins_of_a_picture_that_was_stretched_leave_no_trace(canvas, mouse, document, pile, qtbot) -> None:
    """What was drawn when the clip was nearly flat comes when it is pulled up again, and its margins with it."""
    document.select([pile[4].id])
    spot, height = canvas.frame.spot(Handle.BOTTOM_RIGHT), canvas.picking.boxes[pile[4].id].box.height
    mouse.move(spot.x, spot.y).press(spot.x, spot.y)
    for flat, pulled_up in [(4, 10), (2, 40), (3, 90), (6, 30)]:
        for tall in (flat, pulled_up):
            canvas.shown._shown[pile[4].id].rate = 1  # as on a slow computer: it is drawn in another thread
            mouse.move(spot.x + 200 + tall, spot.y - height + tall)
            QApplication.processEvents()
        qtbot.waitUntil(lambda: canvas.shown.is_complete)
        qtbot.waitUntil(lambda: differing(on_screen(canvas), painted(canvas), by=8) == 0)
