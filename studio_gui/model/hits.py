"""What lies under a point or in a rectangle of the stage, as hands see it.

Hidden clips and sounds are not on the stage; locked clips are there, but not for hands. Scene pixels throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from studio_gui.model.clips import Clip
from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Box, Point, Rect, box_of
from studio_gui.model.project import Scene

_place_of = attrgetter("left", "top", "width", "height", "scale_x", "scale_y", "angle")
"""What a box is worked out from."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A clip that shows on the stage, with its box worked out."""

    clip: Clip
    box: Box
    bounds: Rect

    @staticmethod
    def of(clip: Clip) -> Placed:
        """The clip where it lies."""
        box = box_of(clip)
        return Placed(clip, box, box.bounds())

    def now(self, clip: Clip) -> Placed:
        """The same clip as it is now; where it lies is only worked out again when it lies elsewhere."""
        is_there = _place_of(clip) == _place_of(self.clip)
        return Placed(clip, self.box, self.bounds) if is_there else Placed.of(clip)


def placed_clips(scene: Scene, before: Mapping[ClipId, Placed] | None = None) -> dict[ClipId, Placed]:
    """The clips that show, from the back to the front; what did not change is taken from ``before``."""
    known = before or {}
    found: dict[ClipId, Placed] = {}
    for clip in scene.stacked():
        if clip.is_drawn:
            old = known.get(clip.id)
            found[clip.id] = Placed.of(clip) if old is None else old if old.clip is clip else old.now(clip)
    return found


def clips_at(placed: Iterable[Placed], point: Point, *, reach: float = 0, locked: bool = False) -> tuple[Clip, ...]:
    """The clips under ``point``, the front one first.

    Boxes thinner than ``reach`` are hit as if they were that thick, so that a line can be grasped. Locked clips are
    passed over unless ``locked``.
    """
    hits = [p.clip for p in placed if _is_hit(p, point, reach) and (locked or not p.clip.studio.locked)]
    return tuple(reversed(hits))


def _is_hit(placed: Placed, point: Point, reach: float) -> bool:
    bounds = placed.bounds
    if not (
        bounds.left - reach <= point.x <= bounds.right + reach
        and bounds.top - reach <= point.y <= bounds.bottom + reach
    ):
        return False
    box = placed.box
    local = box.to_local(point)
    x_margin, y_margin = max(0.0, (reach - box.width) / 2), max(0.0, (reach - box.height) / 2)
    return -x_margin <= local.x <= box.width + x_margin and -y_margin <= local.y <= box.height + y_margin


def clips_in(placed: Iterable[Placed], rect: Rect) -> tuple[Clip, ...]:
    """The unlocked clips that touch ``rect``, the back one first."""
    return tuple(p.clip for p in placed if not p.clip.studio.locked and p.bounds.meets(rect) and p.box.meets(rect))


def with_groups(scene: Scene, clips: Iterable[Clip], *, inside: str = "") -> tuple[ClipId, ...]:
    """The ids of ``clips`` and of all that share a group with one of them; the group ``inside`` is open.

    Hidden members come along, so that the group is whole when they show again, before those that show: what is done to
    the last one is seen. Locked members come along only when they are named themselves.
    """
    ids: list[ClipId] = []
    for clip in clips:
        group = clip.studio.group
        ids.extend(_members(scene, group) if group and group != inside else ())
        ids.append(clip.id)
    return tuple(dict.fromkeys(ids))


def _members(scene: Scene, group: str) -> Iterator[ClipId]:
    members = [c for c in scene.stacked() if c.studio.group == group and c.has_box and not c.studio.locked]
    for clip in sorted(members, key=attrgetter("is_drawn")):
        yield clip.id


def next_clip(placed: Sequence[Placed], current: ClipId | None, *, step: int) -> ClipId | None:
    """The unlocked clip one step in front of (1) or behind (-1) ``current``; None when there is no further one.

    Without ``current`` it is the first from that side.
    """
    ids = [p.clip.id for p in placed if not p.clip.studio.locked]
    if not ids:
        return None
    if current not in ids:
        return ids[0] if step > 0 else ids[-1]
    index = ids.index(current) + step
    return ids[index] if 0 <= index < len(ids) else None
