"""Blurring the mask of a shadow, with numpy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

_FINE_PX = 64.0
"""A wider blur is worked out on a coarser grid: what is so soft has nothing that a finer one would show."""


def tint_and_blur(image: QImage, tint: QColor, blur: float) -> None:
    """Turn a transparent picture into its shadow, in place: all of one colour, blurred by device pixels."""
    rows = np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    pixels = rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4)
    mask = blurred(pixels[:, :, 3].astype(np.float32), blur) * (tint.alphaF() / 255)
    for channel, value in enumerate((tint.blue(), tint.green(), tint.red(), 255)):
        pixels[:, :, channel] = np.rint(mask * value)


def blurred(mask: NDArray[np.float32], blur_px: float) -> NDArray[np.float32]:
    """``mask`` blurred like a canvas shadow: a Gaussian of deviation ``blur_px / 2``, as three box blurs."""
    step = int(blur_px / (_FINE_PX / 2)) if blur_px > _FINE_PX else 1
    if step > 1:
        return _stretched(blurred(_coarse(mask, step), blur_px / step), step, mask.shape)
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


def _coarse(mask: NDArray[np.float32], step: int) -> NDArray[np.float32]:
    """The means of squares of ``step`` by ``step``."""
    height, width = mask.shape
    whole = np.pad(mask, ((0, -height % step), (0, -width % step)))
    rows = whole.reshape(whole.shape[0] // step, step, whole.shape[1]).mean(axis=1)
    means: NDArray[np.float32] = rows.reshape(rows.shape[0], rows.shape[1] // step, step).mean(axis=2)
    return means


def _stretched(small: NDArray[np.float32], step: int, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """``small`` with ``step`` times as many rows and columns, as many as ``shape`` has, evenly from mean to mean."""
    for axis in (0, 1):
        last = small.shape[axis] - 1
        place = np.clip((np.arange(shape[axis], dtype=np.float32) + 0.5) / step - 0.5, 0, last)
        low = np.minimum(place.astype(np.intp), max(0, last - 1))
        share = (place - low).astype(np.float32)
        share = share[:, None] if axis == 0 else share[None, :]
        start = np.take(small, low, axis=axis)
        small = start + (np.take(small, np.minimum(low + 1, last), axis=axis) - start) * share
    return small
