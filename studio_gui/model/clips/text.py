"""A text: clip type ``textImage``."""

from __future__ import annotations

import math
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from studio_gui.model import fields as f
from studio_gui.model.clips.base import Animation, Clip, Shadow
from studio_gui.model.fields import Control, Flag, Number, Text

PX_PER_PT = 4 / 3
"""``fontSize`` is in points and 3 pt are 4 px. Source: JSON template tutorial."""

_WEIGHTS = (
    ("", "Regular"),
    ("300", "Light"),
    ("500", "Medium"),
    ("600", "Semibold"),
    ("700", "Bold"),
    ("900", "Black"),
)
_ALIGNS = (("left", "Left"), ("center", "Centre"), ("right", "Right"))


def whole_pt(size: float) -> int:
    """The next smaller size of letters in whole points, so that words wrap where they did; at least 1.

    Source: ``fontSize`` of the service is an Int. What came with a fraction and is not touched keeps it.
    """
    return max(1, math.floor(size + 1e-6))


class TextClip(Clip):
    """A text in its box: wrapped to the width, starting at the top."""

    kind_title: ClassVar[str] = "Text"
    icon: ClassVar[str] = "text"

    type: Literal["textImage"] = "textImage"
    text: Annotated[Text, Control("Text", "multiline", "Text")]
    font_size: Annotated[Number, Control("Size", "number", "Text", minimum=1, maximum=1000, unit="pt")] = Field(
        validation_alias="fontSize"
    )
    font_family: Annotated[Text, Control("Font", "font", "Text")] = Field(
        default="Noto Sans CJK", validation_alias="fontFamily"
    )
    font_weight: Annotated[Number | Text, Control("Weight", "choice", "Text", choices=_WEIGHTS)] = Field(
        default="", validation_alias="fontWeight"
    )
    font_style: Annotated[Text, Control("Style", "choice", "Text", choices=(("", "Upright"), ("italic", "Italic")))] = (
        Field(default="", validation_alias="fontStyle")
    )
    underline: Annotated[Flag, Control("Underline", "toggle", "Text")] = False
    align: Annotated[Text, Control("Alignment", "choice", "Text", choices=_ALIGNS)] = "left"
    fill: Annotated[Text, f.FILL]
    background_color: Annotated[Text, Control("Background", "color", "Look")] = Field(
        default="", validation_alias="backgroundColor"
    )
    stroke: Annotated[Text, f.STROKE] = ""
    stroke_width: Annotated[Number, f.STROKE_WIDTH] = Field(default=0, validation_alias="strokeWidth")
    shadow: Shadow | None = None
    animation: Animation | None = None
    tag: Annotated[Text, f.TAG] = ""

    @property
    def label(self) -> str:
        """The given name, else the first line of the text."""
        return self.studio.name or self.text.strip().split("\n", 1)[0][:60] or self.kind_title

    @property
    def font_size_px(self) -> float:
        """The font size in scene pixels."""
        return float(self.font_size) * PX_PER_PT
