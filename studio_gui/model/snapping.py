"""What a moving or growing box clicks to, and the guides that show it.

Lines are one-dimensional: a line *across* x is vertical. Scene pixels; the threshold comes from the zoom.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, overload

from studio_gui.model.gaps import Guide, Neighbours, gap_guides, snap_gap
from studio_gui.model.geometry import Point, Rect

THRESHOLD_PX = 6.0
"""Screen pixels within which a box clicks. Source: canvas habits."""
SAFE_AREAS = (0.9, 0.8)
"""Action-safe and title-safe share of the stage."""
FAMILIES = ("stage", "thirds", "safe", "clips", "gaps", "guides", "grid")
"""What can be clicked to; each can be switched off. Source: canvas habits."""
GRID_PX = 20
"""Side of a square of the grid in scene pixels: it divides both sides of either stage."""
_SAME = 0.01
_NOISE = 1e-6
"""Two lines are equally near when they differ by less."""
_OWN, _SHOWN, _UNSEEN, _OF_GRID = -1, 1, 2, 3
"""Ranks of lines: of the person's own guides, of thirds and safe areas that are seen and that are not, of the grid."""


class Line(NamedTuple):
    """A place to click to on one axis, from ``start`` to ``end`` along the other."""

    at: float
    start: float
    end: float
    rank: int = 0
    """Lower wins where two are equally near: -1 user guides; 0 clips, the stage's edges and centre; 1 thirds and safe
    areas, 2 where those are not seen; 3 the grid. What is not seen gives way to any user guide within reach."""


