"""A shape: clip type ``shape``."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from studio_gui.model import fields as f
from studio_gui.model.clips.base import Animation, Clip, Shadow
from studio_gui.model.fields import Control, Number, Text

SHAPES: dict[str, str] = {
    "Rectangle_corner0": "Rectangle",
    "Square": "Square",
    "Circle": "Circle",
    "Oval_1": "Wide oval",
    "Oval_2": "Tall oval",
    "Triangle": "Triangle",
    "Diamond": "Diamond",
    "Parallelogram": "Parallelogram",
    "Pentagon": "Pentagon",
    "Hexagon_1": "Hexagon",
    "Hexagon_2": "Tall hexagon",
    "Polygon": "Polygon",
    "Star": "Star",
    "Drop_1": "Drop",
    "Line_v2": "Line",
    "Arrow_1_v2": "Arrow",
    "Arrow_2_v2": "Double arrow",
}
"""The 17 ``shapeName`` values of the documents, with what people call them."""


class ShapeClip(Clip):
    """A shape drawn inside its box; an unknown name is kept and drawn as a rectangle."""

    kind_title: ClassVar[str] = "Shape"
    icon: ClassVar[str] = "shape"

    type: Literal["shape"] = "shape"
    shape_name: Annotated[Text, Control("Shape", "shape", "Look", choices=tuple(SHAPES.items()))] = Field(
        validation_alias="shapeName"
    )
    fill: Annotated[Text, f.FILL]
    stroke: Annotated[Text, f.STROKE] = ""
    stroke_width: Annotated[Number, f.STROKE_WIDTH] = Field(default=0, validation_alias="strokeWidth")
    stroke_radius: Annotated[Number, Control("Corner radius", "number", "Look", minimum=0, maximum=1000, unit="px")] = (
        Field(default=0, validation_alias="strokeRadius")
    )
    shadow: Shadow | None = None
    animation: Animation | None = None
    tag: Annotated[Text, f.TAG] = ""
