"""A finished video, decoded from its first frame to its last."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

Pixels = NDArray[np.int16]


@dataclass(frozen=True)
class Film:
    """What decoding says. Lengths in seconds; ``loudness`` is the root mean square of the sound, 0 to 1."""

    size: tuple[int, int]
    length_s: float
    sound_s: float
    loudness: float
    first: Pixels


def decode(path: Path, *, at_s: float) -> Film:
    """Decode all of a video; ``first`` is the frame shown ``at_s`` seconds from the start."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.average_rate is not None
        wanted, count, shown = round(at_s * float(stream.average_rate)), 0, None
        for frame in container.decode(stream):
            if count == wanted:
                shown = frame.to_ndarray(format="rgb24").astype(np.int16)
            count += 1
        size, length_s = (stream.width, stream.height), count / float(stream.average_rate)
    assert shown is not None, f"the video ends before {at_s} s"
    sound_s, loudness = _sound(path)
    return Film(size, length_s, sound_s, loudness, shown)


def _sound(path: Path) -> tuple[float, float]:
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        frames = [frame.to_ndarray().astype(np.float64)[0] for frame in container.decode(stream)]
        samples = np.concatenate(frames)
        return len(samples) / stream.rate, float(np.sqrt(np.mean(samples**2)))


def pixels_of(picture: Path) -> Pixels:
    """A picture as rows of red, green and blue."""
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB888)
    assert not image.isNull(), f"{picture} is no picture"
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(np.int16)


def difference(one: Pixels, other: Pixels) -> float:
    """How far two pictures are apart on average, 0 to 255; a column or row more at the rim is overlooked."""
    height, width = (min(a, b) for a, b in zip(one.shape[:2], other.shape[:2], strict=True))
    return float(np.abs(one[:height, :width] - other[:height, :width]).mean())
