"""Equal gaps between a moving box and its neighbours in a row or a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio_gui.model.geometry import Point, Rect

Span = tuple[float, float, float]
"""Start, end, and the middle of the overlap on the other axis."""
_Part = tuple[float, float, float, float]
"""Start and end along the row, and from where to where it overlaps across it."""
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
    """The spans before and after ``bounds`` of those that stand in one row with it, in order and with room between."""
    low, high = _ends(bounds, not is_x)
    middle = sum(_ends(bounds, is_x)) / 2
    before: list[_Part] = []
    after: list[_Part] = []
    for rect in neighbours:  # written out: each step of a drag asks this of hundreds
        if is_x:
            start, size, other_low, other_size = rect.left, rect.width, rect.top, rect.height
        else:
            start, size, other_low, other_size = rect.top, rect.height, rect.left, rect.width
        if other_low >= high or other_low + other_size <= low:
            continue
        end = start + size
        if end <= middle:
            before.append((start, end, max(low, other_low), min(high, other_low + other_size)))
        elif start >= middle:
            after.append((start, end, max(low, other_low), min(high, other_low + other_size)))
    return _joined(before), _joined(after)


def _joined(parts: list[_Part]) -> list[Span]:
    """Parts that lie on each other or touch are one."""
    joined: list[_Part] = []
    for start, end, low, high in sorted(parts):
        if joined and start <= joined[-1][1] + _SAME:
            first = joined.pop()
            start, end, low, high = first[0], max(first[1], end), min(first[2], low), max(first[3], high)
        joined.append((start, end, low, high))
    return [(start, end, (low + high) / 2) for start, end, low, high in joined]
