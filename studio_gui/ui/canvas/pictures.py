"""Pictures of clips at the resolution of the screen: drawn once, blitted while a clip moves.

A picture holds a clip as it lies, turned and scaled, so that showing it is a plain copy of pixels. What would be
larger than the screen several times over is drawn only around the part in sight.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from studio_gui.model.clips import Clip, ShapeClip, TextClip
from studio_gui.model.geometry import Box, Rect
from studio_gui.model.hits import Placed
from studio_gui.model.project import Scene
from studio_gui.painting import Assets, paint_clip, paint_scene
from studio_gui.painting.kinds import KINDS
from studio_gui.painting.scene import placing

Paint = Callable[[QPainter], None]

MOST_PIXELS = 6_000_000
"""A picture with more pixels than this is drawn only where it can be seen."""
BAND_PIXELS = 500_000
"""What is painted in bands has so many pixels in one: between two of them other threads have the interpreter."""
LARGE_PIXELS = 500_000
"""What is looked at on the way to the screen has no more pixels than these."""
_UNSEEN = dict.fromkeys(("left", "top", "layer", "name", "studio", "id"))
"""Fields that do not change how a clip looks; of ``studio`` the media are compared on their own."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of an area of the scene."""

    image: QImage | QPixmap
    area: Rect
    """The covered scene pixels, on whole device pixels."""
    scale: float
    """Device pixels per scene pixel."""
    origin: Box
    """The box of the clip when it was drawn."""
    is_whole: bool = True


def looks_same(old: Clip, new: Clip) -> bool:
    """Whether two values of a clip differ at most in where they lie."""
    if type(old) is not type(new):
        return False
    if old.studio is not new.studio and _shown_media(old) != _shown_media(new):
        return False
    return old.__dict__ | _UNSEEN == new.__dict__ | _UNSEEN  # in one go: hundreds are asked about in a step of a drag


def _shown_media(clip: Clip) -> tuple[object, ...]:
    return clip.studio.media, clip.studio.poster, clip.studio.crop


def clip_area(clip: Clip, placed: Placed | None = None) -> Rect:
    """The scene pixels a clip may draw on: its box, outline, shadow, and text that is too long.

    ``placed`` is the clip with its box, where somebody has worked that out already.
    """
    placed = placed or Placed.of(clip)
    kind, box, bounds = KINDS.get(type(clip)), placed.box, _grown(placed.bounds, 2)
    if kind is None or not kind.in_natural_size:
        return bounds
    ink = kind.bounds(clip, float(clip.width), float(clip.height))
    across, down = abs(float(clip.scale_x)), abs(float(clip.scale_y))
    inner = QRectF(ink.x() * across, ink.y() * down, ink.width() * across, ink.height() * down)
    drawn = placing(clip, box).mapRect(inner)
    area = Rect.around((bounds, Rect(drawn.x(), drawn.y(), drawn.width(), drawn.height())))
    return _grown(area, _shadow_reach(clip))


def _shadow_reach(clip: Clip) -> float:
    shadow = clip.shadow if isinstance(clip, ShapeClip | TextClip) else None
    if shadow is None or not shadow.enabled:
        return 2
    return 2 + max(abs(shadow.offset_x), abs(shadow.offset_y)) + 2 * abs(shadow.blur)


def clip_paint(clip: Clip, assets: Assets) -> Paint:
    """What draws a clip."""
    return lambda painter: paint_clip(painter, clip, assets=assets)


def background_paint(scene: Scene, stage: tuple[int, int], assets: Assets) -> Paint:
    """What draws the background of a scene."""
    bare = scene.changed(clips=())
    return lambda painter: paint_scene(painter, bare, stage=stage, assets=assets)


def seen_part(area: Rect, scale: float, visible: Rect) -> tuple[Rect, bool]:
    """The part of ``area`` that is worth drawing, and whether that is all of it."""
    if area.width * area.height * scale * scale <= MOST_PIXELS:
        return area, True
    wide = Rect(
        visible.left - visible.width / 2, visible.top - visible.height / 2, visible.width * 2, visible.height * 2
    )
    return common(area, wide), False


def covers(picture: Picture, part: Rect) -> bool:
    """Whether a picture shows all of ``part`` (half a pixel is forgiven)."""
    slack, area = 0.5 / picture.scale, picture.area
    return (
        area.left <= part.left + slack
        and area.top <= part.top + slack
        and area.right >= part.right - slack
        and area.bottom >= part.bottom - slack
    )


def draw_picture(
    paint: Paint, area: Rect, scale: float, *, origin: Box, is_whole: bool = True, in_bands: bool = False
) -> Picture:
    """Draw the scene pixels of ``area`` at ``scale`` device pixels each; works off the GUI thread.

    ``in_bands`` is for what is as quickly painted in parts: painting holds the interpreter's lock.
    """
    left, top = math.floor(area.left * scale), math.floor(area.top * scale)
    width = max(1, math.ceil(area.right * scale) - left)
    height = max(1, math.ceil(area.bottom * scale) - top)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    lines = max(1, BAND_PIXELS // width) if in_bands else height
    for line in range(0, height, lines):
        with QPainter(image) as painter:
            painter.setClipRect(0, line, width, lines)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.fillRect(0, line, width, lines, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setRenderHints(
                QPainter.RenderHint.Antialiasing
                | QPainter.RenderHint.SmoothPixmapTransform
                | QPainter.RenderHint.TextAntialiasing
            )
            painter.translate(-left, -top)
            painter.scale(scale, scale)
            seen = QRectF(area.left - 1, area.top - 1, area.width + 2, area.height + 2)
            painter.setClipRect(seen, Qt.ClipOperation.IntersectClip)
            paint(painter)
    covered = Rect(left / scale, top / scale, width / scale, height / scale)
    return Picture(image, covered, scale, origin, is_whole)


def on_screen(picture: Picture, ratio: float) -> Picture:
    """The picture as a pixmap for a screen of ``ratio`` device pixels to the pixel; on the GUI thread only."""
    pixmap = picture.image if isinstance(picture.image, QPixmap) else _pixmap(picture.image)
    pixmap.setDevicePixelRatio(ratio)
    return Picture(pixmap, picture.area, picture.scale, picture.origin, picture.is_whole)


def _pixmap(image: QImage) -> QPixmap:
    """A pixmap of an image; a large one is taken as it is, for to find that nothing shines through and to copy it is slow."""
    is_large = image.width() * image.height() > LARGE_PIXELS
    flag = Qt.ImageConversionFlag
    return QPixmap.fromImage(image, flag.NoOpaqueDetection if is_large else flag.AutoColor)


def _grown(rect: Rect, by: float) -> Rect:
    return Rect(rect.left - by, rect.top - by, rect.width + 2 * by, rect.height + 2 * by)


def moved(picture: Picture, box: Box) -> Picture:
    """The picture where it belongs when its clip lies in ``box`` and is only moved."""
    dx, dy = box.left - picture.origin.left, box.top - picture.origin.top
    return Picture(picture.image, picture.area.moved(dx, dy), picture.scale, picture.origin, picture.is_whole)


def common(a: Rect, b: Rect) -> Rect:
    """What two rectangles share; without width or height when they share nothing."""
    left, top = max(a.left, b.left), max(a.top, b.top)
    return Rect(left, top, max(0.0, min(a.right, b.right) - left), max(0.0, min(a.bottom, b.bottom) - top))
