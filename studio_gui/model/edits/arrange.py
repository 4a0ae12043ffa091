"""Edits that put several clips in order: aligned, spread evenly, grouped, fitted to the stage."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from studio_gui.model.clips import Clip
from studio_gui.model.edits.clips import map_clips, moved_clip, place_clips, the_scene
from studio_gui.model.fields import ClipId, SceneId
from studio_gui.model.geometry import NOISE_PX, Box, Point, Rect, box_of, seen_bounds_of
from studio_gui.model.project import Project

Side = Literal["left", "center", "right", "top", "middle", "bottom"]
Axis = Literal["across", "down"]
Target = Literal["selection", "stage", "key"]
"""What clips are aligned to: the rectangle around them, the stage, or the clip that was selected last."""


def align_clips(
    project: Project,
    scene_id: SceneId,
    *,
    clip_ids: Sequence[ClipId],
    side: Side,
    to: Target = "selection",
    inside: str = "",
) -> Project:
    """The project with clips aligned, a whole group as one; a single clip or group is aligned to the stage.

    Locked clips stay where they are, and the key clip, the last of ``clip_ids``, may be one of them. The clips of the
    group ``inside``, which is open, are aligned one by one.
    """
    units = _units(project, scene_id, clip_ids, inside=inside)
    rects = [seen_bounds_of(unit) for unit in units]
    key = the_scene(project, scene_id).clip(clip_ids[-1]) if clip_ids else None
    at = next((number for number, unit in enumerate(units) if any(one is key for one in unit)), None)
    if to == "key" and at is not None and len(units) > 1:
        frame = rects.pop(at)
        del units[at]
    elif to == "key" and at is None and key is not None and key.has_box:
        frame = box_of(key).bounds()
    elif to == "selection" and len(units) > 1:
        frame = Rect.around(rects)
    else:
        frame = Rect(0, 0, *project.stage_size)
    return _moved(
        project,
        scene_id,
        {clip.id: _to_side(rect, frame, side) for unit, rect in zip(units, rects, strict=True) for clip in unit},
    )


def _to_side(rect: Rect, frame: Rect, side: Side) -> Point:
    if side == "left":
        return Point(frame.left - rect.left, 0)
    if side == "right":
        return Point(frame.right - rect.right, 0)
    if side == "center":
        return Point(frame.center.x - rect.center.x, 0)
    if side == "top":
        return Point(0, frame.top - rect.top)
    if side == "bottom":
        return Point(0, frame.bottom - rect.bottom)
    return Point(0, frame.center.y - rect.center.y)


def distribute_clips(
    project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId], axis: Axis, inside: str = ""
) -> Project:
    """The project with equal gaps between clips and whole groups; the outermost two stay where they are.

    Fewer than three do not move. The clips of the group ``inside``, which is open, count one by one.
    """
    units = _units(project, scene_id, clip_ids, inside=inside)
    if len(units) < 3:
        return project
    is_across = axis == "across"
    rects = sorted(
        ((seen_bounds_of(unit), unit) for unit in units),
        key=lambda pair: pair[0].center.x if is_across else pair[0].center.y,
    )
    lengths = [rect.width if is_across else rect.height for rect, _ in rects]
    starts = [rect.left if is_across else rect.top for rect, _ in rects]
    gap = (starts[-1] - starts[0] - sum(lengths[:-1])) / (len(rects) - 1)
    deltas: dict[ClipId, Point] = {}
    at = starts[0]
    for (_, unit), start, length in zip(rects[:-1], starts, lengths, strict=False):
        delta = Point(at - start, 0) if is_across else Point(0, at - start)
        deltas |= {clip.id: delta for clip in unit}
        at += length + gap
    return _moved(project, scene_id, deltas)


def center_clips(project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId]) -> Project:
    """The project with clips, kept as they lie among themselves, in the middle of the stage."""
    clips = _placed(project, scene_id, clip_ids)
    if not clips:
        return project
    width, height = project.stage_size
    delta = Point(width / 2, height / 2) - seen_bounds_of(clips).center
    return _moved(project, scene_id, {clip.id: delta for clip in clips})


def fit_clips(project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId]) -> Project:
    """The project with each clip as large as the stage takes it, upright and centred; pictures keep their proportions."""
    width, height = project.stage_size
    boxes: dict[ClipId, Box] = {}
    for clip in _placed(project, scene_id, clip_ids):
        box = box_of(clip)
        if clip.keeps_aspect and box.width > 0 and box.height > 0:
            factor = min(width / box.width, height / box.height)
            boxes[clip.id] = Box.about(Point(width / 2, height / 2), box.width * factor, box.height * factor, 0)
        else:
            boxes[clip.id] = Box(0, 0, width, height)
    return place_clips(project, scene_id, boxes=boxes)


def change_clip_studio(
    project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId], fields: Mapping[str, object]
) -> Project:
    """The project with new values of the editor's own fields (name, locked, hidden, group) in several clips."""

    def edit(clip: Clip) -> Clip:
        news = {name: value for name, value in fields.items() if getattr(clip.studio, name) != value}
        return clip.with_studio(**news) if news else clip

    return map_clips(project, scene_id, clip_ids, edit)


