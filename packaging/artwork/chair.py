"""A wheelchair seen from the front, and a seated lap."""

from __future__ import annotations

from .body import FRAME, Build
from .ink import Ink, Inks, darker, lighter
from .shapes import Shape, blob, brush, ellipse, rect

METAL = "#a4adbb"


def seat(colour: str, build: Build) -> Inks:
    """What is behind the person: back rest and push handles."""
    back = rect(206, 690, 388, 510, 44)
    result = [Ink(back & FRAME, colour), Ink((back - back.moved(-24, 0)) & FRAME, darker(colour, 0.4))]
    for x in (176, 598):
        result += [
            Ink(rect(x, 640, 26, 560, 10) & FRAME, METAL),
            Ink(rect(x + 16, 646, 10, 554, 5), darker(METAL, 0.3)),
        ]
        result.append(Ink(rect(x - 7, 624, 40, 66, 18), "#20232d"))
        result.append(Ink(rect(x - 1, 630, 10, 50, 5), "#4a4f5e"))
    return result


def _ring(cx: float, rx: float, ry: float, width: float) -> Shape:
    return ellipse(cx, 1190, rx, ry) - ellipse(cx, 1190, rx - width, ry - width * 1.1)


def wheels(colour: str, build: Build, trousers: str) -> Inks:
    """What is before the trunk: thighs, side guards and the tops of the wheels."""
    result: Inks = []
    for x in (-1, 1):
        cx = 400 + x * 292
        inside = ellipse(cx, 1190, 44, 318)
        spokes = [brush(f"{cx},1190 {cx + dx},{1190 - 312}", 3, 2) & inside for dx in (-34, -16, 4, 24, 40)]
        wheel = [Ink(inside, "#1d2130", 0.16), *(Ink(s, METAL, 0.9) for s in spokes)]
        wheel += [Ink(_ring(cx, 58, 336, 17), "#272b38"), Ink(_ring(cx, 42, 318, 5), METAL)]
        wheel += [
            Ink(_ring(cx + x * 26, 50, 300, 7), lighter(METAL, 0.35)),
            Ink(_ring(cx + x * 26, 50, 300, 2.5), darker(METAL, 0.25)),
        ]
        result += [Ink(ink.shape.turned(-x * 2.5, cx, 1190) & FRAME, ink.colour, ink.opacity) for ink in wheel]
        guard = blob(f"{400 + x * 196},1010! {400 + x * 244},1000 {400 + x * 252},1200! {400 + x * 190},1200!")
        result += [
            Ink(guard, colour),
            Ink(brush(f"{400 + x * 180},1006 {400 + x * 220},996 {400 + x * 250},1006", 16, 20, 16), "#20232d"),
        ]
    return result + _lap(trousers)


def _lap(trousers: str) -> Inks:
    left = blob("190,1200! 186,1140 206,1086 262,1052 330,1046 384,1070 404,1120 402,1200!")
    right = left.mirrored()
    light, shade = lighter(trousers, 0.1), darker(trousers, 0.3)
    seat_ = blob("214,1080 240,1010 320,980 480,980 560,1010 586,1080 500,1110 300,1110")
    result = [Ink(seat_, shade), Ink(right & FRAME, trousers), Ink((right - right.moved(-26, 6)) & FRAME, shade, 0.8)]
    result += [
        Ink((left.moved(10, 4)) & right, shade),
        Ink(left & FRAME, trousers),
        Ink((left - left.moved(-14, 4)) & FRAME, shade, 0.6),
    ]
    result.append(Ink(brush("216,1150 236,1098 290,1070", 2, 12, 2), light, 0.8))
    result.append(Ink(brush("446,1100 480,1074 520,1078", 2, 10, 2), light, 0.6))
    return result
