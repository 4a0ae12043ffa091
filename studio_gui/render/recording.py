"""One text as a speech engine of Qt makes it: the samples that arrive, and where the words fell."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QByteArray, QEventLoop, Qt
from PySide6.QtMultimedia import QAudioFormat
from PySide6.QtTextToSpeech import QTextToSpeech, QTextToSpeechEngine

from studio_gui.speech.answering import Refused

_TYPES = {
    QAudioFormat.SampleFormat.UInt8: "u1",
    QAudioFormat.SampleFormat.Int16: "=i2",
    QAudioFormat.SampleFormat.Int32: "=i4",
    QAudioFormat.SampleFormat.Float: "=f4",
}
_State = QTextToSpeech.State


class Recording:
    """Listens to one engine; make one recording with it and let it go."""

    def __init__(self, engine: QTextToSpeechEngine, *, max_seconds: float) -> None:
        self.rate = 0
        self._engine = engine
        self._max_seconds = max_seconds
        self._parts: list[bytes] = []
        self._bytes = 0
        self._frame = 1
        self._type = ""
        self._channels = 1
        self._words: list[tuple[int, int, int]] = []
        self._loop = QEventLoop()
        self._done = False

    def make(self, text: str) -> None:
        """Wait until the engine has made the whole text; raises Refused when it fails or goes on for too long."""
        direct = Qt.ConnectionType.DirectConnection  # the bytes are the engine's, and valid only during the call
        self._engine.synthesized.connect(self._heard, direct)
        self._engine.sayingWord.connect(self._word, direct)
        self._engine.stateChanged.connect(self._state)
        try:
            self._engine.synthesize(text)
            if not self._done:
                self._loop.exec()
        finally:
            self._engine.synthesized.disconnect(self._heard)
            self._engine.sayingWord.disconnect(self._word)
            self._engine.stateChanged.disconnect(self._state)
        if self._bytes and self._seconds() > self._max_seconds:
            raise Refused("long", f"{self._seconds():.0f} s")
        if not self._bytes or not self._type or self._engine.state() == _State.Error:
            raise Refused("broken", self._engine.errorString() or "The engine made no sound.")

    def samples(self) -> bytes:
        """All of it as int16, little endian, mono."""
        wave = np.frombuffer(b"".join(self._parts), self._type)
        wave = wave[: len(wave) // self._channels * self._channels].reshape(-1, self._channels).astype(np.float64)
        if self._type == "u1":
            wave = (wave - 128) * 256
        elif self._type == "=i4":
            wave = wave / 65536
        elif self._type == "=f4":
            wave = np.nan_to_num(np.clip(wave, -1, 1)) * 32767
        mono: bytes = np.rint(np.clip(wave.mean(axis=1), -32768, 32767)).astype("<i2").tobytes()
        return mono

    def marks(self, text: str) -> list[tuple[int, int, int]]:
        """Sample, place and length of each word; none when the engine did not tell them while it made them."""
        if len(self._words) > 1 and self._words[0][0] == self._words[-1][0]:
            return []
        return [(at // self._frame, *_characters(text, start, length)) for at, start, length in self._words]

    def _seconds(self) -> float:
        return self._bytes / self._frame / max(1, self.rate)

    def _heard(self, form: QAudioFormat, data: QByteArray) -> None:
        if not self.rate:
            self.rate, self._channels = form.sampleRate(), max(1, form.channelCount())
            self._frame = max(1, form.bytesPerFrame())
            self._type = _TYPES.get(form.sampleFormat(), "")
        self._parts.append(bytes(data.data()))
        self._bytes += data.size()
        if self._seconds() > self._max_seconds:
            self._engine.stop(QTextToSpeech.BoundaryHint.Immediate)
            self._end()

    def _word(self, word: str, start: int, length: int) -> None:
        self._words.append((self._bytes, start, length))

    def _state(self, state: _State) -> None:
        if state in (_State.Ready, _State.Error):
            self._end()

    def _end(self) -> None:
        self._done = True
        self._loop.quit()


def _characters(text: str, start: int, length: int) -> tuple[int, int]:
    """A place in UTF-16, as Qt counts, as a place in the text."""
    if text.isascii():
        return start, length
    units = text.encode("utf-16-le", "replace")
    before, inside = units[: start * 2], units[start * 2 : (start + length) * 2]
    return len(before.decode("utf-16-le", "ignore")), len(inside.decode("utf-16-le", "ignore"))
