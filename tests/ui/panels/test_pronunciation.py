"""How words are said: marked in the script, asked for, listed, found, and recorded voices."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.base.errors import SpeechError, StudioError
from studio_gui.files.sayings import own_file, own_sayings, write_own
from studio_gui.model import edits
from studio_gui.model.edits.sayings import put_sayings
from studio_gui.model.saying import Saying
from studio_gui.speech.reading.uses import Use
from studio_gui.ui import theme
from studio_gui.ui.dialogs.pronunciation import entry as one
from studio_gui.ui.dialogs.pronunciation import recorder
from studio_gui.ui.dialogs.pronunciation.dialog import PronunciationDialog
from studio_gui.ui.dialogs.pronunciation.entry import Entry, EntryDialog, Speech
from studio_gui.ui.document import Document
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.panels.script import ScriptPanel
from tests.ui.panels.conftest import shown_script
from tests.ui.render import films

WIN = Saying(word="Nguyen", say="Win")


@pytest.fixture
def panel(qtbot: QtBot, document: Document, services: Services) -> ScriptPanel:
    return shown_script(qtbot, document, services)


def write(document: Document, text: str) -> None:
    """Give the current scene a script."""
    document.apply("Write", lambda p: edits.set_script(p, document.scene_id, text=text))


def underlined(panel: ScriptPanel) -> list[str]:
    """The words with a line below them."""
    block, found = panel.text.document().begin(), []
    while block.isValid():
        units = block.text().encode("utf-16-le")
        for mark in block.layout().formats():
            if mark.format.underlineStyle() == QTextCharFormat.UnderlineStyle.DashUnderline:
                found.append(units[mark.start * 2 : (mark.start + mark.length) * 2].decode("utf-16-le"))
        block = block.next()
    return found


def test_words_that_are_said_otherwise_are_underlined_and_the_script_stays_as_it_is(
    qtbot: QtBot, panel: ScriptPanel, document: Document
) -> None:
    write(document, "😀 Nguyen and nguyen’s team.\nNguyens not.")
    assert underlined(panel) == []
    document.apply("Say", lambda p: put_sayings(p, [WIN]))
    assert underlined(panel) == ["Nguyen", "nguyen"]
    assert document.scene is not None
    assert document.scene.script_text == "😀 Nguyen and nguyen’s team.\nNguyens not."
    document.undo_stack.undo()
    assert underlined(panel) == []
    write_own([WIN])
    panel.show_words()
    qtbot.waitUntil(lambda: underlined(panel) == ["Nguyen", "nguyen"])


def test_pauses_count_in_seconds_and_not_as_words(qtbot: QtBot, panel: ScriptPanel, document: Document) -> None:
    document.select_scene(document.project.scenes[1].id)
    panel.text.setFocus()
    qtbot.keyClicks(panel.text, "Hello there.")
    panel.insert("[pause 4s]")
    assert panel.text.toPlainText() == "Hello there. [pause 4s] "
    assert panel.count.text() == "~5 s · 2 words"
    assert document.scene is not None
    assert document.scene.script_text == "Hello there. [pause 4s] "


def test_the_word_at_the_cursor_or_the_selection_is_meant(panel: ScriptPanel, document: Document) -> None:
    write(document, "😀 Ask Ada Nguyen today.")
    panel.select(6, 16)
    assert panel.selected_word() == "Ada Nguyen"
    cursor = panel.text.textCursor()
    cursor.setPosition(4)
    panel.text.setTextCursor(cursor)
    assert panel.selected_word() == "Ask"


def test_an_entry_is_filled_in_and_needs_both_words(qtbot: QtBot, panel: ScriptPanel, services: Services) -> None:
    dialog = EntryDialog(None, panel, word="Nguyen", speech=Speech(services, voice="espeak:en-us+f2"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.save.isEnabled()
    qtbot.keyClicks(dialog.say, "Win")
    assert dialog.save.isEnabled()
    qtbot.mouseClick(dialog.case, Qt.MouseButton.LeftButton, pos=QPoint(8, dialog.case.height() // 2))
    qtbot.mouseClick(dialog.voice, Qt.MouseButton.LeftButton, pos=QPoint(8, dialog.voice.height() // 2))
    said = dialog.entry()
    assert said == Entry(Saying(word="Nguyen", say="Win", voice="espeak:en-us+f2", match_case=True))


def test_it_is_heard_before_it_is_kept(
    qtbot: QtBot, panel: ScriptPanel, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[float] = []
    dialog = EntryDialog(Entry(WIN), panel, word="", speech=Speech(services, "en"))
    qtbot.addWidget(dialog)
    monkeypatch.setattr(dialog.player, "play", lambda sound: heard.append(sound.duration_s))
    dialog.listen.click()
    qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
    assert 0.1 < heard[0] < 3


@pytest.fixture
def dialog(
    qtbot: QtBot, qapp: QApplication, panel: ScriptPanel, document: Document, services: Services
) -> PronunciationDialog:
    theme.apply(qapp, "light")
    write_own([Saying(word="Ada", say="Ay-da")])
    document.apply("Say", lambda p: put_sayings(p, [WIN]))
    went: list[Use] = []
    dialog = PronunciationDialog(
        document, panel, speech=Speech(services), go_to=went.append, changed=panel.show_words, own_words=panel.own_words
    )
    dialog.went = went  # type: ignore[attr-defined]
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: any(entry.is_own for entry in dialog.rows.entries))
    return dialog


def test_a_list_with_nothing_in_it_says_what_belongs_there(
    qtbot: QtBot, dialog: PronunciationDialog, document: Document
) -> None:
    assert dialog.table.isVisible()
    assert [dialog.rows.index(0, column).data() for column in (2, 3)] == ["All", "All"]
    qtbot.keyClicks(dialog.search, "zebra")
    assert (dialog.table.isVisible(), dialog.nothing.isVisible(), dialog.empty.isVisible()) == (False, True, False)
    assert dialog.search.isEnabled()
    qtbot.mouseClick(dialog.nothing.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert dialog.table.isVisible()
    assert dialog.focusWidget() is dialog.search, "one goes on typing"
    write_own([])
    document.apply("Say nothing", lambda p: p.changed(studio=p.studio.changed(sayings=())))
    qtbot.waitUntil(lambda: not dialog.rows.entries)
    assert (dialog.table.isVisible(), dialog.nothing.isVisible(), dialog.empty.isVisible()) == (False, False, True)
    assert not dialog.search.isEnabled()


def choose(dialog: PronunciationDialog, word: str) -> None:
    """Select a row."""
    row = [entry.saying.word for entry in dialog.rows.entries].index(word)
    dialog.table.setCurrentIndex(dialog.rows.index(row, 0))


def test_entries_are_added_changed_and_deleted_each_as_one_step(
    qtbot: QtBot, dialog: PronunciationDialog, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = document.undo_stack.count()
    assert [(e.saying.word, e.is_own) for e in dialog.rows.entries] == [("Nguyen", False), ("Ada", True)]
    monkeypatch.setattr(one, "ask", lambda *_a, **_k: Entry(Saying(word="Bosch", say="Bosh")))
    dialog.add.click()
    assert [s.word for s in document.project.studio.sayings] == ["Bosch", "Nguyen"]
    choose(dialog, "Bosch")
    monkeypatch.setattr(one, "ask", lambda *_a, **_k: Entry(Saying(word="Bosch", say="Bawsh"), is_own=True))
    dialog.change.click()
    qtbot.waitUntil(lambda: [s.word for s in document.project.studio.sayings] == ["Nguyen"])
    assert [s.say for s in own_sayings()] == ["Ay-da", "Bawsh"]
    choose(dialog, "Ada")
    dialog.remove.click()
    qtbot.waitUntil(lambda: [s.word for s in own_sayings()] == ["Bosch"])
    assert document.undo_stack.count() == steps + 2
    document.undo_stack.undo()
    assert [s.word for s in document.project.studio.sayings] == ["Bosch", "Nguyen"]


def test_all_uses_are_found_and_a_click_goes_there(
    qtbot: QtBot, dialog: PronunciationDialog, panel: ScriptPanel, document: Document
) -> None:
    write(document, "Ask Nguyen.")
    second = document.project.scenes[1].id
    document.apply("Write", lambda p: edits.set_script(p, second, text="<p>Then NGUYEN [pause] and Nguyens.</p>"))
    choose(dialog, "Nguyen")
    dialog.find_uses.click()
    qtbot.waitUntil(lambda: dialog.uses.count() == 2)
    assert dialog.said.text() == "Used 2 times in 2 scenes."
    place = dialog.uses.visualItemRect(dialog.uses.item(1)).center()
    qtbot.mouseClick(dialog.uses.viewport(), Qt.MouseButton.LeftButton, pos=place)
    (use,) = dialog.went  # type: ignore[attr-defined]
    assert (use.number, use.start, use.end) == (2, 5, 11)
    qtbot.mouseDClick(dialog.uses.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseRelease(dialog.uses.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.went == [use], "the second click of two goes nowhere"  # type: ignore[attr-defined]
    qtbot.keyClick(dialog.uses, Qt.Key.Key_Return)
    assert dialog.went == [use, use]  # type: ignore[attr-defined]
    document.select_scene(use.scene_id)
    panel.select(use.start, use.end)
    assert panel.text.textCursor().selectedText() == "NGUYEN"


@pytest.mark.parametrize("suffix", [".json", ".csv"])
def test_dictionaries_go_out_and_come_in(
    qtbot: QtBot, dialog: PronunciationDialog, document: Document, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"words{suffix}"
    dialog.write_out(target)
    qtbot.waitUntil(lambda: dialog.said.text() == f"Written to {target.name}.")
    document.apply("Clear", lambda p: put_sayings(p, [], instead_of=p.studio.sayings))
    dialog.bring_in(target)
    qtbot.waitUntil(lambda: dialog.said.text() == "2 entries were added.")
    assert [s.word for s in document.project.studio.sayings] == ["Ada", "Nguyen"]


def test_a_broken_dictionary_of_ones_own_is_named_and_not_overwritten(qtbot: QtBot, panel: ScriptPanel) -> None:
    write_sayings_text = b'[{"word": "x"}]'
    own_file().parent.mkdir(parents=True, exist_ok=True)
    own_file().write_bytes(write_sayings_text)
    panel.show_words()
    qtbot.waitUntil(lambda: "Entry 1" in panel.notice.text())
    assert own_file().read_bytes() == write_sayings_text


def test_ones_own_dictionary_is_never_written_over_with_what_was_read_before(
    qtbot: QtBot, dialog: PronunciationDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "studio_gui.ui.dialogs.pronunciation.dialog.show_error"
    problems: list[StudioError] = []
    monkeypatch.setattr(words, lambda _parent, error: problems.append(error))
    mine = Entry(Saying(word="Bosch", say="Bosh"), is_own=True)
    write_own([*own_sayings(), Saying(word="Elsewhere", say="In another window")])
    dialog.put([mine])
    qtbot.waitUntil(lambda: [s.word for s in own_sayings()] == ["Ada", "Bosch", "Elsewhere"])
    own_file().write_bytes(b'[{"word": "a comma is missing" "say": "x"}]')
    dialog.put([mine])
    qtbot.waitUntil(lambda: len(problems) == 1)
    assert own_file().read_bytes().startswith(b'[{"word": "a comma')


@pytest.mark.parametrize("is_own", [True, False])
def test_the_window_does_not_wait_for_a_slow_disk(
    qtbot: QtBot, dialog: PronunciationDialog, document: Document, monkeypatch: pytest.MonkeyPatch, is_own: bool
) -> None:
    """A dictionary on a shared folder that does not answer once held up the typing."""
    threads: set[str] = set()
    for name in ("stat", "read_bytes", "open", "write_bytes"):
        real = getattr(Path, name)

        def noted(path: Path, *args: object, real: Callable[..., object] = real, **options: object) -> object:
            if "pronunciation" in path.name or path.suffix == ".csv":
                threads.add(threading.current_thread().name)
            return real(path, *args, **options)

        monkeypatch.setattr(Path, name, noted)
    dialog.put([Entry(Saying(word="Bosch", say="Bosh"), is_own=is_own)])
    write(document, "Ask Bosch.")
    qtbot.waitUntil(lambda: "Bosch" in [entry.saying.word for entry in dialog.rows.entries])
    dialog.write_out(own_file().with_suffix(".csv"))
    qtbot.waitUntil(lambda: "Written" in dialog.said.text())
    dialog.bring_in(own_file().with_suffix(".csv"))
    qtbot.waitUntil(lambda: "added" in dialog.said.text())
    assert threads
    assert threading.main_thread().name not in threads


def test_a_recording_that_was_taken_over_leaves_nothing_behind(
    qtbot: QtBot, panel: ScriptPanel, document: Document, tmp_path: Path
) -> None:
    spoken = tmp_path / "spoken"
    spoken.mkdir()
    films.write_tone(spoken / "My voice.wav", seconds=0.3)
    panel.recording.use(spoken / "My voice.wav", is_own=True)
    qtbot.waitUntil(lambda: document.scene is not None and bool(document.scene.studio.recording))
    assert not spoken.exists()


def dropped(panel: ScriptPanel, path: Path) -> bool:
    """Whether a file that is dragged onto the script was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    port, at, none = panel.text.viewport(), QPointF(20, 20), Qt.KeyboardModifier.NoModifier
    buttons, action = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at.toPoint(), action, data, buttons, none)
    QApplication.sendEvent(port, enter)
    drop = QDropEvent(at, action, data, buttons, none)
    QApplication.sendEvent(port, drop)
    return enter.isAccepted() and drop.isAccepted()


