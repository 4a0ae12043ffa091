"""Where shapes of a slide lie, in EMU, and where that is on the stage.

A group has a system of coordinates of its own; flattening it means taking each shape through the systems of all its
groups. A shape is kept as centre, size, angle and mirroring, which survive all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from studio_gui.files.importing.slides.nodes import Node, attr, find, flag, number
from studio_gui.model.geometry import Box, Point, Rect

_TURN = 60_000
"""Angles are written in 60,000ths of a degree."""


@dataclass(frozen=True, slots=True)
class Place:
    """A box about its centre: what ``xfrm`` says."""

    center: Point
    width: float
    height: float
    angle: float = 0
    flip_x: bool = False
    flip_y: bool = False

    def box(self) -> Box:
        """The turned box."""
        return Box.about(self.center, self.width, self.height, self.angle)


@dataclass(frozen=True, slots=True)
class Group:
    """A group's own system: what lies at ``inner`` within it is drawn at ``outer``."""

    outer: Place
    inner: Rect

    def out(self, place: Place) -> Place:
        """A place within the group, as seen from outside."""
        across = self.outer.width / self.inner.width if self.inner.width else 1.0
        down = self.outer.height / self.inner.height if self.inner.height else 1.0
        away = place.center - self.inner.center
        x, y, angle = away.x * across, away.y * down, place.angle
        flip_x, flip_y = place.flip_x, place.flip_y
        if self.outer.flip_x:
            x, angle, flip_x = -x, -angle, not flip_x
        if self.outer.flip_y:
            y, angle, flip_y = -y, -angle, not flip_y
        if _is_on_its_side(place.angle):
            across, down = down, across
        return Place(
            self.outer.center + Point(x, y).turned(self.outer.angle),
            place.width * across,
            place.height * down,
            (angle + self.outer.angle) % 360,
            flip_x,
            flip_y,
        )


def _is_on_its_side(angle: float) -> bool:
    """PowerPoint stretches what stands on its side along its own other side."""
    return 45 <= angle % 180 < 135


def place_in(xfrm: Node | None) -> Place | None:
    """The place an ``xfrm`` says; None when it says none."""
    offset, extent = find(xfrm, "a:off"), find(xfrm, "a:ext")
    if xfrm is None or offset is None or extent is None:
        return None
    width, height = max(0.0, number(extent, "cx")), max(0.0, number(extent, "cy"))
    center = Point(number(offset, "x") + width / 2, number(offset, "y") + height / 2)
    return Place(
        center, width, height, number(xfrm, "rot") / _TURN % 360, flag(xfrm, "flipH"), flag(xfrm, "flipV")
    )  # fmt: skip


def group_in(xfrm: Node | None) -> Group | None:
    """The system of a group; None when it has the coordinates of what holds it."""
    outer = place_in(xfrm)
    offset, extent = find(xfrm, "a:chOff"), find(xfrm, "a:chExt")
    if outer is None or offset is None or extent is None:
        return None
    inner = Rect(number(offset, "x"), number(offset, "y"), number(extent, "cx"), number(extent, "cy"))
    if attr(extent, "cx") is None:
        inner = replace(inner, width=outer.width, height=outer.height)
    return Group(outer, inner)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a slide lies on the stage: as large as it fits, in the middle."""

    scale: float
    """Scene pixels for an EMU."""
    left: float
    top: float
    slide: tuple[float, float]
    stage: tuple[int, int]

    @property
    def is_whole(self) -> bool:
        """Whether the slide has the shape of the stage, to a pixel or two."""
        return max(self.left, self.top) < 2

    @property
    def area(self) -> Rect:
        """What of the stage the slide takes."""
        return Rect(self.left, self.top, self.slide[0] * self.scale, self.slide[1] * self.scale)

    def place(self, place: Place) -> Place:
        """A place on the slide, in scene pixels."""
        center = Point(place.center.x * self.scale + self.left, place.center.y * self.scale + self.top)
        return replace(place, center=center, width=place.width * self.scale, height=place.height * self.scale)


def fitted(slide: tuple[float, float], stage: tuple[int, int]) -> Fit:
    """A slide of that size in EMU on a stage of that size in scene pixels."""
    scale = min(stage[0] / slide[0], stage[1] / slide[1])
    return Fit(scale, (stage[0] - slide[0] * scale) / 2, (stage[1] - slide[1] * scale) / 2, slide, stage)