def put_in_group(
    project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId], group: str, inside: str = ""
) -> Project:
    """The project with clips in the group of that id, or in none where it is empty.

    Locked clips of a group that is there as a whole come along, though no hand selects them: they would be left as a
    group of their own. Of the group ``inside``, which is open, only what is named is meant.
    """
    clips, wanted = the_scene(project, scene_id).clips, frozenset(clip_ids)
    chosen = {clip.studio.group for clip in clips if clip.id in wanted} - _torn(clips, wanted, inside=inside)
    ids = [c.id for c in clips if c.id in wanted or (c.studio.locked and c.studio.group in chosen)]
    return change_clip_studio(project, scene_id, clip_ids=ids, fields={"group": group})


def _placed(project: Project, scene_id: SceneId, clip_ids: Collection[ClipId]) -> list[Clip]:
    """What may be moved: locked clips stay where they are, whatever is asked of all that are selected."""
    clips, wanted = the_scene(project, scene_id).clips, frozenset(clip_ids)  # a selection of hundreds is a tuple
    return [clip for clip in clips if clip.id in wanted and clip.has_box and not clip.studio.locked]


def _units(project: Project, scene_id: SceneId, clip_ids: Collection[ClipId], *, inside: str) -> list[list[Clip]]:
    """What moves as one: groups of which nothing but locked clips was left out, and all other clips each alone."""
    clips, wanted = the_scene(project, scene_id).clips, frozenset(clip_ids)
    torn = _torn(clips, wanted, inside=inside)
    units: dict[str, list[Clip]] = {}
    for clip in _placed(project, scene_id, clip_ids):
        units.setdefault(clip.id if clip.studio.group in torn else f"group {clip.studio.group}", []).append(clip)
    return list(units.values())


def _torn(clips: Collection[Clip], wanted: Collection[ClipId], *, inside: str) -> set[str]:
    """The groups that are not there as a whole: more than locked clips of them was left out, or they are open."""
    return {c.studio.group for c in clips if c.id not in wanted and c.has_box and not c.studio.locked} | {"", inside}


def _moved(project: Project, scene_id: SceneId, deltas: Mapping[ClipId, Point]) -> Project:
    """The project with clips moved; what lies right but for the noise of arithmetic stays."""
    far = {
        clip_id: Point(delta.x if abs(delta.x) > NOISE_PX else 0, delta.y if abs(delta.y) > NOISE_PX else 0)
        for clip_id, delta in deltas.items()
    }
    return map_clips(project, scene_id, far.keys(), lambda clip: moved_clip(clip, far[clip.id]))
