"""What else hands look for: aligning, inspector, rulers, safe areas, focus, screen readers, large screens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QTextLayout, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton

from studio_gui.model import edits
from studio_gui.model.geometry import Point
from studio_gui.model.handles import Handle
from studio_gui.model.new import new_scene
from tests.ui.canvas.habits.desk import Desk
from tests.ui.canvas.habits.test_snapping_on_stage import on_ruler
from tests.ui.canvas.mouse import LEFT, PLAIN, SHIFT

RED, GREEN = (300, 300), (1150, 450)
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.mark.parametrize(
    ("target", "red", "green"),
    [("selection", 200, 200), ("stage", 0, 0), ("key", 1000, 1000)],
)
def test_clips_are_aligned_to_the_selection_the_stage_or_the_key_clip(
    desk: Desk, target: str, red: float, green: float
) -> None:
    desk.choose(f"align_to_{target}")
    desk.mouse.click(*RED).click(*GREEN, SHIFT)
    assert (desk.canvas.chrome.key is not None) == (target == "key")
    desk.key("Alt+A")
    assert (desk.box("Red")[0], desk.box("Green")[0]) == (red, green)
    assert (desk.box("Red")[1], desk.box("Green")[1]) == (200, 300)
    desk.window.actions_.refresh()
    assert desk.window.actions_[f"align_to_{target}"].isChecked()


def test_a_locked_clip_may_be_the_key_and_never_moves(desk: Desk) -> None:
    desk.put("Green", locked=True)
    desk.select("Red", "Green")
    for target in ("selection", "stage", "key"):
        desk.choose(f"align_to_{target}")
        desk.key("Alt+D")
        assert desk.box("Green")[:2] == (1000, 300)
    assert desk.box("Red")[0] == 900


def inspector_line(desk: Desk, name: str) -> QLineEdit:
    """The field of the inspector with that name, once it is there."""

    def found() -> list[QLineEdit]:
        fields = desk.window.workspace.inspector.findChildren(QLineEdit)
        return [one for one in fields if one.isVisible() and one.accessibleName() == name]

    desk.qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def test_the_inspector_works_with_several_clips_and_does_sums(desk: Desk) -> None:
    desk.select("Red", "Green")
    field = inspector_line(desk, "X")
    assert field.text() == "200"
    field = inspector_line(desk, "Outline width")
    desk.put("Red", stroke_width=3)
    assert "—" in (field.text(), field.placeholderText())
    field = inspector_line(desk, "X")
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    field.selectAll()
    QTest.keyClicks(field, "+10")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (desk.box("Red")[0], desk.box("Green")[0]) == (210, 1010)
    assert desk.canvas.hasFocus()
    field = inspector_line(desk, "X")
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    field.selectAll()
    QTest.keyClicks(field, "1920/2")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (desk.box("Red")[0], desk.box("Green")[0]) == (960, 1760)
    desk.key("Right")  # the stage has the keyboard again
    assert (desk.box("Red")[0], desk.box("Green")[0]) == (961, 1761)


def test_the_numbers_of_the_inspector_follow_a_drag(desk: Desk) -> None:
    desk.mouse.press(*RED).move(350, 350).move(412, 300)
    desk.qtbot.waitUntil(lambda: inspector_line(desk, "X").text().startswith("312"))
    desk.mouse.release()


def test_the_words_beside_the_pointer_are_the_numbers_of_the_inspector(desk: Desk) -> None:
    desk.put("Red", left=200.25, width=418.5)
    desk.canvas.snaps = False
    desk.mouse.press(*RED).move(350, 300).move(360, 307)
    line_x, line_y = inspector_line(desk, "X"), inspector_line(desk, "Y")
    desk.qtbot.waitUntil(lambda: desk.bubble == f"{line_x.text()}, {line_y.text()}")
    desk.mouse.release()
    x, y = desk.handle(Handle.BOTTOM)
    desk.mouse.press(x, y).move(x, y + 40)
    line_w, line_h = inspector_line(desk, "Width"), inspector_line(desk, "Height")
    desk.qtbot.waitUntil(lambda: desk.bubble == f"{line_w.text()} × {line_h.text()}")
    assert desk.bubble.startswith("418.5 × ")
    desk.mouse.release()


def test_rulers_with_guides_that_are_dragged_out(desk: Desk) -> None:
    desk.key("Shift+R")
    assert all(ruler.isVisible() for ruler in desk.canvas.rulers)
    on_ruler(desk, "x", QEvent.Type.MouseButtonPress, None)
    for kind in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease):
        on_ruler(desk, "x", kind, Point(650, 500))
    assert desk.project.studio.guides_x == (pytest.approx(650, abs=2),)
    desk.mouse.drag((650, 640), (700, 640))
    assert desk.project.studio.guides_x == (pytest.approx(700, abs=2),)


def test_a_guide_that_is_pulled_while_one_types_ends_the_typing_and_esc_gives_up_the_guide(desk: Desk) -> None:
    desk.key("Shift+R")
    desk.mouse.double_click(400, 850)
    desk.key("Q")
    on_ruler(desk, "x", QEvent.Type.MouseButtonPress, None)
    on_ruler(desk, "x", QEvent.Type.MouseMove, Point(650, 500))
    assert not desk.canvas.hand.is_editing
    desk.key("Esc")
    on_ruler(desk, "x", QEvent.Type.MouseButtonRelease, Point(650, 500))
    assert desk.project.studio.guides_x == ()
    assert desk.step == "Edit Title"
    assert desk.chosen == ["Title"]


def test_safe_areas_and_the_tall_middle_are_drawn(desk: Desk) -> None:
    places = {"title": (1920 * 0.1, 20), "action": (1920 * 0.05, 200), "tall": ((1920 - 1080 * 9 / 16) / 2, 120)}
    before = desk.canvas.viewport().grab().toImage()
    desk.choose("show_safe")
    after = desk.canvas.viewport().grab().toImage()
    for name, (x, y) in places.items():
        at = desk.canvas.camera.to_px(Point(x, max(y, 1080 * 0.2))).toPoint()
        around = [QPoint(at.x() + dx, at.y() + dy) for dx in range(-2, 3) for dy in range(-8, 9)]
        assert any(before.pixel(spot) != after.pixel(spot) for spot in around), name


def test_the_ground_is_grey_and_what_sticks_out_is_dimmed_until_it_is_asked_for(desk: Desk) -> None:
    desk.put("Red", left=-200, top=300)
    desk.document.select(())
    dimmed = desk.color(-50, 400)
    assert desk.color(50, 400) == "#dc2828"
    assert dimmed not in ("#dc2828", desk.color(-50, 200))
    desk.choose("show_overflow")
    assert QColor(desk.color(-50, 400)).red() > 200  # but for the shadow of the stage
    assert QColor(dimmed).green() > QColor(desk.color(-50, 400)).green() + 60
    desk.choose("show_overflow")
    assert desk.color(-50, 400) == dimmed


def test_the_history_is_jumped_in(desk: Desk) -> None:
    desk.mouse.drag(RED, (400, 300))
    desk.key("Right")
    desk.key("Del")
    desk.window.actions_.run("panel_history")
    history = desk.window.workspace.history
    view = history.view
    row = view.model().index(1, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(row).center())
    assert desk.steps == 1
    assert desk.box("Red")[0] == 300


def test_clips_are_named_placed_and_heard_by_screen_readers(desk: Desk) -> None:
    desk.key("Tab")
    assert desk.canvas.accessibleDescription() == "Red, x 200, y 200, 400 by 300"
    desk.key("Shift+Right")
    assert desk.canvas.accessibleDescription() == "Red, x 210, y 200, 400 by 300"


def test_what_a_click_would_do_is_said_until_the_pointer_leaves_and_what_keys_do_stays(desk: Desk) -> None:
    def leave() -> None:
        QTest.mouseMove(desk.window.windowHandle(), desk.window.menuBar().geometry().center())
        desk.qtbot.waitUntil(lambda: not desk.canvas.viewport().underMouse())

    desk.real_move(*RED)
    desk.qtbot.waitUntil(lambda: desk.hint.startswith("Drag moves"))
    leave()
    assert desk.hint == ""
    desk.key("T")
    desk.real_move(*RED)
    leave()
    assert desk.hint.startswith("Click or drag to add a text")


def test_a_text_is_added_moved_and_written_by_keys_alone(desk: Desk) -> None:
    desk.key("T")
    assert "Click or drag to add a text" in desk.hint
    desk.key("Return")
    assert desk.canvas.hand.is_editing
    assert "Esc or Ctrl+Enter ends" in desk.hint
    desk.type("Lower third")
    desk.key("Esc")
    (clip,) = desk.document.selected_clips
    assert abs(desk.frame_center().x - 960) <= 1, "in the middle, and not beginning there"
    top = clip.top
    for _ in range(5):
        desk.key("Shift+Down")
    desk.key("Alt+S")
    (clip,) = desk.document.selected_clips
    assert clip.text == "Lower third"
    assert clip.top > top + 50
    assert desk.canvas.hasFocus()


def test_the_focus_is_seen(desk: Desk) -> None:
    desk.document.select(())
    desk.canvas.setFocus()
    with_focus = desk.canvas.grab().toImage()
    desk.window.workspace.script.text.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is desk.window.workspace.script.text
    desk.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key("Tab")
    assert desk.chosen == ["Red"]
    assert desk.canvas.grab().toImage() != with_focus


def test_in_a_right_to_left_layout_the_stage_stays_as_it_is(desk: Desk) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        desk.mouse.drag(RED, (500, 400))
        assert desk.box("Red")[:2] == (400, 300)
        desk.mouse.click(*GREEN)
        desk.key("Right")
        assert desk.box("Green")[0] == 1001
    finally:
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_in_a_right_to_left_layout_the_zoom_has_its_sign_behind_the_number(desk: Desk) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        desk.key("Shift+0")
        desk.key("Ctrl+=")
        for name in ("zoom_menu", "zoom"):
            text = desk.window.findChild(QToolButton, name).text()
            layout = QTextLayout(text)
            option = QTextOption()
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)  # as the style paints what stands on a button
            layout.setTextOption(option)
            layout.beginLayout()
            line = layout.createLine()
            layout.endLayout()
            across = [line.cursorToX(text.index(sign))[0] for sign in "150%"]
            assert across == sorted(across), text
    finally:
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_scene_of_another_document_is_left_in_peace(desk: Desk) -> None:
    desk.document.apply("Add scene", lambda p: edits.add_scene(p, scene=new_scene()))
    first = desk.project.scenes[0]
    desk.key("PgDown")
    desk.key("R")
    desk.mouse.drag((100, 100), (400, 300))
    assert desk.project.scenes[0] is first
    assert len(desk.project.scenes[1].clips) == 1


def test_layers_are_dragged_into_another_order(desk: Desk) -> None:
    desk.window.show_tab("layers")
    layers = desk.window.workspace.layers
    view, model = layers.view, layers.model
    assert desk.stacked == ["Red", "Green", "Title", "Photo"]
    red, photo = (model.index_of(desk.clip(name).id) for name in ("Red", "Photo"))
    data, above = model.mimeData([red]), QPointF(view.visualRect(photo).topLeft() + QPoint(40, 1))
    move = Qt.DropAction.MoveAction
    for event in (
        QDragEnterEvent(above.toPoint(), move, data, LEFT, PLAIN),
        QDragMoveEvent(above.toPoint(), move, data, LEFT, PLAIN),
        QDropEvent(above, move, data, LEFT, PLAIN),
    ):
        QApplication.sendEvent(view.viewport(), event)
    assert desk.stacked == ["Green", "Title", "Photo", "Red"]
    assert desk.steps == 1


def test_what_is_selected_comes_to_every_scene_in_one_step(desk: Desk) -> None:
    desk.mouse.click(*RED)
    desk.choose("apply_everywhere")
    assert desk.steps == 1
    desk.key("PgDown")
    assert desk.box("Red") == (200, 200, 400, 300, 0)
    assert desk.color(400, 350) == "#dc2828"
    desk.key("Ctrl+Z")
    assert desk.project.scenes[1].clips == ()


def test_a_group_is_aligned_and_distributed_as_one_until_one_reaches_inside(desk: Desk) -> None:
    desk.put("Red", group="g")
    desk.put("Green", group="g")
    desk.mouse.click(*RED)
    desk.key("Alt+A")  # a group alone goes to the stage, as a clip alone does
    assert (desk.box("Red")[0], desk.box("Green")[0]) == (0, 800)
    desk.key("Ctrl+Z")
    desk.mouse.click(1600, 800, SHIFT)
    assert desk.chosen == ["Red", "Green", "Photo"]
    desk.key("Alt+S")
    assert [desk.box(name)[1] for name in ("Red", "Green", "Photo")] == [500, 600, 700]
    desk.key("Ctrl+Z")
    desk.put("Title", left=1800, top=100, width=100)
    desk.select("Red", "Green", "Photo", "Title")
    desk.key("Ctrl+Alt+H")
    assert [desk.box(name)[0] for name in ("Red", "Green", "Photo", "Title")] == [200, 1000, 1350, 1800]
    desk.key("Ctrl+Z")
    desk.mouse.click(800, 650).double_click(*RED).click(*GREEN, SHIFT)
    assert desk.chosen == ["Red", "Green"]
    desk.key("Alt+A")
    assert (desk.box("Red")[0], desk.box("Green")[0]) == (200, 200)


def test_a_hidden_member_of_a_group_counts_nothing_where_the_group_is_centred(desk: Desk) -> None:
    desk.put("Red", group="g")
    desk.put("Green", group="g", hidden=True)
    desk.mouse.click(*RED)
    desk.key("Ctrl+Alt+M")
    assert desk.box("Red")[:2] == (760, 390)
    assert desk.box("Green")[:2] == (1560, 490)
