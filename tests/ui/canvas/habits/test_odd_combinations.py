"""What hands do that nobody plans for: keys and buttons in the middle of something else, turned groups, locked members."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from studio_gui.model.geometry import Rect, box_of
from studio_gui.model.handles import Handle
from studio_gui.model.new import new_shape
from studio_gui.model.resizing import LEAST_PX
from tests.ui.canvas.habits.desk import Desk
from tests.ui.canvas.mouse import ALT, LEFT, MIDDLE, RIGHT, SHIFT

RED, GREEN, TITLE, PHOTO, NOTHING = (400, 350), (1150, 450), (600, 860), (1600, 800), (800, 650)


def space(desk: Desk, *, is_down: bool) -> None:
    kind = QEvent.Type.KeyPress if is_down else QEvent.Type.KeyRelease
    QApplication.sendEvent(desk.canvas, QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier))


def group(desk: Desk, *names: str) -> None:
    for name in names:
        desk.put(name, group="g")


def test_a_turned_group_grows_about_its_centre_with_alt_and_shift(desk: Desk) -> None:
    desk.put("Red", angle=30)
    group(desk, "Red", "Green")
    desk.mouse.click(*GREEN)
    before, steps, center = desk.project, desk.steps, desk.frame_center()
    sizes = [desk.box(name)[2:4] for name in ("Red", "Green")]
    desk.grasp(Handle.BOTTOM_RIGHT, 100, 40, ALT | SHIFT)
    after = desk.frame_center()
    assert (after.x, after.y) == pytest.approx((center.x, center.y), abs=0.01)
    for name, (width, height) in zip(("Red", "Green"), sizes, strict=True):
        grown = desk.box(name)
        assert grown[2] / width == pytest.approx(grown[3] / height, rel=1e-3)
        assert grown[2] > width
    assert desk.box("Red")[4] == pytest.approx(30)
    assert desk.steps == steps + 1
    desk.key("Ctrl+Z")
    assert desk.project is before


def test_a_locked_member_of_a_group_stays_where_it_is(desk: Desk) -> None:
    group(desk, "Red", "Green")
    desk.put("Green", locked=True)
    before = desk.box("Green")
    desk.mouse.drag(RED, (500, 400))
    assert desk.box("Red")[:2] == pytest.approx((300, 250), abs=1)
    assert desk.box("Green") == before
    desk.key("Delete")
    assert "Green" in desk.stacked
    assert "Red" not in desk.stacked


def test_a_flipped_picture_is_cropped_where_it_is_seen(desk: Desk) -> None:
    desk.put("Photo", flip_x=True)
    assert (desk.color(1500, 800), desk.color(1700, 800)) == ("#ffe000", "#2040ff")
    desk.mouse.double_click(*PHOTO)
    desk.mouse.drag((1400, 800), (1600, 800))
    desk.key("Return")
    box = box_of(desk.clip("Photo"))
    assert (box.left, box.width) == pytest.approx((1600, 200), abs=3)
    desk.document.select(())
    assert desk.color(1700, 800) == "#2040ff"
    desk.key("Ctrl+Z")
    desk.document.select(())
    assert desk.color(1500, 800) == "#ffe000"


def test_undo_while_one_types_takes_the_words_back_and_then_the_step(desk: Desk) -> None:
    desk.mouse.drag(RED, (500, 350))
    moved = desk.project
    desk.mouse.double_click(*TITLE)
    desk.type("abc")
    desk.key("Ctrl+Z", to=QApplication.focusWidget())
    desk.key("Esc", to=QApplication.focusWidget())
    assert desk.clip("Title").text == "Hello"
    assert desk.project.scenes == moved.scenes
    desk.key("Ctrl+Z")
    assert desk.box("Red")[0] == pytest.approx(200)


def test_space_in_a_rubber_band_does_no_harm(desk: Desk) -> None:
    desk.mouse.move(*NOTHING).press(*NOTHING).move(1100, 500)
    assert desk.chosen == ["Green"]
    visible = desk.canvas.camera.visible
    space(desk, is_down=True)
    desk.mouse.move(1150, 420)
    space(desk, is_down=False)
    desk.mouse.move(1100, 500).release()
    assert desk.chosen == ["Green"]
    assert desk.canvas.feedback.band is None
    assert desk.canvas.tool == "select"
    assert desk.canvas.camera.visible == visible
    desk.mouse.drag(GREEN, (1250, 450))
    assert desk.box("Green")[0] == pytest.approx(1100, abs=1)


@pytest.mark.parametrize("button", [RIGHT, MIDDLE])
def test_another_button_in_the_middle_of_a_band_leaves_no_band(desk: Desk, button: Qt.MouseButton) -> None:
    desk.mouse.move(*NOTHING).press(*NOTHING).move(1100, 500).press(1100, 500, button)
    desk.mouse.release(button).release()
    assert desk.canvas.feedback.band is None
    desk.mouse.click(*RED)
    assert desk.chosen == ["Red"]


@pytest.mark.parametrize(
    "keys",
    [
        "Delete",
        "Ctrl+D",
        "Ctrl+G",
        "Ctrl+X",
        "Ctrl+V",
        "PgDown",
        "Ctrl+M",
        "Tab",
        "Right",
        "5",
        "Ctrl+A",
        "T",
        "Ctrl+Shift+L",
    ],
)
def test_a_key_in_mid_drag_breaks_nothing(desk: Desk, keys: str) -> None:
    """Whatever comes of it, one gesture and one command can be taken back, and the next drag works."""
    before = desk.project
    desk.mouse.move(*RED).press(*RED).move(450, 350).move(500, 350)
    desk.key(keys)
    desk.mouse.move(520, 350).release()
    desk.canvas.grab()
    while desk.document.undo_stack.canUndo():
        desk.document.undo_stack.undo()
    assert desk.project is before
    desk.key("V")
    desk.document.select_scene(before.scenes[0].id)
    desk.mouse.drag(GREEN, (1250, 450))
    assert desk.box("Green")[0] == pytest.approx(1100, abs=1)


def test_the_keyboard_that_goes_away_in_mid_drag_ends_no_gesture_halfway(desk: Desk) -> None:
    before = desk.project
    desk.mouse.move(*RED).press(*RED).move(450, 350).move(500, 350)
    QApplication.sendEvent(desk.canvas, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    desk.mouse.move(600, 350).release()
    assert desk.steps in (0, 1)
    while desk.document.undo_stack.canUndo():
        desk.document.undo_stack.undo()
    assert desk.project is before


def test_a_key_that_is_let_go_in_another_window_is_not_taken_for_held(desk: Desk) -> None:
    """As Shift is after ``?``, or Alt and Ctrl after keys that open a dialog."""
    desk.mouse.click(*RED)
    for modifier in (SHIFT, ALT):
        plain = desk.hint
        desk.mouse.hold(modifier)
        assert desk.hint != plain
        left = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
        QApplication.sendEvent(desk.canvas, left)
        assert desk.hint == plain
        desk.mouse.held = Qt.KeyboardModifier.NoModifier


def test_a_clip_of_a_million_pixels_is_moved_and_resized_and_put_back(desk: Desk) -> None:
    clip = new_shape("Rectangle_corner0", box=Rect(-5e5, -5e5, 1e6, 1e6), fill="rgb(1,2,3)", name="Vast")
    desk.add(clip)
    before = desk.project
    desk.mouse.drag(NOTHING, (900, 700))
    assert desk.box("Vast")[:2] == pytest.approx((-499_900, -499_950), abs=1)
    desk.canvas.grab()
    desk.key("Ctrl+Z")
    assert desk.project is before
    desk.key("Ctrl+Alt+F")
    assert desk.box("Vast")[2] <= 1920.01
    desk.key("Ctrl+Z")
    assert desk.project is before


def test_bursts_of_nudges_are_each_one_step(desk: Desk) -> None:
    now = [0.0]
    desk.document._clock = lambda: now[0]
    desk.select("Red")
    for pause in (0, 0.5, 0.7, 0.81, 0.1):
        now[0] += pause
        desk.key("Right")
    assert desk.box("Red")[0] == 205
    desk.key("Ctrl+Z")
    assert desk.box("Red")[0] == 203
    desk.key("Ctrl+Z")
    assert desk.box("Red")[0] == 200
    assert desk.steps == 0


def test_a_copy_that_is_given_up_in_mid_drag_leaves_nothing(desk: Desk) -> None:
    before = desk.project
    desk.mouse.held = ALT
    desk.mouse.move(*RED).press(*RED).move(500, 400).move(600, 400)
    assert len(desk.stacked) == 5
    desk.key("Esc")
    desk.mouse.release()
    desk.mouse.held = Qt.KeyboardModifier.NoModifier
    assert desk.project is before
    assert desk.steps == 0
    assert not desk.document.undo_stack.canRedo()


@pytest.mark.parametrize("handle", [Handle.BOTTOM_RIGHT, Handle.RIGHT, Handle.TOP_LEFT])
@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, ALT, SHIFT, ALT | SHIFT])
def test_a_handle_pulled_far_beyond_the_other_side_comes_back_whole(
    desk: Desk, handle: Handle, held: Qt.KeyboardModifier
) -> None:
    desk.put("Red", angle=20)
    desk.select("Red")
    before, box = desk.project, desk.box("Red")
    start = desk.handle(handle)
    desk.mouse.held = held
    desk.mouse.move(*start).press(*start)
    for share in (-2, -1, 0.01, 0):
        desk.mouse.move(start[0] + share * 700, start[1] + share * 500)
        width, height = desk.box("Red")[2:4]
        assert min(width, height) >= LEAST_PX
    desk.mouse.release()
    desk.mouse.held = Qt.KeyboardModifier.NoModifier
    assert desk.box("Red") == pytest.approx(box, abs=1.5)
    while desk.document.undo_stack.index() > 1:
        desk.key("Ctrl+Z")
    assert desk.project is before


def test_a_folder_that_is_dropped_or_pasted_is_answered_in_words(
    desk: Desk, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    monkeypatch.setattr(desk.window, "show_error", said.append)
    folder = tmp_path / "holiday"
    folder.mkdir()
    before = desk.project
    desk.drop_on_stage(800, 650, [folder])
    desk.qtbot.waitUntil(lambda: bool(said))
    assert "folder" in said[0].message
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    QGuiApplication.clipboard().setMimeData(data)
    desk.key("Ctrl+V")
    desk.qtbot.waitUntil(lambda: len(said) == 2)
    assert "folder" in said[1].message
    assert desk.project is before


def test_a_mouse_wheel_in_the_middle_of_a_crop_and_of_typing_loses_nothing(desk: Desk) -> None:
    desk.mouse.double_click(*TITLE)
    desk.type("Good day")
    desk.mouse.wheel(*TITLE, 120, Qt.KeyboardModifier.ControlModifier)
    desk.type("!")
    desk.key("Esc", to=QApplication.focusWidget())
    assert desk.clip("Title").text == "Good day!"
    assert desk.steps == 1


def test_the_left_button_of_a_press_elsewhere_is_not_taken_for_a_drag(desk: Desk) -> None:
    """A release or a move that no press began, as after a dialog."""
    before = desk.project
    desk.mouse.down = LEFT
    desk.mouse.move(*RED).move(700, 400)
    desk.mouse.release()
    assert desk.project is before


@pytest.mark.parametrize("handle", [handle for handle in Handle if handle.x or handle.y], ids=lambda one: one.name)
@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("Red", {"width": 0, "height": 0}),
        ("Red", {"width": 1e-6, "height": 0}),
        ("Photo", {"scale_x": 0, "scale_y": 0}),
        ("Photo", {"scale_x": 0.5, "scale_y": 0}),
        ("Photo", {"scale_x": 1e-9, "scale_y": 1e-9}),
    ],
)
def test_a_clip_of_no_size_is_pulled_large_beside_what_it_clicks_to(
    desk: Desk, name: str, fields: dict[str, object], handle: Handle
) -> None:
    desk.canvas.snaps = True
    desk.put(name, left=1000, top=900, **fields)
    before = desk.document.project
    desk.select(name)
    desk.grasp(handle, handle.x * 100, handle.y * 70)
    _left, _top, width, height, _angle = desk.box(name)
    assert width >= 70 or not handle.x
    assert height >= 40 or not handle.y
    desk.key("Ctrl+Z")
    assert desk.document.project is before


def test_the_middle_button_in_the_middle_of_a_press_does_not_take_the_drag_away(desk: Desk) -> None:
    desk.mouse.move(*RED).press(*RED).press(*RED, MIDDLE).release(MIDDLE)
    desk.mouse.move(450, 350).move(500, 350).release()
    assert desk.box("Red")[:2] == (300, 200)
    assert desk.step == "Move Red"


def test_several_of_which_one_is_turned_keep_their_aspect_and_that_is_said(desk: Desk) -> None:
    desk.put("Red", angle=30)
    desk.select("Red", "Green")
    at = desk.handle(Handle.RIGHT)
    desk.mouse.move(*at)
    assert "Shift" not in desk.hint
    desk.mouse.press(*at).move(at[0] + 40, at[1]).move(at[0] + 90, at[1])
    free = desk.box("Green")
    assert desk.hint.startswith("The aspect is kept, as one of them is turned")
    desk.mouse.hold(SHIFT)
    assert desk.box("Green") == free
    assert desk.hint.startswith("The aspect is kept, as one of them is turned")
    desk.mouse.let_go(SHIFT).release()


@pytest.mark.parametrize("way", ["drag", "arrow", "handle", "knob", "flip"])
def test_a_hidden_member_goes_where_its_group_goes(desk: Desk, way: str) -> None:
    group(desk, "Red", "Green", "Photo")
    desk.mouse.click(*RED)
    before = {name: desk.box(name) for name in ("Red", "Green", "Photo")}

    def do() -> dict[str, tuple[float, ...]]:
        if way == "drag":
            desk.mouse.drag(RED, (450, 420))
        elif way == "arrow":
            desk.key("Shift+Right")
        elif way == "flip":
            desk.key("Shift+H")
        elif way == "handle":
            desk.mouse.drag((200, 200), (260, 240))
        else:
            at = desk.handle(Handle.TURN)
            desk.mouse.drag(at, (at[0] + 200, at[1] + 100), SHIFT)
        done = {name: desk.box(name) for name in before}
        desk.key("Ctrl+Z")
        assert {name: desk.box(name) for name in before} == before
        return done

    # What hides lies between the others, so that the frame is the same with it and without it.
    together = do()
    desk.put("Green", hidden=True)
    desk.mouse.click(*NOTHING).click(*RED)
    assert do() == together
    assert all(together[name] != before[name] for name in before)


def test_a_group_with_a_hidden_member_is_copied_and_deleted_whole(desk: Desk) -> None:
    group(desk, "Red", "Green")
    desk.put("Green", hidden=True)
    desk.mouse.click(*RED)
    desk.key("Ctrl+D")
    assert sorted(desk.stacked) == sorted(["Red", "Green", "Title", "Photo", "Red", "Green"])
    assert desk.canvas.frame is not None
    assert desk.canvas.frame.box.width == desk.box("Red")[2]
    desk.key("Delete")
    desk.mouse.click(*RED)
    desk.key("Delete")
    assert desk.stacked == ["Title", "Photo"]
