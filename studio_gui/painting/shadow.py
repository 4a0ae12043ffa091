"""The shadow of shapes and texts.

It falls the same way however a clip is turned, as on the service's canvas, so it is made in device pixels.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from studio_gui.model.clips import Shadow
from studio_gui.painting.colors import color
from studio_gui.painting.layer import layer_of

MAX_BLUR_PX = 200
"""More device pixels of blur than this look the same and cost more."""


def paint_shadow(
    painter: QPainter, shadow: Shadow | None, *, bounds: QRectF, scale: float, paint: Callable[[QPainter], None]
) -> None:
    """Draw the shadow of what ``paint`` draws within ``bounds``; ``scale`` is device pixels per scene pixel."""
    tint = color(shadow.color, "#00000060") if shadow and shadow.enabled else None
    if shadow is None or tint is None:
        return
    blur = max(0.0, min(MAX_BLUR_PX, float(shadow.blur) * scale))
    dx, dy = float(shadow.offset_x) * scale, float(shadow.offset_y) * scale
    spread = 2 * blur * _units(painter) + 1
    layer = layer_of(
        painter,
        bounds.adjusted(-spread, -spread, spread, spread),
        paint=paint,
        margin_px=min(2000, round(max(abs(dx), abs(dy)) + 2 * blur)),
    )
    if layer is None:
        return
    _tint(layer.image, tint, blur)
    layer.draw(painter, dx=dx, dy=dy)


def _units(painter: QPainter) -> float:
    from studio_gui.painting.sheet import device_scale

    return 1 / max(1e-6, min(device_scale(painter)))


def _tint(image: QImage, tint: QColor, blur: float) -> None:
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
