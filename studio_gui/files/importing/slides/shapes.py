"""Autoshapes, lines and text boxes as shape and text clips."""

from __future__ import annotations

import math
from dataclasses import dataclass

from studio_gui.files.importing.slides.colors import Color
from studio_gui.files.importing.slides.drawn import POLYGONS, drawing_of
from studio_gui.files.importing.slides.letters import plain_text
from studio_gui.files.importing.slides.looks import Fill, Line, fill_by_style, fill_in, line_of
from studio_gui.files.importing.slides.nodes import FULL, Node, attr, find, find_all
from studio_gui.files.importing.slides.page import Page
from studio_gui.files.importing.slides.pictures import picture_clip
from studio_gui.files.importing.slides.places import Place
from studio_gui.files.importing.slides.sheets import behind
from studio_gui.files.importing.slides.texts import text_clips
from studio_gui.model.clips import Clip, ShapeClip
from studio_gui.model.geometry import Box, Point, Rect
from studio_gui.model.new import new_shape

_NAMES = {
    "rect": "Rectangle_corner0", "flowChartProcess": "Rectangle_corner0", "roundRect": "Rectangle_corner0",
    "flowChartAlternateProcess": "Rectangle_corner0", "triangle": "Triangle", "flowChartExtract": "Triangle",
    "diamond": "Diamond", "flowChartDecision": "Diamond", "parallelogram": "Parallelogram",
    "flowChartInputOutput": "Parallelogram", "pentagon": "Pentagon", "hexagon": "Hexagon_1", "octagon": "Polygon",
    "star5": "Star", "rightArrow": "Arrow_1_v2", "leftArrow": "Arrow_1_v2", "upArrow": "Arrow_1_v2",
    "downArrow": "Arrow_1_v2", "leftRightArrow": "Arrow_2_v2", "upDownArrow": "Arrow_2_v2",
    "flowChartPreparation": "Hexagon_1", "snip1Rect": "Rectangle_corner0", "round1Rect": "Rectangle_corner0",
    "round2SameRect": "Rectangle_corner0", "bevel": "Rectangle_corner0", "foldedCorner": "Rectangle_corner0",
}  # fmt: skip
_ELLIPSES = frozenset({"ellipse", "flowChartConnector"})
_ALMOST = frozenset({"snip1Rect", "round1Rect", "round2SameRect", "bevel", "foldedCorner"})
_TURNED = {"upArrow": -90.0, "downArrow": 90.0, "upDownArrow": 90.0}
_LINES = frozenset({"line", "straightConnector1"})
_ROUNDED: dict[str, float] = {"roundRect": 16_667, "flowChartAlternateProcess": 16_667}


@dataclass(frozen=True, slots=True)
class _Outline:
    """The form of a shape: a preset's name, or one of its own; ``radius`` of its corners in whole scene pixels."""

    geometry: str
    custom: Node | None
    radius: int


def add_shape(
    shape: Node, page: Page, place: Place, *, at: int, name: str, group: str, fill_above: Fill | None
) -> None:
    """Put a shape and its text on the page; ``place`` is where it lies on the slide, in EMU."""
    sheet = page.sheets.sheets[at]
    properties = [find(each, "p:spPr") for each in (shape, *behind(shape, page.sheets, at=at))]
    style = find(shape, "p:style")
    geometry = next((said for each in properties if (said := attr(find(each, "a:prstGeom"), "prst"))), "")
    custom = next((found for each in properties if (found := find(each, "a:custGeom")) is not None), None)
    placed = page.fit.place(place)
    line = line_of(properties, style, sheet.palette, page.sheets.theme)
    if geometry in _LINES or ("Connector" in geometry and geometry not in _ELLIPSES):
        if line is not None:
            page.add(_line_clip(line, page, placed, name), group=group)
            if geometry not in _LINES:
                page.note(f"“{name or 'Connector'}” became a straight line")
        return
    fill = _fill(shape, properties, page, at, fill_above)
    clips: list[Clip] = []
    if fill is not None and fill.picture is not None:
        clips += picture_clip(fill.picture, page, placed, part=sheet.part, name=name)
        fill = None if clips else Fill(Color(0.8, 0.8, 0.8))
    is_unknown = custom is None and bool(geometry) and not _is_known(geometry)
    if is_unknown and page.tools.picture_of is not None and not plain_text(find(shape, "p:txBody")):
        if fill is not None or line is not None:
            page.picture_or_placeholder(place, f"“{name or geometry}”", name=name, group=group)
        return
    if fill is not None or line is not None:
        outline = _Outline(geometry, custom, _radius(geometry, properties, placed))
        clips += _drawn(outline, page, place, fill, line, name)
    texts = text_clips(shape, page, placed, at=at, geometry=geometry)
    page.add(*clips, *texts, group=group)


def _is_known(geometry: str) -> bool:
    """Whether a preset can be a shape or a drawing."""
    return geometry in _NAMES or geometry in _ELLIPSES or geometry in POLYGONS


