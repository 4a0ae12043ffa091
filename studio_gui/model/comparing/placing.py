"""How a clip was moved, sized, turned and mirrored, in words."""

from __future__ import annotations

from collections.abc import Iterator

from studio_gui.model.clips import Clip
from studio_gui.model.comparing.change import Kind
from studio_gui.model.comparing.wording import exact, number
from studio_gui.model.geometry import Box, Point, box_of, mirrors_of

FIELDS = frozenset({"left", "top", "width", "height", "scale_x", "scale_y", "angle", "flip_x", "flip_y"})
_SAME_PX = 0.005
_HARDLY_PX = 0.5
"""Below this a move or another size is not to be seen, and no number is said."""
_ANCHORS = tuple((x, y) for x in (0.0, 0.5, 1.0) for y in (0.0, 0.5, 1.0))
PX = "\N{NO-BREAK SPACE}px"


def placed(before: Clip, after: Clip) -> Iterator[tuple[Kind, str]]:
    """What became of the clip's box; hands turn things about their centre, so turning alone is no move."""
    old, new = box_of(before), box_of(after)
    is_sized = abs(old.width - new.width) > _SAME_PX or abs(old.height - new.height) > _SAME_PX
    delta = new.center - old.center
    if max(abs(delta.x), abs(delta.y)) > _SAME_PX and not (is_sized and _is_anchored(old, new)):
        yield "moved", _way(delta)
    if is_sized:
        yield "resized", _size(old, new)
    if old.angle != new.angle:
        yield "turned", _turn(old.angle, new.angle)
    across, down = (a != b for a, b in zip(mirrors_of(before), mirrors_of(after), strict=True))
    if across:
        yield "mirrored", "mirrored left to right"
    if down:
        yield "mirrored", "mirrored top to bottom"


def _is_anchored(old: Box, new: Box) -> bool:
    """Whether a corner, the middle of an edge or the centre stayed where it was: then it was pulled by a handle."""
    return any(_is_near(_at(old, *anchor), _at(new, *anchor)) for anchor in _ANCHORS)


def _at(box: Box, x: float, y: float) -> Point:
    return box.to_scene(Point(x * box.width, y * box.height))


def _is_near(a: Point, b: Point) -> bool:
    return abs(a.x - b.x) < _HARDLY_PX and abs(a.y - b.y) < _HARDLY_PX


def _way(delta: Point) -> str:
    parts = []
    if abs(delta.x) >= _HARDLY_PX:
        parts.append(f"{number(abs(delta.x))}{PX} {'right' if delta.x > 0 else 'left'}")
    if abs(delta.y) >= _HARDLY_PX:
        parts.append(f"{number(abs(delta.y))}{PX} {'down' if delta.y > 0 else 'up'}")
    return f"moved {' and '.join(parts)}" if parts else "moved by less than a pixel"


def _size(old: Box, new: Box) -> str:
    wider, higher = new.width - old.width, new.height - old.height
    if max(abs(wider), abs(higher)) < _HARDLY_PX:
        return "resized by less than a pixel"
    if min(wider, higher) > -_HARDLY_PX:
        how = "made larger"
    elif max(wider, higher) < _HARDLY_PX:
        how = "made smaller"
    else:
        how = "resized"
    return f"{how} ({size_words(old)} → {size_words(new)}{PX})"


def size_words(box: Box) -> str:
    """Width and height in pixels."""
    return f"{number(box.width)} × {number(box.height)}"


def _turn(old: float, new: float) -> str:
    by = (new - old + 180) % 360 - 180
    if abs(by) < 0.05 or abs(by) == 180:
        return "turned upside down" if abs(by) == 180 else f"turned from {exact(old)}° to {exact(new)}°"
    return f"turned {number(abs(by))}° {'clockwise' if by > 0 else 'anticlockwise'}"
