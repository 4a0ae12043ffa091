"""The voice of a scene: the presenter's own, or one of this computer's that speak the script's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from studio_gui.ui import theme
from studio_gui.ui.forms.field import guard_wheel
from studio_gui.ui.threads import in_background

if TYPE_CHECKING:
    from studio_gui.app.services import Services
    from studio_gui.speech import Voice

AUTOMATIC = "Any voice"
_LATER_MS = 500
"""Voices are looked up a moment after the window is there: nobody chooses one in the first half second."""


class VoiceCombo(theme.ComboBox):
    """Chooses a voice; the list follows the language."""

    chosen = Signal(str)
    """The id of a voice, empty for the presenter's own."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._language = ""
        self._voice = ""
        self._own = AUTOMATIC
        self._reader = ""
        self._names: dict[str, str] = {}
        self._is_asking = False
        self._listed: str | None = None
        self.setAccessibleName("Voice")
        self.setToolTip("Who reads the script of this scene")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        guard_wheel(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._ask)
        self.addItem(AUTOMATIC, "")
        self.activated.connect(self._on_activated)

    def show_voice(self, voice_id: str, *, language: str, own: str = AUTOMATIC, reader: str = "") -> None:
        """Show a scene's voice, among those of a language.

        ``own`` is what having chosen none is called; ``reader`` is the voice chosen for the language, which reads then.
        """
        self._voice = voice_id
        self._own, self._reader = own, reader
        self.setItemText(0, self._none())
        if language != self._language:
            self._language = language
            if self.isVisible():
                self._later.start(_LATER_MS if self._listed is None else 0)
        self._choose()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._listed != self._language:
            self._later.start()

    def showPopup(self) -> None:
        if self._listed != self._language:
            self._ask()
        super().showPopup()

    def _ask(self) -> None:
        services, language = self._services, self._language
        if self._is_asking:
            return
        self._is_asking = True
        in_background(self, lambda: (language, services.speaker.voices(language or "en")), done=self._on_voices)

    def _on_voices(self, answer: tuple[str, tuple[Voice, ...]]) -> None:
        self._is_asking = False
        language, voices = answer
        if language != self._language:
            self._later.start(0)
            return
        self._listed = language
        self.clear()
        self._names.update({voice.id: voice.name for voice in voices})
        self.addItem(self._none(), "")
        if voices:
            self.insertSeparator(1)
        for voice in voices:
            self.addItem(voice.name, voice.id)
        self._choose()

    def _none(self) -> str:
        """What having chosen no voice is called."""
        if not self._reader:
            return self._own
        name = self._names.get(self._reader, "").partition(" · ")[0]
        return f"{name}, chosen for the language" if name else "Chosen for the language"

    def _choose(self) -> None:
        index = self.findData(self._voice)
        if index < 0:
            # A voice of another language, or of another computer: it stays chosen and is named by its id.
            self.addItem(self._voice.partition(":")[2] or self._voice, self._voice)
            index = self.count() - 1
        if index != self.currentIndex():
            self.setCurrentIndex(index)

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(str(self.itemData(index) or ""))