def test_a_sound_that_is_dropped_on_the_script_is_heard_instead_of_a_voice(
    qtbot: QtBot, panel: ScriptPanel, document: Document, tmp_path: Path
) -> None:
    films.write_tone(tmp_path / "My voice.wav", seconds=0.5)
    before = panel.text.toPlainText()
    assert dropped(panel, tmp_path / "My voice.wav")
    qtbot.waitUntil(lambda: document.scene is not None and bool(document.scene.studio.recording))
    assert document.scene is not None
    assert (tmp_path / document.scene.studio.recording).is_file()
    assert panel.recording.name.text() == "Recording: My voice.wav"
    assert panel.recording.isVisible()
    assert not panel.voice.isVisible()
    assert panel.text.toPlainText() == before
    document.undo_stack.undo()
    assert not panel.recording.isVisible()
    document.undo_stack.redo()
    panel.recording.clear.click()
    assert document.scene.studio.recording == ""
    assert panel.voice.isVisible()


def test_a_file_without_sound_is_refused(qtbot: QtBot, panel: ScriptPanel, document: Document, tmp_path: Path) -> None:
    films.write_clip(tmp_path / "silent.mp4", tone=False)
    panel.recording.use(tmp_path / "silent.mp4")
    qtbot.waitUntil(lambda: "no sound" in panel.notice.text())
    assert document.scene is not None
    assert document.scene.studio.recording == ""


def test_without_a_microphone_it_says_so(panel: ScriptPanel) -> None:
    with pytest.raises(SpeechError, match="no microphone"):
        recorder.ask(panel, script="Hello")


def test_say_it_like_takes_the_selected_word_from_the_window(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = window.document
    assert document is not None
    assert window.workspace is not None
    write(document, "Ask Nguyen.")
    window.workspace.script.select(4, 10)
    asked: list[str] = []

    def ask(_parent: object, _entry: object, *, word: str, speech: object) -> Entry:
        asked.append(word)
        return Entry(WIN)

    monkeypatch.setattr(one, "ask", ask)
    window.actions_.run("say_like")
    assert asked == ["Nguyen"]
    assert document.project.studio.sayings == (WIN,)
    assert document.undo_stack.undoText() == "Say “Nguyen” like “Win”"
    window.actions_.run("insert_pause")
    assert document.scene is not None
    assert document.scene.script_text == "Ask Nguyen [pause 0.5s] ."
