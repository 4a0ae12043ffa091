"""Which of six mouth shapes goes with each frame of a video, heard from the sound alone.

The shapes are those of the presenters' drawings: 0 closed, 1 slightly open, 2 open "ah", 3 wide "ee", 4 round "oh",
5 pressed "f", "v", "m". The ear works with four bands of the spectrum, so any engine's or person's voice will do.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from studio_gui.speech.sound import Sound

CLOSED, PARTED, OPEN, WIDE, ROUND, PRESSED = range(6)

_WINDOW_S = 0.045
_SILENT = 10 ** (-50 / 20)
_ROWS = 256
"""Frames looked at together: ten seconds, in twenty megabytes."""
# Bands in Hz: nasal murmur and closed vowels, open vowels, spread vowels, hiss.
_LOW, _MIDDLE, _SPREAD, _HISS = (150, 550), (600, 1400), (1700, 3200), (3800, 9000)


def mouths(sound: Sound, fps: float) -> list[int]:
    """A shape, 0 to 5, for every frame of ``ceil(duration * fps)``; 0 wherever nothing is heard."""
    if not (math.isfinite(fps) and fps > 0):
        raise ValueError("fps must be positive")
    count = math.ceil(round(len(sound.samples) * fps / sound.rate, 6))
    if not count:
        return []
    parts = [_heard(sound, fps, first=first, last=min(count, first + _ROWS)) for first in range(0, count, _ROWS)]
    shapes = _shapes(np.concatenate(parts))
    return _steady(shapes, hold=max(1, round(fps * 0.085)))


def _heard(sound: Sound, fps: float, *, first: int, last: int) -> NDArray[np.float64]:
    """Rows of (loudness, low, middle, spread, hiss) for the frames first to last; loudness is RMS of full scale."""
    width = max(64, round(sound.rate * _WINDOW_S))
    centres = ((np.arange(first, last) + 0.5) * sound.rate / fps).astype(np.int64)
    places = centres[:, None] + np.arange(width)[None, :] - width // 2
    inside = (places >= 0) & (places < len(sound.samples))
    taken = sound.samples[np.clip(places, 0, len(sound.samples) - 1)]
    windows = np.where(inside, taken, 0).astype(np.float32) / 32768
    power = np.square(np.abs(np.fft.rfft(windows * np.hanning(width).astype(np.float32), axis=1)))
    pitch = np.fft.rfftfreq(width, 1 / sound.rate)
    bands = [power[:, (pitch >= low) & (pitch < high)].sum(axis=1) for low, high in (_LOW, _MIDDLE, _SPREAD, _HISS)]
    loud = np.sqrt(np.square(windows).mean(axis=1))
    return np.column_stack([loud, *bands]).astype(np.float64)


def _shapes(heard: NDArray[np.float64]) -> NDArray[np.int64]:
    loud, low, middle, spread, hiss = heard.T
    audible = loud > _SILENT
    full = _ninetieth(loud[audible]) if audible.any() else 1.0
    level = loud / full
    total = low + middle + spread + hiss + 1e-12
    shape = np.full(len(loud), PARTED, np.int64)
    voiced = level > 0.35
    shape[voiced & (low > 0.5 * total)] = ROUND
    shape[voiced & (spread > 0.12 * total) & (middle < 1.5 * spread)] = WIDE
    shape[voiced & (middle > 0.4 * total)] = OPEN
    shape[voiced & (level < 0.6) & (shape == OPEN)] = PARTED
    shape[(level < 0.5) & ((hiss > 0.5 * total) | (low > 0.93 * total))] = PRESSED
    shape[(level < 0.06) | ~audible] = CLOSED
    return shape


def _ninetieth(values: NDArray[np.float64]) -> float:
    """Their 90th percentile; numpy's own loads its masked arrays at first, which takes longer than to hear a scene."""
    ordered = np.sort(values)
    place = 0.9 * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low] + (ordered[high] - ordered[low]) * (place - low))


def _steady(shapes: NDArray[np.int64], *, hold: int) -> list[int]:
    """Lips need time: a shape that would last fewer than ``hold`` frames gives way, silence excepted."""
    result: list[int] = shapes.tolist()
    since = 0
    for index in range(1, len(result)):
        if result[index] == result[index - 1]:
            continue
        if index - since < hold and CLOSED not in (result[index], result[index - 1]):
            result[index] = result[index - 1]
        else:
            since = index
    return result
