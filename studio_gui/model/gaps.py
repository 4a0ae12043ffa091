"""Equal gaps between a moving box and its neighbours in a row or a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio_gui.model.geometry import Point, Rect

Span = tuple[float, float, float]
"""Start, end, and the middle of the overlap on the other axis."""
_Part = tuple[float, float, float, float]
"""Start and end along the row, and from where to where it reaches across it."""
_SAME = 0.01


@dataclass(frozen=True, slots=True)
class Guide:
    """A line to be drawn while it holds; ``is_gap`` guides show an equal distance and carry its length."""

    start: Point
    end: Point
    is_gap: bool = False

    @property
    def length(self) -> float:
        return abs(self.end.x - self.start.x) + abs(self.end.y - self.start.y)


def snap_gap(bounds: Rect, neighbours: Sequence[Rect], *, threshold: float, is_x: bool) -> float | None:
    """How far to move along one axis so that a gap equals another one; None when no such place is near.

    Considered are: halfway between the two neighbours, and as far from one neighbour as that is from its next. What
    lies on something else, as a text on its card, makes one neighbour with it. Where there is no room there is no gap.
    """
    start, end = _ends(bounds, is_x)
    before, after = _row(bounds, neighbours, is_x)
    wanted: list[float] = []
    if before and after and after[0][0] - before[-1][1] - (end - start) > 2 * _SAME:
        wanted.append((before[-1][1] + after[0][0] - (end - start)) / 2 - start)
    if len(before) > 1:
        wanted.append(before[-1][1] + (before[-1][0] - before[-2][1]) - start)
    if len(after) > 1:
        wanted.append(after[0][0] - (after[1][0] - after[0][1]) - end)
    near = [delta for delta in wanted if abs(delta) <= threshold]
    return min(near, key=abs) if near else None


def gap_guides(bounds: Rect, neighbours: Sequence[Rect], *, is_x: bool) -> tuple[Guide, ...]:
    """The guides across the gaps beside ``bounds`` that are equal to another one."""
    before, after = _row(bounds, neighbours, is_x)
    start, end = _ends(bounds, is_x)
    gaps: list[Span] = []
    if before:
        gaps.append((before[-1][1], start, before[-1][2]))
        if len(before) > 1:
            gaps.append((before[-2][1], before[-1][0], before[-1][2]))
    if after:
        gaps.append((end, after[0][0], after[0][2]))
        if len(after) > 1:
            gaps.append((after[0][1], after[1][0], after[0][2]))
    beside = [gap for gap in gaps if start in gap[:2] or end in gap[:2]]
    sizes = [round(gap[1] - gap[0], 2) for gap in gaps]
    same = {size for size in sizes if size > _SAME and sizes.count(size) > 1}
    if not same & {round(gap[1] - gap[0], 2) for gap in beside}:
        return ()
    return tuple(_guide(gap, is_x) for gap, size in zip(gaps, sizes, strict=True) if size in same)


def _guide(gap: Span, is_x: bool) -> Guide:
    low, high, at = gap
    if is_x:
        return Guide(Point(low, at), Point(high, at), is_gap=True)
    return Guide(Point(at, low), Point(at, high), is_gap=True)


def _ends(rect: Rect, is_x: bool) -> tuple[float, float]:
    return (rect.left, rect.right) if is_x else (rect.top, rect.bottom)


def _row(bounds: Rect, neighbours: Sequence[Rect], is_x: bool) -> tuple[list[Span], list[Span]]:
    """The nearest two spans before and after ``bounds`` of what stands in one row with it, in order, with room between."""
    low, high = _ends(bounds, not is_x)
    middle = sum(_ends(bounds, is_x)) / 2
    # Written out: each step of a drag asks this of hundreds. What lies before is seen in a mirror, the nearest first.
    if is_x:
        row = [one for one in neighbours if one.top < high and one.top + one.height > low]
        sides = [(one.left, one.left + one.width, one.top, one.top + one.height) for one in row]
    else:
        row = [one for one in neighbours if one.left < high and one.left + one.width > low]
        sides = [(one.top, one.top + one.height, one.left, one.left + one.width) for one in row]
    before = [(-end, -start, least, most) for start, end, least, most in sides if end <= middle]
    after = [part for part in sides if part[0] >= middle and part[1] > middle]
    nearest = [(-end, -start, at) for start, end, at in reversed(_nearest_two(before, low, high))]
    return nearest, _nearest_two(after, low, high)


def _nearest_two(parts: list[_Part], low: float, high: float) -> list[Span]:
    """The first two spans; parts that lie on each other or touch are one."""
    joined: list[_Part] = []
    for start, end, top, bottom in sorted(parts):
        if joined and start <= joined[-1][1] + _SAME:
            _, furthest, least, most = joined[-1]
            joined[-1] = (joined[-1][0], max(furthest, end), min(least, top), max(most, bottom))
        elif len(joined) == 2:
            break
        else:
            joined.append((start, end, top, bottom))
    return [(start, end, (max(low, least) + min(high, most)) / 2) for start, end, least, most in joined]