class Lines(Sequence[Line]):
    """Lines across one axis, in order along it.

    A drag among hundreds begins with thousands of them, and asks for a few: only where they lie is worked out at once.
    """

    def __init__(self, lines: Sequence[Line] = (), rects: Sequence[Rect] = (), *, is_x: bool = True) -> None:
        """``lines`` and those of other clips: their sides and middles, the upright ones for ``is_x``."""
        self._lines, self._rects, self._is_x = lines, rects, is_x
        ats = [line.at for line in lines]
        if is_x:
            for r in rects:
                ats += (r.left, r.left + r.width / 2, r.left + r.width)
        else:
            for r in rects:
                ats += (r.top, r.top + r.height / 2, r.top + r.height)
        self._order = sorted(range(len(ats)), key=ats.__getitem__)
        self.ats = [ats[number] for number in self._order]
        """Where they lie."""

    def __len__(self) -> int:
        return len(self.ats)

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...

    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        number = self._order[index] - len(self._lines)
        if number < 0:
            return self._lines[number]  # counted from the end
        rect = self._rects[number // 3]
        start, size = (rect.top, rect.height) if self._is_x else (rect.left, rect.width)
        return Line(self.ats[index], start, start + size)

    def between(self, low: float, high: float) -> list[Line]:
        """The lines from ``low`` to ``high``."""
        return self[bisect_left(self.ats, low) : bisect_right(self.ats, high)]


@dataclass(frozen=True, slots=True)
class Targets:
    """Everything that can be clicked to: gathered once when a gesture begins."""

    across_x: Lines
    """Vertical lines, from the left to the right."""
    across_y: Lines
    neighbours: Neighbours = field(default_factory=Neighbours)
    """Other clips, between which gaps are kept equal."""


@dataclass(frozen=True, slots=True)
class Snap:
    """How far to move to be in place, and what to draw; None for an axis that clicks to nothing."""

    dx: float | None = None
    dy: float | None = None
    guides: tuple[Guide, ...] = ()


def targets_for(
    stage: tuple[float, float],
    others: Iterable[Rect],
    *,
    families: Collection[str] = ("stage", "thirds", "safe", "clips", "gaps"),
    guides: tuple[Sequence[float], Sequence[float]] = ((), ()),
    unseen: Collection[str] = (),
) -> Targets:
    """The lines of a stage of that width and height, those of the other clips, and user guides across x and y.

    ``families`` are those of ``FAMILIES`` that count, ``unseen`` those of them whose lines are not drawn at rest.
    """
    width, height = stage
    rects = tuple(others)
    own_x = _stage_lines(width, height, families, guides[0], unseen)
    own_y = _stage_lines(height, width, families, guides[1], unseen)
    of_clips = rects if "clips" in families else ()
    neighbours = Neighbours(rects if "gaps" in families else ())
    return Targets(Lines(own_x, of_clips, is_x=True), Lines(own_y, of_clips, is_x=False), neighbours)


def _stage_lines(
    size: float, other: float, families: Collection[str], guides: Sequence[float], unseen: Collection[str]
) -> list[Line]:
    safe = [size * (1 + sign * share) / 2 for share in SAFE_AREAS for sign in (-1, 1)]
    places: dict[str, tuple[int, Sequence[float]]] = {
        "stage": (0, (0, size / 2, size)),
        "thirds": (_UNSEEN if "thirds" in unseen else _SHOWN, (size / 3, size * 2 / 3)),
        "safe": (_UNSEEN if "safe" in unseen else _SHOWN, safe),
        "guides": (_OWN, guides),
        "grid": (_OF_GRID, range(0, round(size) + 1, GRID_PX)),
    }
    return [Line(at, 0, other, rank) for name, (rank, ats) in places.items() if name in families for at in ats]


def snap_move(bounds: Rect, targets: Targets, *, threshold: float, along_x: bool = True, along_y: bool = True) -> Snap:
    """Where a moving box clicks to: the nearest edge or centre, or an equal gap where that is nearer still.

    Without ``along_x`` or ``along_y`` that axis is left alone.
    """
    x_places = _places(bounds.left, bounds.width) if along_x else ()
    y_places = _places(bounds.top, bounds.height) if along_y else ()
    lines = _nearest(x_places, targets.across_x, threshold), _nearest(y_places, targets.across_y, threshold)
    others = targets.neighbours
    x_gap = snap_gap(bounds, others, threshold=threshold, is_x=True) if along_x else None
    y_gap = snap_gap(bounds, others, threshold=threshold, is_x=False) if along_y else None
    (dx, dy), gaps = _with_gaps(bounds, others, lines=lines, gaps=(x_gap, y_gap))
    moved = bounds.moved(dx or 0.0, dy or 0.0)
    return Snap(dx, dy, line_guides(moved, targets, is_x=dx is not None, is_y=dy is not None) + gaps)


_Moves = tuple[float | None, float | None]
"""How far along each axis; None for not at all."""


def _with_gaps(bounds: Rect, others: Neighbours, *, lines: _Moves, gaps: _Moves) -> tuple[_Moves, tuple[Guide, ...]]:
    """How far to move to the nearer of lines and gaps, and what shows the gaps that are equal then.

    Moving along one axis may take the box out of the row whose gaps it was to keep along the other: then its line counts.
    """
    x_gap, y_gap = gaps
    while True:
        dx, dy = _nearer(lines[0], x_gap), _nearer(lines[1], y_gap)
        moved = bounds.moved(dx or 0.0, dy or 0.0)
        across = gap_guides(moved, others, is_x=True) if x_gap is not None else ()
        down = gap_guides(moved, others, is_x=False) if y_gap is not None else ()
        if x_gap is not None and not across:
            x_gap = None
        elif y_gap is not None and not down:
            y_gap = None
        else:
            return (dx, dy), across + down


def _nearer(line: float | None, gap: float | None) -> float | None:
    """The smaller movement; a line wins where both are equal."""
    if line is None or gap is None:
        return gap if line is None else line
    return gap if abs(gap) < abs(line) - _NOISE else line


def snap_edges(bounds: Rect, targets: Targets, *, x_side: int, y_side: int, threshold: float) -> Snap:
    """Where the moving sides of a growing upright box click to; sides are -1 left or top, 1 right or bottom, 0 none."""
    dx = _nearest(_side(bounds.left, bounds.width, x_side), targets.across_x, threshold)
    dy = _nearest(_side(bounds.top, bounds.height, y_side), targets.across_y, threshold)
    return Snap(dx, dy)


def snap_line(at: float, targets: Targets, *, threshold: float, is_x: bool) -> tuple[float, tuple[Guide, ...]]:
    """Where a guide that is being moved clicks to, and what to draw; ``at`` itself and nothing when no line is near.

    ``is_x`` for a vertical guide, whose place is along x.
    """
    lines = targets.across_x if is_x else targets.across_y
    by = _nearest((at,), lines, threshold)
    if by is None:
        return at, ()
    place = at + by
    held = lines.between(place - _SAME, place + _SAME)
    low, high = min(line.start for line in held), max(line.end for line in held)
    ends = (Point(place, low), Point(place, high)) if is_x else (Point(low, place), Point(high, place))
    return place, (Guide(*ends),)


def _side(start: float, size: float, side: int) -> tuple[float, ...]:
    return (start + size * (side + 1) / 2,) if side else ()


def _places(start: float, size: float) -> tuple[float, ...]:
    return start, start + size / 2, start + size


def _nearest(places: Sequence[float], lines: Lines, threshold: float) -> float | None:
    best: tuple[float, int, float] | None = None
    for place in places:
        # Zoomed out there are hundreds of lines within the threshold: only those as near as the nearest are looked at.
        after = bisect_left(lines.ats, place)
        near = min((abs(at - place) for at in lines.ats[max(0, after - 1) : after + 1]), default=math.inf)
        if near > threshold or (best is not None and near > best[0] + _NOISE):
            continue
        reach = min(threshold, near + _NOISE)
        for line in lines.between(place - reach, place + reach):
            gap = line.at - place
            found = (round(abs(gap), 6), line.rank, gap)
            if best is None or found < best:
                best = found
    if best is not None and best[1] == _UNSEEN:
        own = [line.at - place for place in places for line in lines.between(place - threshold, place + threshold)
               if line.rank == _OWN]  # fmt: skip
        return min(own, key=abs, default=best[2])
    return None if best is None else best[2]


def line_guides(
    bounds: Rect, targets: Targets, *, is_x: bool = True, is_y: bool = True, centers: bool = True
) -> tuple[Guide, ...]:
    """The guides that hold for a box where it lies now; lines of less rank only where no better one holds.

    Without ``centers`` only its sides count.
    """
    x_places, y_places = _places(bounds.left, bounds.width), _places(bounds.top, bounds.height)
    if not centers:
        x_places, y_places = x_places[::2], y_places[::2]
    guides: list[Guide] = []
    if is_x:
        for at, low, high in _held(x_places, targets.across_x, bounds.top, bounds.bottom):
            guides.append(Guide(Point(at, low), Point(at, high)))
    if is_y:
        for at, low, high in _held(y_places, targets.across_y, bounds.left, bounds.right):
            guides.append(Guide(Point(low, at), Point(high, at)))
    return tuple(guides)


def _held(places: Sequence[float], lines: Lines, low: float, high: float) -> Iterable[tuple[float, float, float]]:
    held = [line for place in places for line in lines.between(place - _SAME, place + _SAME)]
    best = max(0, min((line.rank for line in held), default=0))
    spans: dict[float, tuple[float, float]] = {}
    for line in held:
        if line.rank in (best, _OWN):
            key = round(line.at, 2)
            old = spans.get(key, (low, high))
            spans[key] = min(old[0], line.start), max(old[1], line.end)
    return [(at, *span) for at, span in spans.items()]
