"""The clip kinds. Adding one means adding its file here, its row in ``CLIP_KINDS`` and its painter.

Nothing here draws, reads files or knows a service's transport.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Discriminator, Tag

from studio_gui.model.clips.audio import AudioClip
from studio_gui.model.clips.avatar import AvatarClip, AvatarModel, LegacyScript
from studio_gui.model.clips.base import ANIMATIONS, Animation, Clip, ClipStudio, Shadow, UnknownClip
from studio_gui.model.clips.image import ImageClip
from studio_gui.model.clips.shape import SHAPES, ShapeClip
from studio_gui.model.clips.text import PX_PER_PT, TextClip, whole_pt
from studio_gui.model.clips.video import VideoClip

CLIP_KINDS: dict[str, type[Clip]] = {
    "aiModel": AvatarClip,
    "shape": ShapeClip,
    "image": ImageClip,
    "textImage": TextClip,
    "videoImage": VideoClip,
    "audio": AudioClip,
}
"""Clip type of the documents to the class that holds it."""


def _tag(data: object) -> str:
    kind = data.get("type") if isinstance(data, dict) else getattr(data, "type", None)
    return kind if isinstance(kind, str) and kind in CLIP_KINDS else "unknown"


AnyClip: TypeAlias = Annotated[
    Annotated[AvatarClip, Tag("aiModel")]
    | Annotated[ShapeClip, Tag("shape")]
    | Annotated[ImageClip, Tag("image")]
    | Annotated[TextClip, Tag("textImage")]
    | Annotated[VideoClip, Tag("videoImage")]
    | Annotated[AudioClip, Tag("audio")]
    | Annotated[UnknownClip, Tag("unknown")],
    Discriminator(_tag),
]

__all__ = [
    "ANIMATIONS", "CLIP_KINDS", "PX_PER_PT", "SHAPES", "Animation", "AnyClip", "AudioClip", "AvatarClip", "AvatarModel",
    "Clip", "ClipStudio", "ImageClip", "LegacyScript", "Shadow", "ShapeClip", "TextClip", "UnknownClip", "VideoClip",
    "whole_pt",
]  # fmt: skip
