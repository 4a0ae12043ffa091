"""New clips: for a file, and in a place of their own."""

from __future__ import annotations

from studio_gui.base.media_names import MediaKind
from studio_gui.files.probing import MediaFacts
from studio_gui.model.clips import AudioClip, Clip, ImageClip, VideoClip
from studio_gui.model.geometry import Point, Rect, tidy
from studio_gui.model.new import new_audio, new_image, new_video

_SHARE = 0.5
"""A new picture takes at most this share of the stage's width and height."""
_SHOWN: dict[type[Clip], MediaKind] = {ImageClip: "picture", VideoClip: "video", AudioClip: "audio"}


def kind_shown(clip: Clip) -> MediaKind:
    """The kind of file that a picture, a video or a sound shows; raises ``KeyError`` for other clips."""
    return _SHOWN[type(clip)]


def clip_for(name: str, ref: str, facts: MediaFacts, *, stage: tuple[int, int], center: Point) -> Clip:
    """The clip for a media file: a sensible size about ``center``; natural size when that is small enough."""
    if facts.kind == "audio":
        return new_audio(media=ref, label=name)
    width, height = max(facts.width, 1), max(facts.height, 1)
    share = 0.6 if facts.kind == "video" else _SHARE
    factor = min(1.0, stage[0] * share / width, stage[1] * share / height)
    box = box_about(center, width * factor, height * factor)
    if facts.kind == "video":
        return new_video(box=box, size=(width, height), media=ref, name=name)
    return new_image(box=box, size=(width, height), media=ref, name=name)


def box_about(center: Point, width: float, height: float) -> Rect:
    """A box of that size around a point; its corner is on whole pixels."""
    return Rect(tidy(round(center.x - width / 2)), tidy(round(center.y - height / 2)), width, height)
