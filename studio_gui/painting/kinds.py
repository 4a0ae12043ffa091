"""The registry: which painter draws which kind of clip. A new kind of clip is one file and one row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from studio_gui.model.clips import AvatarClip, Clip, ImageClip, ShapeClip, TextClip, UnknownClip, VideoClip
from studio_gui.painting.avatar import paint_avatar
from studio_gui.painting.image import paint_image
from studio_gui.painting.shape import paint_shape, shape_bounds
from studio_gui.painting.sheet import Sheet
from studio_gui.painting.text import paint_text, paint_text_ground, text_bounds
from studio_gui.painting.unknown import paint_unknown
from studio_gui.painting.video import paint_video

# Each painter takes its own class of clip; the table is what guarantees that it gets that one.
Paint = Callable[[QPainter, Any, Sheet], None]
Bounds = Callable[[Any, float, float], QRectF]


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind is drawn.

    ``paint`` draws what casts the shadow, ``ground`` what lies beneath the shadow. ``bounds`` says how far ``paint``
    reaches. ``in_natural_size`` kinds are drawn at width × height and scaled; others get the drawn size.
    """

    paint: Paint
    bounds: Bounds
    ground: Paint | None = None
    in_natural_size: bool = False


def _box(clip: Clip, width: float, height: float) -> QRectF:
    return QRectF(0, 0, width, height)


KINDS: dict[type[Clip], Kind] = {
    AvatarClip: Kind(paint_avatar, _box),
    ShapeClip: Kind(paint_shape, shape_bounds, in_natural_size=True),
    ImageClip: Kind(paint_image, _box),
    TextClip: Kind(paint_text, text_bounds, ground=paint_text_ground, in_natural_size=True),
    VideoClip: Kind(paint_video, _box),
    UnknownClip: Kind(paint_unknown, _box),
}
"""A sound has no row: it is heard, not seen."""
