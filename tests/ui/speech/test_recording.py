"""What a speech engine of Qt hands over, as the samples and word marks the program keeps."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtMultimedia import QAudioFormat
from PySide6.QtTextToSpeech import QTextToSpeech, QTextToSpeechEngine
from pytestqt.qtbot import QtBot

from studio_gui.render.recording import Recording
from studio_gui.render.speech_plugins import open_engine
from studio_gui.speech.answering import Refused

Format = QAudioFormat.SampleFormat
State = QTextToSpeech.State


class Reader(QTextToSpeechEngine):
    """An engine of our own, because no system offers all the formats that engines may use."""

    def __init__(self, *, kind: Format = Format.Int16, channels: int = 1, parts: tuple[bytes, ...] = ()) -> None:
        super().__init__()
        self._format = QAudioFormat()
        self._format.setSampleRate(8000)
        self._format.setChannelCount(channels)
        self._format.setSampleFormat(kind)
        self._parts = parts
        self.at = State.Ready

    def state(self) -> State:
        return self.at

    def errorString(self) -> str:
        return "out of order" if self.at == State.Error else ""

    def stop(self, hint: object) -> None:
        self.at = State.Ready

    def synthesize(self, text: str) -> None:
        place = 0
        for word, part in zip(text.split(), self._parts, strict=False):
            self.sayingWord.emit(word, place, len(word))
            self.synthesized.emit(self._format, QByteArray(part))
            place += len(word) + 1
        self.stateChanged.emit(self.at)


def test_qt_lets_its_engine_be_found(qtbot: QtBot) -> None:
    found = open_engine("mock")
    assert found
    owner, engine = found
    assert owner.engine() == "mock"
    assert isinstance(engine, QTextToSpeechEngine)
    assert engine.metaObject().className() == "QTextToSpeechEngineMock"
    recording = Recording(engine, max_seconds=10)
    recording.make("One two three")
    assert len(recording.samples()) // 2 == 3 * recording.rate // 10
    assert recording.marks("One two three") == [(0, 0, 3), (2205, 4, 3), (4410, 8, 5)]


def test_engines_are_found_one_beside_the_other(qtbot: QtBot) -> None:
    first, second = open_engine("mock"), open_engine("mock")
    assert first
    assert second
    assert first[1] is not second[1]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Format.UInt8, bytes([128, 192, 64])),
        (Format.Int16, struct.pack("=3h", 0, 16384, -16384)),
        (Format.Int32, struct.pack("=3i", 0, 1 << 30, -(1 << 30))),
        (Format.Float, struct.pack("=3f", 0.0, 0.5, -0.5)),
    ],
)
def test_every_kind_of_sample_becomes_the_same(qtbot: QtBot, kind: Format, data: bytes) -> None:
    recording = Recording(Reader(kind=kind, parts=(data,)), max_seconds=1)
    recording.make("word")
    assert np.frombuffer(recording.samples(), "<i2").tolist() == pytest.approx([0, 16384, -16384], abs=1)


def test_loud_and_broken_floats_stay_within_bounds(qtbot: QtBot) -> None:
    data = struct.pack("=4f", 9.0, -9.0, float("nan"), float("inf"))
    recording = Recording(Reader(kind=Format.Float, parts=(data,)), max_seconds=1)
    recording.make("word")
    assert np.frombuffer(recording.samples(), "<i2").tolist() == [32767, -32767, 0, 32767]


def test_two_channels_become_one(qtbot: QtBot) -> None:
    data = struct.pack("=4h", 100, 300, -10, -30)
    recording = Recording(Reader(channels=2, parts=(data, data)), max_seconds=1)
    recording.make("two words")
    assert np.frombuffer(recording.samples(), "<i2").tolist() == [200, -20, 200, -20]
    assert recording.marks("two words") == [(0, 0, 3), (2, 4, 5)]


def test_words_all_named_at_once_are_no_marks(qtbot: QtBot) -> None:
    recording = Recording(Reader(parts=(b"", b"", b"\0\0")), max_seconds=1)
    recording.make("one two three")
    assert recording.marks("one two three") == []


def test_marks_count_characters_not_what_qt_counts(qtbot: QtBot) -> None:
    reader = Reader(parts=(b"\0\0", b"\0\0"))
    recording = Recording(reader, max_seconds=1)
    recording.make("ab cd")  # Qt names place 3, which after a sign of two units is the third character
    assert recording.marks("😀 cd") == [(0, 0, 1), (1, 2, 2)]


def test_an_engine_that_fails_or_says_nothing_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(Refused, match="broken"):
        Recording(Reader(), max_seconds=1).make("word")
    broken = Reader(parts=(b"\0\0",))
    broken.at = State.Error
    with pytest.raises(Refused, match="out of order"):
        Recording(broken, max_seconds=1).make("word")
    with pytest.raises(Refused, match="broken"):
        Recording(Reader(kind=Format.Unknown, parts=(b"\0\0",)), max_seconds=1).make("word")


def test_a_speech_over_the_limit_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(Refused, match="long"):
        Recording(Reader(parts=(bytes(20_000),)), max_seconds=1).make("word")
