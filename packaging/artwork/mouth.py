"""The six mouths: closed smile, slightly open, "ah", "ee", "oh", and pressed for f, v, m."""

from __future__ import annotations

from dataclasses import dataclass

from .face import Head
from .ink import Ink, Inks, darker, lighter
from .shapes import Shape, blob, brush, ellipse

X, Y = 400.0, 354.0


@dataclass(frozen=True)
class Mouth:
    """A mouth shape in px: half width, opening above and below the line, height of the corners, lips, teeth, tongue."""

    half: float
    up: float = 0.0
    down: float = 0.0
    corner: float = -4.0
    top_lip: float = 8.0
    low_lip: float = 10.0
    teeth: float = 0.0
    low_teeth: float = 0.0
    tongue: float = 0.0
    is_round: bool = False


MOUTHS = (
    Mouth(32, 0, 0, -8, 7.5, 10.5),
    Mouth(29, 1, 8, -5, 7.5, 9, teeth=5),
    Mouth(29, 5, 25, -3, 7.5, 9, teeth=7, tongue=9),
    Mouth(34, 3, 12, -7, 6.5, 8, teeth=9, low_teeth=4),
    Mouth(15, 10, 16, 2, 8, 9, tongue=4, is_round=True),
    Mouth(27, 0, 4, -3, 5, 7, teeth=4),
)


def mouth(head: Head, index: int) -> Inks:
    """One of the six mouths, about (400, 354) of the head drawing."""
    m = MOUTHS[index]
    low = Y + m.down + m.low_lip * head.lips
    result = [] if head.bearded else [Ink(_under(low), head.skin.shade, 0.7)]
    if m.is_round:
        return result + _round(m, head)
    result += [Ink(_low_lip(m, low), lighter(head.skin.lip, 0.14)), Ink(_gleam(m, head, low), "#ffffff", 0.28)]
    result.append(Ink(_top_lip(m, head), head.skin.lip))
    result += _inside(m, _hole(m)) if m.down else [Ink(_line(m), darker(head.skin.lip, 0.55))]
    for s in (-1, 1):
        tip = brush(f"{X + s * (m.half - 2)},{Y + m.corner + 1} {X + s * (m.half + 3)},{Y + m.corner - 1.5}", 2.6, 1.6)
        result.append(Ink(tip, head.skin.line, 0.8))
    return result


def _under(low: float) -> Shape:
    return blob(
        f"{X - 15},{low + 3} {X},{low + 1.5} {X + 15},{low + 3} {X + 8},{low + 8} {X},{low + 9} {X - 8},{low + 8}"
    )


def _gleam(m: Mouth, head: Head, low: float) -> Shape:
    y = low - m.low_lip * head.lips * 0.42
    return brush(f"{X - 10},{y - 0.6} {X},{y} {X + 7},{y - 0.6}", 0.8, 2.6, 0.8)


def _top_lip(m: Mouth, head: Head) -> Shape:
    w, t = m.half, Y - m.up - m.top_lip * head.lips
    sag = 4.0 if m.down == 0 else 1.0
    return blob(
        f"{X - w},{Y + m.corner}! {X - w * 0.45},{t + 2.2} {X - w * 0.17},{t} {X},{t + 2.4} {X + w * 0.17},{t} {X + w * 0.45},{t + 2.2} "
        f"{X + w},{Y + m.corner}! {X + w * 0.5},{Y + sag} {X},{Y + sag + 1} {X - w * 0.5},{Y + sag}"
    )


def _low_lip(m: Mouth, low: float) -> Shape:
    w = m.half
    side, turn = Y + m.corner + (low - Y - m.corner) * 0.42, low - (low - Y) * 0.17
    return blob(
        f"{X - w + 1},{Y + m.corner + 1}! {X},{Y + m.corner + 4} {X + w - 1},{Y + m.corner + 1}! {X + w * 0.93},{side} {X + w * 0.66},{turn} "
        f"{X + w * 0.32},{low - 0.6} {X},{low} {X - w * 0.32},{low - 0.6} {X - w * 0.66},{turn} {X - w * 0.93},{side}"
    )


def _hole(m: Mouth) -> Shape:
    w, low, top = m.half, Y + m.down, Y - m.up
    side, turn = Y + m.corner + (low - Y - m.corner) * 0.48, low - m.down * 0.14
    return blob(
        f"{X - w},{Y + m.corner}! {X - w * 0.5},{top} {X},{top + 0.5} {X + w * 0.5},{top} {X + w},{Y + m.corner}! {X + w * 0.82},{side} "
        f"{X + w * 0.5},{turn} {X},{low} {X - w * 0.5},{turn} {X - w * 0.82},{side}"
    )


def _line(m: Mouth) -> Shape:
    w = m.half
    spots = ((-1, m.corner), (-0.55, 2.2), (-0.15, 3.2), (0, 2.6), (0.15, 3.2), (0.55, 2.2), (1, m.corner))
    return brush(" ".join(f"{X + w * part},{Y + dy}" for part, dy in spots), 1.2, 2.6, 2.8, 2.6, 1.2)


def _inside(m: Mouth, hole: Shape) -> Inks:
    result = [Ink(hole, "#4a1420")]
    w = m.half
    if m.tongue:
        result.append(Ink(ellipse(X, Y + m.down + 2, w * 0.62, m.tongue) & hole, "#c9575c"))
    if m.teeth:
        edge = Y - m.up + m.teeth
        row = blob(f"{X - w},{Y - 20} {X + w},{Y - 20} {X + w},{edge - 3} {X},{edge + 1} {X - w},{edge - 3}")
        result.append(Ink(hole & row, "#fbf7f2"))
    if m.low_teeth:
        edge = Y + m.down - m.low_teeth
        row = blob(f"{X - w},{edge} {X},{edge + 1} {X + w},{edge} {X + w},{edge + 20} {X - w},{edge + 20}")
        result.append(Ink(hole & row, "#e9e0da"))
    return result


def _round(m: Mouth, head: Head) -> Inks:
    """Lips pushed forward in a ring."""
    cy, half = Y + (m.down - m.up) / 2, (m.up + m.down) / 2
    w, top, low = m.half, m.top_lip * head.lips, m.low_lip * head.lips
    t, b = cy - half - top, cy + half + low
    upper = blob(
        f"{X - w - 8},{cy + 1} {X - w * 0.75},{t + 4} {X - w * 0.25},{t} {X},{t + 2.2} {X + w * 0.25},{t} {X + w * 0.75},{t + 4} {X + w + 8},{cy + 1} {X},{cy + 6}"
    )
    lower = blob(
        f"{X - w - 8},{cy + 1} {X},{cy - 4} {X + w + 8},{cy + 1} {X + w * 0.95},{b - 6} {X},{b} {X - w * 0.95},{b - 6}"
    )
    hole = ellipse(X, cy, w - 1, half - 1)
    result = [Ink(lower, lighter(head.skin.lip, 0.14)), Ink(upper, head.skin.lip), Ink(hole, "#4a1420")]
    result.append(Ink(ellipse(X, cy + half + 1, w * 0.7, 5) & hole, "#c9575c"))
    return [*result, Ink(brush(f"{X - 7},{b - 4} {X},{b - 3.4} {X + 5},{b - 4}", 0.8, 2.6, 0.8), "#ffffff", 0.28)]
