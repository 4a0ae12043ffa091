"""How alike two pictures are, as people see it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_WINDOW = 8


def ssim(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Structural similarity of the brightness of two RGB pictures of one size, 1 for the same.

    Means over windows of 8 × 8 pixels, each pixel once in every window around it. Source: Wang et al., 2004.
    """
    x, y = (picture.astype(np.float64) @ (0.2126, 0.7152, 0.0722) for picture in (one, other))
    mean_x, mean_y = _means(x), _means(y)
    spread_x, spread_y = _means(x * x) - mean_x**2, _means(y * y) - mean_y**2
    common = _means(x * y) - mean_x * mean_y
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    alike = (2 * mean_x * mean_y + c1) * (2 * common + c2)
    return float(np.mean(alike / ((mean_x**2 + mean_y**2 + c1) * (spread_x + spread_y + c2))))


def _means(values: NDArray[np.float64]) -> NDArray[np.float64]:
    sums = np.pad(values.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    size = _WINDOW
    return np.asarray((sums[size:, size:] - sums[:-size, size:] - sums[size:, :-size] + sums[:-size, :-size]) / size**2)
