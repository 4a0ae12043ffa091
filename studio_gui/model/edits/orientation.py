"""The portrait twin: every scene, and the guides, laid out anew for a stage of the other shape.

What belongs together (a group, or what lies on a card) moves as one; how far it goes and how much it grows is said in
:mod:`studio_gui.model.relaying`.

The law: what lies on the old stage lies on the new one. Going there and back gives every clip that fits on both stages
its old numbers again, to a thousandth of a pixel, as long as it leaves a pixel of room in both and belongs to the same
things there; backgrounds and bands that reach from edge to edge as well. What had to be made smaller stays smaller, and
going there a second time changes nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio_gui.model.clips import AvatarClip, Clip, ShapeClip, TextClip, whole_pt
from studio_gui.model.edits.guides import Axis, guides_of, put_guides
from studio_gui.model.fields import ClipId, SceneId
from studio_gui.model.geometry import Box, Rect, bounds_of, box_of, tidy, with_box
from studio_gui.model.project import STAGE_SIZES, Orientation, Project, Scene
from studio_gui.model.relaying import Stages, covers, relaid, relaid_cover, relaid_line, relaid_span, spans

Lost = tuple[SceneId, ClipId]
_BANDS = ("Rectangle", "Square", "Line")
"""Shapes that may be stretched one way without looking wrong."""
_SLACK_PX = 0.01
_COVERED = 0.25
"""From this share on a clip that another lies over is told of: less is a corner, or the air around a presenter."""


def turn_stage(project: Project, *, orientation: Orientation) -> Project:
    """The project on a landscape or portrait stage, each clip by its relation to the edges and the centre."""
    if project.orientation == orientation:
        return project
    stages = Stages(project.stage_size, STAGE_SIZES[orientation])
    if stages.old == stages.new:
        return project.changed(orientation=orientation)
    scenes = tuple(_turned(scene, stages) for scene in project.scenes)
    turned = project.changed(orientation=orientation, scenes=scenes)
    axes: tuple[Axis, Axis] = ("x", "y")
    for axis, old, new in zip(axes, stages.old, stages.new, strict=True):
        at = tuple(tidy(relaid_line(place, old, new)) for place in guides_of(project, axis))
        turned = put_guides(turned, axis, at=at)
    return turned


def clips_that_left(before: Project, after: Project) -> tuple[Lost, ...]:
    """The clips that were to be seen on the stage of ``before`` and lie outside that of ``after``, scene by scene."""
    seen = {(scene.id, clip.id) for scene, clip in before.all_clips() if _is_on(clip, before.stage_size)}
    return tuple(
        (scene.id, clip.id)
        for scene, clip in after.all_clips()
        if clip.has_box and (scene.id, clip.id) in seen and not _is_on(clip, after.stage_size)
    )


def _is_on(clip: Clip, size: tuple[int, int]) -> bool:
    return clip.is_drawn and box_of(clip).meets(Rect(0, 0, *size))


def each_now_covered(before: Project, after: Project) -> Iterator[list[Lost]]:
    """The clips on the stage of ``after`` that another clip lies over there and did not in ``before``, scene by scene.

    One scene in each step: among hundreds of clips a scene alone takes its time.
    """
    old_scenes = {scene.id: scene for scene in before.scenes}
    for scene in after.scenes:
        old = old_scenes.get(scene.id)
        if old is None or old is scene:
            continue
        was = frozenset(_covered(old, before.stage_size))
        yield [(scene.id, clip_id) for clip_id in _covered(scene, after.stage_size) if clip_id not in was]


def _covered(scene: Scene, size: tuple[int, int]) -> Iterator[ClipId]:
    """The clips of which a good part lies under one other; one sees between the letters of a text."""
    fronts: list[tuple[float, float, float, float]] = []
    for clip in reversed(scene.stacked()):
        if not clip.has_box or not _is_on(clip, size):
            continue
        rect = bounds_of([clip])
        left, top, right, bottom = rect.left, rect.top, rect.right, rect.bottom
        least = _COVERED * rect.width * rect.height
        # Written out, for among hundreds of clips there are a hundred thousand pairs.
        for x, y, end_x, end_y in fronts:
            if x >= right or end_x <= left or y >= bottom or end_y <= top:
                continue
            if (min(right, end_x) - max(left, x)) * (min(bottom, end_y) - max(top, y)) > least:
                yield clip.id
                break
        if not isinstance(clip, TextClip):
            fronts.append((left, top, right, bottom))


def _turned(scene: Scene, stages: Stages) -> Scene:
    placed: dict[ClipId, Clip] = {}
    for unit in _units(scene, stages):
        old = bounds_of(unit)
        if len(unit) == 1 and _stands_alone(unit[0], old, stages):
            placed[unit[0].id] = _laid_alone(unit[0], old, stages)
        else:
            new = relaid(old, stages, stands=any(isinstance(clip, AvatarClip) for clip in unit))
            placed |= {clip.id: _carried(clip, old, new) for clip in unit}
    clips = tuple(placed.get(clip.id, clip) for clip in scene.clips)
    return scene.changed(clips=clips) if placed else scene


def _laid_alone(clip: Clip, old: Rect, stages: Stages) -> Clip:
    """A clip that reaches from edge to edge: shapes are stretched, all else grows evenly until it covers."""
    if isinstance(clip, ShapeClip) and clip.angle % 90 == 0:
        new = relaid_span(old, stages)
        is_on_its_side = clip.angle % 180 != 0
        size = (new.height, new.width) if is_on_its_side else (new.width, new.height)
        return with_box(clip, Box.about(new.center, *size, clip.angle))
    return _carried(clip, old, relaid_cover(old, stages))


def _carried(clip: Clip, old: Rect, new: Rect) -> Clip:
    """The clip, which lies somehow in ``old``, lying in the same way in ``new``, a rectangle of the same shape."""
    factor = new.width / old.width if old.width else new.height / old.height if old.height else 1.0
    box = box_of(clip)
    center = new.center + (box.center - old.center) * factor
    if factor == 1:
        delta = center - box.center
        return with_box(clip, Box(box.left + delta.x, box.top + delta.y, box.width, box.height, box.angle))
    carried = with_box(clip, Box.about(center, box.width * factor, box.height * factor, box.angle))
    if isinstance(carried, TextClip):
        # Words wrap where they did, because letters and lines keep their proportion, or letters are a little smaller.
        return carried.changed(font_size=whole_pt(float(carried.font_size) * factor))
    return carried


def _units(scene: Scene, stages: Stages) -> list[list[Clip]]:
    """What moves as one, each from the back to the front: groups, cards with what lies on them, all else alone."""
    units: list[list[Clip]] = []
    cards: list[tuple[Rect, list[Clip]]] = []
    groups: dict[str, list[Clip]] = {}
    for clip in scene.stacked():
        if not clip.has_box:
            continue
        rect = bounds_of([clip])
        stands_alone = _stands_alone(clip, rect, stages)
        unit = None if stands_alone else _joined(clip, rect, groups, cards)
        if unit is None:
            unit = []
            units.append(unit)
        unit.append(clip)
        if stands_alone:
            continue
        if clip.studio.group:
            groups.setdefault(clip.studio.group, unit)
        elif isinstance(clip, ShapeClip):
            cards.append((rect, unit))
    return units


def _joined(
    clip: Clip, rect: Rect, groups: dict[str, list[Clip]], cards: Sequence[tuple[Rect, list[Clip]]]
) -> list[Clip] | None:
    if clip.studio.group:
        return groups.get(clip.studio.group)
    return next((unit for card, unit in cards if _holds(card, rect)), None)


def _holds(card: Rect, rect: Rect) -> bool:
    return (
        card.left - _SLACK_PX <= rect.left
        and card.top - _SLACK_PX <= rect.top
        and rect.right <= card.right + _SLACK_PX
        and rect.bottom <= card.bottom + _SLACK_PX
    )


def _stands_alone(clip: Clip, rect: Rect, stages: Stages) -> bool:
    """Whether a clip reaches from edge to edge: a background, or an upright band."""
    is_band = isinstance(clip, ShapeClip) and clip.shape_name.startswith(_BANDS) and clip.angle % 90 == 0
    return covers(rect, stages) or (is_band and any(spans(rect, stages)))
