"""How loud a sound is from moment to moment: fades, and stepping back while somebody speaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from studio_gui.speech.sound import Sound

RATE = 48_000
"""Samples a second of the mix."""

Gain: TypeAlias = NDArray[np.float32]
"""Factors, one a sample."""

DUCKED_DB = -12.0
"""How far music steps back under speech: enough to follow every word, not so far that it seems to stop."""

_STEP_S = 0.02
_ROWS = 4096
"""Steps that are looked at together."""
_ATTACK_S, _RELEASE_S, _HOLD_S = 0.12, 0.6, 0.35
_SPEAKS = 10 ** (-45 / 20) * 32_768


def fades(length: int, *, fade_in: int, fade_out: int) -> Callable[[int, int], Gain]:
    """The factors of a sound of ``length`` samples that comes and goes; together the two take no more than all of it."""
    if fade_in + fade_out > length:
        share = length / max(1, fade_in + fade_out)
        fade_in, fade_out = int(fade_in * share), int(fade_out * share)

    def gain(start: int, count: int) -> Gain:
        factors = np.ones(count, np.float32)
        if start >= fade_in and start + count <= length - fade_out:
            return factors
        places = np.arange(start, start + count, dtype=np.float64)
        if fade_in:
            factors = np.minimum(factors, np.clip((places + 0.5) / fade_in, 0, 1).astype(np.float32))
        if fade_out:
            factors = np.minimum(factors, np.clip((length - places - 0.5) / fade_out, 0, 1).astype(np.float32))
        curved: Gain = np.square(factors).astype(np.float32)  # even to the ear, which hears in decibels
        return curved

    return gain


def ducking(speech: Sound) -> Callable[[int, int], Gain]:
    """The factors of a sound that steps back while ``speech``, which begins with it, is heard."""
    steps = _envelope(speech)

    def gain(start: int, count: int) -> Gain:
        places = np.arange(start, start + count) / (RATE * _STEP_S)
        return np.interp(places, np.arange(len(steps)), steps, right=1.0).astype(np.float32)

    return gain


def _envelope(speech: Sound) -> NDArray[np.float64]:
    """A factor every 20 ms, a while beyond the end of the speech."""
    width = max(1, round(speech.rate * _STEP_S))
    count = -(-len(speech.samples) // width)
    loud = np.zeros(count, bool)
    for first in range(0, count, _ROWS):
        part = speech.samples[first * width : (first + _ROWS) * width].astype(np.float32)
        rows = np.pad(part, (0, -len(part) % width)).reshape(-1, width)
        loud[first : first + len(rows)] = np.sqrt(np.square(rows).mean(axis=1)) > _SPEAKS
    loud = np.concatenate([loud, np.zeros(round((_HOLD_S + 3 * _RELEASE_S) / _STEP_S), bool)])
    low, hold = 10 ** (DUCKED_DB / 20), round(_HOLD_S / _STEP_S)
    down, up = 1 - np.exp(-_STEP_S / (_ATTACK_S / 3)), 1 - np.exp(-_STEP_S / (_RELEASE_S / 3))
    factors = np.empty(len(loud))
    now, since = 1.0, hold
    for index, speaks in enumerate(loud):
        since = 0 if speaks else since + 1
        wanted = low if since < hold else 1.0
        now += (wanted - now) * (down if wanted < now else up)
        factors[index] = now
    return factors
