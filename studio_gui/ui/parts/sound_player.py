"""Plays a sound. The part of Qt that does is loaded when something is first played."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal

from studio_gui.base.errors import SpeechError, StudioError
from studio_gui.ui import multimedia
from studio_gui.ui.threads import in_background

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudio, QAudioDevice, QAudioFormat, QAudioSink

    from studio_gui.speech.sound import Sound


class SoundPlayer(QObject):
    """One sound at a time."""

    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sink: QAudioSink | None = None
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self._asked = 0

    @property
    def is_playing(self) -> bool:
        """Whether something is heard."""
        return self._sink is not None

    def play(self, sound: Sound) -> None:
        """Play a sound from its start; raises :class:`SpeechError` when this computer has nothing to play it on."""
        from PySide6.QtMultimedia import QAudioSink, QMediaDevices

        self.stop()
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            raise SpeechError(
                "This computer has no loudspeaker or headphones.", "Plug some in, or export the video and listen there."
            )
        wire, self._bytes = _fitted(sound, device)
        self._buffer.close()
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, wire, self)
        self._sink.stateChanged.connect(self._on_state_changed)
        self._sink.start(self._buffer)

    def make_and_play(self, make: Callable[[], Sound], *, failed: Callable[[StudioError], None]) -> None:
        """Play the sound that ``make`` answers in a thread, unless something else or silence is asked for meanwhile.

        ``failed`` hears in the window's thread what ``make`` or playing raised.
        """
        self.stop()
        asked = self._asked

        def work() -> Sound:
            multimedia.load()
            return make()

        def play(sound: Sound) -> None:
            if asked != self._asked:
                return
            try:
                self.play(sound)
            except StudioError as error:
                failed(error)

        in_background(self, work, done=play, failed=lambda error: failed(error) if asked == self._asked else None)

    def stop(self) -> None:
        """Stop at once, also what is still being made; ``ended`` is not said."""
        self._asked += 1
        sink, self._sink = self._sink, None
        if sink is not None:
            sink.stateChanged.disconnect(self._on_state_changed)
            sink.stop()
            sink.deleteLater()
        self._buffer.close()

    def _on_state_changed(self, state: QAudio.State) -> None:
        from PySide6.QtMultimedia import QAudio

        if state in (QAudio.State.IdleState, QAudio.State.StoppedState) and self._sink is not None:
            self.stop()
            self.ended.emit()


def _fitted(sound: Sound, device: QAudioDevice) -> tuple[QAudioFormat, QByteArray]:
    """The sound as the device takes it: format and bytes."""
    import numpy as np
    from PySide6.QtMultimedia import QAudioFormat

    wire = QAudioFormat()
    wire.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    wire.setChannelCount(1)
    wire.setSampleRate(sound.rate)
    samples = sound.samples
    if not device.isFormatSupported(wire):
        preferred = device.preferredFormat()
        wire.setChannelCount(preferred.channelCount())
        wire.setSampleRate(preferred.sampleRate())
        count = round(len(samples) * preferred.sampleRate() / sound.rate)
        places = np.arange(count) * (sound.rate / preferred.sampleRate())
        row = np.interp(places, np.arange(len(samples)), samples).astype(np.int16)
        samples = np.repeat(row, preferred.channelCount())
    return wire, QByteArray(samples.tobytes())
