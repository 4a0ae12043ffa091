"""Fills and outlines of shapes, as far as clips have them: one colour, or a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio_gui.files.importing.slides.colors import Color, Palette, color_in
from studio_gui.files.importing.slides.nodes import FULL, Node, attr, find, find_all, name_of, number
from studio_gui.files.importing.slides.theme import Theme

_FILLS = frozenset({"noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"})
_USUAL_WIDTH_EMU = 9525
"""That of an outline that says no width. Source: ECMA-376 part 1, 20.1.2.2.24."""


@dataclass(frozen=True, slots=True)
class Fill:
    """What a shape is filled with: a colour, a picture (``blipFill``), or nothing; ``stops`` when it runs."""

    color: Color | None = None
    picture: Node | None = None
    stops: tuple[tuple[float, Color], ...] = ()
    angle: float = 0


@dataclass(frozen=True, slots=True)
class Line:
    """An outline or a line: its colour, and its width in EMU."""

    color: Color
    width: float
    head: bool = False
    """Whether an arrow head is at its start, and at its end (``tail``)."""
    tail: bool = False


def fill_in(node: Node | None, palette: Palette) -> Fill | None:
    """The fill that is a child of a node; None when none is said there."""
    for child in () if node is None else node:
        if name_of(child) in _FILLS:
            return fill_of(child, palette)
    return None


def fill_of(node: Node, palette: Palette, *, placeholder: Color | None = None) -> Fill | None:
    """What a fill element means; None for one that leaves it to the group."""
    kind = name_of(node)
    if kind == "solidFill":
        return Fill(color_in(node, palette, placeholder))
    if kind == "gradFill":
        return _running(node, palette, placeholder)
    if kind == "blipFill":
        return Fill(picture=node)
    if kind == "pattFill":
        return Fill(color_in(find(node, "a:fgClr"), palette, placeholder))
    return None if kind == "grpFill" else Fill()


def _running(node: Node, palette: Palette, placeholder: Color | None) -> Fill:
    stops = []
    for stop in find_all(node, "a:gsLst/a:gs"):
        color = color_in(stop, palette, placeholder)
        if color is not None:
            stops.append((min(1.0, max(0.0, number(stop, "pos") / FULL)), color))
    stops.sort(key=lambda pair: pair[0])
    if not stops:
        return Fill()
    angle = number(find(node, "a:lin"), "ang", 5_400_000) / 60_000
    return Fill(_middle([color for _, color in stops]), stops=tuple(stops), angle=angle)


def _middle(colors: Sequence[Color]) -> Color:
    count = len(colors)
    return Color(
        sum(c.red for c in colors) / count,
        sum(c.green for c in colors) / count,
        sum(c.blue for c in colors) / count,
        sum(c.alpha for c in colors) / count,
    )


def fill_by_style(style: Node | None, palette: Palette, theme: Theme) -> Fill | None:
    """The fill that a shape's ``style`` takes from the theme."""
    reference = find(style, "a:fillRef")
    index = int(number(reference, "idx"))
    if reference is None or index == 0:
        return None
    color = color_in(reference, palette)
    listed = theme.fills[index - 1] if 1 <= index <= len(theme.fills) else None
    found = fill_of(listed, palette, placeholder=color) if listed is not None else None
    return Fill(color) if found is None or found.stops or found.color is None else found


def line_of(
    properties: Sequence[Node | None], style: Node | None, palette: Palette, theme: Theme
) -> Line | None:  # fmt: skip
    """The outline said by the first ``spPr`` that says one, else by the style; None for none."""
    own = next((line for each in properties if (line := find(each, "a:ln")) is not None), None)
    reference = find(style, "a:lnRef")
    index = int(number(reference, "idx"))
    color = color_in(reference, palette) if index else None
    thick = theme.line_widths[index - 1] if 1 <= index <= len(theme.line_widths) else _USUAL_WIDTH_EMU
    fill = fill_in(own, palette)
    if fill is not None:
        color = fill.color
    if color is None:
        return None
    return Line(
        color, number(own, "w", thick), head=_is_arrow(find(own, "a:headEnd")), tail=_is_arrow(find(own, "a:tailEnd"))
    )


def _is_arrow(end: Node | None) -> bool:
    return (attr(end, "type") or "none") != "none"
