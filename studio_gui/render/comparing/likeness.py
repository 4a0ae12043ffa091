"""How alike two pictures are: a number, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

Plane = NDArray[np.float32]

MOST_LINES = 540
"""Pictures are compared at this height at most: finer than that is what an encoder leaves."""
_WINDOW = 8
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
_LEAST, _FULL = 12.0, 96.0
"""A difference in any colour that is drawn at all (less is what encoding does), and as strongly as can be."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` is the mean structural similarity (SSIM of Wang et al., 2004, on brightness, in windows of 8 × 8): 1 is the same."""

    score: float
    heat: QImage
    """The first picture in grey, with what differs in yellow to red over it."""

    @property
    def is_same(self) -> bool:
        """Whether nobody would see a difference."""
        return self.score >= 0.99

    @property
    def words(self) -> str:
        """The number as people read it."""
        if self.is_same:
            return "the same"
        for least, words in ((0.95, "nearly the same"), (0.8, "alike")):
            if self.score >= least:
                return words
        return "different"


def likeness(ours: QImage, theirs: QImage) -> Likeness:
    """Compare two pictures; the second is brought to the size of the first."""
    size = ours.size()
    if size.height() > MOST_LINES:
        size = size.scaled(QSize(1 << 16, MOST_LINES), Qt.AspectRatioMode.KeepAspectRatio)
    one, other = (_colors(_at_size(picture, size)) for picture in (ours, theirs))
    score = float(ssim(_brightness(one), _brightness(other)).mean())
    return Likeness(score, _heat(one, other))


def ssim(one: Plane, other: Plane) -> Plane:
    """The similarity in each window of 8 × 8, every one of them; shape (rows - 7, columns - 7)."""
    mean_one, mean_other = _means(one), _means(other)
    both = mean_one * mean_other
    square_one, square_other = mean_one * mean_one, mean_other * mean_other
    spread_one = np.maximum(0, _means(one * one) - square_one)
    spread_other = np.maximum(0, _means(other * other) - square_other)
    common = _means(one * other) - both
    found = ((2 * both + _C1) * (2 * common + _C2)) / (
        (square_one + square_other + _C1) * (spread_one + spread_other + _C2)
    )
    return np.asarray(found, np.float32)


def _means(plane: Plane) -> NDArray[np.float64]:
    """The mean of every window of 8 × 8, from running sums."""
    sums = np.zeros((plane.shape[0] + 1, plane.shape[1] + 1))
    sums[1:, 1:] = plane.astype(np.float64).cumsum(axis=0).cumsum(axis=1)
    n = _WINDOW
    windows: NDArray[np.float64] = sums[n:, n:] - sums[:-n, n:] - sums[n:, :-n] + sums[:-n, :-n]
    return windows / (n * n)


def _at_size(picture: QImage, size: QSize) -> QImage:
    width, height = max(_WINDOW, size.width()), max(_WINDOW, size.height())
    scaled = picture.scaled(
        QSize(width, height), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return scaled.convertToFormat(QImage.Format.Format_RGB32)


def _colors(picture: QImage) -> NDArray[np.float32]:
    """Blue, green and red, shape (rows, columns, 3)."""
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.bytesPerLine())
    return rows[:, : picture.width() * 4].reshape(picture.height(), picture.width(), 4)[:, :, :3].astype(np.float32)


def _brightness(colors: NDArray[np.float32]) -> Plane:
    return np.asarray(colors @ np.array([0.0722, 0.7152, 0.2126], np.float32), np.float32)


def _heat(one: NDArray[np.float32], other: NDArray[np.float32]) -> QImage:
    apart = np.abs(one - other).max(axis=2)
    far = np.clip((apart - _LEAST) / (_FULL - _LEAST), 0, 1)[:, :, None]
    grey = np.repeat(_brightness(one)[:, :, None] * 0.35 + 150, 3, axis=2)
    hot = np.concatenate([np.full_like(far, 30), 190 * (1 - far) + 20, np.full_like(far, 235)], axis=2)
    strength = np.clip(far * 2.5, 0, 1)
    mixed = np.zeros((*one.shape[:2], 4), np.uint8)
    mixed[:, :, :3] = grey * (1 - strength) + hot * strength
    mixed[:, :, 3] = 255
    height, width = mixed.shape[:2]
    return QImage(mixed.tobytes(), width, height, width * 4, QImage.Format.Format_RGB32).copy()
