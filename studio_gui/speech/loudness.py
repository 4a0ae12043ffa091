"""Bringing speech to one loudness, so that no scene is louder than the next.

The measure is the gated loudness of ITU-R BS.1770 (blocks of 400 ms, gates at -70 LUFS and 10 LU under the mean)
*without* its frequency weighting: for a single voice that is within about 2 LU of the true figure.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from studio_gui.speech.sound import Samples, Sound

TARGET_LUFS = -16.0
"""What podcasts and online video use for speech."""

_STEP_S = 0.1
_BLOCK_STEPS = 4
_MOST_GAIN_DB = 30.0
_KNEE = 0.7
_CHUNK = 1 << 20


def loudness(sound: Sound) -> float:
    """The approximate loudness in LUFS; minus infinity for silence."""
    power = _block_power(sound)
    heard = power[power > 10 ** (-70 / 10)]
    if not len(heard):
        return float("-inf")
    loud = heard[heard > heard.mean() / 10]
    return float(10 * np.log10(loud.mean()) - 0.691)


def levelled(sound: Sound) -> Sound:
    """The same speech at ``TARGET_LUFS``, peaks bent softly under full scale; silence stays as it is.

    The gain is at most 30 dB, so that hiss does not become speech.
    """
    now = loudness(sound)
    if now == float("-inf"):
        return sound
    gain = 10 ** (min(_MOST_GAIN_DB, TARGET_LUFS - now) / 20)
    out = np.empty_like(sound.samples)
    for start in range(0, len(out), _CHUNK):
        out[start : start + _CHUNK] = _amplified(sound.samples[start : start + _CHUNK], gain)
    return replace(sound, samples=out)


def _amplified(samples: Samples, gain: float) -> Samples:
    wave = samples.astype(np.float32) * np.float32(gain / 32768)
    size = np.abs(wave)
    over = size > _KNEE
    bent = _KNEE + (1 - _KNEE) * np.tanh((size[over] - _KNEE) / (1 - _KNEE))
    wave[over] = np.copysign(bent, wave[over])
    loud: Samples = np.rint(wave * 32000).astype(np.int16)
    return loud


def _block_power(sound: Sound) -> NDArray[np.float64]:
    """Mean squares (full scale = 1) of overlapping 400 ms blocks, one every 100 ms; a shorter sound is one block."""
    step = max(1, round(sound.rate * _STEP_S))
    steps = len(sound.samples) // step
    if steps < _BLOCK_STEPS:
        return np.array([_power(sound.samples)]) if len(sound.samples) else np.zeros(0)
    power = np.empty(steps)
    rows = max(1, _CHUNK // step)
    for first in range(0, steps, rows):
        part = sound.samples[first * step : min(steps, first + rows) * step].reshape(-1, step)
        power[first : first + rows] = np.square(part.astype(np.float32) / 32768).mean(axis=1)
    blocks: NDArray[np.float64] = np.convolve(power, np.full(_BLOCK_STEPS, 1 / _BLOCK_STEPS), mode="valid")
    return blocks


def _power(samples: Samples) -> float:
    return float(np.square(samples.astype(np.float64) / 32768).mean())
