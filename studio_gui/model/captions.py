"""How what is said is written into the picture; the documents know no captions, so this stays on this computer."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from studio_gui.model.clips.text import PX_PER_PT
from studio_gui.model.fields import Control, Flag, Number, Text
from studio_gui.model.value import Value

_PLACES = (("bottom", "Bottom"), ("top", "Top"), ("custom", "Free"))
_WEIGHTS = (("", "Regular"), ("500", "Medium"), ("600", "Semibold"), ("700", "Bold"))

LINE_WIDTH = {"landscape": 42, "portrait": 24}
"""Letters in a line by orientation; a Chinese sign counts as two. Source for 42: habits of broadcasters."""

_SHOWN = "In the preview and the video; the stage shows the first of each scene"


class Captions(Value):
    """The style of a project's captions, and whether they are drawn at all."""

    shown: Annotated[Flag, Control("Shown in the picture", "toggle", "Captions", help=_SHOWN)] = False
    font_family: Annotated[Text, Control("Font", "font", "Captions")] = "Noto Sans CJK"
    font_size: Annotated[
        Number, Field(gt=0, le=1000), Control("Size", "number", "Captions", minimum=8, maximum=200, unit="pt")
    ] = 36
    font_weight: Annotated[Text, Control("Weight", "choice", "Captions", choices=_WEIGHTS)] = "600"
    color: Annotated[Text, Control("Colour", "color", "Captions")] = "#FFFFFF"
    box_color: Annotated[Text, Control("Box", "color", "Captions")] = "#000000B0"
    """Behind the lines; empty is none, and the letters get an outline."""
    place: Annotated[Text, Control("Place", "choice", "Captions", choices=_PLACES)] = "bottom"
    height: Annotated[
        Number,
        Field(ge=0, le=100),
        Control("Height", "slider", "Captions", minimum=0, maximum=100, unit="%", help="0 is the top, 100 the bottom."),
    ] = 85
    """Of the custom place: the middle of the lines in percent of the stage, from its top."""

    @property
    def font_size_px(self) -> float:
        """The font size in scene pixels."""
        return float(self.font_size) * PX_PER_PT
