"""Keys while one writes: on the stage, in the script, in the fields of the inspector."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from studio_gui.model.clips import TextClip
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_text
from studio_gui.ui.dialogs import files
from tests.ui.canvas.habits.desk import Desk

WHERE = ("stage", "script", "name", "words")
OF_CLIPS = (
    "Ctrl+D",
    "Ctrl+Shift+H",
    "Ctrl+Shift+L",
    "Ctrl+[",
    "Ctrl+Shift+]",
    "Alt+A",
    "Alt+V",
    "Ctrl+Alt+F",
    "Ctrl+I",
)


def title(desk: Desk) -> TextClip:
    """The text that is written in."""
    assert desk.document.scene is not None
    return next(clip for clip in desk.document.scene.clips if isinstance(clip, TextClip))


def writer(desk: Desk, where: str) -> QWidget:
    """What one writes in there; it has the keyboard, and Title is selected."""
    desk.select("Title")
    inspector, script = desk.window.workspace.inspector, desk.window.workspace.script
    form = inspector.whole_form()
    assert form is not None
    if where == "stage":
        desk.key("F2")
        return desk.canvas
    widget = {
        "script": script.text,
        "name": inspector.header.name_field.line,
        "words": form.field("text").focusProxy(),
    }[where]
    assert widget is not None
    widget.setFocus()
    assert widget.hasFocus()
    return widget


@pytest.mark.parametrize(("where", "key"), [pair for pair in product(WHERE, OF_CLIPS) if pair != ("stage", "Ctrl+D")])
def test_keys_for_clips_rest_while_one_writes(desk: Desk, where: str, key: str, monkeypatch) -> None:
    """Ctrl+I asked for files to import, Ctrl+Shift+H hid the text in which one wrote, Alt+A sent it to the left."""
    monkeypatch.setattr(files, "ask_open_many", lambda *_, **__: ())
    ran: list[str] = []
    for action in desk.window.actions_.all():
        action.triggered.connect(lambda: ran.append(key))
    widget = writer(desk, where)
    desk.window.actions_.refresh()
    before = desk.box("Title"), desk.stacked
    desk.key(key, to=widget)
    assert (desk.box("Title"), desk.stacked) == before
    assert (title(desk).studio.hidden, title(desk).studio.locked) == (False, False)
    assert not ran


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_same_keys_are_for_clips_again_afterwards_and_in_the_menus_all_the_while(desk: Desk) -> None:
    writer(desk, "stage")
    desk.choose("align_left")
    assert desk.box("Title")[0] == 0
    desk.key("Esc")
    desk.key("Ctrl+D")
    assert len([name for name in desk.stacked if name == "Title"]) == 2


def test_bold_italic_and_underlined_while_one_writes_on_the_stage(desk: Desk) -> None:
    writer(desk, "stage")
    before = desk.steps
    desk.key("End")
    desk.type(" you")
    for key in ("Ctrl+B", "Ctrl+I", "Ctrl+U"):
        desk.key(key)
    clip = title(desk)
    assert (clip.text, clip.font_weight, clip.font_style, clip.underline) == ("Hello you", 700, "italic", True)
    desk.type("!")
    desk.key("Ctrl+I")
    desk.key("Ctrl+B")
    desk.key("Esc")
    clip = title(desk)
    assert (clip.text, clip.font_weight, clip.font_style, clip.underline) == ("Hello you!", "", "", True)
    assert desk.steps == before + 1
    desk.key("Ctrl+Z")
    assert (title(desk).text, title(desk).underline) == ("Hello", False)


def test_what_the_inspector_says_meanwhile_stays_when_one_types_on(desk: Desk) -> None:
    writer(desk, "stage")
    desk.key("Ctrl+I")
    desk.put("Title", font_style="")
    desk.key("End")
    desk.type("!")
    assert (title(desk).text, title(desk).font_style) == ("Hello!", "")


@pytest.mark.parametrize("where", WHERE)
def test_plain_paste_pastes_words_where_one_writes(desk: Desk, where: str) -> None:
    """In the script and the inspector it put what was copied on the stage."""
    clips = len(desk.stacked)
    widget = writer(desk, where)
    QApplication.clipboard().setText("pasted")
    desk.key("Ctrl+A", to=widget)
    desk.key("Ctrl+Shift+V", to=widget)
    assert len(desk.stacked) == clips
    if where == "stage":
        assert title(desk).text == "pasted"
    elif isinstance(widget, QPlainTextEdit):
        assert widget.toPlainText() == "pasted"
    else:
        assert isinstance(widget, QLineEdit)
        assert widget.text() == "pasted"


def test_in_a_number_of_the_inspector_keys_are_for_the_clip_it_belongs_to(desk: Desk, monkeypatch) -> None:
    monkeypatch.setattr(files, "ask_open_many", lambda *_, **__: pytest.fail("files are asked for"))
    desk.select("Red")
    form = desk.window.workspace.inspector.whole_form()
    assert form is not None
    line = form.field("left").focusProxy()
    assert line is not None
    line.setFocus()
    QTest.keyClicks(line, "250")
    desk.key("Ctrl+I", to=line)
    desk.key("Ctrl+D", to=line)
    assert desk.stacked.count("Red") == 2


@pytest.mark.parametrize("panel", ["layers", "scenes"])
def test_in_a_list_whose_names_can_be_changed_keys_are_for_clips(desk: Desk, panel: str) -> None:
    """Such a list takes words only while a name of it is written."""
    desk.select("Red")
    desk.window.show_tab(panel)
    view = getattr(desk.window.workspace, panel).view
    view.setFocus()
    assert view.hasFocus()
    desk.qtbot.waitUntil(lambda: view.model().rowCount() > 0)
    view.setCurrentIndex(view.model().index(0, 0))
    desk.select("Red")
    desk.key("Alt+A", to=view)
    assert desk.box("Red")[0] == 0


def test_selected_texts_are_made_bold_italic_and_underlined_together(desk: Desk) -> None:
    other = new_text("More", box=Rect(300, 300, 600, 120), name="More").changed(font_weight=700)
    desk.add(other)
    desk.select("Title", "More", "Red")
    before = desk.steps
    desk.key("Ctrl+B")
    assert [desk.clip(name).font_weight for name in ("Title", "More")] == [700, 700]  # one of them was not
    assert (desk.steps, desk.step) == (before + 1, "Bold")
    desk.key("Ctrl+B")
    assert [desk.clip(name).font_weight for name in ("Title", "More")] == ["", ""]
    desk.key("Ctrl+I")
    desk.key("Ctrl+U")
    assert [(desk.clip(n).font_style, desk.clip(n).underline) for n in ("Title", "More")] == [("italic", True)] * 2
    assert desk.canvas.hasFocus()


def test_without_a_text_the_key_of_italic_letters_asks_for_files(desk: Desk, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(files, "ask_open_many", lambda *_, **__: asked.append(1) or ())
    desk.select("Red")
    desk.key("Ctrl+I")
    assert asked
