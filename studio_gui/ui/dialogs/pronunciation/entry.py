"""Asks how a word is to be said, lets it be heard, and where that counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from studio_gui.base.errors import StudioError
from studio_gui.model.saying import MAX_WORD, Saying
from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import answer_row, button, field, label
from studio_gui.ui.parts.languages import LANGUAGES
from studio_gui.ui.parts.sound_player import SoundPlayer

if TYPE_CHECKING:
    from studio_gui.app.services import Services


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry and whether it is the person's own, for every project."""

    saying: Saying
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """What an entry is heard with: the language of the project and the voice of the scene."""

    services: Services
    language: str = "en"
    voice: str = ""


def ask(parent: QWidget, entry: Entry | None, *, speech: Speech, word: str = "") -> Entry | None:
    """A new entry for a word, or another in the place of ``entry``; None when it was cancelled."""
    dialog = EntryDialog(entry, parent, word=word, speech=speech)
    is_done = dialog.exec() == QDialog.DialogCode.Accepted
    said = dialog.entry()
    dialog.deleteLater()
    return said if is_done else None


class EntryDialog(QDialog):
    """Word, how it is said, for which language and voice, and in which projects."""

    def __init__(self, entry: Entry | None, parent: QWidget, *, word: str, speech: Speech) -> None:
        super().__init__(parent)
        self.setObjectName("say_it_like")
        self.setWindowTitle("Say it like")
        self.setMinimumWidth(440)
        self._speech = speech
        known = entry.saying if entry is not None else None
        self.word = theme.LineEdit(known.word if known else word, self)
        self.say = theme.LineEdit(known.say if known else "", self)
        for each in (self.word, self.say):
            each.setMaxLength(MAX_WORD)
        self.say.setPlaceholderText("Write it as it sounds")
        self.listen = button("Listen", self, icon="listen", name="listen")
        self.language = theme.ComboBox(self)
        self.language.addItem("Every language", "")
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        self._choose_language(known.language if known else "")
        self.voice = QCheckBox("Only for the voice of this scene", self)
        self._voice = (known.voice if known else "") or speech.voice
        self.voice.setChecked(bool(known and known.voice))
        self.voice.setVisible(bool(self._voice))
        self.case = QCheckBox("Exact capitals only", self)
        self.case.setChecked(bool(known and known.match_case))
        self.own = QCheckBox("In all my projects", self)
        self.own.setChecked(bool(entry and entry.is_own))
        self.said = label("", "warn", self, wraps=True)
        self.said.hide()
        self.save = button("Save", self, role="primary", name="save")
        self.player = SoundPlayer(self)
        self._lay_out()
        self._offer()

    def _lay_out(self) -> None:
        self.listen.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        column.setSpacing(theme.S12)
        column.addWidget(label("Say it like…", "title", self))
        column.addLayout(field("Word or words, as they are written", self.word, self))
        sounds = QHBoxLayout()
        sounds.setSpacing(theme.S8)
        sounds.addWidget(self.say, 1)
        sounds.addWidget(self.listen)
        head = label("Said like", "quiet", self)
        head.setBuddy(self.say)
        self.say.setAccessibleName("Said like")
        said_like = QVBoxLayout()
        said_like.setSpacing(theme.S4)
        said_like.addWidget(head)
        said_like.addLayout(sounds)
        column.addLayout(said_like)
        column.addLayout(field("In scripts in", self.language, self))
        for each in (self.voice, self.case, self.own):
            column.addWidget(each)
        column.addWidget(
            label("The script and the captions keep the spelling; only voices read it so.", "quiet", self, wraps=True)
        )
        column.addWidget(self.said)
        column.addLayout(answer_row(self, self.save))
        self.listen.clicked.connect(self._on_listen)
        self.word.textChanged.connect(self._offer)
        self.say.textChanged.connect(self._offer)
        self.finished.connect(self.player.stop)
        (self.say if self.word.text() else self.word).setFocus()

    def _choose_language(self, code: str) -> None:
        if code and self.language.findData(code) < 0:
            self.language.addItem(code, code)
        self.language.setCurrentIndex(max(0, self.language.findData(code)))

    def entry(self) -> Entry:
        """What is filled in; a word that is said as it is written counts as an entry too."""
        word, say = self.word.text().strip(), self.say.text().strip()
        return Entry(
            Saying(
                word=word or "-",
                say=say or word or "-",
                language=str(self.language.currentData() or ""),
                voice=self._voice if self.voice.isChecked() else "",
                match_case=self.case.isChecked(),
            ),
            self.own.isChecked(),
        )

    def _offer(self) -> None:
        is_whole = bool(self.word.text().strip() and self.say.text().strip())
        self.save.setEnabled(is_whole)
        self.listen.setEnabled(bool(self.say.text().strip()))

    def _on_listen(self) -> None:
        services, text = self._speech.services, self.say.text().strip()
        if not text:
            return
        from studio_gui.speech.engine import VoiceId

        language = str(self.language.currentData() or self._speech.language)
        voice = VoiceId(self._speech.voice) if self._speech.voice else None

        self.player.make_and_play(
            lambda: services.speaker.say(text, voice=voice, language=language), failed=self._on_failed
        )

    def _on_failed(self, error: StudioError) -> None:
        self.said.setText(error.message)
        self.said.show()
