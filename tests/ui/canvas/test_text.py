"""Editing a text in its place: what one types is what one sees."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QInputMethodEvent, QKeyEvent, QPainter, QTextCursor, qGray
from PySide6.QtWidgets import QApplication

from studio_gui.model import edits
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_shape, new_text
from studio_gui.ui.canvas import view
from studio_gui.ui.canvas.feedback import build_chrome
from tests.ui.canvas.conftest import names

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _text(document, name: str = "Title") -> str:
    return next(clip.text for clip in document.scene.clips if clip.label == name)


def test_double_click_types_escape_keeps(canvas, mouse, document, qtbot) -> None:
    mouse.double_click(330, 830)
    assert canvas.hand.is_editing
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    qtbot.keyClicks(canvas, " world")
    assert _text(document) == "Hello world"
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert not canvas.hand.is_editing
    assert names(document) == ["Title"]
    assert document.undo_stack.undoText() == "Edit Title"
    document.undo_stack.undo()
    assert _text(document) == "Hello"


def test_a_double_click_marks_all_so_that_one_can_retype(canvas, mouse, document, qtbot) -> None:
    mouse.double_click(330, 830)
    qtbot.keyClicks(canvas, "New")
    assert _text(document) == "New"


def test_enter_marks_everything_and_ctrl_enter_ends(canvas, mouse, document, qtbot) -> None:
    mouse.click(400, 850)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.keyClicks(canvas, "New")
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.keyClicks(canvas, "line")
    qtbot.keyClick(canvas, Qt.Key.Key_Return, _CTRL)
    assert _text(document) == "New\nline"
    assert document.undo_stack.count() == 1


def test_the_box_grows_with_the_text_and_back(canvas, mouse, document, box, qtbot) -> None:
    mouse.click(400, 850)
    qtbot.keyClick(canvas, Qt.Key.Key_F2)
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert box("Title")[3] > 200
    qtbot.keyClick(canvas, Qt.Key.Key_Z, _CTRL)
    qtbot.keyClick(canvas, Qt.Key.Key_A, _CTRL)
    qtbot.keyClicks(canvas, "Hi")
    assert box("Title")[3] == 120
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)


def test_nothing_typed_is_no_step(canvas, mouse, document, qtbot) -> None:
    mouse.double_click(400, 850)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert document.undo_stack.count() == 0
    assert document.is_clean


def test_a_click_beside_it_ends_and_selects(canvas, mouse, document, qtbot) -> None:
    mouse.double_click(400, 850)
    qtbot.keyClicks(canvas, "x")
    mouse.click(300, 300)
    assert not canvas.hand.is_editing
    assert names(document) == ["Red"]
    assert document.undo_stack.count() == 1


def test_undo_within_the_text_goes_back_typing(canvas, mouse, document, qtbot) -> None:
    mouse.double_click(330, 830)
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    qtbot.keyClicks(canvas, "!")
    qtbot.keyClick(canvas, Qt.Key.Key_Z, _CTRL)
    assert _text(document) == "Hello"
    qtbot.keyClick(canvas, Qt.Key.Key_Y, _CTRL)
    assert _text(document) == "Hello!"


def test_cut_copy_paste_and_words(canvas, mouse, document, qtbot) -> None:
    mouse.click(400, 850)
    qtbot.keyClick(canvas, Qt.Key.Key_F2)
    qtbot.keyClicks(canvas, "one two three")
    qtbot.keyClick(canvas, Qt.Key.Key_Left, _CTRL | _SHIFT)
    qtbot.keyClick(canvas, Qt.Key.Key_X, _CTRL)
    assert QGuiApplication.clipboard().text() == "three"
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    qtbot.keyClick(canvas, Qt.Key.Key_V, _CTRL)
    assert _text(document) == "threeone two "
    qtbot.keyClick(canvas, Qt.Key.Key_Backspace, _CTRL)
    assert _text(document) == "one two "


def test_the_caret_goes_where_one_clicks(canvas, mouse, document, qtbot) -> None:
    mouse.double_click(400, 850)
    editing = canvas.hand.writing.editing
    for position in range(6):
        editing.cursor.setPosition(position)
        editing.moved()
        place = editing.caret_px().center()
        editing.press(QPointF(place), marks=False)
        assert editing.cursor.position() == position


def _painted(editing, canvas, ground: QColor) -> QImage:
    """Mark and caret on a ground of one colour."""
    image = QImage(canvas.viewport().size(), QImage.Format.Format_RGB32)
    image.fill(ground)
    painter = QPainter(image)
    editing.paint(painter)
    painter.end()
    return image


@pytest.mark.parametrize(
    ("letters", "ground"), [("#FFFFFF", "#2F5FE3"), ("#101828", "#FFFFFF"), ("#FFE066", "#1B2A6B")]
)
def test_mark_and_caret_are_told_from_the_ground_of_light_letters_and_of_dark_ones(
    canvas, mouse, document, qtbot, letters, ground
) -> None:
    clip_id = next(clip.id for clip in document.scene.clips if clip.label == "Title")
    fields = {"fill": letters}
    document.apply("Fill", lambda p: edits.change_clip(p, document.scene_id, clip_id=clip_id, fields=fields))
    mouse.double_click(400, 850)
    editing, ground = canvas.hand.writing.editing, QColor(ground)
    editing.cursor.setPosition(0)
    editing.moved()
    caret = editing.caret_px().center().toPoint()
    assert abs(qGray(_painted(editing, canvas, ground).pixel(caret)) - qGray(ground.rgb())) > 60
    editing.cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    editing.moved()
    within = caret + QPoint(6, 0)
    assert abs(qGray(_painted(editing, canvas, ground).pixel(within)) - qGray(ground.rgb())) > 30


def test_the_frame_of_a_text_that_is_written_is_seen_on_its_own_blue(canvas, mouse, document, qtbot) -> None:
    ground = new_shape("Rectangle_corner0", box=Rect(200, 700, 800, 300), fill="rgb(47,95,227)", name="Ground")
    document.apply("Insert", lambda p: edits.add_clip(p, document.scene.id, clip=ground))
    order = [ground.id, *(clip.id for clip in document.scene.stacked() if clip.id != ground.id)]
    document.apply("To back", lambda p: edits.put_layers(p, document.scene.id, order=order))
    mouse.double_click(330, 830)
    corner = canvas.camera.to_px(canvas.frame.box.corners()[0]).toPoint()

    def grays() -> list[int]:
        """Across the upper side of the frame, from above it to below."""
        image = canvas.viewport().grab().toImage()
        return [qGray(image.pixel(corner + QPoint(200, step))) for step in range(-4, 5)]

    qtbot.waitUntil(lambda: max(grays()[0], grays()[-1]) < 110)  # the blue is there
    assert min(grays()[2:-2]) < 110 < 200 < max(grays())


def _px_of(editing, position: int) -> tuple[float, float]:
    """Where a letter of the text is on the stage."""
    editing.cursor.setPosition(position)
    editing.moved()
    at = editing._canvas.camera.to_scene(editing.caret_px().center())
    return at.x + 2, at.y


def test_two_presses_mark_a_word_a_drag_from_there_whole_words_and_three_the_paragraph(
    canvas, mouse, document, qtbot
) -> None:
    mouse.double_click(400, 850)
    qtbot.keyClicks(canvas, "one two three four")
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.keyClicks(canvas, "five six")
    editing = canvas.hand.writing.editing
    one, two, four, six = (_px_of(editing, at) for at in (1, 5, 15, 25))

    def marked() -> str:
        return editing.cursor.selectedText()

    mouse.double_click(*two)
    assert marked() == "two"
    mouse.press(*two).release()
    assert marked() == "one two three four"
    mouse.click(*six)
    assert marked() == ""
    mouse.click(*two).press_again().move(*four)
    assert marked() == "two three four"
    mouse.move(*one)
    assert marked() == "one two"
    mouse.release().move(*six)
    assert marked() == "one two"
    mouse.double_click(*six)
    mouse.press(*one).release()  # quick, but elsewhere
    assert marked() == ""


@pytest.mark.parametrize("align", ["left", "center", "right", "justify"])
@pytest.mark.parametrize(
    "fields",
    [
        {"angle": 30},
        {"scale_x": 2, "scale_y": 1.5},
        {"flip_x": True},
        {"angle": 270, "scale_x": -1},
        {"text": "مرحبا بالعالم"},
        {"text": "one two three four five six seven\n\nlast 日本語 😀 end", "width": 300},
    ],
)
def test_the_caret_goes_where_one_clicks_however_the_text_lies(canvas, document, fields, align) -> None:
    clip_id = document.scene.clips[2].id
    wanted = {**fields, "align": align}
    document.apply("Lay", lambda p: edits.change_clip(p, document.scene_id, clip_id=clip_id, fields=wanted))
    canvas.edit_text(clip_id)
    editing = canvas.hand.writing.editing
    missed = []
    for position in range(len(editing.text.toPlainText()) + 1):
        editing.cursor.setPosition(position)
        if editing.cursor.position() != position:
            continue  # in the middle of a character
        editing.moved()
        line = editing.to_px().map(editing.map.caret(position))
        editing.press(line.center(), marks=False)
        again = editing.to_px().map(editing.map.caret(editing.cursor.position()))
        if (again.p1() - line.p1()).manhattanLength() > 1.5:
            missed.append(position)
    assert missed == []


def test_up_and_down_keep_their_place_across(canvas, mouse, document, qtbot) -> None:
    mouse.click(400, 850)
    qtbot.keyClick(canvas, Qt.Key.Key_F2)
    qtbot.keyClicks(canvas, "aaaaaaaa")
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.keyClicks(canvas, "aa")
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.keyClicks(canvas, "aaaaaa")
    cursor = canvas.hand.writing.editing.cursor
    assert cursor.position() == 18
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    assert cursor.position() == 11
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    assert cursor.position() == 6
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    assert cursor.position() == 0


def test_emoji_and_tabs_count_as_one_step(canvas, mouse, document, qtbot) -> None:
    mouse.click(400, 850)
    qtbot.keyClick(canvas, Qt.Key.Key_F2)
    QGuiApplication.clipboard().setText("a\t😀b")
    qtbot.keyClick(canvas, Qt.Key.Key_V, _CTRL)
    assert _text(document) == "a\t😀b"
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    qtbot.keyClick(canvas, Qt.Key.Key_Backspace)
    assert _text(document) == "a\tb"


def test_an_input_method_shows_before_it_settles(canvas, mouse, document, qtbot) -> None:
    mouse.click(400, 850)
    qtbot.keyClick(canvas, Qt.Key.Key_F2)
    QApplication.sendEvent(canvas, QInputMethodEvent("に", []))
    assert _text(document) == "に"
    settled = QInputMethodEvent("", [])
    settled.setCommitString("日本")
    QApplication.sendEvent(canvas, settled)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert _text(document) == "日本"


def test_single_letters_are_for_the_text_not_for_commands(canvas, mouse, document) -> None:
    mouse.double_click(400, 850)
    for key, text, held in ((Qt.Key.Key_V, "v", Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Z, "", _CTRL)):
        event = QKeyEvent(QKeyEvent.Type.ShortcutOverride, key, held, text)
        event.ignore()
        QApplication.sendEvent(canvas, event)
        assert event.isAccepted()


def test_an_emptied_text_takes_its_clip_away(canvas, mouse, document, qtbot) -> None:
    mouse.click(400, 850)
    qtbot.keyClick(canvas, Qt.Key.Key_F2)
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert len(document.scene.clips) == 2
    document.undo_stack.undo()
    assert _text(document) == "Hello"


def test_an_undo_from_elsewhere_during_editing_harms_nothing(canvas, mouse, document, qtbot) -> None:
    mouse.drag((330, 850), (430, 850))
    qtbot.keyClick(canvas, Qt.Key.Key_F2)
    qtbot.keyClicks(canvas, "x")
    scene_id, clip_id = document.scene_id, document.selection[0]
    document.apply("Delete", lambda p: edits.remove_clips(p, scene_id, clip_ids=(clip_id,)))
    assert not canvas.hand.is_editing
    assert len(document.scene.clips) == 2


def test_a_new_text_is_typed_and_is_one_step(canvas, mouse, document, qtbot) -> None:
    canvas.set_tool("text")
    mouse.click(1000, 800)
    assert canvas.tool == "select"
    qtbot.keyClicks(canvas, "Fresh")
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert _text(document, "Fresh") == "Fresh"
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Add text"


def test_what_lies_over_the_stage_is_worked_out_once_for_a_new_text(canvas, document, qtbot, monkeypatch) -> None:
    """It comes, is selected and written in: three reasons, each of which took as long as all of it does."""
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    counted = []
    monkeypatch.setattr(view, "build_chrome", lambda *now: counted.append(now) or build_chrome(*now))
    clip = new_text("New", box=Rect(100, 100, 400, 100))
    document.apply("Add", lambda project: edits.add_clip(project, document.scene_id, clip=clip))
    document.select((clip.id,))
    canvas.edit_text(clip.id)
    assert counted == []
    qtbot.waitUntil(lambda: len(counted) > 0)
    assert canvas.chrome.frame is not None
    assert len(counted) == 1
    assert canvas.chrome.handles == ()  # one writes


def test_a_new_text_left_empty_leaves_nothing(canvas, mouse, document, qtbot) -> None:
    start = document.project
    canvas.set_tool("text")
    mouse.click(1000, 800)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert document.project is start
    assert document.undo_stack.count() == 0


def test_a_text_that_is_too_long_is_marked_never_cut_in_silence(canvas, mouse, document) -> None:
    mouse.click(400, 850)
    assert not canvas.chrome.warned
    clip_id = document.selection[0]
    fields = {"text": "many words " * 40}
    document.apply("Type", lambda p: edits.change_clip(p, document.scene_id, clip_id=clip_id, fields=fields))
    assert len(canvas.chrome.warned) == 1
    assert [label.kind for label in canvas.chrome.labels] == ["warn"]
    document.undo_stack.undo()
    assert not canvas.chrome.warned


def test_the_text_tool_edits_the_text_it_is_clicked_on_and_adds_one_where_it_is_dragged(
    canvas, mouse, document, qtbot
) -> None:
    count = len(document.scene.clips)
    canvas.set_tool("text")
    mouse.move(330, 830)
    assert "edits this text" in canvas.hand._hint
    mouse.click(330, 830)
    assert canvas.hand.is_editing
    assert canvas.tool == "select"
    assert names(document) == ["Title"]
    assert not canvas.hand.writing.editing.cursor.hasSelection()
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert len(document.scene.clips) == count
    canvas.set_tool("text")
    mouse.drag((330, 830), (700, 900))
    qtbot.keyClicks(canvas, "New")
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert len(document.scene.clips) == count + 1


def test_by_keys_the_text_tool_adds_a_text_also_where_another_one_lies(canvas, mouse, document, qtbot) -> None:
    count = len(document.scene.clips)
    canvas.camera.fit(Rect(300, 800, 600, 120))
    canvas.set_tool("text")
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.keyClicks(canvas, "New")
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert len(document.scene.clips) == count + 1


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
@pytest.mark.parametrize("words", ["one two three four", "مرحبا بالعالم كيف حالك", "שלום עולם מה שלומך"])
def test_arrows_go_where_they_point_also_by_words_and_where_one_writes_from_the_right(
    canvas, document, qtbot, words, held
) -> None:
    clip_id = next(clip.id for clip in document.scene.clips if clip.label == "Title")
    document.apply("Put", lambda p: edits.change_clip(p, document.scene_id, clip_id=clip_id, fields={"text": words}))
    canvas.edit_text(clip_id)
    editing = canvas.hand.writing.editing
    editing.cursor.setPosition(8)
    editing.moved()
    middle = editing.caret_px().center().x()
    qtbot.keyClick(canvas, Qt.Key.Key_Right, held)
    right = editing.caret_px().center().x()
    assert right > middle
    qtbot.keyClick(canvas, Qt.Key.Key_Left, held)
    assert editing.caret_px().center().x() < right


@pytest.mark.parametrize("settles", [True, False])
def test_what_an_input_method_writes_over_comes_back_as_one(canvas, mouse, document, qtbot, settles) -> None:
    mouse.double_click(400, 850)
    for preedit in ("に", "にほん"):
        QApplication.sendEvent(canvas, QInputMethodEvent(preedit, []))
    assert _text(document) == "にほん"
    event = QInputMethodEvent("", [])
    if settles:
        event.setCommitString("日本")
    QApplication.sendEvent(canvas, event)
    assert _text(document) == ("日本" if settles else "Hello")
    if settles:
        qtbot.keyClick(canvas, Qt.Key.Key_Z, _CTRL)
        assert _text(document) == "Hello"
        qtbot.keyClick(canvas, Qt.Key.Key_Z, _CTRL | _SHIFT)
        assert _text(document) == "日本"
