"""The inspector, driven by mouse and keys as a person would."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QSlider, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.model import edits
from studio_gui.model.clips import CLIP_KINDS
from studio_gui.model.fields import Control, control_of
from studio_gui.model.geometry import Point, box_of
from studio_gui.model.new import new_project
from studio_gui.model.project import MediaName
from studio_gui.ui.document import Document
from studio_gui.ui.forms.choice_fields import ChoiceField
from studio_gui.ui.forms.color_field import ColorField
from studio_gui.ui.forms.field import constant
from studio_gui.ui.forms.number_field import NumberField, ScrubLabel
from studio_gui.ui.forms.slider_field import SliderField
from studio_gui.ui.forms.text_fields import MultilineField
from studio_gui.ui.panels.inspector import InspectorPanel
from studio_gui.ui.panels.inspector.extras import PresenterSection
from studio_gui.ui.panels.inspector.panel import BETWEEN_S
from studio_gui.ui.panels.inspector.scene_form import picture_name
from tests.ui.panels.conftest import clip_id, clip_of, opened_picker, shown_inspector


@pytest.fixture
def panel(qtbot: QtBot, document: Document, services: Services) -> InspectorPanel:
    return shown_inspector(qtbot, document, services)


def number(panel: InspectorPanel, key: str) -> NumberField:
    assert panel.whole_form() is not None
    field = panel.whole_form().field(key)
    assert isinstance(field, NumberField)
    return field


def type_into(qtbot: QtBot, field: NumberField, text: str, *, enter: bool = True) -> None:
    field.line.setFocus()
    field.line.selectAll()
    qtbot.keyClicks(field.line, text)
    if enter:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)


def mouse(widget: QWidget, kind: QEvent.Type, x: float, *, buttons: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    at = QPointF(x, widget.height() / 2)
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    place = QPointF(widget.mapToGlobal(QPoint(0, 0))) + at
    QApplication.sendEvent(widget, QMouseEvent(kind, at, place, button, buttons, Qt.KeyboardModifier.NoModifier))


def scrub(label: ScrubLabel, px: int, *, release: bool = True) -> None:
    mouse(label, QEvent.Type.MouseButtonPress, 5)
    for step in (px // 3, px):
        mouse(label, QEvent.Type.MouseMove, 5 + step)
    if release:
        mouse(label, QEvent.Type.MouseButtonRelease, 5 + px, buttons=Qt.MouseButton.NoButton)


@pytest.mark.parametrize("kind", CLIP_KINDS)
def test_every_field_with_a_control_can_be_edited(panel: InspectorPanel, document: Document, kind: str) -> None:
    document.select([clip_id(document, kind)])
    assert panel.whole_form() is not None
    for name, field in CLIP_KINDS[kind].model_fields.items():
        control = control_of(field)
        is_shown = control is not None and (CLIP_KINDS[kind].has_box or control.group != "Position")
        if is_shown and (kind, name) != ("audio", "opacity"):
            assert panel.whole_form().field(name).title


def test_a_width_that_is_typed_is_the_width_that_is_drawn(
    qtbot: QtBot, panel: InspectorPanel, document: Document
) -> None:
    document.select([clip_id(document, "image")])
    type_into(qtbot, number(panel, "width"), "1000/2")
    clip = clip_of(document, "image")
    assert (box_of(clip).width, box_of(clip).height) == (500, 250)
    assert (clip.width, clip.height) == (800, 400)
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Change width"


@pytest.mark.parametrize(
    ("kind", "key", "step"),
    [
        ("image", "left", "Change X"),
        ("textImage", "font_size", "Change text size"),
        ("audio", "play.start_s", "Change start of playing"),
        ("audio", "play.end_s", "Change end of playing"),
    ],
)
def test_a_step_of_undo_says_what_was_changed(
    qtbot: QtBot, panel: InspectorPanel, document: Document, kind: str, key: str, step: str
) -> None:
    """It was “Change from”, “Change to”, “Change x”: what a title says only beside its field."""
    document.select([clip_id(document, kind)])
    type_into(qtbot, number(panel, key), "7")
    assert document.undo_stack.undoText() == step


def test_a_text_box_changes_one_side_alone(qtbot: QtBot, panel: InspectorPanel, document: Document) -> None:
    document.select([clip_id(document, "textImage")])
    type_into(qtbot, number(panel, "width"), "500")
    assert (box_of(clip_of(document, "textImage")).width, box_of(clip_of(document, "textImage")).height) == (500, 300)


def test_plus_ten_moves_each_of_several_clips_from_where_it_is(
    qtbot: QtBot, panel: InspectorPanel, document: Document
) -> None:
    ids = [clip_id(document, "textImage"), clip_id(document, "image")]
    document.select(ids)
    field = number(panel, "left")
    assert field.line.text() == "100"
    type_into(qtbot, field, "+10")
    assert (clip_of(document, "textImage").left, clip_of(document, "image").left) == (130, 110)
    assert document.undo_stack.count() == 1


def test_enter_gives_the_keyboard_back_and_escape_takes_back_what_was_typed(
    qtbot: QtBot, panel: InspectorPanel, document: Document
) -> None:
    document.select([clip_id(document, "shape")])
    field = number(panel, "left")
    with qtbot.waitSignal(panel.entered):
        type_into(qtbot, field, "300")
    type_into(qtbot, field, "999", enter=False)
    with qtbot.waitSignal(panel.entered):
        qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.line.text() == "300"
    assert clip_of(document, "shape").left == 300


def test_nonsense_is_marked_and_changes_nothing(qtbot: QtBot, panel: InspectorPanel, document: Document) -> None:
    document.select([clip_id(document, "shape")])
    field = number(panel, "top")
    type_into(qtbot, field, "abc")
    assert field.line.property("state") == "error"
    assert document.undo_stack.count() == 0
    document.select([clip_id(document, "image")])
    document.select([clip_id(document, "shape")])
    assert field.line.text() == "540"
    assert field.line.property("state") == ""


def test_what_was_half_typed_does_not_reach_the_next_clip(
    qtbot: QtBot, panel: InspectorPanel, document: Document
) -> None:
    image, video = clip_id(document, "image"), clip_id(document, "videoImage")
    document.select([image])
    type_into(qtbot, number(panel, "left"), "77", enter=False)
    document.select([video])
    number(panel, "left").line.clearFocus()
    assert clip_of(document, "videoImage").left == 600
    assert number(panel, "left").line.text() == "600"


def test_dragging_a_label_is_one_step_and_escape_leaves_no_trace(
    qtbot: QtBot, panel: InspectorPanel, document: Document
) -> None:
    document.select([clip_id(document, "shape")])
    label = number(panel, "left").label
    assert label is not None
    scrub(label, 60)
    assert clip_of(document, "shape").left == 130
    assert document.undo_stack.count() == 1
    document.undo_stack.setClean()
    before = document.project
    scrub(label, 40, release=False)
    assert clip_of(document, "shape").left == 150
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert document.project is before
    assert document.is_clean


def test_arrow_keys_step_and_a_burst_is_one_undo(qtbot: QtBot, panel: InspectorPanel, document: Document) -> None:
    document.select([clip_id(document, "shape")])
    line = number(panel, "left").line
    line.setFocus()
    for _ in range(3):
        qtbot.keyClick(line, Qt.Key.Key_Up)
    qtbot.keyClick(line, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert clip_of(document, "shape").left == 113
    assert line.text() == "113"
    document.undo_stack.undo()
    assert clip_of(document, "shape").left == 100


def test_the_angle_turns_a_clip_about_its_centre(qtbot: QtBot, panel: InspectorPanel, document: Document) -> None:
    document.select([clip_id(document, "shape")])
    center = box_of(clip_of(document, "shape")).center
    type_into(qtbot, number(panel, "angle"), "90")
    now = box_of(clip_of(document, "shape"))
    assert now.angle == 90
    assert (now.center.x, now.center.y) == pytest.approx((center.x, center.y))


def test_numbers_follow_a_swift_hand_as_often_as_a_screen_can_show_them(
    qtbot: QtBot, panel: InspectorPanel, document: Document
) -> None:
    document.select([clip_id(document, "shape")])
    field, shown = number(panel, "left"), []
    field.line.textChanged.connect(shown.append)
    mouse(field.label, QEvent.Type.MouseButtonPress, 5)
    began = time.perf_counter()
    for px in range(4, 304, 2):
        mouse(field.label, QEvent.Type.MouseMove, 5 + px)
    took_s = time.perf_counter() - began
    assert clip_of(document, "shape").left == 251
    assert 1 <= len(shown) <= took_s / BETWEEN_S + 1
    qtbot.waitUntil(lambda: field.line.text() == "251")  # the hand rests
    mouse(field.label, QEvent.Type.MouseMove, 15)
    mouse(field.label, QEvent.Type.MouseMove, 25)
    mouse(field.label, QEvent.Type.MouseButtonRelease, 25, buttons=Qt.MouseButton.NoButton)
    assert field.line.text() == "110"


def test_the_opacity_slider_is_one_step_a_drag(panel: InspectorPanel, document: Document) -> None:
    document.select([clip_id(document, "shape")])
    assert panel.whole_form() is not None
    field = panel.whole_form().field("opacity")
    assert isinstance(field, SliderField)
    slider: QSlider = field.slider
    slider.setSliderDown(True)
    for value in (80, 60, 40):
        slider.setSliderPosition(value)
    slider.setSliderDown(False)
    assert clip_of(document, "shape").opacity == 40
    assert document.undo_stack.count() == 1
    assert field.number.line.text() == "40"


def test_a_slider_of_unlike_values_stands_at_none_of_them(panel: InspectorPanel, document: Document) -> None:
    shape, text = clip_id(document, "shape"), clip_id(document, "textImage")
    document.select([shape])
    assert panel.whole_form() is not None
    field = panel.whole_form().field("opacity")
    assert isinstance(field, SliderField)
    field.edited.emit(constant(40))
    document.select([shape, text])
    assert panel.whole_form() is not None
    field = panel.whole_form().field("opacity")
    assert isinstance(field, SliderField)
    assert field.slider.property("role") == "mixed"
    document.select([shape])
    assert panel.whole_form() is not None
    again = panel.whole_form().field("opacity")
    assert isinstance(again, SliderField)
    assert not again.slider.property("role")


def test_a_shadow_is_switched_on_and_shaped(qtbot: QtBot, panel: InspectorPanel, document: Document) -> None:
    document.select([clip_id(document, "shape")])
    assert panel.whole_form() is not None
    assert not panel.whole_form().field("shadow.blur").isVisible()
    qtbot.mouseClick(
        panel.whole_form().field("shadow.enabled").focusProxy(), Qt.MouseButton.LeftButton, pos=QPoint(8, 8)
    )
    assert panel.whole_form().field("shadow.blur").isVisible()
    type_into(qtbot, number(panel, "shadow.offset_x"), "99")
    shadow = clip_of(document, "shape").shadow
    assert shadow.enabled
    assert shadow.offset_x == 10


def test_typing_a_text_merges_and_undo_shows_the_old_one(
    qtbot: QtBot, panel: InspectorPanel, document: Document
) -> None:
    document.select([clip_id(document, "textImage")])
    assert panel.whole_form() is not None
    field = panel.whole_form().field("text")
    assert isinstance(field, MultilineField)
    field.select_all()
    qtbot.keyClicks(field.edit, "Hello")
    assert clip_of(document, "textImage").text == "Hello"
    assert document.undo_stack.count() <= 2
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert field.edit.toPlainText() == "Welcome\naboard"


def test_a_colour_keeps_the_form_it_was_written_in(qtbot: QtBot, panel: InspectorPanel, document: Document) -> None:
    document.select([clip_id(document, "shape")])
    assert panel.whole_form() is not None
    field = panel.whole_form().field("fill")
    assert isinstance(field, ColorField)
    field.text.line.setFocus()
    field.text.line.selectAll()
    qtbot.keyClicks(field.text.line, "ff8800")
    qtbot.keyClick(field.text.line, Qt.Key.Key_Return)
    assert clip_of(document, "shape").fill == "rgb(255,136,0)"


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
def test_the_colour_picker_previews_a_drag_and_keeps_one_step(
    qtbot: QtBot, panel: InspectorPanel, document: Document
) -> None:
    document.select([clip_id(document, "shape")])
    picker = opened_picker(panel)
    mouse(picker.plane, QEvent.Type.MouseButtonPress, 20)
    mouse(picker.plane, QEvent.Type.MouseMove, 90)
    mouse(picker.plane, QEvent.Type.MouseButtonRelease, 90, buttons=Qt.MouseButton.NoButton)
    picker.close()
    assert clip_of(document, "shape").fill != "rgb(47,95,227)"
    assert document.undo_stack.count() == 1


def test_an_animation_is_chosen_and_taken_away(panel: InspectorPanel, document: Document) -> None:
    document.select([clip_id(document, "image")])
    assert panel.whole_form() is not None
    panel.show_tab("Animate")
    field = panel.whole_form().field("animation.type")
    assert isinstance(field, ChoiceField)
    field.combo.activated.emit(field.combo.findData("zoom-in"))
    assert clip_of(document, "image").animation.type == "zoom-in"
    assert panel.whole_form().field("animation.duration").isVisible()
    field.combo.activated.emit(0)
    assert clip_of(document, "image").animation is None


def test_a_presenter_has_the_tabs_of_other_clips_and_takes_a_tag(
    qtbot: QtBot, panel: InspectorPanel, document: Document
) -> None:
    document.select([clip_id(document, "aiModel")])
    bar = panel.findChild(QTabBar)
    assert bar is not None
    qtbot.waitUntil(lambda: bar.count() > 0)
    assert [bar.tabText(index) for index in range(bar.count())] == ["Design", "Data"]
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    assert panel.whole_form() is not None
    field = panel.whole_form().field("tag")
    assert field.isVisible()
    line = field.focusProxy()
    qtbot.keyClicks(line, "host")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert clip_of(document, "aiModel").to_json()["tag"] == "host"
    document.undo_stack.undo()
    assert not clip_of(document, "aiModel").to_json().get("tag")


@pytest.mark.parametrize("value", [1, 0.25, 1.35])
def test_the_times_of_a_factor_stand_right_behind_its_number(qtbot: QtBot, value: float) -> None:
    field = NumberField(Control("Speed", "number", decimals=2, unit="×"), prefix="Speed")
    qtbot.addWidget(field)
    field.resize(116, 28)
    field.show()
    field.show_value(value)
    (unit,) = (label for label in field.findChildren(QLabel) if label.text() == "×")
    line = field.line
    line.end(False)
    caret = line.cursorRect().center().x()
    assert caret - 2 <= unit.x() <= caret + 6
    line.setText("0.123456789012345")
    assert unit.geometry().right() <= line.width() - 8


def test_the_presenter_changes_and_keeps_the_place(panel: InspectorPanel, document: Document) -> None:
    document.select([clip_id(document, "aiModel")])
    assert panel.whole_form() is not None
    section = panel.whole_form().findChild(PresenterSection)
    before = box_of(clip_of(document, "aiModel"))
    section.person.combo.activated.emit(section.person.combo.findData("kenji"))
    clip = clip_of(document, "aiModel")
    assert clip.model.ai_name == "kenji"
    assert box_of(clip) == before
    scene = document.scene
    assert scene is not None
    assert scene.scripts[0].model_id == "kenji"


def test_with_nothing_selected_the_scene_is_set_up(qtbot: QtBot, panel: InspectorPanel, document: Document) -> None:
    form = panel.scene_form
    assert form.isVisible()
    assert not form.field("duration_s").isVisible()
    form.field("length").edited.emit(lambda _old: "set")
    assert form.field("duration_s").isVisible()
    field = form.field("duration_s")
    assert isinstance(field, NumberField)
    type_into(qtbot, field, "12.5")
    scene = document.scene
    assert scene is not None
    assert scene.studio.duration_s == 12.5
    form.field("project.orientation").edited.emit(lambda _old: "portrait")
    assert document.project.stage_size == (1080, 1920)


def test_numbers_follow_a_drag_on_the_stage(panel: InspectorPanel, document: Document) -> None:
    ids = [clip_id(document, "shape")]
    document.select(ids)
    scene_id = document.scene_id
    gesture = document.begin("Move")
    for step in range(1, 4):
        delta = Point(step * 10, step)
        gesture.update(lambda p, delta=delta: edits.move_clips(p, scene_id, clip_ids=ids, delta=delta))
    assert number(panel, "left").line.text() == "130"
    gesture.cancel()
    assert number(panel, "left").line.text() == "100"


def test_names_lock_and_eye_are_at_the_top(qtbot: QtBot, panel: InspectorPanel, document: Document) -> None:
    document.select([clip_id(document, "shape")])
    line = panel.header.name_field.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Accent")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.mouseClick(panel.header.lock, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.header.eye, Qt.MouseButton.LeftButton)
    studio = clip_of(document, "shape").studio
    assert (studio.name, studio.locked, studio.hidden) == ("Accent", True, True)


def test_another_document_is_shown_and_the_old_one_is_let_go(
    panel: InspectorPanel, document: Document, qapp: object
) -> None:
    from tests.ui.panels.conftest import make_project

    other = Document(make_project())
    panel.set_document(other)
    document.select([clip_id(document, "shape")])
    assert panel.whole_form() is None
    other.select([clip_id(other, "image")])
    assert panel.whole_form() is not None


def test_a_file_that_plays_to_its_end_says_so_and_not_zero(
    qtbot: QtBot, panel: InspectorPanel, document: Document
) -> None:
    document.select([clip_id(document, "videoImage")])
    field = number(panel, "play.end_s")
    assert (field.line.text(), field.line.placeholderText()) == ("", "the end")
    type_into(qtbot, field, "2.5")
    assert clip_of(document, "videoImage").studio.play.end_s == 2.5
    assert (field.line.text(), field.line.placeholderText()) == ("2.5", "")
    field.line.selectAll()
    qtbot.keyClick(field.line, Qt.Key.Key_Delete)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert clip_of(document, "videoImage").studio.play is None
    assert field.line.placeholderText() == "the end"


def test_a_background_picture_is_named_as_people_would() -> None:
    assert picture_name("builtin:backgrounds/news-desk.svg", "") == "News desk"
    assert picture_name("media/0f3a9c.png", "") == "0f3a9c.png"  # nobody knows what it was called
    project = new_project()
    listed = project.studio.changed(files=(MediaName(media="media/0f3a9c.png", name="Sunrise.png"),))
    assert picture_name("media/0f3a9c.png", "", project.changed(studio=listed)) == "Sunrise.png"
    assert picture_name("", "https://example.com/sky.png") == "sky.png"


def test_an_empty_scene_says_what_to_begin_with(qtbot: QtBot, panel: InspectorPanel, document: Document) -> None:
    document.select([])
    assert document.scene is not None
    ids = [clip.id for clip in document.scene.clips]
    document.apply("Clear", lambda now: edits.remove_clips(now, document.scene_id, clip_ids=ids))

    def says_so() -> bool:
        labels = (label for label in panel.findChildren(QLabel) if label.isVisibleTo(panel))
        return any(label.text().startswith("This scene is empty") for label in labels)

    qtbot.waitUntil(says_so)


def test_a_whole_group_is_called_one_and_a_part_of_it_is_not(panel: InspectorPanel, document: Document) -> None:
    ids = [clip.id for clip in document.scene.clips if clip.is_drawn][:3]
    document.select(ids)
    assert panel.header.count.text() == "3 clips"
    document.apply(
        "Group",
        lambda p: p.changed(
            scenes=tuple(
                scene.changed(
                    clips=tuple(
                        clip.changed(studio=clip.studio.changed(group="g")) if clip.id in ids else clip
                        for clip in scene.clips
                    )
                )
                for scene in p.scenes
            )
        ),
    )
    document.select(ids)
    assert panel.header.count.text() == "Group of 3"
    document.select(ids[:2])
    assert panel.header.count.text() == "2 clips"
