"""What a painter of a clip is given beside the clip: where its pictures come from, the moment, the resolution."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtGui import QPainter

from studio_gui.painting.assets import Assets


@dataclass(frozen=True, slots=True)
class Sheet:
    """The circumstances of one drawing.

    ``at_s`` is the time within the scene in seconds, ``mouth`` the mouth shape of the presenter (0 closed … 5).
    ``width`` and ``height`` are the room the painter draws in, from (0, 0): the drawn size for painters of pictures, the
    natural one, which the clip's own scale has been applied to, for painters of outlines.
    """

    assets: Assets
    at_s: float
    mouth: int
    width: float
    height: float


def device_scale(painter: QPainter) -> tuple[float, float]:
    """Device pixels for one unit of the painter, across and down."""
    transform = painter.combinedTransform()
    device = painter.device()
    ratio = device.devicePixelRatioF()
    across = math.hypot(transform.m11(), transform.m12())
    down = math.hypot(transform.m21(), transform.m22())
    return across * ratio, down * ratio
