"""Numbers for several clips as one piece: the place, the size and the angle of the frame around them.

They do what the handles and the knob do: the frame is the upright one around what may be moved.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Literal

from studio_gui.model.clips import Clip
from studio_gui.model.edits.clips import map_clips, move_clips, the_scene
from studio_gui.model.fields import MAX_PX, ClipId, SceneId
from studio_gui.model.geometry import (
    NOISE_PX,
    Box,
    Point,
    Rect,
    box_of,
    seen_bounds_of,
    turned_about_center,
    with_box,
)
from studio_gui.model.project import Project
from studio_gui.model.resizing import plain_angle, scale_box

Side = Literal["left", "top", "width", "height"]
_NO_TURN = 1e-9
"""Degrees that are only the noise of binary arithmetic."""


def framed_clips(clips: Iterable[Clip]) -> list[Clip]:
    """Which of some clips the frame is around: locked ones stay where they are, unless there are no others."""
    placed = [clip for clip in clips if clip.has_box]
    return [clip for clip in placed if not clip.studio.locked] or placed


def change_frame(
    project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId], side: Side, change: Callable[[float], float],
    keeps_aspect: bool = False,
) -> Project:  # fmt: skip
    """The project with one number of the frame around clips changed, and all of them moved or scaled with it.

    The frame grows from its top-left corner; evenly, too, where a clip is turned by other than quarter turns. At the rim
    of the world all stop together.
    """
    clips = _framed(project, scene_id, clip_ids)
    if not clips:
        return project
    start = seen_bounds_of(clips)
    old = getattr(start, side)
    new = change(old)
    if abs(new - old) <= NOISE_PX:
        return project
    ids = [clip.id for clip in clips]
    if side == "left" or side == "top":
        at = [getattr(clip, side) for clip in clips]
        by = max(-MAX_PX - min(at), min(new - old, MAX_PX - max(at)))
        delta = Point(by, 0) if side == "left" else Point(0, by)
        return move_clips(project, scene_id, clip_ids=ids, delta=delta)
    if old <= 0:
        return project  # nothing has no part that would grow
    is_even = keeps_aspect or any(clip.angle % 90 for clip in clips)
    factor = min(new / old, _most(start, side, is_even=is_even))
    end = _grown(start, factor) if is_even else replace(start, **{side: old * factor})
    return map_clips(project, scene_id, ids, lambda clip: with_box(clip, scale_box(box_of(clip), start, end)))


def _most(frame: Rect, side: Side, *, is_even: bool) -> float:
    """How many times as large a frame can get before it comes to the rim of the world."""
    rooms = {"width": (MAX_PX - frame.left, frame.width), "height": (MAX_PX - frame.top, frame.height)}
    grows = rooms.values() if is_even else [rooms[side]]
    return min((max(1.0, room / length) for room, length in grows if length), default=1.0)


def _grown(rect: Rect, factor: float) -> Rect:
    return replace(rect, width=rect.width * factor, height=rect.height * factor)


def turn_clips(
    project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId], change: Callable[[float], float]
) -> Project:
    """The project with clips turned: as one piece where all turn by the same, else each about its own centre."""
    clips = _framed(project, scene_id, clip_ids)
    if not clips:
        return project
    by, angles = _turn_of_all(clips, change)
    if by is None:
        return map_clips(project, scene_id, angles.keys(), lambda clip: turned_about_center(clip, angles[clip.id]))
    if not by:
        return project
    center = _turning_center(clips)

    def edit(clip: Clip) -> Clip:
        box = box_of(clip)
        moved = center + (box.center - center).turned(by)
        return with_box(clip, Box.about(moved, box.width, box.height, angles[clip.id]))

    return map_clips(project, scene_id, angles.keys(), edit)


def _turn_of_all(clips: Collection[Clip], change: Callable[[float], float]) -> tuple[float | None, dict[ClipId, float]]:
    """The turn that all clips take together, None where each has its own; and the angles they get.

    What adds to an angle does so to any, however it rounds those that have more decimals than people type.
    """
    by = change(0.0)
    if abs(math.remainder(change(90.0) - 90 - by, 360)) <= _NO_TURN:
        return by, {clip.id: _within(clip.angle + by) for clip in clips}
    angles = {clip.id: change(float(clip.angle)) for clip in clips}
    turns = [angles[clip.id] - clip.angle for clip in clips]
    is_one = all(abs(math.remainder(turn - turns[0], 360)) <= _NO_TURN for turn in turns)
    return (turns[0] if turns and is_one else None), angles


def _within(angle: float) -> float:
    return angle if abs(angle) <= 360 else plain_angle(angle)


def _turning_center(clips: Collection[Clip]) -> Point:
    """The centre of a frame that is turned as the first clip is: turning all about it leaves it where it is."""
    seen = [clip for clip in clips if clip.is_drawn] or list(clips)
    angle = float(seen[0].angle)
    local = [corner.turned(-angle) for clip in seen for corner in box_of(clip).corners()]
    xs, ys = [point.x for point in local], [point.y for point in local]
    return Point((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2).turned(angle)


def _framed(project: Project, scene_id: SceneId, clip_ids: Collection[ClipId]) -> list[Clip]:
    wanted = frozenset(clip_ids)
    return framed_clips(clip for clip in the_scene(project, scene_id).clips if clip.id in wanted)
