"""Hundreds of clips in one gesture: the frame is with the hand at once, the values a moment later, and right."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from studio_gui.model import edits
from studio_gui.model.clips import Clip
from studio_gui.model.geometry import Point, Rect, bounds_of, box_of
from studio_gui.model.handles import Handle
from studio_gui.model.new import new_shape
from studio_gui.ui.canvas.stack.shown import moved_among
from studio_gui.ui.canvas.tools.clips_drag import CROWD
from tests.ui.canvas.painted import COLORS, put

COUNT = CROWD + 40


@pytest.fixture
def crowd(canvas, document) -> tuple[Clip, ...]:
    """More clips than are followed value by value, all of them selected."""
    clips = tuple(
        new_shape("Rectangle_corner0", box=Rect(500 + 40 * (n % 20), 300 + 40 * (n // 20), 30, 24), fill=COLORS[n % 4])
        .changed(layer=n + 9, angle=(n % 3) * 15) for n in range(COUNT)
    )  # fmt: skip

    put(document, clips, over=True)
    canvas.zoom_to_fit()
    canvas.shown.finish()
    document.select([clip.id for clip in clips])
    canvas.refresh_chrome()  # else a turn later
    return clips


def _now(document, crowd: tuple[Clip, ...]) -> list[Clip]:
    return [document.scene.clip(clip.id) for clip in crowd]


def _spot(canvas, what: str) -> Point:
    if what == "move":
        return next(reversed(canvas.picking.boxes.values())).box.center
    return canvas.frame.spot(Handle.TURN if what == "turn" else Handle.BOTTOM_RIGHT)


def _frame_as_it_will_be(canvas) -> tuple[float, ...]:
    return tuple(round(number, 3) for number in _numbers(canvas.frame.box))


def _numbers(box) -> tuple[float, ...]:
    return box.left, box.top, box.width, box.height


@pytest.mark.parametrize("what", ["move", "resize", "turn"])
def test_the_frame_is_with_the_hand_and_the_values_come_after_it(canvas, mouse, document, crowd, qtbot, what) -> None:
    at = _spot(canvas, what)
    mouse.move(at.x, at.y).press(at.x, at.y).move(at.x + 60, at.y + 45)
    frame = _frame_as_it_will_be(canvas)
    assert _now(document, crowd) == list(crowd)
    qtbot.waitUntil(lambda: all(new != old for new, old in zip(_now(document, crowd), crowd, strict=True)))
    around = bounds_of(_now(document, crowd))
    assert frame == pytest.approx((around.left, around.top, around.width, around.height), abs=0.01)
    mouse.release()
    assert _frame_as_it_will_be(canvas) == pytest.approx(frame, abs=0.01)


@pytest.mark.parametrize("what", ["move", "resize", "turn"])
def test_who_lets_go_at_once_gets_the_values_of_the_last_place(canvas, mouse, document, crowd, qtbot, what) -> None:
    at, steps = _spot(canvas, what), document.undo_stack.count()
    mouse.move(at.x, at.y).press(at.x, at.y)
    for step in range(1, 5):
        mouse.move(at.x + 20 * step, at.y + 11 * step)
    mouse.release()
    at_once = [box_of(clip) for clip in _now(document, crowd)]
    document.undo_stack.undo()
    assert _now(document, crowd) == list(crowd)
    mouse.move(at.x, at.y).press(at.x, at.y).move(at.x + 80, at.y + 44)
    qtbot.waitUntil(lambda: _now(document, crowd) != list(crowd))
    mouse.release()
    assert [box_of(clip) for clip in _now(document, crowd)] == at_once
    assert document.undo_stack.count() == steps + 1


@pytest.mark.parametrize("waits", [False, True])
def test_a_gesture_given_up_leaves_nothing(canvas, mouse, document, crowd, qtbot, waits) -> None:
    at, before, steps = _spot(canvas, "move"), document.project, document.undo_stack.count()
    canvas.viewport().repaint()
    picture = canvas.viewport().grab().toImage()
    mouse.move(at.x, at.y).press(at.x, at.y).move(at.x + 100, at.y + 60)
    if waits:
        qtbot.waitUntil(lambda: document.project is not before)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    mouse.release().move(at.x, at.y)
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    qtbot.waitUntil(lambda: not document.slices.is_working)
    assert document.project is before
    assert document.undo_stack.count() == steps
    canvas.show_hover(None)
    assert canvas.viewport().grab().toImage() == picture


def test_what_is_edited_in_mid_gesture_comes_after_it(canvas, mouse, document, crowd) -> None:
    """A command that arrives while values are on their way finds them there."""
    at = _spot(canvas, "move")
    mouse.move(at.x, at.y).press(at.x, at.y).move(at.x + 100, at.y + 60)
    document.apply("Hide", lambda project: edits.change_clips(
        project, document.scene_id, clip_ids=(crowd[0].id,), fields={"opacity": 40}))  # fmt: skip
    assert document.scene.clip(crowd[0].id).left == crowd[0].left + 100
    assert document.undo_stack.undoText() == "Hide"
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert _now(document, crowd) == list(crowd)
    mouse.release()


@given(st.permutations("abcdef"))
def test_of_those_that_are_stacked_otherwise_the_fewest_are_moved(after: list[str]) -> None:
    def stay_in_order(keys: tuple[str, ...]) -> bool:
        return [key for key in after if key in keys] == sorted(keys)

    kept = tuple(key for key in "abcdef" if key not in moved_among("abcdef", after))
    assert stay_in_order(kept)
    assert not any(stay_in_order(keys) for keys in combinations("abcdef", len(kept) + 1))
