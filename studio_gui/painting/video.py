"""The painter of videos: their frame at the moment, their poster, or a placeholder."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from studio_gui.model.clips import VideoClip
from studio_gui.model.playing import ONCE
from studio_gui.painting.assets import Assets
from studio_gui.painting.image import device_size, draw_in_box
from studio_gui.painting.placeholder import paint_placeholder
from studio_gui.painting.sheet import Sheet


def paint_video(painter: QPainter, clip: VideoClip, sheet: Sheet) -> None:
    """The frame at ``sheet.at_s``, which its way to play finds; nothing after the end of one that disappears."""
    if sheet.width <= 0 or sheet.height <= 0:
        return
    at_s = video_moment(clip, sheet.at_s, assets=sheet.assets)
    if at_s is None:
        return
    size = device_size(painter, sheet.width, sheet.height)
    picture = sheet.assets.video_frame(clip.studio.media, at_s, size=size)
    if picture is None:
        picture = sheet.assets.image(clip.studio.poster, clip.source_url, size=size)
    if picture is None:
        name = clip.studio.name or clip.video_url.rsplit("/", 1)[-1] or "Video"
        paint_placeholder(painter, (sheet.width, sheet.height), label=name, icon="video")
    else:
        draw_in_box(painter, picture, sheet.width, sheet.height)


def video_moment(clip: VideoClip, at_s: float, *, assets: Assets) -> float | None:
    """The second of a clip's file that is seen ``at_s`` seconds into its scene; None when it is not there any more."""
    play = clip.studio.play or ONCE
    if play is ONCE:
        return at_s
    return play.moment(at_s, assets.duration_s(clip.studio.media))
