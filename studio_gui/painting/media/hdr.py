"""Videos with a high dynamic range (PQ and HLG, BT.2020) as a common screen shows them.

Light up to the white of paper (203 cd/m²) is kept as it is, what is brighter is bent below white; colours are those of
BT.709. Sources: SMPTE ST 2084, ITU-R BT.2100 and BT.2408 (reference white). This is quick rather than refined: no two
programs agree on what such a video should look like here.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from studio_gui.painting.media.transfers import PQ

_PAPER_WHITE = 203.0
_LEVELS = 4096
_KNEE = 0.7
_TO_709 = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]], np.float32
)  # fmt: skip


def toned(rgb: NDArray[np.uint16], transfer: int) -> NDArray[np.uint8]:
    """Red, green and blue of 16 bits each, (height, width, 3), as (height, width, 4) bytes: blue, green, red, 255."""
    light = _light(transfer)[rgb >> 4] @ _TO_709.T
    steps = np.clip(light * (_LEVELS - 1), 0, _LEVELS - 1).astype(np.uint16)
    shown = np.full((*rgb.shape[:2], 4), 255, np.uint8)
    shown[:, :, :3] = _gamma()[steps][:, :, ::-1]
    return shown


@cache
def _light(transfer: int) -> NDArray[np.float32]:
    """Light of each of 4096 levels, 1 for white, tone-mapped."""
    level = np.arange(_LEVELS) / (_LEVELS - 1)
    nits = _pq(level) if transfer == PQ else _hlg(level)
    part = nits / _PAPER_WHITE
    bent = _KNEE + (1 - _KNEE) * (1 - np.exp(-(part - _KNEE) / (1 - _KNEE)))
    return np.where(part <= _KNEE, part, bent).astype(np.float32)


def _pq(level: NDArray[np.float64]) -> NDArray[np.float64]:
    m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
    root = level ** (1 / m2)
    return np.asarray(10_000 * (np.maximum(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1))


def _hlg(level: NDArray[np.float64]) -> NDArray[np.float64]:
    """On a screen of 1000 cd/m²; its gamma is applied to each colour by itself."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(level <= 0.5, level**2 / 3, (np.exp((level - c) / a) + b) / 12)
    return np.asarray(1000 * scene**1.2)


@cache
def _gamma() -> NDArray[np.uint8]:
    """The byte for each of 4096 levels of light, as BT.1886 screens (gamma 2.4) take it."""
    light = np.arange(_LEVELS) / (_LEVELS - 1)
    return np.rint(255 * light ** (1 / 2.4)).astype(np.uint8)
