"""Handles and the knob, with every key that changes what they do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from studio_gui.model import edits
from studio_gui.model.geometry import box_of, turned_about_center
from studio_gui.model.handles import Handle
from tests.ui.canvas.mouse import ALT, CTRL, PLAIN, SHIFT


def _pull(canvas, mouse, handle: Handle, dx: float, dy: float, held=PLAIN) -> None:
    at = canvas.frame.spot(handle)
    mouse.drag((at.x, at.y), (at.x + dx, at.y + dy), held)


@pytest.mark.parametrize(
    ("handle", "expected"),
    [
        (Handle.TOP_LEFT, (240, 220, 360, 280)),
        (Handle.TOP, (200, 220, 400, 280)),
        (Handle.TOP_RIGHT, (200, 220, 440, 280)),
        (Handle.RIGHT, (200, 200, 440, 300)),
        (Handle.BOTTOM_RIGHT, (200, 200, 440, 320)),
        (Handle.BOTTOM, (200, 200, 400, 320)),
        (Handle.BOTTOM_LEFT, (240, 200, 360, 320)),
        (Handle.LEFT, (240, 200, 360, 300)),
    ],
)
def test_each_handle_moves_its_sides(canvas, mouse, document, box, handle, expected) -> None:
    mouse.click(300, 300)
    _pull(canvas, mouse, handle, 40, 20)
    assert box("Red")[:4] == expected
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Resize Red"


def test_shift_keeps_the_aspect_of_a_shape(canvas, mouse, box) -> None:
    mouse.click(300, 300)
    _pull(canvas, mouse, Handle.BOTTOM_RIGHT, 400, 300, SHIFT)
    assert box("Red")[2] / box("Red")[3] == pytest.approx(4 / 3)


def test_alt_resizes_from_the_centre(canvas, mouse, box) -> None:
    mouse.click(300, 300)
    _pull(canvas, mouse, Handle.RIGHT, 40, 0, ALT)
    assert box("Red")[:4] == (160, 200, 480, 300)


def test_a_key_takes_effect_without_moving_the_mouse(canvas, mouse, box) -> None:
    mouse.click(300, 300)
    at = canvas.frame.spot(Handle.RIGHT)
    mouse.press(at.x, at.y).move(at.x + 40, at.y)
    assert box("Red")[:4] == (200, 200, 440, 300)
    mouse.hold(ALT)
    assert box("Red")[:4] == (160, 200, 480, 300)
    mouse.let_go(ALT)
    assert box("Red")[:4] == (200, 200, 440, 300)
    mouse.release()


def test_a_side_never_passes_the_other(canvas, mouse, box) -> None:
    mouse.click(300, 300)
    _pull(canvas, mouse, Handle.RIGHT, -900, 0)
    assert box("Red")[:4] == (200, 200, 1, 300)


def test_several_clips_grow_together(canvas, mouse, document, box) -> None:
    mouse.click(300, 300).click(1100, 400, SHIFT)
    _pull(canvas, mouse, Handle.BOTTOM_RIGHT, 1100, 400)
    assert box("Red")[:4] == (200, 200, 800, 600)
    assert box("Green")[:4] == (1800, 400, 600, 600)
    assert document.undo_stack.undoText() == "Resize 2 clips"


def test_the_knob_turns_about_the_centre(canvas, mouse, document, box) -> None:
    mouse.click(1150, 450)
    clip = document.selected_clips[0]
    center = box_of(clip).center
    knob = canvas.frame.spot(Handle.TURN)
    mouse.drag((knob.x, knob.y), (center.x + 400, center.y))
    turned = document.selected_clips[0]
    assert turned.angle == 90
    assert box_of(turned).center.x == pytest.approx(center.x)
    assert box_of(turned).center.y == pytest.approx(center.y)
    assert document.undo_stack.undoText() == "Rotate Green"


def test_shift_turns_in_steps_and_without_it_the_angle_sticks(canvas, mouse, document) -> None:
    from studio_gui.model.geometry import Point

    mouse.click(1150, 450)
    center = canvas.frame.box.center
    knob = canvas.frame.spot(Handle.TURN)
    mouse.press(knob.x, knob.y)

    def turn_to(degrees: float) -> float:
        at = center + Point(0, -400).turned(degrees)
        mouse.move(at.x, at.y)
        return document.selected_clips[0].angle

    assert turn_to(44) == 45
    assert turn_to(37) == pytest.approx(37, abs=0.2)
    mouse.hold(SHIFT)
    assert document.selected_clips[0].angle == 30
    mouse.let_go(SHIFT)
    assert document.selected_clips[0].angle == pytest.approx(37, abs=0.2)
    mouse.release()


def test_just_outside_a_corner_turns_too(canvas, mouse, document) -> None:
    mouse.click(1150, 450)
    corner = canvas.frame.spot(Handle.BOTTOM_RIGHT)
    mouse.drag((corner.x + 24, corner.y + 24), (corner.x - 60, corner.y + 140))
    assert document.selected_clips[0].angle > 5


def test_a_turned_clip_grows_along_its_own_sides(canvas, mouse, document) -> None:
    mouse.click(1150, 450)
    turned = turned_about_center(document.selected_clips[0], 90)
    document.apply("Turn", lambda p: edits.replace_clips(p, document.scene_id, clips={turned.id: turned}))
    before = box_of(document.selected_clips[0])
    _pull(canvas, mouse, Handle.RIGHT, 0, 60)
    after = box_of(document.selected_clips[0])
    assert (after.width, after.height, after.angle) == (before.width + 60, before.height, 90)
    assert after.corner.x == pytest.approx(before.corner.x)
    assert after.corner.y == pytest.approx(before.corner.y)


def test_cancel_in_mid_resize_and_turn_leaves_nothing(canvas, mouse, document, qtbot) -> None:
    mouse.click(1150, 450)
    start = document.project
    for handle in (Handle.BOTTOM_RIGHT, Handle.TURN):
        at = canvas.frame.spot(handle)
        mouse.press(at.x, at.y).move(at.x + 90, at.y + 40)
        assert document.project is not start
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
        mouse.release()
        assert document.project is start
    assert document.undo_stack.count() == 0


def test_a_moving_side_clicks_to_another_clip_and_ctrl_suspends_it(canvas, mouse, box) -> None:
    canvas.snaps = True
    mouse.click(300, 300)
    at = canvas.frame.spot(Handle.RIGHT)
    mouse.press(at.x, at.y).move(1000 - 7, at.y)
    assert box("Red")[2] == 800
    assert canvas.feedback.guides
    mouse.hold(CTRL)
    assert box("Red")[2] == 793
    mouse.release()
    assert not canvas.feedback.guides


def test_a_picture_keeps_its_aspect_and_lands_on_the_guide(canvas, mouse, document) -> None:
    from studio_gui.model import edits
    from studio_gui.model.geometry import Rect
    from studio_gui.model.new import new_image

    canvas.snaps = True
    image = new_image(box=Rect(1400, 700, 160, 90), size=(1600, 900))
    document.apply("Add", lambda p: edits.add_clip(p, document.scene_id, clip=image))
    document.select([image.id])
    at = canvas.frame.spot(Handle.BOTTOM_RIGHT)
    mouse.press(at.x, at.y).move(1913, at.y + 200)
    box = box_of(document.selected_clips[0])
    assert box.bounds().right == pytest.approx(1920)
    assert box.width / box.height == pytest.approx(16 / 9)
    assert document.selected_clips[0].width == 1600
    mouse.release()


def test_a_tiny_clip_still_has_handles_one_can_grasp(canvas, mouse, document, box) -> None:
    clip_id = document.scene.clips[1].id
    fields = {"width": 6, "height": 6}
    document.apply("Small", lambda p: edits.change_clip(p, document.scene_id, clip_id=clip_id, fields=fields))
    document.select([clip_id])
    mouse.drag((1003, 303), (1053, 303))
    assert box("Green")[:4] == (1050, 300, 6, 6)
    _pull(canvas, mouse, Handle.BOTTOM_RIGHT, 20, 10)
    assert box("Green")[2:4] == (26, 16)


@pytest.mark.parametrize("handle", list(Handle))
@pytest.mark.parametrize("angle", [0, -30, -581.7632494668917])
def test_what_is_dragged_there_and_back_is_as_it_was(canvas, mouse, document, handle, angle) -> None:
    """Its sides were whole pixels then, and -30° was 330°."""
    odd = {"left": 300.123, "width": 400.41, "height": 300.57, "angle": angle}
    clip = document.scene.clips[0]
    document.apply("Odd", lambda p: edits.change_clip(p, document.scene_id, clip_id=clip.id, fields=odd))
    document.select([clip.id])
    start, steps = document.project, document.undo_stack.count()
    spot = canvas.frame.spot(handle)
    mouse.move(spot.x, spot.y).press(spot.x, spot.y).move(spot.x + 70, spot.y + 45)
    assert document.project != start
    mouse.move(spot.x, spot.y).release()
    assert document.project == start
    assert document.undo_stack.count() == steps


@pytest.mark.parametrize(("angle", "height"), [(180, 200), (0, 8), (200, 8), (140, 60), (0, 300)])
def test_the_words_under_a_text_that_is_too_long_lie_beside_its_handles(canvas, mouse, document, angle, height) -> None:
    """A press on the knob of one that stood on its head set its letters smaller."""
    clip = document.scene.clips[2]
    odd = {"text": "Much too long " * 60, "left": 1000, "top": 500, "height": height, "angle": angle}
    document.apply("Odd", lambda p: edits.change_clip(p, document.scene_id, clip_id=clip.id, fields=odd))
    document.select([clip.id])
    (label,) = [label for label in canvas.chrome.labels if label.kind == "warn"]
    for handle in Handle:
        spot = canvas.camera.to_px(canvas.frame.spot(handle))
        assert not label.rect.contains(spot), handle
        assert not canvas.hand.is_on_warning(spot)
    knob = canvas.frame.spot(Handle.TURN)
    mouse.drag((knob.x, knob.y), (knob.x + 300, knob.y + 100))
    assert document.undo_stack.undoText() == "Rotate Title"


def test_a_turn_back_to_360_degrees_in_steps_leaves_no_step(canvas, mouse, document) -> None:
    clip = document.scene.clips[0]
    document.apply("Odd", lambda p: edits.change_clip(p, document.scene_id, clip_id=clip.id, fields={"angle": 360}))
    document.select([clip.id])
    start, steps = document.project, document.undo_stack.count()
    knob = canvas.frame.spot(Handle.TURN)
    mouse.held = SHIFT
    mouse.move(knob.x, knob.y).press(knob.x, knob.y).move(knob.x + 200, knob.y + 45)
    assert document.selected_clips[0].angle % 15 == 0
    mouse.move(knob.x, knob.y).release()
    assert document.project == start
    assert document.undo_stack.count() == steps
