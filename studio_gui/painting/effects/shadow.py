"""The shadow of shapes and texts.

It falls the same way however a clip is turned, as on the service's canvas, so it is made in device pixels.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from studio_gui.model.clips import Clip, Shadow, ShapeClip, TextClip
from studio_gui.painting.colors import color
from studio_gui.painting.layer import layer_of

MAX_BLUR_PX = 200
"""More device pixels of blur than this look the same and cost more."""
_BLUR = "studio_gui.painting.effects.blur"
"""Loaded when the first shadow is drawn: it needs numpy, which is slow to load, and few clips have shadows."""


def must_load(clip: object) -> bool:
    """Whether drawing a clip loads what blurs shadows, which takes a tenth of a second once."""
    shadow = clip.shadow if isinstance(clip, ShapeClip | TextClip) else None
    return shadow is not None and shadow.enabled and _BLUR not in sys.modules


def without_shadow(clip: Clip) -> Clip:
    """The clip as it is before its shadow is there."""
    return clip.changed(shadow=None)


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
    from studio_gui.painting.effects.blur import tint_and_blur

    layer = layer_of(
        painter,
        bounds.adjusted(-spread, -spread, spread, spread),
        paint=paint,
        margin_px=round(2 * blur),
        moved_px=(dx, dy),
    )
    if layer is None:
        return
    tint_and_blur(layer.image, tint, blur)
    layer.draw(painter, dx=dx, dy=dy)


def _units(painter: QPainter) -> float:
    from studio_gui.painting.sheet import device_scale

    return 1 / max(1e-6, min(device_scale(painter)))
