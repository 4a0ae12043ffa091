"""Where a rectangle of one stage belongs on a stage of another shape. Pure numbers, no clips.

What fits on the new stage keeps its size; what does not is made to fit. Small distances to an edge stay as they are,
large ones keep their share of the room, along a growing curve whose inverse is the same curve with the stages swapped.
"""

from __future__ import annotations

from dataclasses import dataclass

from studio_gui.model.geometry import Rect

_TOUCHES_PX = 0.5
"""So near to an edge a clip counts as reaching it."""
_NOTHING_PX = 1e-6
_FITTED = 0.94
"""How much of the stage a clip takes that had to be made smaller: a little air is left at both sides."""


@dataclass(frozen=True, slots=True)
class Stages:
    """The size of the old stage and of the new one."""

    old: tuple[int, int]
    new: tuple[int, int]


def stretched(length: float, old: float, new: float) -> float:
    """``length`` of a room of ``old`` in a room of ``new``: short ones stay, the whole becomes the whole."""
    knee = min(old, new) / 2
    if length <= knee:
        return length
    if length <= old:
        return knee + (length - knee) * (new - knee) / (old - knee)
    return length * new / old


def spans(rect: Rect, stages: Stages) -> tuple[bool, bool]:
    """Whether the rectangle reaches both edges of the old stage, across and down."""
    width, height = stages.old
    return (
        rect.left <= _TOUCHES_PX and rect.right >= width - _TOUCHES_PX,
        rect.top <= _TOUCHES_PX and rect.bottom >= height - _TOUCHES_PX,
    )


def covers(rect: Rect, stages: Stages) -> bool:
    """Whether nothing of the old stage is left free."""
    return all(spans(rect, stages))


def relaid(rect: Rect, stages: Stages, *, stands: bool = False) -> Rect:
    """The rectangle on the new stage, its shape kept, made smaller where it would not fit but never larger.

    What ``stands`` on the lower edge, or is cut off by it, goes on doing so.
    """
    room = _room_for(rect, stages.new)
    new = _scaled(rect, stages, 1.0 if room >= 1 else room * _FITTED)
    beyond = rect.bottom - stages.old[1]
    if stands and beyond >= -_TOUCHES_PX:
        shrunk = new.height / rect.height if beyond > 0 and rect.height > _NOTHING_PX else 1.0
        new = new.moved(0, stages.new[1] + beyond * shrunk - new.bottom)
    return new


def relaid_line(at: float, old: float, new: float) -> float:
    """The place of a line along one side of the new stage: as near to its nearer edge, or in the middle, as before."""
    return _start(at, old, new, 1.0)


def _room_for(rect: Rect, size: tuple[int, int]) -> float:
    """How many times larger the rectangle could be and still fit."""
    rooms = [room / side for room, side in zip(size, (rect.width, rect.height), strict=True) if side > _NOTHING_PX]
    return min(rooms, default=1)


def relaid_cover(rect: Rect, stages: Stages) -> Rect:
    """A rectangle that covers the old stage, its shape kept, covering the new one by as much."""
    old = max(stages.old[0] / rect.width, stages.old[1] / rect.height)
    new = max(stages.new[0] / rect.width, stages.new[1] / rect.height)
    return _scaled(rect, stages, new / old)


def relaid_span(rect: Rect, stages: Stages) -> Rect:
    """A rectangle that reaches from edge to edge across or down or both, doing so on the new stage."""
    across, down = spans(rect, stages)
    left, width = _along(rect.left, rect.width, stages.old[0], stages.new[0], does_span=across)
    top, height = _along(rect.top, rect.height, stages.old[1], stages.new[1], does_span=down)
    return Rect(left, top, width, height)


def _along(start: float, length: float, old: float, new: float, *, does_span: bool) -> tuple[float, float]:
    if does_span:
        return start, length + new - old
    side = stretched(length, old, new)
    factor = side / length if length else 1.0
    return _start(start, old - length, new - side, factor), side


def _scaled(rect: Rect, stages: Stages, factor: float) -> Rect:
    width, height = rect.width * factor, rect.height * factor
    left = _start(rect.left, stages.old[0] - rect.width, stages.new[0] - width, factor)
    top = _start(rect.top, stages.old[1] - rect.height, stages.new[1] - height, factor)
    return Rect(left, top, width, height)


def _start(start: float, old_room: float, new_room: float, factor: float) -> float:
    """Where a clip begins: as near to its nearer edge as before, or as far beyond it in its own measure."""
    end = old_room - start
    if max(start, end) <= _NOTHING_PX:
        # It reaches from edge to edge: the same share of what is cut off lies on either side.
        return new_room * (start / old_room if old_room < -_NOTHING_PX else 0.5)
    near = min(start, end)
    near = near * factor if near < 0 else stretched(near, old_room / 2, new_room / 2)
    return near if start <= end else new_room - near
