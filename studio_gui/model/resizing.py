"""What the handles and the knob do to boxes: *start + total movement*, never step upon step.

Scene pixels, degrees clockwise. No hand makes a size fall below ``LEAST_PX``, so a box does not turn inside out; one
that is thinner already does not get any thinner.
"""

from __future__ import annotations

import math
from dataclasses import replace

from studio_gui.model.fields import MAX_PX
from studio_gui.model.geometry import Box, Point, Rect
from studio_gui.model.handles import Handle

LEAST_PX = 1.0
"""The smallest width and height a hand can give."""
MAGNET_DEG = 2.5
"""So near to a multiple of 45° turning sticks to it."""
STEP_DEG = 15.0


def resize_box(box: Box, handle: Handle, delta: Point, *, keeps_aspect: bool = False, from_center: bool = False) -> Box:
    """The box after ``handle`` was moved by ``delta``; the opposite side, or the centre, stays where it is."""
    local = delta.turned(-box.angle)
    share = 2 if from_center else 1
    width = box.width + handle.x * local.x * share
    height = box.height + handle.y * local.y * share
    if not keeps_aspect or box.width <= 0 or box.height <= 0:
        width, height = _least(box.width, width), _least(box.height, height)
    else:
        factor = _one_factor(box, handle, width / box.width, height / box.height)
        width, height = box.width * factor, box.height * factor
    if (width, height) == (box.width, box.height):
        return box
    held = Point(0.5, 0.5) if from_center else Point((1 - handle.x) / 2, (1 - handle.y) / 2)
    return _held(box, width, height, held)


def _one_factor(box: Box, handle: Handle, x_factor: float, y_factor: float) -> float:
    if not handle.is_corner:
        factor = x_factor if handle.x else y_factor
    else:
        # The corner follows the hand along the diagonal: the projection of the new corner on it.
        squares = (box.width**2, box.height**2)
        factor = (x_factor * squares[0] + y_factor * squares[1]) / sum(squares)
    least = min(1.0, max(LEAST_PX / box.width, LEAST_PX / box.height))
    return min(max(factor, least), max(1.0, MAX_PX / max(box.width, box.height)))


def _held(box: Box, width: float, height: float, held: Point) -> Box:
    """The box in another size with the point at ``held`` (0…1 of the sides) where it is."""
    stays = box.to_scene(Point(box.width * held.x, box.height * held.y))
    corner = stays - Point(width * held.x, height * held.y).turned(box.angle)
    return Box(corner.x, corner.y, width, height, box.angle)


def scale_box(box: Box, start: Rect, end: Rect) -> Box:
    """A box that moves and grows as ``start``, the frame around it and others, becomes ``end``.

    A box turned by other than quarter turns cannot grow unevenly: it takes the mean factor. What would fall below
    ``LEAST_PX`` stays within the frame.
    """
    x_factor = end.width / start.width if start.width else 1.0
    y_factor = end.height / start.height if start.height else 1.0
    center = box.center
    moved = Point(end.left + (center.x - start.left) * x_factor, end.top + (center.y - start.top) * y_factor)
    if box.angle % 90:
        x_factor = y_factor = math.sqrt(abs(x_factor * y_factor))
    elif box.angle % 180:
        x_factor, y_factor = y_factor, x_factor
    width, height = box.width * x_factor, box.height * y_factor
    least_width, least_height = _least(box.width, width), _least(box.height, height)
    scaled = Box.about(moved, least_width, least_height, box.angle)
    if least_width == width and least_height == height:
        return scaled
    return _kept_in(scaled, Rect.around((end, Box.about(moved, width, height, box.angle).bounds())))


def _kept_in(box: Box, rect: Rect) -> Box:
    """A box that got no thinner than it may, moved so that it does not stand out of the frame for that."""
    bounds = box.bounds()
    dx = max(rect.left - bounds.left, min(0.0, rect.right - bounds.right))
    dy = max(rect.top - bounds.top, min(0.0, rect.bottom - bounds.bottom))
    return replace(box, left=box.left + dx, top=box.top + dy)


def _least(before: float, after: float) -> float:
    return max(min(LEAST_PX, before), after)


def turn_box(box: Box, center: Point, degrees: float) -> Box:
    """A box turned about ``center``; the very same when it is not turned at all."""
    if degrees == 0:
        return box
    moved = center + (box.center - center).turned(degrees)
    return Box.about(moved, box.width, box.height, plain_angle(box.angle + degrees))


def swept(center: Point, start: Point, now: Point) -> float:
    """The angle from ``start`` to ``now`` as seen from ``center``, in -180…180."""
    before = math.degrees(math.atan2(start.y - center.y, start.x - center.x))
    after = math.degrees(math.atan2(now.y - center.y, now.x - center.x))
    return signed_angle(after - before)


def settle_angle(angle: float, *, in_steps: bool) -> float:
    """``angle`` on a multiple of 15° when ``in_steps``; else a whole tenth that sticks to multiples of 45°."""
    if in_steps:
        return STEP_DEG * round(angle / STEP_DEG)
    near = 45.0 * round(angle / 45)
    return near if abs(angle - near) <= MAGNET_DEG else round(angle, 1)


def plain_angle(angle: float) -> float:
    """The same direction in 0…360 (360 excluded)."""
    turned = round(angle % 360, 10)
    return 0.0 if turned == 360 else turned


def signed_angle(angle: float) -> float:
    """The same direction in -180…180 (-180 excluded)."""
    turned = angle % 360
    return turned - 360 if turned > 180 else turned
