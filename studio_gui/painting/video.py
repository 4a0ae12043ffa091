"""The painter of videos: their frame at the moment, their poster, or a placeholder."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from studio_gui.model.clips import VideoClip
from studio_gui.painting.image import device_size, draw_in_box
from studio_gui.painting.placeholder import paint_placeholder
from studio_gui.painting.sheet import Sheet


def paint_video(painter: QPainter, clip: VideoClip, sheet: Sheet) -> None:
    """The frame at ``sheet.at_s``; a video starts with its scene and stays on its last frame."""
    if sheet.width <= 0 or sheet.height <= 0:
        return
    size = device_size(painter, sheet.width, sheet.height)
    picture = sheet.assets.video_frame(clip.studio.media, sheet.at_s, size=size)
    if picture is None:
        picture = sheet.assets.image(clip.studio.poster, clip.source_url, size=size)
    if picture is None:
        name = clip.studio.name or clip.video_url.rsplit("/", 1)[-1] or clip.studio.media or "Video"
        paint_placeholder(painter, (sheet.width, sheet.height), label=name, icon="video")
    else:
        draw_in_box(painter, picture, sheet.width, sheet.height)
