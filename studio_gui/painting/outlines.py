"""The outlines of the 17 shapes as functions of width and height, in pixels, within (0, 0, width, height)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

Corner = tuple[float, float]


def outline(name: str, width: float, height: float, *, radius: float = 0) -> QPainterPath:
    """The outline of the shape called ``name`` by the documents; an unknown name is a rectangle.

    ``radius`` rounds the corners of shapes that have any.
    """
    width, height = max(0.0, width), max(0.0, height)
    if name in _CURVED:
        return _CURVED[name](width, height)
    corners = _CORNERS.get(name, _rectangle)
    if radius > 0 and corners is _rectangle:
        path = QPainterPath()
        limit = min(radius, width / 2, height / 2)
        path.addRoundedRect(QRectF(0, 0, width, height), limit, limit)
        return path
    points = [(x * width, y * height) for x, y in corners(width, height)]
    return _rounded(points, radius) if radius > 0 else _polygon(points)


def _polygon(points: Sequence[Corner]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    path.closeSubpath()
    return path


def _rounded(points: Sequence[Corner], radius: float) -> QPainterPath:
    """The polygon with its corners cut by at most ``radius`` and at most half of the shorter edge, and curved."""
    path = QPainterPath()
    for index, (x, y) in enumerate(points):
        before, after = points[index - 1], points[(index + 1) % len(points)]
        arrive, leave = _towards((x, y), before, radius), _towards((x, y), after, radius)
        if index == 0:
            path.moveTo(*arrive)
        else:
            path.lineTo(*arrive)
        path.quadTo(x, y, *leave)
    path.closeSubpath()
    return path


def _towards(start: Corner, end: Corner, distance: float) -> Corner:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    part = min(0.5, distance / length) if length else 0.0
    return start[0] + dx * part, start[1] + dy * part


def _rectangle(width: float, height: float) -> Sequence[Corner]:
    return (0, 0), (1, 0), (1, 1), (0, 1)


def _regular(count: int, turn: float) -> Sequence[Corner]:
    """A regular polygon stretched to fill its box; ``turn`` in steps of a corner."""
    angles = [math.tau * (index + turn) / count - math.pi / 2 for index in range(count)]
    return _filling([(math.cos(a), math.sin(a)) for a in angles])


def _filling(points: Sequence[Corner]) -> Sequence[Corner]:
    left, top = min(x for x, _ in points), min(y for _, y in points)
    across, down = max(x for x, _ in points) - left, max(y for _, y in points) - top
    return [((x - left) / across, (y - top) / down) for x, y in points]


def _star() -> Sequence[Corner]:
    inner = math.sin(math.pi / 10) / math.sin(7 * math.pi / 10)  # the lines of a pentagram
    points = []
    for index in range(10):
        far, angle = (1.0, inner)[index % 2], math.tau * index / 10 - math.pi / 2
        points.append((far * math.cos(angle), far * math.sin(angle)))
    return _filling(points)


def _fixed(points: Sequence[Corner]) -> Callable[[float, float], Sequence[Corner]]:
    return lambda width, height: points


def _head(width: float, height: float) -> float:
    """How much of the width the head of an arrow takes: as long as the arrow is high, within reason."""
    return min(0.5, height * 0.9 / width) if width else 0.5


def _arrow(width: float, height: float) -> Sequence[Corner]:
    neck = 1 - _head(width, height)
    return (0, 0.31), (neck, 0.31), (neck, 0), (1, 0.5), (neck, 1), (neck, 0.69), (0, 0.69)


def _double_arrow(width: float, height: float) -> Sequence[Corner]:
    head = min(0.45, _head(width, height))
    right = 1 - head
    return (
        (0, 0.5), (head, 0), (head, 0.31), (right, 0.31), (right, 0),
        (1, 0.5), (right, 1), (right, 0.69), (head, 0.69), (head, 1),
    )  # fmt: skip


def _ellipse(width: float, height: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(0, 0, width, height))
    return path


def _drop(width: float, height: float) -> QPainterPath:
    """A drop with its point at the top."""
    w, h = width, height
    path = QPainterPath(QPointF(w / 2, 0))
    path.cubicTo(w * 0.58, h * 0.2, w, h * 0.42, w, h * 0.66)
    path.cubicTo(w, h * 0.86, w * 0.776, h, w / 2, h)
    path.cubicTo(w * 0.224, h, 0, h * 0.86, 0, h * 0.66)
    path.cubicTo(0, h * 0.42, w * 0.42, h * 0.2, w / 2, 0)
    path.closeSubpath()
    return path


_CURVED: dict[str, Callable[[float, float], QPainterPath]] = {
    "Circle": _ellipse,
    "Oval_1": _ellipse,
    "Oval_2": _ellipse,
    "Drop_1": _drop,
}

_CORNERS: dict[str, Callable[[float, float], Sequence[Corner]]] = {
    "Rectangle_corner0": _rectangle,
    "Square": _rectangle,
    "Line_v2": _rectangle,
    "Triangle": _fixed(((0.5, 0), (1, 1), (0, 1))),
    "Diamond": _fixed(((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5))),
    "Parallelogram": _fixed(((0.25, 0), (1, 0), (0.75, 1), (0, 1))),
    "Pentagon": _fixed(_regular(5, 0)),
    "Hexagon_1": _fixed(_regular(6, 0.5)),
    "Hexagon_2": _fixed(_regular(6, 0)),
    "Polygon": _fixed(_regular(8, 0.5)),
    "Star": _fixed(_star()),
    "Arrow_1_v2": _arrow,
    "Arrow_2_v2": _double_arrow,
}
