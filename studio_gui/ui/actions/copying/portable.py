"""Clips as other programs understand them, and what other programs put on the clipboard."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage, QPainter

from studio_gui.model.clips import Clip, ImageClip, TextClip, VideoClip
from studio_gui.model.geometry import Box, Rect
from studio_gui.painting import Assets, paint_clip
from studio_gui.ui.canvas.pictures import clip_area, draw_picture

SVG = "image/svg+xml"
MOST_DRAWN = 40
"""More clips than these are not drawn for other programs: it would be felt."""
MOST_SIDE_PX = 1920
_SVG_TEXT = re.compile(r"\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]", re.DOTALL)


def add_for_others(mime: QMimeData, clips: Sequence[Clip], assets: Assets) -> None:
    """Put clips into ``mime`` as text, as a file when it is one picture or video, and as a picture."""
    texts = [clip.text for clip in clips if isinstance(clip, TextClip)]
    if texts:
        mime.setText("\n".join(texts))
    files = [assets.path_of(clip.studio.media) for clip in clips if isinstance(clip, (ImageClip, VideoClip))]
    if len(clips) == 1 and files and files[0] is not None:
        mime.setUrls([QUrl.fromLocalFile(str(files[0]))])
    image = picture_of(clips, assets)
    if image is not None:
        mime.setImageData(image)


def picture_of(clips: Sequence[Clip], assets: Assets) -> QImage | None:
    """The clips, back to front, on nothing; None when there is nothing to see, or too much."""
    drawn = [clip for clip in clips if clip.is_drawn]
    if not drawn or len(drawn) > MOST_DRAWN:
        return None
    area = Rect.around(clip_area(clip) for clip in drawn)
    scale = min(1.0, MOST_SIDE_PX / max(area.width, area.height, 1))

    def paint(painter: QPainter) -> None:
        for clip in drawn:
            paint_clip(painter, clip, assets=assets)

    origin = Box(area.left, area.top, area.width, area.height)
    image = draw_picture(paint, area, scale, origin=origin).image
    return image if isinstance(image, QImage) else image.toImage()


def svg_in(mime: QMimeData) -> bytes:
    """The SVG that was copied as such or as text; empty when there is none."""
    if mime.hasFormat(SVG):
        return bytes(mime.data(SVG).data())
    text = mime.text() if mime.hasText() else ""
    return text.encode("utf-8") if _SVG_TEXT.match(text[:4000]) else b""