def _fill(shape: Node, properties: list[Node | None], page: Page, at: int, fill_above: Fill | None) -> Fill | None:
    """The fill of a shape; None for none at all."""
    palette = page.sheets.sheets[at].palette
    if find(properties[0], "a:grpFill") is not None:
        found = fill_above
    else:
        said = (fill_in(each, palette) for each in properties)
        found = next((fill for fill in said if fill is not None), None)
        if found is None:
            found = fill_by_style(find(shape, "p:style"), palette, page.sheets.theme)
    if found is None or (found.color is None and found.picture is None):
        return None
    return found


def _drawn(outline: _Outline, page: Page, place: Place, fill: Fill | None, line: Line | None, name: str) -> list[Clip]:
    """The clip of the outline: a shape of ours, a drawing where it is another, a rectangle where nothing else is."""
    geometry, custom = outline.geometry, outline.custom
    placed = page.fit.place(place)
    if place.width <= 0 or place.height <= 0:
        return []
    if custom is not None or (geometry and geometry not in _NAMES and geometry not in _ELLIPSES):
        drawn = drawing_of(geometry, custom, page, placed, fill, line, name)
        if drawn is not None:
            page.note(f"“{name or geometry}” is no shape of Scene Studio and became a drawing")
            return [drawn]
        page.note(f"“{name or geometry}” is no shape of Scene Studio and became a rectangle")
    elif geometry in _ALMOST:
        page.note(f"“{name or geometry}” became a plain rectangle")
    if fill is not None and fill.stops:
        page.note(f"“{name or 'Shape'}” ran from one colour to another and has the one in between now")
    return [_shape_clip(outline, page, placed, fill, line, name)]


def _shape_clip(
    outline: _Outline, page: Page, placed: Place, fill: Fill | None, line: Line | None, name: str
) -> ShapeClip:
    geometry = outline.geometry
    own, width, height = _NAMES.get(geometry, "Rectangle_corner0"), placed.width, placed.height
    if geometry in _ELLIPSES:
        is_round = abs(width - height) <= 0.01 * max(width, height)
        own = "Circle" if is_round else "Oval_1" if width > height else "Oval_2"
    turn = _TURNED.get(geometry, 0.0)
    box = Box.about(placed.center, *((height, width) if turn else (width, height)), (placed.angle + turn) % 360)
    color = fill.color.css if fill is not None and fill.color is not None else "rgba(0,0,0,0)"
    clip = new_shape(own, box=Rect(box.left, box.top, box.width, box.height), fill=color, name=name)
    flip_x, flip_y = (placed.flip_y, placed.flip_x) if turn else (placed.flip_x, placed.flip_y)
    fields: dict[str, object] = {
        "left": round(box.left, 2), "top": round(box.top, 2), "width": round(box.width, 2),
        "height": round(box.height, 2), "angle": round(box.angle, 3),
        "flip_x": flip_x != (geometry == "leftArrow"), "flip_y": flip_y,
    }  # fmt: skip
    if line is not None:
        fields |= {"stroke": line.color.css, "stroke_width": max(1, round(line.width * page.fit.scale))}
    if outline.radius:
        fields["stroke_radius"] = outline.radius
    return clip.changed(**fields)


def _radius(geometry: str, properties: list[Node | None], placed: Place) -> int:
    """The radius of the corners of a rounded rectangle, in whole scene pixels: ``strokeRadius`` is an Int."""
    share = _ROUNDED.get(geometry, 0.0)
    if not share:
        return 0
    guides = [guide for each in properties for guide in find_all(each, "a:prstGeom/a:avLst/a:gd")]
    for guide in guides:
        words = (attr(guide, "fmla") or "").split()
        if attr(guide, "name") == "adj" and len(words) == 2 and words[1].lstrip("-").isdigit():
            share = min(50_000.0, max(0.0, float(words[1])))
            break
    return round(min(placed.width, placed.height) * share / FULL)


def _line_clip(line: Line, page: Page, placed: Place, name: str) -> ShapeClip:
    """A line from corner to corner, as a long flat shape; with heads it is an arrow."""
    box = placed.box()
    start, end = Point(0, 0), Point(box.width, box.height)
    if placed.flip_x != placed.flip_y:
        start, end = Point(0, box.height), Point(box.width, 0)
    if placed.flip_x:
        start, end = end, start
    start, end = box.to_scene(start), box.to_scene(end)
    if line.head and not line.tail:
        start, end = end, start
    length = max(1.0, math.hypot(end.x - start.x, end.y - start.y))
    thick = max(1.0, line.width * page.fit.scale)
    is_arrow = line.head or line.tail
    own = "Arrow_2_v2" if line.head and line.tail else "Arrow_1_v2" if is_arrow else "Line_v2"
    height = thick / 0.38 if is_arrow else thick
    angle = math.degrees(math.atan2(end.y - start.y, end.x - start.x)) % 360
    middle = Point((start.x + end.x) / 2, (start.y + end.y) / 2)
    drawn = Box.about(middle, length, height, angle)
    rect = Rect(round(drawn.left, 2), round(drawn.top, 2), round(length, 2), round(height, 2))
    return new_shape(own, box=rect, fill=line.color.css, name=name).changed(angle=round(angle, 3))
