"""Clips as other programs understand them, and what other programs put on the clipboard."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QMetaType, QMimeData, QUrl
from PySide6.QtGui import QImage, QPainter

from studio_gui.model.clips import Clip, ImageClip, TextClip, VideoClip
from studio_gui.model.geometry import Box, Rect
from studio_gui.painting import Assets, paint_clip
from studio_gui.ui.canvas.drops import SVG
from studio_gui.ui.canvas.pictures import clip_area, draw_picture

IMAGE = "application/x-qt-image"
"""What Qt calls a picture that it offers to others in every format it can write."""
MOST_DRAWN = 40
"""More clips than these are not drawn for other programs: it would be felt."""
MOST_SIDE_PX = 1920
_SVG_TEXT = re.compile(r"\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]", re.DOTALL)


class ForOthers(QMimeData):
    """Clips as text, as a file when it is one picture or video, and as a picture, which is drawn when somebody asks for it.

    Nearly nobody does, and to read a presenter for it alone takes more than a turn of the loop.
    """

    def __init__(self, clips: Sequence[Clip], assets: Assets) -> None:
        super().__init__()
        self._assets, self._image = assets, QImage()
        self._drawn = [clip for clip in clips if clip.is_drawn]
        texts = [clip.text for clip in clips if isinstance(clip, TextClip)]
        if texts:
            self.setText("\n".join(texts))
        files = [assets.path_of(clip.studio.media) for clip in clips if isinstance(clip, (ImageClip, VideoClip))]
        if len(clips) == 1 and files and files[0] is not None:
            self.setUrls([QUrl.fromLocalFile(str(files[0]))])

    @property
    def _has_picture(self) -> bool:
        return 0 < len(self._drawn) <= MOST_DRAWN

    def formats(self) -> list[str]:
        return [*super().formats(), *([IMAGE] if self._has_picture else [])]

    def hasFormat(self, mimetype: str) -> bool:
        return mimetype in self.formats()

    def retrieveData(self, mimetype: str, preferredType: QMetaType) -> object:
        if mimetype != IMAGE or not self._has_picture:
            return super().retrieveData(mimetype, preferredType)
        if self._image.isNull():
            self._image = _picture_of(self._drawn, self._assets)
        return self._image


def _picture_of(drawn: Sequence[Clip], assets: Assets) -> QImage:
    """Clips, back to front, on nothing."""
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
