"""The script panel: typing, undo, imported markup, voices and hearing it."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.model import edits
from studio_gui.model.project import Scene
from studio_gui.ui.document import Document
from studio_gui.ui.panels.script import ScriptPanel
from tests.ui.panels.conftest import shown_script


@pytest.fixture
def panel(qtbot: QtBot, document: Document, services: Services) -> ScriptPanel:
    return shown_script(qtbot, document, services)


def scene_of(document: Document) -> Scene:
    scene = document.scene
    assert scene is not None
    return scene


def test_typing_is_one_step_and_undo_is_the_documents(qtbot: QtBot, panel: ScriptPanel, document: Document) -> None:
    document.select_scene(document.project.scenes[1].id)
    panel.text.setFocus()
    qtbot.keyClicks(panel.text, "Hello there. ")
    assert scene_of(document).script_text == "Hello there. "
    assert panel.text.toPlainText() == "Hello there. "
    assert document.undo_stack.count() == 1
    assert panel.count.text() == "~1 s · 2 words"
    document.undo_stack.undo()
    assert panel.text.toPlainText() == ""
    assert panel.count.text() == ""


def test_words_that_are_marked_anew_end_nothing_that_hands_are_at(panel: ScriptPanel, document: Document) -> None:
    document.apply("Say", lambda p: edits.set_script(p, document.scene_id, text="Hello. [pause 1s] Come in."))
    gesture = document.begin("Move")
    panel.marks.rehighlight()
    assert not gesture.is_over
    assert document.undo_stack.count() == 1
    gesture.cancel()


def test_long_scripts_are_told_in_minutes(panel: ScriptPanel, document: Document) -> None:
    document.apply("Say", lambda p: edits.set_script(p, document.scene_id, text="One word. " * 600))
    length, words = panel.count.text().split(" · ")
    assert re.fullmatch(r"~\d+:\d\d", length)
    assert words == "1,200 words"


def test_hard_blanks_are_kept_while_one_types(qtbot: QtBot, panel: ScriptPanel, document: Document) -> None:
    """A French colon stands behind one."""
    document.apply("Say", lambda p: edits.set_script(p, document.scene_id, text="Bonjour\u00a0: 10\u202fkm"))
    panel.text.setFocus()
    qtbot.keyClick(panel.text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(panel.text, ".")
    assert scene_of(document).script_text == "Bonjour\u00a0: 10\u202fkm."
    assert panel.text.textCursor().position() == len("Bonjour : 10 km.")


def test_a_pause_begins_another_step(qtbot: QtBot, panel: ScriptPanel, document: Document) -> None:
    panel.text.setFocus()
    qtbot.keyClicks(panel.text, "One ")
    document.end_merging()
    qtbot.keyClicks(panel.text, "two ")
    assert document.undo_stack.count() == 2


def test_undo_keys_are_left_to_the_window(qtbot: QtBot, panel: ScriptPanel, document: Document) -> None:
    panel.text.setFocus()
    qtbot.keyClicks(panel.text, "x")
    before = panel.text.toPlainText()
    qtbot.keyClick(panel.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel.text.toPlainText() == before
    assert not panel.text.isUndoRedoEnabled()


def test_imported_markup_is_read_as_text_and_stays_until_it_is_edited(
    qtbot: QtBot, panel: ScriptPanel, document: Document
) -> None:
    written = "<p>Hello &amp; <span>welcome</span></p>"
    document.apply("Import", lambda p: edits.set_script(p, document.scene_id, text=written))
    assert panel.text.toPlainText() == "Hello & welcome"
    document.select_scene(document.project.scenes[1].id)
    document.select_scene(document.project.scenes[0].id)
    assert scene_of(document).script_text == written
    panel.text.setFocus()
    qtbot.keyClick(panel.text, Qt.Key.Key_End)
    qtbot.keyClicks(panel.text, "!")
    assert scene_of(document).script_text == "Hello & welcome!"


def test_each_scene_has_its_own_words_notes_and_speed(qtbot: QtBot, panel: ScriptPanel, document: Document) -> None:
    panel.notes_button.click()
    panel.notes.setFocus()
    qtbot.keyClicks(panel.notes, "Smile")
    line = panel.speed.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "2")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (scene_of(document).studio.notes, scene_of(document).studio.speed) == ("Smile", 2)
    document.select_scene(document.project.scenes[1].id)
    assert (panel.notes.toPlainText(), line.text(), panel.notes.isVisible()) == ("", "1", False)
    document.select_scene(document.project.scenes[0].id)
    assert (panel.notes.toPlainText(), line.text(), panel.notes.isVisible()) == ("Smile", "2", True)


def test_a_voice_is_chosen_from_those_of_the_language(qtbot: QtBot, panel: ScriptPanel, document: Document) -> None:
    qtbot.waitUntil(lambda: panel.voice.count() > 3)
    voice = str(panel.voice.itemData(3))
    assert panel.voice.itemText(3)
    panel.voice.activated.emit(3)
    assert scene_of(document).studio.voice == voice
    document.undo_stack.undo()
    assert panel.voice.currentIndex() == 0


def test_a_voice_of_another_computer_stays_chosen(panel: ScriptPanel, document: Document) -> None:
    document.apply("Import", lambda p: edits.change_scene(p, document.scene_id, studio={"voice": "other:xx+quiet"}))
    assert panel.voice.currentData() == "other:xx+quiet"


@pytest.mark.qt_log_ignore("qt.multimedia", "PulseAudio", "pipewire", extend=True)
def test_listening_plays_or_says_why_not(qtbot: QtBot, panel: ScriptPanel, document: Document) -> None:
    panel.listen.click()
    assert panel.listen.text() == "Stop"
    qtbot.waitUntil(lambda: panel.player.is_playing or panel.notice.isVisible(), timeout=20_000)
    panel.stop()
    assert panel.listen.text() == "Listen"


def test_an_empty_script_says_so_when_listened_to(panel: ScriptPanel, document: Document) -> None:
    document.select_scene(document.project.scenes[1].id)
    panel.listen.click()
    assert panel.notice.isVisible()
    assert panel.listen.text() == "Listen"


def test_another_scene_ends_the_listening(panel: ScriptPanel, document: Document) -> None:
    panel.listen.click()
    document.select_scene(document.project.scenes[1].id)
    assert panel.listen.text() == "Listen"
    assert not panel.player.is_playing


def test_after_much_was_pasted_one_looks_at_its_end(qtbot: QtBot, panel: ScriptPanel, document: Document) -> None:
    panel.text.setFocus()
    panel.text.selectAll()
    words = " ".join(f"word{number}" for number in range(10_000))
    QApplication.clipboard().setText(words)
    qtbot.keyClick(panel.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert scene_of(document).script_text == words
    bar = panel.text.verticalScrollBar()
    assert bar.maximum() > 100
    with qtbot.waitSignal(bar.rangeChanged, timeout=1000, raising=False):
        pass  # the lines break anew beside the scroll bar
    qtbot.waitUntil(lambda: panel.text.viewport().rect().contains(panel.text.cursorRect()))


def test_paragraphs_of_arabic_stand_at_the_right_and_others_at_the_left(
    qtbot: QtBot, panel: ScriptPanel, document: Document
) -> None:
    said = "مرحبا بكم\nWelcome\nשלום"
    document.apply("Say", lambda p: edits.set_script(p, document.scene_id, text=said))

    def edges() -> list[tuple[float, float]]:
        panel.text.viewport().grab()
        blocks = [panel.text.document().findBlockByNumber(number) for number in range(3)]
        rects = [block.layout().lineAt(0).naturalTextRect() for block in blocks]
        return [(rect.left(), rect.right()) for rect in rects]

    room = panel.text.viewport().width()
    margin = panel.text.document().documentMargin()
    arabic, english, hebrew = edges()
    assert arabic[1] == pytest.approx(room - margin, abs=2)
    assert english[0] == pytest.approx(margin, abs=2)
    assert hebrew[1] == pytest.approx(room - margin, abs=2)
    # Laid out anew, by another width or by a letter, they stay where they were.
    panel.text.setFixedWidth(panel.text.width() - 80)
    assert edges()[0][1] == pytest.approx(room - 80 - margin, abs=2)
    panel.text.setFocus()
    qtbot.keyClick(panel.text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(panel.text, "x")  # the paragraph begins with a letter of Latin now
    assert edges()[0][0] == pytest.approx(margin, abs=2)
