"""The handles of a selection: where they are, and which one a point grasps.

Sizes of handles are given in scene pixels for the zoom of the moment, so that they keep their size on the screen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from studio_gui.model.geometry import Box, Point

HIT_PX = 12.0
"""Screen pixels across which a handle is grasped. Source: canvas habits, at least 10."""
ROOMY_PX = 36.0
"""A side shorter than this on the screen has its handles outside of the clip."""
KNOB_PX = 26.0
"""Screen pixels from the top side to the knob that turns."""
TURN_ZONE_PX = 24.0
"""Screen pixels outside of a corner in which a press turns."""


class Handle(Enum):
    """A handle; the value tells which side it moves: -1 left or top, 1 right or bottom, 0 neither."""

    TOP_LEFT = (-1, -1)
    TOP = (0, -1)
    TOP_RIGHT = (1, -1)
    RIGHT = (1, 0)
    BOTTOM_RIGHT = (1, 1)
    BOTTOM = (0, 1)
    BOTTOM_LEFT = (-1, 1)
    LEFT = (-1, 0)
    TURN = (0, 0)

    @property
    def x(self) -> int:
        """-1 for a handle on the left side, 1 on the right, 0 between."""
        return self.value[0]

    @property
    def y(self) -> int:
        """-1 for a handle on the top side, 1 on the bottom, 0 between."""
        return self.value[1]

    @property
    def is_corner(self) -> bool:
        """Whether it moves two sides."""
        return bool(self.x and self.y)

    @property
    def compass(self) -> float:
        """The direction the handle points to in an unturned box, degrees clockwise from the right."""
        return math.degrees(math.atan2(self.y, self.x)) % 360


SIZING = tuple(handle for handle in Handle if handle is not Handle.TURN)


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame with the handles around a selection at one zoom."""

    box: Box
    """What is resized."""
    zoom: float
    can_turn: bool = True

    @property
    def outer(self) -> Box:
        """The box the handles sit on: larger than ``box`` where that is too small on the screen to hold them."""
        dx, dy = (max(0.0, (ROOMY_PX / self.zoom - side) / 2) for side in (self.box.width, self.box.height))
        corner = self.box.to_scene(Point(-dx, -dy))
        return Box(corner.x, corner.y, self.box.width + 2 * dx, self.box.height + 2 * dy, self.box.angle)

    def spot(self, handle: Handle) -> Point:
        """The scene point of a handle."""
        outer = self.outer
        if handle is Handle.TURN:
            return outer.to_scene(Point(outer.width / 2, -KNOB_PX / self.zoom))
        return outer.to_scene(Point(outer.width * (handle.x + 1) / 2, outer.height * (handle.y + 1) / 2))

    def handle_at(self, point: Point) -> Handle | None:
        """The handle a press at ``point`` grasps: the nearest within reach, else turning just outside a corner."""
        reach = HIT_PX / 2 / self.zoom
        handles = (*SIZING, Handle.TURN) if self.can_turn else SIZING
        distances = [(self._distance(handle, point), not handle.is_corner, index, handle)
                     for index, handle in enumerate(handles)]  # fmt: skip
        distance, _, _, nearest = min(distances)
        if distance <= reach:
            return nearest
        return Handle.TURN if self.can_turn and self._is_by_a_corner(point) else None

    def side_at(self, point: Point) -> Handle | None:
        """The handle of the side that a press at ``point`` grasps, wherever along it; None beside all of them."""
        reach, outer = HIT_PX / 2 / self.zoom, self.outer
        local = outer.to_local(point)
        if not outer.holds(point, reach):
            return None
        distances = [
            (abs(local.x), Handle.LEFT), (abs(outer.width - local.x), Handle.RIGHT),
            (abs(local.y), Handle.TOP), (abs(outer.height - local.y), Handle.BOTTOM),
        ]  # fmt: skip
        distance, nearest = min(distances, key=lambda pair: pair[0])
        return nearest if distance <= reach else None

    def _distance(self, handle: Handle, point: Point) -> float:
        gap = (point - self.spot(handle)).turned(-self.box.angle)
        return max(abs(gap.x), abs(gap.y))

    def _is_by_a_corner(self, point: Point) -> bool:
        zone = TURN_ZONE_PX / self.zoom
        outer = self.outer
        local = outer.to_local(point)
        x_out = max(-local.x, local.x - outer.width)
        y_out = max(-local.y, local.y - outer.height)
        return max(x_out, y_out) > 0 and -zone / 4 <= x_out <= zone and -zone / 4 <= y_out <= zone
