"""Shapes for drawing by points: smooth outlines, tapered brush strokes, boolean operations, and their SVG path data.

Clips and masks are never written to a file: a shadow is cut to its garment here, so that every renderer shows the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QTransform

Point = tuple[float, float]
AXIS = 400.0


@dataclass(frozen=True)
class Shape:
    """A filled outline in the coordinates of the picture, y down."""

    path: QPainterPath

    def __and__(self, other: Shape) -> Shape:
        return Shape(self.path.intersected(other.path))

    def __sub__(self, other: Shape) -> Shape:
        return Shape(self.path.subtracted(other.path))

    def __or__(self, other: Shape) -> Shape:
        return Shape(self.path.united(other.path))

    def moved(self, dx: float, dy: float) -> Shape:
        """The same outline moved by dx, dy."""
        return Shape(self.path.translated(dx, dy))

    def mirrored(self, axis: float = AXIS) -> Shape:
        """The outline mirrored left to right about a vertical axis."""
        return self.mapped(QTransform(-1, 0, 0, 1, 2 * axis, 0))

    def turned(self, degrees: float, cx: float, cy: float) -> Shape:
        """The outline turned clockwise about a point."""
        return self.mapped(QTransform().translate(cx, cy).rotate(degrees).translate(-cx, -cy))

    def scaled(self, sx: float, sy: float, cx: float = AXIS, cy: float = 0.0) -> Shape:
        """The outline stretched about a point."""
        return self.mapped(QTransform().translate(cx, cy).scale(sx, sy).translate(-cx, -cy))

    def mapped(self, matrix: QTransform) -> Shape:
        """The outline under an affine map."""
        return Shape(matrix.map(self.path))

    def is_empty(self) -> bool:
        """Whether nothing would be drawn."""
        return self.path.isEmpty()

    def data(self) -> str:
        """SVG path data with absolute M, L, C and Z, one decimal."""
        return "".join(_commands(self.path))


def _number(value: float) -> str:
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def _thinned(run: list[Point], slack: float) -> list[Point]:
    """Douglas and Peucker: a polyline without the points that do not show."""
    if len(run) < 3:
        return run
    (ax, ay), (bx, by) = run[0], run[-1]
    dx, dy = bx - ax, by - ay
    size = math.hypot(dx, dy)
    best, place = -1.0, 0
    for index in range(1, len(run) - 1):
        x, y = run[index][0] - ax, run[index][1] - ay
        away = abs(x * dy - y * dx) / size if size > 1e-6 else math.hypot(x, y)
        if away > best:
            best, place = away, index
    if best <= slack:
        return [run[0], run[-1]]
    return _thinned(run[: place + 1], slack)[:-1] + _thinned(run[place:], slack)


def _commands(path: QPainterPath) -> Iterable[str]:
    """Path data; the short straight pieces that boolean operations leave are thinned to 0.07 px."""
    run: list[Point] = []
    started = False
    index = 0
    while index < path.elementCount():
        element = path.elementAt(index)
        # Element types: moveTo 0, lineTo 1, curveTo 2 followed by two elements of curve data.
        kind = element.type.value
        spot = (element.x, element.y)
        if kind == 1:
            run.append(spot)
        else:
            yield from (f"L{_number(x)} {_number(y)}" for x, y in _thinned(run, 0.07)[1:])
            if kind == 0:
                yield f"{'Z' if started else ''}M{_number(spot[0])} {_number(spot[1])}"
                started = True
            else:
                second, end = path.elementAt(index + 1), path.elementAt(index + 2)
                numbers = (element.x, element.y, second.x, second.y, end.x, end.y)
                yield "C" + " ".join(_number(value) for value in numbers)
                spot = (end.x, end.y)
                index += 2
            run = [spot]
        index += 1
    yield from (f"L{_number(x)} {_number(y)}" for x, y in _thinned(run, 0.07)[1:])
    if started:
        yield "Z"


def points(text: str) -> list[tuple[float, float, bool]]:
    """Reads `"x,y x,y! …"`; `!` marks a corner."""
    result = []
    for word in text.split():
        corner = word.endswith("!")
        x, y = word.rstrip("!").split(",")
        result.append((float(x), float(y), corner))
    return result


def _handle(nodes: list[tuple[float, float, bool]], index: int, towards: int, closed: bool) -> Point:
    """The control point of one node towards its neighbour: chord direction, a third of the way."""
    count = len(nodes)
    x, y, corner = nodes[index]
    nx, ny, _ = nodes[(index + towards) % count]
    length = math.hypot(nx - x, ny - y) / 3
    if corner or (not closed and index in (0, count - 1)):
        return (x + (nx - x) / 3, y + (ny - y) / 3)
    bx, by, _ = nodes[(index - towards) % count]
    dx, dy = nx - bx, ny - by
    size = math.hypot(dx, dy) or 1.0
    return (x + dx / size * length, y + dy / size * length)


def spline(nodes: list[tuple[float, float, bool]], closed: bool = True) -> QPainterPath:
    """A smooth path through all nodes."""
    path = QPainterPath(QPointF(nodes[0][0], nodes[0][1]))
    path.setFillRule(Qt.FillRule.WindingFill)
    count = len(nodes)
    for index in range(count if closed else count - 1):
        after = (index + 1) % count
        first, second = _handle(nodes, index, 1, closed), _handle(nodes, after, -1, closed)
        path.cubicTo(QPointF(*first), QPointF(*second), QPointF(nodes[after][0], nodes[after][1]))
    if closed:
        path.closeSubpath()
    return path


def blob(text: str) -> Shape:
    """A closed smooth outline through the points."""
    return Shape(spline(points(text)))


def through(nodes: Iterable[Point]) -> Shape:
    """A closed smooth outline through computed points."""
    return Shape(spline([(x, y, False) for x, y in nodes]))


def sym(text: str, axis: float = AXIS) -> Shape:
    """A closed outline from its right half, listed from top to bottom; points on the axis are not doubled."""
    half = points(text)
    other = [(2 * axis - x, y, c) for x, y, c in reversed(half) if abs(x - axis) > 0.01]
    return Shape(spline(half + other))


def poly(text: str) -> Shape:
    """A closed outline with straight edges."""
    return Shape(spline([(x, y, True) for x, y, _ in points(text)]))


def ellipse(cx: float, cy: float, rx: float, ry: float | None = None) -> Shape:
    """An ellipse, or a circle when one radius is given."""
    path = QPainterPath()
    path.addEllipse(QPointF(cx, cy), rx, rx if ry is None else ry)
    return Shape(path)


def rect(x: float, y: float, w: float, h: float, r: float = 0.0) -> Shape:
    """A rectangle with optionally round corners."""
    path = QPainterPath()
    path.addRoundedRect(x, y, w, h, r, r)
    return Shape(path)


def _sampled(path: QPainterPath, steps: int) -> list[tuple[Point, Point]]:
    """Points of a path with unit normals."""
    result = []
    for step in range(steps + 1):
        at = step / steps
        spot = path.pointAtPercent(at)
        before, after = path.pointAtPercent(max(0.0, at - 0.01)), path.pointAtPercent(min(1.0, at + 0.01))
        dx, dy = after.x() - before.x(), after.y() - before.y()
        size = math.hypot(dx, dy) or 1.0
        result.append(((spot.x(), spot.y()), (-dy / size, dx / size)))
    return result


def _width(widths: tuple[float, ...], at: float) -> float:
    if len(widths) == 1:
        return widths[0]
    place = at * (len(widths) - 1)
    index = min(int(place), len(widths) - 2)
    part = place - index
    part = part * part * (3 - 2 * part)
    return widths[index] * (1 - part) + widths[index + 1] * part


def brush(text: str, *widths: float) -> Shape:
    """A stroke through the points whose width changes along the way, with round ends."""
    path = spline(points(text), closed=False)
    steps = max(4, min(10, int(path.length() / 24)))
    sides = _sampled(path, steps)
    left, right = [], []
    for index, ((x, y), (nx, ny)) in enumerate(sides):
        half = _width(widths, index / steps) / 2
        left.append((x + nx * half, y + ny * half, index in (0, steps)))
        right.append((x - nx * half, y - ny * half, index in (0, steps)))
    shape = Shape(spline(left + right[::-1]))
    for width, ((x, y), _) in ((widths[0], sides[0]), (widths[-1], sides[-1])):
        if width >= 4:
            shape = shape | ellipse(x, y, width / 2)
    return shape


def tube(text: str, *widths: float) -> Shape:
    """A finger or a limb: like `brush`, always with round ends, safe in tight bends."""
    return Shape(brush(text, *widths).path.simplified())


def joined(shapes: Iterable[Shape]) -> Shape:
    """The union of several shapes."""
    result = Shape(QPainterPath())
    for shape in shapes:
        result = result | shape
    return result
