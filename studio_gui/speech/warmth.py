"""Taking the edge off a synthetic voice: a gentle fall of the treble, nothing else.

espeak's voices carry about 6 dB more above 4 kHz than read human speech does; this gives them its balance.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from studio_gui.speech.sound import Samples

_TAPS = 41
_FROM_HZ, _TO_HZ, _FALL_DB = 3000.0, 6000.0, -7.0
_CHUNK = 1 << 18


def warmed(samples: Samples, rate: int) -> Samples:
    """The samples with the treble 7 dB lower from 6 kHz on; no delay, same length."""
    kernel, edge = _kernel(rate), _TAPS // 2
    padded = np.pad(samples, edge)
    out = np.empty_like(samples)
    for start in range(0, len(samples), _CHUNK):
        part = padded[start : start + _CHUNK + 2 * edge].astype(np.float32)
        wave = np.convolve(part, kernel, mode="valid")
        out[start : start + _CHUNK] = np.rint(np.clip(wave, -32768, 32767))
    return out


@cache
def _kernel(rate: int) -> NDArray[np.float32]:
    """A symmetrical filter by the window method: the wanted response, turned into taps, faded at both ends."""
    pitch = np.fft.rfftfreq(512, 1 / rate)
    fall = np.clip((pitch - _FROM_HZ) / (_TO_HZ - _FROM_HZ), 0, 1) * _FALL_DB
    response = np.fft.fftshift(np.fft.irfft(10 ** (fall / 20)))
    middle = response[256 - _TAPS // 2 : 256 + _TAPS // 2 + 1] * np.hanning(_TAPS)
    taps: NDArray[np.float32] = (middle / middle.sum()).astype(np.float32)
    return taps
