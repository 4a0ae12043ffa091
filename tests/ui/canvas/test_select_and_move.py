"""Selecting and moving, as a hand does it."""

from __future__ import annotations

from tests.ui.canvas.conftest import names
from tests.ui.canvas.mouse import ALT, CTRL, LEFT, RIGHT, SHIFT


def test_a_click_selects_and_a_click_on_nothing_clears(canvas, mouse, document) -> None:
    mouse.click(300, 300)
    assert names(document) == ["Red"]
    mouse.click(1800, 1000)
    assert names(document) == []


def test_shift_and_ctrl_clicks_add_and_take_away(canvas, mouse, document) -> None:
    mouse.click(300, 300).click(1100, 400, SHIFT)
    assert names(document) == ["Red", "Green"]
    mouse.click(400, 850, CTRL)
    assert names(document) == ["Red", "Green", "Title"]
    mouse.click(1100, 400, SHIFT)
    assert names(document) == ["Red", "Title"]
    mouse.click(400, 850, CTRL)
    assert names(document) == ["Red"]


def test_a_drag_is_one_step_that_undo_takes_back(canvas, mouse, document, box) -> None:
    start = document.project
    mouse.drag((300, 300), (337, 351))
    assert box("Red")[:2] == (237, 251)
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Move Red"
    document.undo_stack.undo()
    assert document.project is start


def test_shift_keeps_one_axis_at_once_without_moving_the_mouse(canvas, mouse, document, box) -> None:
    mouse.press(300, 300).move(400, 317)
    assert box("Red")[1] != 200
    mouse.hold(SHIFT)
    assert box("Red")[:2] == (300, 200)
    mouse.let_go(SHIFT)
    assert box("Red")[1] != 200
    mouse.release()


def test_escape_leaves_nothing_behind(canvas, mouse, document, qtbot) -> None:
    start = document.project
    mouse.press(300, 300).move(400, 400)
    qtbot.keyClick(canvas, "\x1b")
    assert document.project is start
    mouse.move(500, 500).release()
    assert document.project is start
    assert document.undo_stack.count() == 0
    assert document.is_clean


def test_a_right_click_in_mid_drag_cancels(canvas, mouse, document) -> None:
    start = document.project
    mouse.press(300, 300).move(400, 400).press(400, 400, RIGHT)
    assert document.project is start
    mouse.release(RIGHT).release(LEFT)
    assert document.undo_stack.count() == 0


def test_alt_held_at_the_press_drags_a_copy(canvas, mouse, document, box) -> None:
    mouse.drag((300, 300), (361, 700), ALT)
    assert len(document.scene.clips) == 4
    assert box("Red")[:2] == (200, 200)
    copy = document.selected_clips[0]
    assert (copy.left, copy.top) == (261, 600)
    assert document.undo_stack.undoText() == "Duplicate Red"
    document.undo_stack.undo()
    assert len(document.scene.clips) == 3


def test_a_cancelled_copy_is_gone_and_the_original_selected(canvas, mouse, document, qtbot) -> None:
    mouse.held = ALT
    mouse.press(300, 300).move(500, 500)
    qtbot.keyClick(canvas, "\x1b")
    assert len(document.scene.clips) == 3
    assert names(document) == ["Red"]
    mouse.release()


def test_a_band_selects_what_it_touches(canvas, mouse, document) -> None:
    mouse.drag((150, 150), (1050, 350))
    assert names(document) == ["Red", "Green"]
    mouse.drag((200, 1000), (400, 900), SHIFT)
    assert names(document) == ["Red", "Green", "Title"]


def test_what_is_locked_or_hidden_cannot_be_grasped(canvas, mouse, document) -> None:
    clip = document.scene.clips[0]
    document.apply("Lock", lambda p: p.changed(scenes=(_with(p.scenes[0], clip.with_studio(locked=True)),)))
    mouse.click(300, 300)
    assert names(document) == []
    mouse.drag((150, 150), (1050, 350))
    assert names(document) == ["Green"]


def _with(scene, clip):
    return scene.changed(clips=tuple(clip if other.id == clip.id else other for other in scene.clips))


def test_arrows_nudge_and_a_burst_is_one_step(canvas, mouse, document, box, qtbot) -> None:
    from PySide6.QtCore import Qt

    mouse.click(300, 300)
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert box("Red")[:2] == (203, 210)
    assert document.undo_stack.count() == 1


def test_a_drag_back_to_the_start_is_no_step(canvas, mouse, document) -> None:
    mouse.press(300, 300).move(400, 400).move(300, 300).release()
    assert document.undo_stack.count() == 0


def test_undo_and_redo_find_clips_where_they_lay_without_working_it_out_again(canvas, mouse, document) -> None:
    """Undoing a drag of hundreds of clips worked out all their boxes again, before anything else could be shown."""
    mouse.press(300, 300).move(340, 340).release()
    before = dict(canvas.picking.placed)
    mouse.press(340, 340).move(380, 350).move(400, 360).move(420, 370).release()
    after = dict(canvas.picking.placed)
    moved = [i for i in after if after[i] is not before[i]]
    assert len(moved) == 1
    for _ in range(2):
        document.undo_stack.undo()
        assert all(canvas.picking.placed[i] is before[i] for i in before)
        document.undo_stack.redo()
        assert all(canvas.picking.placed[i] is after[i] for i in after)
    assert canvas.picking.bounds == after[moved[0]].bounds
    assert canvas.picking.placed[moved[0]].box.left == document.scene.clip(moved[0]).left
    document.select(())
    assert canvas.picking.bounds is None
