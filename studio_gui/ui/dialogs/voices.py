"""Who reads the scripts of a language: in this project, and in all of a person's projects."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from studio_gui.app.services import Services
from studio_gui.base.errors import StudioError
from studio_gui.files.readers import readers_in, with_own_reader
from studio_gui.model.edits.readers import set_reader
from studio_gui.model.project import Project
from studio_gui.model.reader import Reader
from studio_gui.speech import Sound
from studio_gui.speech.engine import VoiceId
from studio_gui.speech.language import language_of, normal_tag
from studio_gui.speech.reading.readers import reader_for
from studio_gui.speech.reading.script import shown_script
from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import button, button_row, close_button, field, heading, label, line
from studio_gui.ui.document import Document
from studio_gui.ui.parts.languages import LANGUAGES
from studio_gui.ui.parts.sound_player import SoundPlayer
from studio_gui.ui.parts.voice_combo import VoiceCombo
from studio_gui.ui.threads import in_background

_AS_EVERYWHERE, _AS_PRESENTER = "As in all projects", "The presenter’s own, or any"
_SAMPLE = 200
"""Characters of a script that are read to hear a voice."""


class VoicesDialog(QDialog):
    """Choices count at once: the project's are steps of undo, one's own are kept in the settings."""

    def __init__(self, document: Document, services: Services, parent: QWidget, *, changed: Callable[[], None]) -> None:
        super().__init__(parent)
        self.setObjectName("voices")
        self.setWindowTitle("Voices")
        self.setMinimumWidth(460)
        self._document, self._services, self._told = document, services, changed
        self._names: dict[str, str] = {}
        self.language = theme.ComboBox(self)
        self.language.setObjectName("voices_language")
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        self.here, self.everywhere = VoiceCombo(services, self), VoiceCombo(services, self)
        self.here.setObjectName("voice_here")
        self.everywhere.setObjectName("voice_everywhere")
        self.listen = button("Listen", self, icon="listen", name="listen_voice")
        self.chosen = QListWidget(self)
        self.chosen.setAccessibleName("What is chosen")
        self.said = label("", "warn", self, wraps=True)
        self.shut = close_button(self)
        self.player = SoundPlayer(self)
        self._lay_out()
        self._choose(_spoken_in(document))
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        column.setSpacing(theme.S12)
        column.addLayout(heading("Voices", "The voice that reads a language, where a scene has none of its own.", self))
        column.addLayout(field("Language", self.language, self))
        column.addLayout(field("In this project", self.here, self))
        column.addLayout(field("In all projects", self.everywhere, self))
        for each, name in ((self.here, "Voice in this project"), (self.everywhere, "Voice in all projects")):
            each.setAccessibleName(name)
            each.setToolTip("")
        row = QHBoxLayout()
        row.addWidget(self.listen)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.said)
        self._heading = label("Chosen so far", "quiet", self)
        column.addWidget(self._heading)
        self.chosen.setMaximumHeight(132)
        self.chosen.setProperty("opens", "click")
        column.addWidget(self.chosen)
        column.addStretch(1)
        column.addWidget(line(self))
        column.addLayout(button_row(self.shut))
        self.listen.setAutoDefault(False)
        self.said.hide()

    def _connect(self) -> None:
        self.language.currentIndexChanged.connect(self.refresh)
        self.here.chosen.connect(self._on_here)
        self.everywhere.chosen.connect(self._on_everywhere)
        self.listen.clicked.connect(self._on_listen)
        self.chosen.itemActivated.connect(self._on_row)
        self._document.changed.connect(self.refresh)
        self.finished.connect(self.player.stop)

    # --- what there is ----------------------------------------------------------------------------------------------

    @property
    def code(self) -> str:
        """The language that is shown."""
        return str(self.language.currentData())

    def refresh(self) -> None:
        """Show what is chosen for the language, and for all others below."""
        readers, own = self._readers()
        self.here.show_voice(_of(readers, self.code), language=self.code, own=_AS_EVERYWHERE)
        self.everywhere.show_voice(_of(own, self.code), language=self.code, own=_AS_PRESENTER)
        rows = [*((one, "in this project") for one in readers), *((one, "in all projects") for one in own)]
        self._heading.setVisible(bool(rows))
        self.chosen.setVisible(bool(rows))
        self.chosen.clear()
        for one, where in rows:
            name = self._names.get(one.voice, one.voice.partition(":")[2])
            item = QListWidgetItem(f"{_language_name(one.language)}: {name}, {where}")
            item.setData(0x0100, one.language)
            self.chosen.addItem(item)
        unnamed = [one.voice for one, _ in rows if one.voice not in self._names]
        if unnamed:
            in_background(self, partial(_names_of, self._services, unnamed), done=self._on_named)

    def _readers(self) -> tuple[tuple[Reader, ...], tuple[Reader, ...]]:
        return self._document.project.studio.readers, readers_in(self._services.settings.value)

    def _on_named(self, names: dict[str, str]) -> None:
        self._names.update(names)
        self.refresh()

    def _on_row(self, item: QListWidgetItem) -> None:
        self._choose(str(item.data(0x0100)))

    def _choose(self, code: str) -> None:
        index = self.language.findData(code)
        if index < 0:
            self.language.addItem(_language_name(code), code)
            index = self.language.count() - 1
        self.language.setCurrentIndex(index)

    # --- what is done -----------------------------------------------------------------------------------------------

    def _on_here(self, voice_id: str) -> None:
        code = self.code

        def edit(project: Project) -> Project:
            return set_reader(project, code, voice_id)

        self._document.apply(f"Choose a voice for {_language_name(code)}", edit)
        self._told()

    def _on_everywhere(self, voice_id: str) -> None:
        settings = self._services.settings
        settings.take_over(with_own_reader(settings.value, self.code, voice_id))
        self.refresh()
        in_background(self, settings.write, done=self._on_kept, failed=self._on_failed)

    def _on_kept(self, _answer: None) -> None:
        self._told()

    def _on_listen(self) -> None:
        readers, own = self._readers()
        voice = reader_for(self.code, (*readers, *own))
        text, code, services = _sample(self._document.project, self.code), self.code, self._services

        def speak() -> Sound:
            known = voice if voice is not None and services.speaker.find(voice) else None
            return services.speaker.say(text, voice=known, language=code)

        self.player.make_and_play(speak, failed=self._on_failed)

    def _on_failed(self, error: StudioError) -> None:
        self.said.setText(error.message)
        self.said.show()


def _of(readers: tuple[Reader, ...], code: str) -> str:
    return next((one.voice for one in readers if normal_tag(one.language) == normal_tag(code)), "")


def _spoken_in(document: Document) -> str:
    """The language of the current script, among those that are listed."""
    code = document.project.studio.language or "en"
    text = shown_script(document.scene.script_text) if document.scene is not None else ""
    return language_of(text, code) if text else code


def _sample(project: Project, code: str) -> str:
    """What the voice is heard with: the first script in its language, else the language's own name."""
    for scene in project.scenes:
        text = shown_script(scene.script_text)
        if text.strip() and language_of(text, project.studio.language or "en") == code:
            return text[:_SAMPLE].rpartition(" ")[0] if len(text) > _SAMPLE else text
    return QLocale(code).nativeLanguageName() or code


def _language_name(code: str) -> str:
    return dict(LANGUAGES).get(code) or QLocale.languageToString(QLocale(code).language()) or code


def _names_of(services: Services, voices: list[str]) -> dict[str, str]:
    found = {one: services.speaker.find(VoiceId(one)) for one in voices}
    return {one: voice.name if voice else f"{one.partition(':')[2]} (not here)" for one, voice in found.items()}
