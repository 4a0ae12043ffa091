"""Blurring the mask of a shadow, with numpy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage


def tint_and_blur(image: QImage, tint: QColor, blur: float) -> None:
    """Turn a transparent picture into its shadow, in place: all of one colour, blurred by device pixels."""
    rows = np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    pixels = rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4)
    mask = blurred(pixels[:, :, 3].astype(np.float32), blur) * (tint.alphaF() / 255)
    for channel, value in enumerate((tint.blue(), tint.green(), tint.red(), 255)):
        pixels[:, :, channel] = np.rint(mask * value)


def blurred(mask: NDArray[np.float32], blur_px: float) -> NDArray[np.float32]:
    """``mask`` blurred like a canvas shadow: a Gaussian of deviation ``blur_px / 2``, as three box blurs."""
    radius = round(blur_px / 2 * 0.94)  # three boxes of this half width have the deviation asked for
    if radius < 1:
        return mask
    for axis in (0, 1):
        for _ in range(3):
            mask = _box(mask, radius, axis)
    return mask


def _box(mask: NDArray[np.float32], radius: int, axis: int) -> NDArray[np.float32]:
    around = [(0, 0), (0, 0)]
    around[axis] = (radius + 1, radius)
    sums = np.cumsum(np.pad(mask, around), axis=axis, dtype=np.float64)
    size = mask.shape[axis]
    high = np.take(sums, range(2 * radius + 1, 2 * radius + 1 + size), axis=axis)
    low = np.take(sums, range(size), axis=axis)
    return ((high - low) / (2 * radius + 1)).astype(np.float32)
