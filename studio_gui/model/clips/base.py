"""What every clip has: the common fields of the editor-project documents, and the editor's own."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field
from typing_extensions import Self

from studio_gui.model import fields as f
from studio_gui.model.fields import ClipId, Flag, Int, Number, Text
from studio_gui.model.playing import Play
from studio_gui.model.value import Value

ANIMATIONS = (
    "fade-in", "fade-out", "in-right", "in-down", "in-left", "in-up",
    "out-right", "out-down", "out-left", "out-up", "zoom-in", "zoom-out",
)  # fmt: skip
"""``animation.type`` of the documents."""


class Crop(Value):
    """What is cut off a picture at each side, as shares of the whole picture before it is mirrored."""

    left: Annotated[Number, Field(ge=0, le=1)] = 0
    top: Annotated[Number, Field(ge=0, le=1)] = 0
    right: Annotated[Number, Field(ge=0, le=1)] = 0
    bottom: Annotated[Number, Field(ge=0, le=1)] = 0


class ClipStudio(Value):
    """What only the editor knows of a clip; it never leaves this computer."""

    name: Text = ""
    locked: Flag = False
    hidden: Flag = False
    group: Text = ""
    """Clips with the same non-empty group are one group."""
    media: Text = ""
    """A file of the project (``media/<hash>.png``) or of the program (``builtin:backgrounds/office.svg``)."""
    poster: Text = ""
    """A still picture of a video, as ``media``."""
    crop: Crop | None = None
    """Of a picture only."""
    play: Play | None = None
    """Of a video or sound only; None plays the whole file once."""


class Shadow(Value):
    """``shadow`` of shapes and texts; offsets are px, the colour is ``#RRGGBBAA``."""

    color: Text = "#00000060"
    blur: Number = 0
    offset_x: Number = Field(default=5, validation_alias="offsetX")
    offset_y: Number = Field(default=5, validation_alias="offsetY")
    enabled: Flag = False


class Animation(Value):
    """``animation`` of shapes, pictures and texts; the documents give no unit for the two times."""

    type: Text
    duration: Number
    delay: Number


class Clip(Value):
    """One thing on the stage.

    ``left``/``top`` is the top-left corner of the box after it was turned by ``angle`` (degrees, clockwise) about that
    very corner; the drawn size is ``width * |scale_x|`` by ``height * |scale_y|``. A negative scale or a flip mirrors
    the picture inside the box. Source: create-project documents, common clip fields.
    """

    kind_title: ClassVar[str] = "Clip"
    icon: ClassVar[str] = "shape"
    keeps_aspect: ClassVar[bool] = False
    resizes_by_scale: ClassVar[bool] = False
    """Whether a handle changes the scale (pictures) or the width and height (shapes, texts)."""
    has_box: ClassVar[bool] = True

    id: Annotated[ClipId, Field(strict=True, min_length=1, max_length=200)]
    type: Text
    layer: Int = 1
    left: Annotated[Number, f.X] = 0
    top: Annotated[Number, f.Y] = 0
    width: Annotated[Number, f.WIDTH] = 0
    height: Annotated[Number, f.HEIGHT] = 0
    scale_x: Number = Field(default=1, validation_alias="scaleX")
    scale_y: Number = Field(default=1, validation_alias="scaleY")
    angle: Annotated[Number, f.ANGLE] = 0
    opacity: Annotated[Number, f.OPACITY] = 100
    name: Text = ""
    flip_x: Flag = Field(default=False, validation_alias="flipX")
    flip_y: Flag = Field(default=False, validation_alias="flipY")
    studio: ClipStudio = ClipStudio()

    @property
    def label(self) -> str:
        """What lists call this clip: its given name, else what it is."""
        return self.studio.name or self.kind_title

    @property
    def is_drawn(self) -> bool:
        """Whether the clip shows on the stage."""
        return self.has_box and not self.studio.hidden

    def with_studio(self, **fields: object) -> Self:
        """A copy with some of the editor's own fields changed."""
        return self._copied({"studio": self.studio.changed(**fields)})  # which has validated them


class UnknownClip(Clip):
    """A clip of a kind this version does not know; it is kept as it is and shown as a grey box."""

    kind_title: ClassVar[str] = "Unknown clip"
    icon: ClassVar[str] = "info"
