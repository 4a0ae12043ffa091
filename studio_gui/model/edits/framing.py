"""Numbers for several clips as one piece: the place, the size and the angle of the frame around them.

They do what the handles and the knob do: the frame is the upright one around what may be moved.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Literal

from studio_gui.model.clips import Clip
from studio_gui.model.edits.clips import map_clips, move_clips, the_scene
from studio_gui.model.fields import ClipId, SceneId
from studio_gui.model.geometry import Box, Point, Rect, box_of, seen_bounds_of, turned_about_center, with_box
from studio_gui.model.project import Project
from studio_gui.model.resizing import scale_box

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

    The frame grows from its top-left corner; evenly, too, where a clip is turned by other than quarter turns.
    """
    clips = _framed(project, scene_id, clip_ids)
    if not clips:
        return project
    start = seen_bounds_of(clips)
    old = getattr(start, side)
    new = change(old)
    ids = [clip.id for clip in clips]
    if side == "left" or side == "top":
        delta = Point(new - old, 0) if side == "left" else Point(0, new - old)
        return move_clips(project, scene_id, clip_ids=ids, delta=delta)
    if old <= 0 or new == old:
        return project  # nothing has no part that would grow
    is_even = keeps_aspect or any(clip.angle % 90 for clip in clips)
    end = _grown(start, new / old) if is_even else replace(start, **{side: new})
    return map_clips(project, scene_id, ids, lambda clip: with_box(clip, scale_box(box_of(clip), start, end)))


def _grown(rect: Rect, factor: float) -> Rect:
    return replace(rect, width=rect.width * factor, height=rect.height * factor)


def turn_clips(
    project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId], change: Callable[[float], float]
) -> Project:
    """The project with clips turned: as one piece where all turn by the same, else each about its own centre."""
    clips = _framed(project, scene_id, clip_ids)
    angles = {clip.id: change(float(clip.angle)) for clip in clips}
    turns = [angles[clip.id] - clip.angle for clip in clips]
    if not turns or max(turns) - min(turns) > _NO_TURN:
        return map_clips(project, scene_id, angles.keys(), lambda clip: turned_about_center(clip, angles[clip.id]))
    by, center = turns[0], _turning_center(clips)
    if not by:
        return project

    def edit(clip: Clip) -> Clip:
        box = box_of(clip)
        moved = center + (box.center - center).turned(by)
        return with_box(clip, Box.about(moved, box.width, box.height, angles[clip.id]))

    return map_clips(project, scene_id, angles.keys(), edit)


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
