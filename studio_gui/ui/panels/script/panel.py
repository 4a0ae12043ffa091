"""The script panel: what the presenter says, how long it takes, and how it sounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QToolButton, QVBoxLayout, QWidget

from studio_gui.base.errors import StudioError
from studio_gui.base.film_time import length_words
from studio_gui.base.presenters import bundled_presenters
from studio_gui.files.readers import readers_in
from studio_gui.model import edits
from studio_gui.model.differences import same_presenters
from studio_gui.model.fields import Control
from studio_gui.model.project import Project, Scene
from studio_gui.speech import estimate, language_of, plain_text
from studio_gui.speech.reading.readers import reader_for
from studio_gui.speech.reading.script import reading_of, shown_script
from studio_gui.ui import theme
from studio_gui.ui.document import Document, Edit
from studio_gui.ui.forms.binding import Binding
from studio_gui.ui.forms.field import Change
from studio_gui.ui.forms.number_field import NumberField
from studio_gui.ui.forms.text_fields import DocumentTextEdit
from studio_gui.ui.panels.script.following import color_anew, mark_spoken
from studio_gui.ui.panels.script.marks import ScriptMarks
from studio_gui.ui.panels.script.recording import RecordingBar
from studio_gui.ui.parts.own_words import OwnWords
from studio_gui.ui.parts.sound_player import SoundPlayer
from studio_gui.ui.parts.voice_combo import VoiceCombo

if TYPE_CHECKING:
    from studio_gui.app.services import Services
    from studio_gui.speech import Sound

_SPEED = Control("Speed", "number", minimum=0.25, maximum=4, step=0.05, decimals=2, unit="×")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]+|#\d+);")
_NOTICE_MS = 6000
_SCRIPT_PX = 14
_MINUTE_S = 59.5
_LEAST_PX, _LEAST_VOICE_PX = 434, 80
"""As narrow as it goes on a small screen: names of voices are shortened there, and the length gives way."""
_ROOM_FOR_LENGTH_PX = 560
_SPEED_PX, _LEAST_SPEED_PX = 116, 86


class ScriptPanel(QWidget):
    """Text, voice, speed and notes of the current scene."""

    entered = Signal()
    """The person is done here (Esc, Ctrl+Enter): the keyboard belongs to the canvas again."""
    menu_wanted = Signal(QPoint)
    """The commands of scripts are to be offered at a place of the screen."""

    def __init__(
        self, document: Document, services: Services, parent: QWidget | None = None, *, is_made_later: bool = False
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._services = services
        self._scene: Scene | None = None
        self.making = self._make()
        """Makes part after part; the panel is whole when nothing is left to make."""
        if not is_made_later:
            for _ in self.making:
                pass

    def _make(self) -> Iterator[None]:
        self.voice = VoiceCombo(self._services, self)
        yield
        self.speed = NumberField(_SPEED, self, prefix="Speed")
        self.speed.name("Speed", "How fast this scene is read; 1 is the voice’s usual pace")
        yield
        self.listen = QPushButton("Listen", self)
        self.count = QLabel(self)
        self.notice = QLabel(self)
        self.notes_button = QToolButton(self)
        self._body = QSplitter(Qt.Orientation.Horizontal, self)
        self.text = DocumentTextEdit(self._body)
        self.notes = DocumentTextEdit(self._body)
        self.marks = ScriptMarks(self.text.document())
        yield
        self.own_words = OwnWords(self)
        self.recording = RecordingBar(self._the_document, self)
        self.more = QToolButton(self)
        self.player = SoundPlayer(self)
        self._fade = QTimer(self)
        self._set_up_parts()
        yield
        self._lay_out()
        self._connect_parts()
        yield
        theme.watch(self, self._on_theme_changed)
        self._connect()

    def _set_up_parts(self) -> None:
        self.speed.setFixedWidth(_SPEED_PX)
        self.listen.setIcon(theme.icon("listen"))
        theme.set_apart(self.listen)
        self.listen.setToolTip("Hear the script of this scene")
        self.count.setProperty("role", "quiet")
        self.count.setFont(theme.numbers_font(12))
        self.notice.setProperty("role", "warn")
        self.notice.setWordWrap(True)
        self.notice.hide()
        self.notes_button.setText("Notes")
        self.notes_button.setCheckable(True)
        self.notes_button.setFixedHeight(theme.CONTROL)  # as high as the button to listen when it is on
        self.notes_button.setToolTip("Notes for yourself; nobody hears them")
        self.more.setIcon(theme.icon("more"))
        self.more.setToolTip("Pauses, pronunciation and recordings")
        self.more.setAccessibleName("More about the script")
        self.more.setFixedSize(theme.CONTROL, theme.CONTROL)
        self.text.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.recording.watch(self.text.viewport())
        font = QFont(self.font())
        font.setPixelSize(_SCRIPT_PX)
        self.text.setFont(font)
        self.text.setAccessibleName("Script of the scene")
        self.text.setPlaceholderText("Write what the presenter says in this scene.")
        self.notes.setAccessibleName("Notes on the scene")
        self.notes.setPlaceholderText("Notes for yourself. Nobody hears them.")
        self.notes.hide()
        self._fade.setSingleShot(True)
        self._fade.setInterval(_NOTICE_MS)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.S8)
        for part in (self.recording, self.voice, self.speed, self.listen, self.more):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.count)
        head.addWidget(self.notes_button)
        self._body.setChildrenCollapsible(False)
        self._body.setStretchFactor(0, 3)
        self._body.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S12, theme.S8, theme.S12, theme.S12)
        layout.setSpacing(theme.S8)
        layout.addLayout(head)
        layout.addWidget(self.notice)
        layout.addWidget(self._body, 1)
        self.voice.setMinimumWidth(_LEAST_VOICE_PX)
        self.setMinimumSize(_LEAST_PX, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_room = self.width() >= _ROOM_FOR_LENGTH_PX
        if self.count.isHidden() is has_room:
            self.count.setVisible(has_room)
            self.speed.setFixedWidth(_SPEED_PX if has_room else _LEAST_SPEED_PX)

    def _connect_parts(self) -> None:
        self.text.typed.connect(self._on_typed)
        self.notes.typed.connect(self._on_notes_typed)
        for editor in (self.text, self.notes):
            editor.focus_lost.connect(self._on_left)
            editor.given_up.connect(self.entered)
        self.speed.entered.connect(self.entered)
        self.voice.chosen.connect(self._on_voice_chosen)
        self.own_words.changed.connect(self._mark_words)
        self.own_words.broke.connect(self._on_own_words_broke)
        self.listen.clicked.connect(self._on_listen)
        self.more.clicked.connect(self._on_more)
        self.text.customContextMenuRequested.connect(self._on_text_menu)
        self.recording.failed.connect(self._on_failed)
        self.player.ended.connect(self._show_stopped)
        self.notes_button.toggled.connect(self.notes.setVisible)
        self._fade.timeout.connect(self.notice.hide)
        Binding(self.speed, self._the_document, label="Change the speed", edit=self._speed_edit)

    def set_document(self, document: Document) -> None:
        """Show another document."""
        self._document.changed.disconnect(self._on_changed)
        self._document.scene_changed.disconnect(self._on_scene_changed)
        self._document = document
        self._connect()

    def _connect(self) -> None:
        self._document.changed.connect(self._on_changed)
        self._document.scene_changed.connect(self._on_scene_changed)
        self._on_scene_changed(self._document.scene_id)

    def _the_document(self) -> Document:
        return self._document

    # --- what is shown --------------------------------------------------------------------------------------------

    def _on_scene_changed(self, _scene_id: str) -> None:
        self.stop()
        self.speed.forget()
        self._scene = None
        self._refresh()
        self.notes_button.setChecked(bool(self.notes.toPlainText()))

    def _on_changed(self, before: Project, after: Project) -> None:
        if before.studio is not after.studio:
            self.show_anew()
        elif self._document.scene is not self._scene:
            self._refresh()

    def show_anew(self) -> None:
        """Show everything again: what is said, by whom and how may have changed for all scenes."""
        self._scene = None
        self._refresh()

    def _refresh(self) -> None:
        old, scene = self._scene, self._document.scene
        self._scene = scene
        self.setEnabled(scene is not None)
        if scene is None:
            return
        is_same_person = old is not None and (same_presenters(old, scene) or own_voice(old) == own_voice(scene))
        if not is_same_person or old is None or old.scripts != scene.scripts or old.studio is not scene.studio:
            self._show(scene)

    def _show(self, scene: Scene) -> None:
        written = scene.script_text
        if self.text.toPlainText() != written:
            self.text.show_text(shown_text(written))
        self.notes.show_text(scene.studio.notes)
        self.speed.show_value(scene.studio.speed)
        words, seconds, language = spoken(written, language=self._document.project.studio.language or "en")
        self.voice.show_voice(
            scene.studio.voice, language=language, own=own_voice(scene), reader=self._reader(language)
        )
        self.recording.show_scene(scene)
        for part in (self.voice, self.speed):
            part.setVisible(not scene.studio.recording)
        self.show_words()
        seconds = seconds / float(scene.studio.speed) + reading_of(written).pauses_s
        length = length_words(seconds) if seconds >= _MINUTE_S else f"{max(1, round(seconds))} s"
        self.count.setText(f"~{length} · {words:,} {'word' if words == 1 else 'words'}" if words else "")
        if len(scene.scripts) > 1:
            self.count.setToolTip(f"This scene has {len(scene.scripts)} scripts; the first is shown here.")
        else:
            self.count.setToolTip("Estimated length of the speech")

    def _reader(self, language: str) -> str:
        own = readers_in(self._services.settings.value)
        return reader_for(language, (*self._document.project.studio.readers, *own)) or ""

    def show_words(self) -> None:
        """Underline the words that the dictionaries say otherwise, and see whether one's own says others by now."""
        self._mark_words()
        self.own_words.look_soon()

    def _mark_words(self) -> None:
        scene, project = self._document.scene, self._document.project
        if scene is None:
            return
        sayings = (*project.studio.sayings, *self.own_words.sayings)
        language = spoken(scene.script_text, language=project.studio.language or "en")[2]
        self.marks.show_words(sayings, language=language, voice=scene.studio.voice)

    def _on_own_words_broke(self, error: StudioError) -> None:
        self.say(error.sentence())

    def selected_word(self) -> str:
        """The words that are selected, or the one the cursor is in."""
        cursor = self.text.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        return " ".join(cursor.selectedText().split())

    def select(self, start: int, end: int) -> None:
        """Select characters of the script and go there."""
        units = [
            len(self.text.toPlainText()[:place].encode("utf-16-le", "surrogatepass")) // 2 for place in (start, end)
        ]
        cursor = self.text.textCursor()
        cursor.setPosition(units[0])
        cursor.setPosition(units[1], QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()
        self.text.setFocus()

    def insert(self, words: str) -> None:
        """Write where the cursor is, with a blank on both sides of it; what is selected stays before it."""
        cursor = self.text.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        text, place = self.text.toPlainText(), cursor.position()
        before, after = text[max(0, place - 1) : place], text[place : place + 1]
        lead = " " if before and not before.isspace() else ""
        cursor.insertText(f"{lead}{words}{' ' if not after or not after.isspace() else ''}")
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def _on_more(self) -> None:
        self.menu_wanted.emit(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _on_text_menu(self, at: QPoint) -> None:
        self.menu_wanted.emit(self.text.viewport().mapToGlobal(at))

    def show_word(self, offset: int, length: int) -> None:
        """Mark the word that is being said, by its place in the script as captions show it, and its sentence; (0, 0) for none."""
        scene = self._document.scene
        org = scene.script_text if scene is not None and length else ""
        mark_spoken(self.text, plain_text(org), reading_of(org).written_place(offset), length)

    def _on_theme_changed(self) -> None:
        color_anew(self.text)

    def say(self, sentence: str) -> None:
        """Show a quiet notice for a while."""
        self.notice.setText(sentence)
        self.notice.setToolTip(sentence)
        self.notice.show()
        self._fade.start()

    # --- what is typed --------------------------------------------------------------------------------------------

    def _on_typed(self, text: str) -> None:
        scene_id = self._document.scene_id
        self._document.apply(
            "Change the script", lambda p: edits.set_script(p, scene_id, text=text), merge=f"script {scene_id}"
        )

    def _on_notes_typed(self, text: str) -> None:
        self._change("Change the notes", field="notes", value=text, merge="notes")

    def _on_voice_chosen(self, voice_id: str) -> None:
        self._change("Choose a voice", field="voice", value=voice_id)

    def _change(self, label: str, *, field: str, value: object, merge: str = "") -> None:
        scene_id = self._document.scene_id
        key = f"{merge} {scene_id}" if merge else ""
        self._document.apply(label, lambda p: edits.change_scene(p, scene_id, studio={field: value}), merge=key)

    def _speed_edit(self, change: Change) -> Edit:
        scene_id = self._document.scene_id

        def edit(project: Project) -> Project:
            scene = project.scene(scene_id)
            speed = change(scene.studio.speed) if scene else 1
            return edits.change_scene(project, scene_id, studio={"speed": speed})

        return edit

    def _on_left(self) -> None:
        self._document.end_merging()

    # --- what is heard --------------------------------------------------------------------------------------------

    def _on_listen(self) -> None:
        if self.player.is_playing or not self.listen.text().startswith("Listen"):
            self.stop()
            return
        scene, project, services = self._document.scene, self._document.project, self._services
        folder = self._document.folder
        if scene is None:
            return
        if not scene.studio.recording and not reading_of(scene.script_text).pieces:
            self.say("There is nothing to hear yet: write the script first.")
            return
        self.listen.setText("Stop")
        self.listen.setIcon(theme.icon("stop"))

        def speak() -> Sound:
            from studio_gui.render.speaking import speech_of

            return speech_of(project, scene, speaker=services.speaker, folder=folder)

        self.player.make_and_play(speak, failed=self._on_failed)

    def stop(self) -> None:
        """Be silent."""
        self.player.stop()
        self._show_stopped()

    def _on_failed(self, error: StudioError) -> None:
        self._show_stopped()
        self.say(error.message)

    def _show_stopped(self) -> None:
        if self.listen.text() != "Listen":
            self.listen.setText("Listen")
            self.listen.setIcon(theme.icon("listen"))


def shown_text(written: str) -> str:
    """A script as people read it: imported markup is left out, and stays in the project until the text is changed."""
    return plain_text(written) if _MARKUP.search(written) else written


def own_voice(scene: Scene) -> str:
    """What the voice is called that a scene has when nobody chose one."""
    clip = scene.speaker
    person = bundled_presenters().get(clip.model.ai_name) if clip else None
    return f"{person.name}’s voice" if person else "Any voice"


@lru_cache(maxsize=64)
def spoken(written: str, *, language: str) -> tuple[int, float, str]:
    """Words, seconds at the usual pace without pauses, and the language of a script."""
    text = shown_script(written)
    said = language_of(text, language) if text else language
    guess = estimate(text, language=said)
    return guess.words, guess.seconds, said
