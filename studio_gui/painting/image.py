"""The painter of pictures, and the drawing of a picture into a box that others use too."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from studio_gui.model.clips import ImageClip
from studio_gui.model.crop import shares
from studio_gui.painting.media.pictures import Size
from studio_gui.painting.placeholder import paint_placeholder
from studio_gui.painting.sheet import Sheet, device_scale


def paint_image(painter: QPainter, clip: ImageClip, sheet: Sheet) -> None:
    """The picture over the whole box, or a placeholder with the name of what is missing."""
    if sheet.width <= 0 or sheet.height <= 0:
        return
    left, top, right, bottom = shares(clip)
    size = device_size(painter, sheet.width / (1 - left - right), sheet.height / (1 - top - bottom))
    picture = sheet.assets.image(clip.studio.media, clip.source_url, size=size)
    if picture is None:
        name = clip.studio.name or clip.source_url.rsplit("/", 1)[-1] or "Picture"
        paint_placeholder(painter, (sheet.width, sheet.height), label=name)
    else:
        draw_in_box(painter, picture, sheet.width, sheet.height, crop=(left, top, right, bottom))


def device_size(painter: QPainter, width: float, height: float) -> Size:
    """How many device pixels a box of that size covers."""
    return covered_pixels(width, height, *device_scale(painter))


def covered_pixels(width: float, height: float, across: float, down: float) -> Size:
    """How many device pixels a box of that size covers, with so many of them to the pixel each way."""
    return max(1, math.ceil(width * across - 1e-3)), max(1, math.ceil(height * down - 1e-3))


def draw_in_box(
    painter: QPainter,
    picture: QImage,
    width: float,
    height: float,
    *,
    crop: tuple[float, float, float, float] = (0, 0, 0, 0),
) -> None:
    """Draw the picture over (0, 0, width, height); ``crop`` are shares cut off at its left, top, right and bottom."""
    left, top, right, bottom = crop
    whole = QRectF(picture.rect())
    part = whole.adjusted(left * whole.width(), top * whole.height(), -right * whole.width(), -bottom * whole.height())
    painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
    painter.drawImage(QRectF(0, 0, width, height), picture, part)
