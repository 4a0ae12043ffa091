"""Recorded speech: samples with the moments at which words begin, and WAV files.

Only one channel of 16-bit samples exists here; music and other media are decoded elsewhere.
"""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, TypeAlias

import numpy as np
from numpy.typing import NDArray

from studio_gui.base.errors import SpeechError

Samples: TypeAlias = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class WordMark:
    """The moment a word begins: seconds into the sound, and where the word stands in the spoken text (characters)."""

    start_s: float
    text_offset: int
    length: int


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """Speech as int16 mono samples of shape ``(n,)`` at ``rate`` Hz; the samples cannot be written to."""

    samples: Samples
    rate: int
    marks: tuple[WordMark, ...] = ()

    def __post_init__(self) -> None:
        if self.samples.dtype != np.int16 or self.samples.ndim != 1 or self.rate <= 0:
            raise ValueError("a sound is one row of int16 samples at a positive rate")
        frozen = self.samples.view()
        frozen.flags.writeable = False
        object.__setattr__(self, "samples", frozen)

    @property
    def duration_s(self) -> float:
        """How long it plays, in seconds."""
        return len(self.samples) / self.rate

    @classmethod
    def silence(cls, seconds: float, rate: int = 22050) -> Sound:
        """Nothing to hear for so many seconds."""
        return cls(np.zeros(round(max(0.0, seconds) * rate), np.int16), rate)

    def wav(self) -> bytes:
        """The samples as the bytes of a WAV file; marks are not part of it."""
        buffer = io.BytesIO()
        with wave.open(buffer, "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(self.rate)
            out.writeframes(self.samples.astype("<i2", copy=False).tobytes())
        return buffer.getvalue()

    @classmethod
    def read_wav(cls, source: Path | bytes, *, marks: tuple[WordMark, ...] = ()) -> Sound:
        """Read an uncompressed WAV file of any width and number of channels, mixed down to one.

        Raises SpeechError when it is not such a file.
        """
        name = source.name if isinstance(source, Path) else "the recording"
        try:
            stream: BinaryIO = source.open("rb") if isinstance(source, Path) else io.BytesIO(source)
            with stream, wave.open(stream) as wav:
                width, channels, rate = wav.getsampwidth(), wav.getnchannels(), wav.getframerate()
                raw = wav.readframes(wav.getnframes())
            return cls(_mono(raw, width=width, channels=channels), rate, marks)
        except (OSError, EOFError, wave.Error, ValueError) as error:
            raise SpeechError(f"{name} is not a WAV sound this program can read.", detail=repr(error)) from error


def joined(parts: Sequence[tuple[float, Sound]], *, rest_s: float = 0.0) -> Sound:
    """Sounds one after the other, each after so many seconds of silence; ``rest_s`` follows the last.

    Marks keep their places in the text. Sounds of another rate than the first are brought to it.
    """
    if not parts:
        return Sound.silence(rest_s)
    if len(parts) == 1 and not parts[0][0] and not rest_s:
        return parts[0][1]
    rate = parts[0][1].rate
    rows: list[Samples] = []
    marks: list[WordMark] = []
    length = 0
    for pause_s, sound in parts:
        rows += (np.zeros(round(pause_s * rate), np.int16), at_rate(sound.samples, sound.rate, rate))
        start_s = (length + len(rows[-2])) / rate
        marks += (replace(mark, start_s=mark.start_s + start_s) for mark in sound.marks)
        length += len(rows[-2]) + len(rows[-1])
    rows.append(np.zeros(round(rest_s * rate), np.int16))
    return Sound(np.concatenate(rows), rate, tuple(marks))


def at_rate(samples: Samples, rate: int, wanted: int) -> Samples:
    """Speech at another rate, by straight lines between its samples."""
    if rate == wanted or not len(samples):
        return samples
    places = np.arange(round(len(samples) * wanted / rate)) * (rate / wanted)
    moved: Samples = np.rint(np.interp(places, np.arange(len(samples)), samples)).astype(np.int16)
    return moved


def _mono(raw: bytes, *, width: int, channels: int) -> Samples:
    raw = raw[: len(raw) // (width * channels) * width * channels]
    if width == 1:  # 8-bit WAV is unsigned
        wide = (np.frombuffer(raw, np.uint8).astype(np.int32) - 128) << 8
    elif width == 3:
        parts = np.frombuffer(raw, np.uint8).reshape(-1, 3)
        wide = parts[:, 1].astype(np.int32) | parts[:, 2].view(np.int8).astype(np.int32) << 8
    elif width in (2, 4):
        wide = np.frombuffer(raw, f"<i{width}").astype(np.int64) >> (8 * width - 16)
    else:
        raise ValueError(f"samples of {width} bytes")
    if channels > 1:
        wide = wide.reshape(-1, channels).mean(axis=1)
    return wide.astype(np.int16)
