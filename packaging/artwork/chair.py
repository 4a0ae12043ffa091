"""A wheelchair seen from the front, and a seated lap."""

from __future__ import annotations

from .body import FRAME, Build
from .ink import Ink, Inks, darker, lighter
from .shapes import blob, brush, ellipse, rect


def seat(colour: str, build: Build) -> Inks:
    """What is behind the person: back rest and push handles."""
    back = rect(214, 640, 372, 560, 40)
    result = [Ink(back & FRAME, colour), Ink((back - back.moved(-24, 0)) & FRAME, darker(colour, 0.4))]
    for x in (206, 570):
        result += [Ink(rect(x, 560, 24, 640, 10) & FRAME, "#9aa3b2"), Ink(rect(x + 14, 566, 10, 634, 5), "#727b8b")]
        result.append(Ink(rect(x - 6, 548, 36, 62, 16), "#1d2029"))
    return result


def wheels(colour: str, build: Build, trousers: str) -> Inks:
    """What is before the trunk: thighs, side guards and the tops of the wheels."""
    lap = blob("230,1096 300,1050 400,1066 500,1050 570,1096 606,1160 620,1200! 180,1200! 194,1160")
    result = [Ink(lap & FRAME, trousers), Ink(brush("400,1070 396,1120 400,1200", 4, 8, 8), darker(trousers, 0.4))]
    for x in (-1, 1):
        rim = ellipse(400 + x * 300, 1180, 46, 300) - ellipse(400 + x * 300, 1180, 32, 284)
        hoop = ellipse(400 + x * 330, 1180, 36, 260) - ellipse(400 + x * 330, 1180, 29, 252)
        result += [Ink(rim & FRAME, "#20232c"), Ink(hoop & FRAME, lighter("#9aa3b2", 0.2))]
    return result
