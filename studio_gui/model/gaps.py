"""Equal gaps between a moving box and its neighbours in a row or a column."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

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
        """How far it reaches in stage pixels; it lies along an axis."""
        return abs(self.end.x - self.start.x) + abs(self.end.y - self.start.y)


class Neighbours:
    """The boxes among which gaps are kept equal, in order along both axes.

    They lie still while one drags, and each step asks for the nearest of hundreds: they are put in order once.
    """

    def __init__(self, rects: Iterable[Rect] = ()) -> None:
        self._rects = tuple(rects)

    def __len__(self) -> int:
        return len(self._rects)

    def put_in_order(self) -> None:
        """Do now what the first question would wait for."""
        self._rows, self._columns  # noqa: B018

    def row(self, bounds: Rect, *, is_x: bool, most_over: float = math.inf) -> tuple[list[Span], list[Span]]:
        """The nearest two spans before and after ``bounds`` of what stands in one row with it, with room between.

        In order along the row; for ``is_x`` False it is a column. Where the nearest lies over ``bounds`` by more than
        ``most_over`` only its near end is told, and no second one: in a crowd that is so nearly everywhere.
        """
        (start, end), (low, high) = _ends(bounds, is_x), _ends(bounds, not is_x)
        middle = (start + end) / 2
        back, forth = self._columns if not is_x else self._rows
        before = _nearest_two(back, -middle, low, high, least=-start - most_over)
        after = _nearest_two(forth, middle, low, high, least=end - most_over)
        return [(-end, -start, at) for start, end, at in reversed(before)], after

    @cached_property
    def _rows(self) -> tuple[list[_Part], list[_Part]]:
        return _both_ways([(r.left, r.left + r.width, r.top, r.top + r.height) for r in self._rects])

    @cached_property
    def _columns(self) -> tuple[list[_Part], list[_Part]]:
        return _both_ways([(r.top, r.top + r.height, r.left, r.left + r.width) for r in self._rects])


def _both_ways(parts: list[_Part]) -> tuple[list[_Part], list[_Part]]:
    """Parts in order as one meets them going back, which is seen in a mirror, and going forth."""
    return sorted((-end, -start, least, most) for start, end, least, most in parts), sorted(parts)


def snap_gap(bounds: Rect, neighbours: Neighbours, *, threshold: float, is_x: bool) -> float | None:
    """How far to move along one axis so that a gap equals another one; None when no such place is near.

    Considered are: halfway between the two neighbours, and as far from one neighbour as that is from its next. What
    lies on something else, as a text on its card, makes one neighbour with it. Where there is no room there is no gap.
    """
    start, end = _ends(bounds, is_x)
    # As far from one that lies over it as that is from its next is further than the threshold.
    before, after = neighbours.row(bounds, is_x=is_x, most_over=threshold)
    wanted: list[float] = []
    if before and after and after[0][0] - before[-1][1] - (end - start) > 2 * _SAME:
        wanted.append((before[-1][1] + after[0][0] - (end - start)) / 2 - start)
    if len(before) > 1:
        wanted.append(before[-1][1] + (before[-1][0] - before[-2][1]) - start)
    if len(after) > 1:
        wanted.append(after[0][0] - (after[1][0] - after[0][1]) - end)
    near = [delta for delta in wanted if abs(delta) <= threshold]
    return min(near, key=abs) if near else None


def gap_guides(bounds: Rect, neighbours: Neighbours, *, is_x: bool) -> tuple[Guide, ...]:
    """The guides across the gaps beside ``bounds`` that are equal to another one."""
    before, after = neighbours.row(bounds, is_x=is_x)
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


def _nearest_two(parts: list[_Part], middle: float, low: float, high: float, *, least: float) -> list[Span]:
    """The first two spans from ``middle`` on among parts in order that reach into the row from ``low`` to ``high``.

    Parts that lie on each other or touch are one. Before ``least`` the first part is enough.
    """
    joined: list[_Part] = []
    first = upper = lower = 0.0
    furthest = None
    # Written out: each step of a drag looks at hundreds.
    for start, end, top, bottom in parts[bisect_left(parts, middle, key=_start) :]:
        if top >= high or bottom <= low or end <= middle:
            continue
        if furthest is not None and start > furthest + _SAME:
            joined.append((first, furthest, upper, lower))
            furthest = None
            if len(joined) == 2:
                break
        if furthest is None:
            first, furthest, upper, lower = start, end, top, bottom
            if not joined and start < least:
                break
            continue
        furthest = end if end > furthest else furthest
        upper = top if top < upper else upper
        lower = bottom if bottom > lower else lower
    if furthest is not None:
        joined.append((first, furthest, upper, lower))
    return [(start, end, (max(low, upper) + min(high, lower)) / 2) for start, end, upper, lower in joined]


_start = itemgetter(0)
