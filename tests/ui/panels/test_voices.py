"""Who reads the scripts of a language: chosen in a dialog, heard, undone, and kept for all projects."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.files.readers import own_readers
from studio_gui.model import edits
from studio_gui.model.edits.readers import set_reader
from studio_gui.model.reader import Reader
from studio_gui.ui import theme
from studio_gui.ui.dialogs.voices import VoicesDialog
from studio_gui.ui.document import Document
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.panels.script import ScriptPanel
from studio_gui.ui.parts.voice_combo import VoiceCombo

OTTO, CLARA = "espeak:de+m1", "espeak:de+f1"


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication, document: Document, services: Services, told: list[str]) -> VoicesDialog:
    theme.apply(qapp, "light")
    dialog = VoicesDialog(document, services, None, changed=lambda: told.append("changed"))  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    _pick_language(dialog, "de")
    qtbot.waitUntil(lambda: dialog.here.findData(OTTO) > 0 and dialog.everywhere.findData(OTTO) > 0, timeout=20_000)
    return dialog


def _pick_language(dialog: VoicesDialog, code: str) -> None:
    dialog.language.setCurrentIndex(dialog.language.findData(code))


def _pick(qtbot: QtBot, box: VoiceCombo, voice: str) -> None:
    """With the keyboard, as a person does who uses no mouse."""
    box.setFocus()
    wanted = box.findData(voice)
    while box.currentIndex() != wanted:
        qtbot.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up)


def _rows(dialog: VoicesDialog) -> list[str]:
    return [dialog.chosen.item(row).text() for row in range(dialog.chosen.count())]


def test_a_choice_for_the_project_is_a_step_of_undo(
    qtbot: QtBot, dialog: VoicesDialog, document: Document, told: list[str]
) -> None:
    dialog.here.chosen.emit(OTTO)
    assert document.project.studio.readers == (Reader(language="de", voice=OTTO),)
    assert document.undo_stack.undoText() == "Choose a voice for German"
    qtbot.waitUntil(lambda: _rows(dialog) == ["German: Otto · German, in this project"])
    document.undo_stack.undo()
    assert document.project.studio.readers == ()
    assert _rows(dialog) == []
    assert dialog.here.currentData() == ""
    assert told == ["changed"]


def test_a_choice_for_all_projects_is_kept_and_let_go(
    qtbot: QtBot, dialog: VoicesDialog, services: Services, told: list[str]
) -> None:
    _pick(qtbot, dialog.everywhere, CLARA)
    qtbot.waitUntil(lambda: Reader(language="de", voice=CLARA) in own_readers())
    qtbot.waitUntil(lambda: _rows(dialog) == ["German: Clara · German, in all projects"])
    assert Services().settings.value.voices == {"de": CLARA}
    _pick_language(dialog, "fr")
    assert dialog.everywhere.currentData() == ""
    qtbot.mouseClick(
        dialog.chosen.viewport(),
        Qt.MouseButton.LeftButton,
        pos=dialog.chosen.visualItemRect(dialog.chosen.item(0)).center(),
    )
    assert (dialog.code, dialog.everywhere.currentData()) == ("de", CLARA)
    dialog.everywhere.chosen.emit("")
    qtbot.waitUntil(lambda: own_readers() == () and _rows(dialog) == [])
    assert services.settings.value.voices == {}


def test_the_voice_is_heard_as_it_would_read(
    qtbot: QtBot, dialog: VoicesDialog, document: Document, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[float] = []
    monkeypatch.setattr(dialog.player, "play", lambda sound: heard.append(sound.duration_s))
    said: list[tuple[str, object]] = []
    say = services.speaker.say

    def noted(text: str, **options: object) -> object:
        said.append((text, options["voice"]))
        return say(text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(services.speaker, "say", noted)
    document.apply("Choose", lambda p: set_reader(p, "de", OTTO))
    dialog.listen.click()
    qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
    assert said == [("Deutsch", OTTO)]
    assert 0.1 < heard[0] < 3


def test_the_script_says_who_reads_it(qtbot: QtBot, document: Document, services: Services) -> None:
    panel = ScriptPanel(document, services)
    qtbot.addWidget(panel)
    panel.show()
    document.apply("Write", lambda p: edits.set_script(p, document.scene_id, text="Hello there, all of you."))
    qtbot.waitUntil(lambda: panel.voice.count() > 2, timeout=20_000)
    before = panel.voice.itemText(0)
    document.apply("Choose", lambda p: set_reader(p, "en", "espeak:en-us+m1"))
    assert panel.voice.itemText(0) == "Otto, chosen for the language"
    document.undo_stack.undo()
    assert panel.voice.itemText(0) == before


def test_a_voice_is_called_by_its_name_from_the_start(qtbot: QtBot, document: Document, services: Services) -> None:
    """A scene with a voice of its own once showed the voice's id until the list was opened."""
    document.apply("Choose", lambda p: edits.change_scene(p, document.scene_id, studio={"voice": "espeak:en-us+m1"}))
    panel = ScriptPanel(document, services)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: panel.voice.currentText().startswith("Otto"), timeout=20_000)


def test_the_command_is_in_the_menu_of_the_script(qtbot: QtBot, window: MainWindow) -> None:
    assert window.actions_["voices"].isEnabled()
    window.actions_.run("voices")
    dialog = window.findChild(VoicesDialog)
    assert dialog is not None
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(VoicesDialog) is None)
