"""Zooming, pushing the view about, tools and what the canvas says of itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from studio_gui.model.geometry import Point, Rect
from tests.ui.canvas.conftest import names
from tests.ui.canvas.mouse import ALT, CTRL, LEFT, MIDDLE, NONE, PLAIN, SHIFT


def test_ctrl_wheel_zooms_about_the_pointer(canvas, mouse, qtbot) -> None:
    before = canvas.camera.to_px(Point(1100, 400))
    with qtbot.waitSignal(canvas.zoom_changed):
        mouse.wheel(1100, 400, 120, CTRL)
    assert canvas.zoom > 0.55
    after = canvas.camera.to_px(Point(1100, 400))
    assert abs(after.x() - before.x()) <= 1
    assert abs(after.y() - before.y()) <= 1


def test_zoom_stays_between_5_and_800_percent(canvas, mouse) -> None:
    for _ in range(40):
        mouse.wheel(900, 500, 240, CTRL)
    assert canvas.zoom == 8
    for _ in range(80):
        mouse.wheel(900, 500, -240, CTRL)
    assert canvas.zoom == 0.05


def test_the_wheel_and_shift_wheel_push_the_view(canvas, mouse) -> None:
    before = canvas.camera.to_px(Point(0, 0))
    mouse.wheel(500, 500, -120)
    mouse.wheel(500, 500, -120, SHIFT)
    after = canvas.camera.to_px(Point(0, 0))
    assert (after.x() - before.x(), after.y() - before.y()) == (-60, -60)


@pytest.mark.parametrize("way", ["space", "middle", "tool"])
def test_three_ways_to_drag_the_view(canvas, mouse, qtbot, document, way) -> None:
    start = document.project
    before = canvas.camera.to_px(Point(0, 0))
    button = MIDDLE if way == "middle" else LEFT
    if way == "space":
        qtbot.keyPress(canvas, Qt.Key.Key_Space)
    if way == "tool":
        canvas.set_tool("hand")
    px = canvas.camera.to_px(Point(300, 300))
    mouse.press(300, 300, button)
    for dx, dy in ((5, 5), (20, 10), (40, 30)):
        at = canvas.camera.to_scene(px + QPointF(dx, dy))
        mouse.move(at.x, at.y)
    mouse.release(button)
    after = canvas.camera.to_px(Point(0, 0))
    assert (after.x() - before.x(), after.y() - before.y()) == (40, 30)
    assert document.project is start
    assert names(document) == []
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)


def test_fit_and_selection(canvas, mouse, document) -> None:
    canvas.zoom_to_fit()
    top_left, bottom_right = canvas.camera.to_px(Point(0, 0)), canvas.camera.to_px(Point(1920, 1080))
    assert top_left.x() >= 0
    assert bottom_right.x() <= canvas.viewport().width()
    fitted = canvas.zoom
    document.select([document.scene.clips[1].id])
    canvas.zoom_to_selection()
    assert canvas.zoom > fitted
    assert canvas.viewport().rect().contains(canvas.camera.to_px(Point(1150, 450)).toPoint())


def test_the_fitted_stage_stays_fitted_when_the_window_grows(canvas, qtbot) -> None:
    canvas.zoom_to_fit()
    before = canvas.zoom
    canvas.resize(1500, 900)
    assert canvas.zoom > before


def test_a_portrait_scene_is_fitted_too(canvas, document) -> None:
    document.apply("Turn", lambda p: p.changed(orientation="portrait"))
    canvas.zoom_to_fit()
    assert canvas.camera.to_px(Point(1080, 1920)).y() <= canvas.viewport().height()


def test_esc_tab_and_ctrl_a(canvas, mouse, document, qtbot) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_A, CTRL)
    assert len(document.selection) == 3
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert document.selection == ()
    for expected in ("Red", "Green", "Title"):
        qtbot.keyClick(canvas, Qt.Key.Key_Tab)
        assert names(document) == [expected]
    qtbot.keyClick(canvas, Qt.Key.Key_Backtab, SHIFT)
    assert names(document) == ["Green"]


def test_alt_click_goes_through_what_lies_under_the_pointer(canvas, mouse, document) -> None:
    mouse.drag((1150, 450), (450, 350))
    assert names(document) == ["Green"]
    mouse.click(450, 350, ALT)
    assert names(document) == ["Red"]
    mouse.click(450, 350, ALT)
    assert names(document) == ["Green"]


def test_a_selected_clip_behind_another_is_moved_and_a_click_takes_the_front_one(canvas, mouse, document, box) -> None:
    mouse.drag((1150, 450), (450, 350))
    mouse.click(450, 350, ALT)
    mouse.drag((450, 350), (500, 350))
    assert names(document) == ["Red"]
    assert box("Red")[0] == 250
    mouse.click(450, 350)
    assert names(document) == ["Green"]


def test_delete_and_its_undo(canvas, mouse, document, qtbot) -> None:
    mouse.click(300, 300)
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(document.scene.clips) == 2
    assert document.undo_stack.undoText() == "Delete Red"
    document.undo_stack.undo()
    assert len(document.scene.clips) == 3


def test_a_group_is_selected_as_one_and_reached_into(canvas, mouse, document, qtbot) -> None:
    _group(document, 0, 1)
    mouse.click(300, 300)
    assert names(document) == ["Red", "Green"]
    mouse.click(300, 300, CTRL)
    assert names(document) == ["Red"]
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert names(document) == ["Red", "Green"]
    mouse.double_click(1100, 400)
    assert names(document) == ["Green"]
    mouse.click(300, 300)
    assert names(document) == ["Red"]
    mouse.click(400, 850)
    mouse.click(300, 300)
    assert names(document) == ["Red", "Green"]


def test_a_group_is_moved_as_one(canvas, mouse, document, box) -> None:
    _group(document, 0, 1)
    mouse.drag((300, 300), (350, 300))
    assert (box("Red")[0], box("Green")[0]) == (250, 1050)


def _group(document, *indices: int) -> None:
    clips = tuple(clip.with_studio(group="g") if i in indices else clip for i, clip in enumerate(document.scene.clips))
    document.apply("Group", lambda p: p.changed(scenes=(p.scenes[0].changed(clips=clips),)))


@pytest.mark.parametrize(
    ("tool", "title", "kind"),
    [("rectangle", "Add rectangle", "Rectangle_corner0"), ("ellipse", "Add ellipse", "Circle")],
)
def test_a_shape_is_drawn_from_corner_to_corner(canvas, mouse, document, tool, title, kind) -> None:
    canvas.set_tool(tool)
    mouse.drag((1000, 700), (1200, 820))
    clip = document.selected_clips[0]
    assert (clip.shape_name, clip.left, clip.top, clip.width, clip.height) == (kind, 1000, 700, 200, 120)
    assert document.undo_stack.undoText() == title
    assert canvas.tool == "select"


def test_a_line_is_drawn_in_its_direction(canvas, mouse, document) -> None:
    canvas.set_tool("line")
    mouse.drag((1000, 700), (1200, 900))
    clip = document.selected_clips[0]
    assert (clip.shape_name, clip.angle) == ("Line_v2", 45)
    assert clip.width == 283


def test_a_drawing_that_is_cancelled_leaves_nothing(canvas, mouse, document, qtbot) -> None:
    start = document.project
    canvas.set_tool("rectangle")
    mouse.press(1000, 700).move(1200, 900)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    mouse.release()
    assert document.project is start
    assert document.undo_stack.count() == 0


def test_dropped_files_go_to_who_adds_media(canvas, qtbot, tmp_path) -> None:
    taken: list = []
    canvas.add_files = lambda paths, at: taken.append((list(paths), at))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.png", "b.txt", "c.MP4")])
    px = canvas.camera.to_px(Point(800, 500))
    actions = Qt.DropAction.CopyAction
    QApplication.sendEvent(canvas.viewport(), QDragEnterEvent(px.toPoint(), actions, data, LEFT, PLAIN))
    QApplication.sendEvent(canvas.viewport(), QDropEvent(px, actions, data, LEFT, PLAIN))
    [(paths, at)] = taken
    assert [path.name for path in paths] == ["a.png", "b.txt", "c.MP4"]  # who adds them names what cannot be taken
    assert (round(at.x), round(at.y)) == (800, 500)


def test_the_menu_is_asked_for_what_is_under_the_pointer(canvas, document, qtbot) -> None:
    px = canvas.camera.to_px(Point(300, 300)).toPoint()
    reason = QContextMenuEvent.Reason.Mouse
    with qtbot.waitSignal(canvas.menu_requested) as asked:
        event = QContextMenuEvent(reason, px, canvas.viewport().mapToGlobal(px))
        QApplication.sendEvent(canvas.viewport(), event)
    assert names(document) == ["Red"]
    assert round(asked.args[1].x) == 300


def test_screen_readers_hear_what_is_selected(canvas, mouse, document) -> None:
    assert canvas.accessibleName() == "Stage"
    mouse.click(300, 300)
    assert canvas.accessibleDescription() == "Red, x 200, y 200, 400 by 300"
    mouse.drag((300, 300), (310, 320))
    assert canvas.accessibleDescription() == "Red, x 210, y 220, 400 by 300"
    mouse.click(1100, 400, SHIFT)
    assert canvas.accessibleDescription() == "Red, Green"


def test_a_drag_beyond_the_rim_pulls_the_view_along(canvas, mouse, box, qtbot) -> None:
    canvas.set_zoom(2)
    canvas.camera.fit(Rect(200, 200, 400, 300), most=2)
    before = canvas.camera.visible.right
    mouse.press(400, 350)
    edge = canvas.camera.visible.right + 60
    mouse.move(500, 350).move(edge, 350)
    qtbot.waitUntil(lambda: canvas.camera.visible.right > before + 40)
    assert box("Red")[0] > 200 + edge - 400
    mouse.release()
    after = canvas.camera.visible.right
    qtbot.waitUntil(lambda: not canvas.hand.is_down)
    assert canvas.camera.visible.right == after


def test_the_hint_says_what_held_keys_do(canvas, mouse, qtbot) -> None:
    hints: list[str] = []
    canvas.hint_changed.connect(hints.append)
    mouse.press(300, 300).move(400, 400)
    assert "Shift keeps one axis" in hints[-1]
    mouse.hold(SHIFT)
    assert "Keeping one axis" in hints[-1]
    mouse.let_go(SHIFT).release()
    assert mouse.down == NONE


def test_snapping_clicks_to_the_middle_of_the_stage_with_a_guide(canvas, mouse, box) -> None:
    canvas.snaps = True
    mouse.press(300, 300).move(300 + 560 + 9, 750)
    assert box("Red")[0] == 760
    [guide] = [g for g in canvas.feedback.guides if g.start.x == g.end.x]
    assert guide.start.x == 960
    mouse.hold(CTRL)
    assert box("Red")[0] == 769
    assert canvas.feedback.guides == ()
    mouse.let_go(CTRL)
    assert box("Red")[0] == 760
    mouse.release()


def test_another_document_takes_the_place_of_the_old_one(canvas, mouse, document, tmp_path) -> None:
    from studio_gui.painting import Assets
    from studio_gui.ui.document import Document
    from tests.ui.canvas.conftest import a_project

    mouse.click(300, 300)
    other = Document(a_project(), parent=canvas)
    canvas.set_document(other, Assets(tmp_path))
    document.select(())
    mouse.click(1100, 400)
    assert names(other) == ["Green"]
    assert names(document) == []


def test_without_a_mouse_a_drawing_tool_puts_its_clip_in_the_middle(canvas, document, qtbot) -> None:
    canvas.set_tool("rectangle")
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    clip = document.selected_clips[0]
    middle = canvas.center
    assert abs(clip.left + clip.width / 2 - middle.x) < 2
    assert abs(clip.top + clip.height / 2 - middle.y) < 2
    assert document.undo_stack.undoText() == "Add rectangle"
