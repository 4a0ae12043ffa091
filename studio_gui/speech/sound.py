"""Recorded speech: samples with the moments at which words begin, and WAV files.

Only one channel of 16-bit samples exists here; music and other media are decoded elsewhere.
"""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass
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

    def write_wav(self, path: Path) -> None:
        """Write a WAV file; raises OSError where the file cannot be written."""
        path.write_bytes(self.wav())

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
