"""Field types and the controls that edit them.

A field carries one :class:`Control`: its title, documented limits and the widget it wants. The inspector is made
from these, and so are the range checks before an export. Limits in a control are the service's; values outside them
are kept on import and flagged, never changed behind a person's back. Limits in a *type* are what the editor can hold
at all, and are refused.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, Literal, NewType, TypeAlias

from pydantic import BeforeValidator, Field
from pydantic.fields import FieldInfo

ClipId = NewType("ClipId", str)
SceneId = NewType("SceneId", str)

MAX_PX = 10_000_000
"""Farther from the stage nothing can be placed."""

MAX_TEXT = 1_000_000
"""Characters in one text."""


def _whole(value: object) -> object:
    """A number like ``3.0`` as the whole number it is: JSON knows one kind of number, and some writers add the ``.0``."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Int: TypeAlias = Annotated[int, BeforeValidator(_whole), Field(strict=True, ge=-MAX_PX, le=MAX_PX)]
Number: TypeAlias = Annotated[
    Annotated[int, Field(strict=True)] | Annotated[float, Field(strict=True)], Field(ge=-MAX_PX, le=MAX_PX)
]
Text: TypeAlias = Annotated[str, Field(strict=True, max_length=MAX_TEXT)]
Flag: TypeAlias = Annotated[bool, Field(strict=True)]

Widget = Literal["number", "slider", "text", "multiline", "color", "choice", "toggle", "font", "media", "shape"]


_NOISE = 1e-9
"""So little of a turn is only what binary arithmetic left of it."""


@dataclass(frozen=True, slots=True)
class Control:
    """How a field is shown and edited, and what the documents allow in it."""

    title: str
    widget: Widget
    group: str = "Position"
    minimum: float | None = None
    maximum: float | None = None
    step: float = 1
    decimals: int = 0
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """(value, label) pairs."""
    help: str = ""
    zero: str = ""
    """What a 0 means, where it is no amount: "end"."""
    turn: float = 0
    """So much more is the same again, and is what is taken beyond the limits: 370° is 10°."""

    def within(self, value: float) -> float:
        """The value, or what comes nearest to it within the limits."""
        low, high = self.minimum, self.maximum
        if self.turn and ((low is not None and value < low) or (high is not None and value > high)):
            value = math.fmod(value, self.turn)
        if low is not None:
            value = max(value, low)
        return value if high is None else min(value, high)

    def seen(self, value: float) -> float:
        """The value as people read it, with no more decimals than they do; turned the shorter way round, too."""
        return round(self.shorter(round(value, self.decimals)), self.decimals)

    def shorter(self, value: float) -> float:
        """The same the shorter way round, where there is one: 348° is -12°, and 180° is no -180°."""
        if not self.turn:
            return value
        rest = value % self.turn
        return rest - self.turn if rest > self.turn / 2 else rest

    def is_same(self, one: float, other: float) -> bool:
        """Whether two values come to the same, as 348° and -12° do."""
        return one == other or (self.turn > 0 and abs(math.remainder(one - other, self.turn)) <= _NOISE)


def control_of(field: FieldInfo) -> Control | None:
    """The control declared with a field, or None when the field is not edited by hand."""
    return next((part for part in field.metadata if isinstance(part, Control)), None)


X = Control("X", "number", decimals=1, unit="px")
Y = Control("Y", "number", decimals=1, unit="px")
WIDTH = Control("Width", "number", minimum=0, decimals=1, unit="px")
HEIGHT = Control("Height", "number", minimum=0, decimals=1, unit="px")
ANGLE = Control("Angle", "number", minimum=-360, maximum=360, decimals=1, unit="°", turn=360)
OPACITY = Control("Opacity", "slider", "Look", minimum=1, maximum=100, unit="%")
VOLUME = Control("Volume", "slider", "Sound", minimum=1, maximum=100, unit="%")
TAG = Control("Tag", "text", "Data", help="A label by which templates find this clip.")
FILL = Control("Fill", "color", "Look")
STROKE = Control("Outline", "color", "Look")
STROKE_WIDTH = Control("Outline width", "number", "Look", minimum=0, maximum=200, unit="px")
