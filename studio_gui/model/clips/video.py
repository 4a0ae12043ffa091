"""A video: clip type ``videoImage``."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from studio_gui.model import fields as f
from studio_gui.model.clips.base import Clip
from studio_gui.model.fields import Control, Number, Text


class VideoClip(Clip):
    """A video; ``source_url`` is its still picture. It starts with the scene."""

    kind_title: ClassVar[str] = "Video"
    icon: ClassVar[str] = "video"
    keeps_aspect: ClassVar[bool] = True
    resizes_by_scale: ClassVar[bool] = True

    type: Literal["videoImage"] = "videoImage"
    video_url: Annotated[Text, Control("Public URL", "text", "Data")]
    source_url: Annotated[Text, Control("Poster URL", "text", "Data")] = ""
    volume: Annotated[Number, f.VOLUME] = 100
    tag: Annotated[Text, f.TAG] = ""
