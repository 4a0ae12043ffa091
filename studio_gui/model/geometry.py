"""Where clips are, as the service sees it and as hands see it.

The service stores the top-left corner of the box *after* it was turned by ``angle`` about that corner; people turn
things about their centre. This module is the one place that converts, so the reading of the documents (fabric.js,
origin left/top) can be changed here alone. Scene pixels, y down, degrees clockwise.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from studio_gui.model.clips import Clip
from studio_gui.model.fields import MAX_PX

ClipType = TypeVar("ClipType", bound=Clip)

_Place = tuple[float, float]
NOISE_PX = 5e-8
"""So little between two places is only what rounding a large clip's angle left of them."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place or a difference between two, in scene pixels."""

    x: float
    y: float

    def __add__(self, other: Point) -> Point:
        return Point(self.x + other.x, self.y + other.y)

    def __sub__(self, other: Point) -> Point:
        return Point(self.x - other.x, self.y - other.y)

    def __mul__(self, factor: float) -> Point:
        return Point(self.x * factor, self.y * factor)

    def turned(self, angle: float) -> Point:
        """The vector turned clockwise by ``angle`` degrees; multiples of 90 are exact."""
        cos, sin = _cos_sin(angle)
        return Point(self.x * cos - self.y * sin, self.x * sin + self.y * cos)


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends on x."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends on y, which grows downwards."""
        return self.top + self.height

    @property
    def center(self) -> Point:
        """The point in its middle."""
        return Point(self.left + self.width / 2, self.top + self.height / 2)

    def meets(self, other: Rect) -> bool:
        """Whether the two share at least a point."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )

    def moved(self, dx: float, dy: float) -> Rect:
        """The same rectangle elsewhere."""
        return Rect(self.left + dx, self.top + dy, self.width, self.height)

    @staticmethod
    def between(a: Point, b: Point) -> Rect:
        """The rectangle with two opposite corners."""
        return Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))

    @staticmethod
    def around(rects: Iterable[Rect]) -> Rect:
        """The smallest rectangle that holds all of them; raises ``ValueError`` for none."""
        parts = [(r.left, r.top, r.left + r.width, r.top + r.height) for r in rects]
        if not parts:
            raise ValueError("no rectangle to go around")
        lefts, tops, rights, bottoms = zip(*parts, strict=True)
        left, top = min(lefts), min(tops)
        return Rect(left, top, max(rights) - left, max(bottoms) - top)


@dataclass(frozen=True, slots=True)
class Box:
    """A turned rectangle: ``left``/``top`` is its own top-left corner where it lies now."""

    left: float
    top: float
    width: float
    height: float
    angle: float = 0

    @property
    def corner(self) -> Point:
        """The turned top-left corner."""
        return Point(self.left, self.top)

    @property
    def center(self) -> Point:
        """The centre; it stays where it is while hands turn the box."""
        # Written out, here and below: a step of a drag asks this of hundreds of boxes.
        (cos, sin), x, y = _cos_sin(self.angle), self.width / 2, self.height / 2
        return Point(self.left + (x * cos - y * sin), self.top + (x * sin + y * cos))

    def corners(self) -> tuple[Point, Point, Point, Point]:
        """Top left, top right, bottom right, bottom left of the turned box."""
        a, b, c, d = self.corner_places()
        return Point(*a), Point(*b), Point(*c), Point(*d)

    def corner_places(self) -> tuple[_Place, _Place, _Place, _Place]:
        """The same as plain numbers: a crowd that begins to turn asks for thousands."""
        cos, sin = _cos_sin(self.angle)
        left, top = self.left, self.top
        right_x, right_y, down_x, down_y = self.width * cos, self.width * sin, -self.height * sin, self.height * cos
        return (
            (left, top),
            (left + right_x, top + right_y),
            (left + right_x + down_x, top + right_y + down_y),
            (left + down_x, top + down_y),
        )

    def bounds(self) -> Rect:
        """The upright rectangle around the turned box."""
        if self.angle == 0:
            return Rect(self.left, self.top, self.width, self.height)
        left, top, (cos, sin) = self.left, self.top, _cos_sin(self.angle)
        right, down_x = left + self.width * cos, -self.height * sin
        bottom, down_y = top + self.width * sin, self.height * cos
        if right < left:
            left, right = right, left
        if bottom < top:
            top, bottom = bottom, top
        if down_x < 0:
            left += down_x
        else:
            right += down_x
        if down_y < 0:
            top += down_y
        else:
            bottom += down_y
        return Rect(left, top, right - left, bottom - top)

    def to_local(self, point: Point) -> Point:
        """A scene point as seen from the box: (0, 0) is its corner, (width, height) the opposite one."""
        return (point - self.corner).turned(-self.angle)

    def to_scene(self, local: Point) -> Point:
        """The reverse of :meth:`to_local`."""
        return self.corner + local.turned(self.angle)

    def holds(self, point: Point, margin: float = 0) -> bool:
        """Whether a scene point lies in the box or within ``margin`` of it."""
        local = self.to_local(point)
        return -margin <= local.x <= self.width + margin and -margin <= local.y <= self.height + margin

    def meets(self, rect: Rect) -> bool:
        """Whether the turned box and an upright rectangle share a point (separating axes)."""
        bounds = self.bounds()
        if not bounds.meets(rect):
            return False
        middle = bounds.center  # the box's own, too
        if self.angle == 0 or (rect.left <= middle.x <= rect.right and rect.top <= middle.y <= rect.bottom):
            return True
        others = [Point(rect.left, rect.top), Point(rect.right, rect.top)]
        others += [Point(rect.right, rect.bottom), Point(rect.left, rect.bottom)]
        local = [self.to_local(point) for point in others]
        xs, ys = [p.x for p in local], [p.y for p in local]
        return max(xs) >= 0 and min(xs) <= self.width and max(ys) >= 0 and min(ys) <= self.height

    @staticmethod
    def about(center: Point, width: float, height: float, angle: float) -> Box:
        """The box of that size and angle whose centre is ``center``."""
        corner = center - Point(width / 2, height / 2).turned(angle)
        return Box(corner.x, corner.y, width, height, angle)


@lru_cache(maxsize=512)
def _cos_sin(angle: float) -> tuple[float, float]:
    quarter, rest = divmod(angle, 90)
    if rest == 0:
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarter) % 4]
    radians = math.radians(angle)
    return math.cos(radians), math.sin(radians)


def box_of(clip: Clip) -> Box:
    """The box a clip is drawn in."""
    return Box(
        float(clip.left),
        float(clip.top),
        float(clip.width) * abs(clip.scale_x),
        float(clip.height) * abs(clip.scale_y),
        float(clip.angle),
    )


def mirrors_of(clip: Clip) -> tuple[bool, bool]:
    """Whether the content is mirrored left to right, and top to bottom, inside its box."""
    return (clip.scale_x < 0) != clip.flip_x, (clip.scale_y < 0) != clip.flip_y


def with_box(clip: ClipType, box: Box) -> ClipType:
    """The clip put into ``box``; numbers that do not change are not touched.

    Pictures keep their natural width and height and change their scale; shapes and texts keep their scale.
    """
    now = box_of(clip)
    fields: dict[str, float] = {}
    for name in ("left", "top", "angle"):
        if getattr(box, name) != getattr(now, name):
            fields[name] = settled(clip, name, getattr(box, name))
    if box.width != now.width:
        fields |= _along(clip, "width", "scale_x", box.width)
    if box.height != now.height:
        fields |= _along(clip, "height", "scale_y", box.height)
    return clip.changed(**fields) if fields else clip


def _along(clip: Clip, side: str, scale: str, length: float) -> dict[str, float]:
    natural, factor = float(getattr(clip, side)), float(getattr(clip, scale))
    if clip.resizes_by_scale and natural > 0:
        if length / natural <= MAX_PX:
            return {scale: settled(clip, scale, math.copysign(length / natural, factor))}
    elif factor and length / abs(factor) <= MAX_PX:
        return {side: settled(clip, side, length / abs(factor))}
    # What is scaled to nothing, or as good as nothing, has no natural size that would make it so long.
    return {side: settled(clip, side, length), scale: math.copysign(1, factor)}


def tidy(value: float) -> float:
    """``value`` with the noise of binary arithmetic taken off (ten decimals), whole numbers as integers.

    Nothing goes farther than a field can say: what is pushed over the rim of the world stays at the rim.
    """
    rounded = round(max(-MAX_PX, min(MAX_PX, value)), 10)
    return int(rounded) if rounded == int(rounded) else rounded


def settled(clip: Clip, name: str, value: float) -> float:
    """A new number for a field: tidy, or the very one it was read with when that is the same but for noise.

    So moving there and back leaves numbers alone that have more digits than arithmetic keeps, and their writing too.
    """
    new, old = tidy(value), clip.number_read(name)
    noise = NOISE_PX if name in ("left", "top") else 2e-10
    if old is None or abs(old - new) > noise + abs(old) * 1e-15:
        return new
    return old


def turned_about_center(clip: ClipType, angle: float) -> ClipType:
    """The clip turned to ``angle`` degrees with its centre kept."""
    box = box_of(clip)
    if angle == box.angle:
        return clip  # the way over the centre would leave noise in its place
    turned = Box.about(box.center, box.width, box.height, angle)
    return with_box(clip, turned)


def bounds_of(clips: Iterable[Clip]) -> Rect:
    """The upright rectangle around clips; raises ``ValueError`` for none."""
    return Rect.around(box_of(clip).bounds() for clip in clips)


def seen_bounds_of(clips: Collection[Clip]) -> Rect:
    """The same around those that show, for hidden ones go along unseen; around all where none shows."""
    return bounds_of([clip for clip in clips if clip.is_drawn] or clips)
