"""Texts that are too long are marked, and set as large as they fit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from studio_gui.model import edits
from studio_gui.model.clips import TextClip
from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Rect, box_of
from studio_gui.model.new import new_text
from studio_gui.painting.text_fitting import SMALLEST_PT, fitting_size
from studio_gui.painting.text_layout import text_overflows
from studio_gui.ui.clips import commands as clip_commands
from studio_gui.ui.main_window import MainWindow
from tests.ui.canvas.mouse import Mouse

WORDS = "Everything you need in your first week, from the keys of the building to the people who help you."
TEXTS = {
    "latin": WORDS,
    "arabic": "مرحبا بكم في أسبوعكم الأول في الشركة وكل ما تحتاجون إليه من المفاتيح إلى الناس",
    "chinese": "欢迎来到公司，第一周您需要的一切，从大楼的钥匙到帮助您的人。" * 2,
    "emoji": "Welcome 🎉 to the team 👩🏽‍💻 and have a good start 🚀 " * 2,
}


def a_text(text: str = WORDS, **fields: object) -> TextClip:
    made = new_text(text, box=Rect(200, 600, 500, 120), font_size=60, name="Long")
    assert isinstance(made, TextClip)
    return made.changed(**fields) if fields else made


def add(window: MainWindow, *clips: TextClip) -> None:
    document = window.document
    for clip in clips:
        document.apply("Add", lambda p, clip=clip: edits.add_clip(p, document.scene_id, clip=clip))
    document.select([clip.id for clip in clips])


def now(window: MainWindow, clip: TextClip) -> TextClip:
    found = window.document.scene.clip(clip.id)
    assert isinstance(found, TextClip)
    return found


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_size_is_the_largest_that_fits(qapp: object, text: str) -> None:
    clip = a_text(text)
    assert text_overflows(clip)
    size = fitting_size(clip)
    assert size is not None
    assert SMALLEST_PT <= size < 60
    assert not text_overflows(clip.changed(font_size=size))
    assert text_overflows(clip.changed(font_size=size + 1))


def test_what_fits_or_never_will_is_left_alone(qapp: object) -> None:
    assert fitting_size(a_text("Short", font_size=20)) is None
    assert fitting_size(a_text(WORDS * 200)) is None
    assert fitting_size(a_text(height=1)) is None
    scaled = a_text().changed(scale_x=0.5, scale_y=0.5)
    assert fitting_size(scaled) == fitting_size(a_text()), "the box is scaled with its letters"


def test_a_size_between_the_steps_is_met_from_below(qapp: object) -> None:
    size = fitting_size(a_text(font_size=60.2))
    assert size == fitting_size(a_text())


def test_several_texts_are_one_step(qtbot: QtBot, window: MainWindow) -> None:
    first, second = a_text(), a_text(WORDS * 2).changed(top=100)
    locked = a_text().with_studio(locked=True)
    add(window, first, second, locked)
    before = window.document.undo_stack.count()
    window.actions_.refresh()
    assert window.actions_["shrink_text"].isEnabled()
    window.actions_["shrink_text"].trigger()
    assert window.document.undo_stack.count() == before + 1
    assert window.document.undo_stack.undoText() == "Shrink 2 clips to fit"
    assert not text_overflows(now(window, first))
    assert not text_overflows(now(window, second))
    assert box_of(now(window, first)) == box_of(first)
    assert now(window, locked).font_size == 60
    window.document.undo_stack.undo()
    assert (now(window, first).font_size, now(window, second).font_size) == (60, 60)


def test_the_command_rests_while_everything_fits(window: MainWindow) -> None:
    add(window, a_text("Short", font_size=20))
    window.actions_.refresh()
    assert not window.actions_["shrink_text"].isEnabled()


def test_a_click_on_the_amber_words_mends_it(qtbot: QtBot, window: MainWindow) -> None:
    clip = a_text()
    add(window, clip)
    canvas = window.canvas
    (label,) = [label for label in canvas.chrome.labels if label.kind == "warn"]
    middle = canvas.camera.to_scene(label.at)
    Mouse(canvas).click(middle.x, middle.y)
    assert not text_overflows(now(window, clip))
    assert window.document.selection == (clip.id,)
    assert window.document.undo_stack.undoText() == "Shrink Long to fit"
    assert not [label for label in canvas.chrome.labels if label.kind == "warn"]


def test_the_inspector_offers_it_only_when_it_helps(qtbot: QtBot, window: MainWindow) -> None:
    clip = a_text()
    add(window, clip)

    def button() -> QPushButton:
        form = window.workspace.inspector.whole_form()
        assert form is not None
        return next(b for b in form.findChildren(QPushButton) if b.text() == "Shrink text to fit")

    qtbot.waitUntil(lambda: button().isVisible())
    qtbot.mouseClick(button(), Qt.MouseButton.LeftButton)
    assert not text_overflows(now(window, clip))
    qtbot.waitUntil(lambda: not button().isVisible())
    tiny = a_text(WORDS * 200)
    add(window, tiny)
    section = button().parentWidget().parentWidget()
    qtbot.waitUntil(lambda: section.isVisible() and not button().isVisible())
    assert not clip_commands.shrink_texts(window.document, [tiny.id])


def test_of_several_texts_it_is_said_how_many_are_too_long(qtbot: QtBot, window: MainWindow) -> None:
    fitting, long, longer = a_text("Short", font_size=20), a_text(), a_text(WORDS * 2)

    def said() -> set[str]:
        form = window.workspace.inspector.whole_form()
        return {label.text() for label in form.findChildren(QLabel)} if form else set()

    add(window, fitting, long)
    qtbot.waitUntil(lambda: "One of the texts is longer than its box." in said())
    add(window, a_text("Short", font_size=20), long.changed(id=ClipId("l")), longer)
    qtbot.waitUntil(lambda: "2 of the texts are longer than their boxes." in said())


def test_a_text_that_grows_off_the_stage_says_so_while_one_types(qtbot: QtBot, window: MainWindow) -> None:
    clip = a_text("Start").changed(top=900)
    add(window, clip)
    window.canvas.edit_text(clip.id)
    assert not [label for label in window.canvas.chrome.labels if label.kind == "warn"]
    qtbot.keyClick(window.canvas, Qt.Key.Key_End)
    qtbot.keyClicks(window.canvas, " and much more of it than there is room for")
    (label,) = [label for label in window.canvas.chrome.labels if label.kind == "warn"]
    assert label.text == "The text runs off the stage"
    qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert "much more" in now(window, clip).text
