"""A picture: clip type ``image``."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from studio_gui.model import fields as f
from studio_gui.model.clips.base import Animation, Clip
from studio_gui.model.fields import Control, Text


class ImageClip(Clip):
    """A picture; width and height are its natural size in pixels, the scale sets how large it is drawn."""

    kind_title: ClassVar[str] = "Picture"
    icon: ClassVar[str] = "picture"
    keeps_aspect: ClassVar[bool] = True
    resizes_by_scale: ClassVar[bool] = True

    type: Literal["image"] = "image"
    source_url: Annotated[Text, Control("Public URL", "text", "Data")]
    animation: Animation | None = None
    tag: Annotated[Text, f.TAG] = ""
