"""Edits of clips."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Generator, Mapping
from operator import is_

from studio_gui.model.clips import AvatarClip, Clip
from studio_gui.model.differences import same_presenters
from studio_gui.model.fields import MAX_PX, ClipId, SceneId
from studio_gui.model.geometry import Box, Point, box_of, seen_bounds_of, settled, with_box
from studio_gui.model.project import Project, Scene

CLIPS_A_STEP = 8
"""So many clips are changed in a step of an edit in steps: a fraction of a millisecond's work."""
_NO_TURN = 1e-9
"""Degrees that are only the noise of binary arithmetic."""


def replace_scene(project: Project, scene: Scene) -> Project:
    """The project with ``scene`` in the place of the one with its id; raises ``KeyError`` when it is gone."""
    index = project.index_of(scene.id)
    if project.scenes[index] is scene:
        return project
    scenes = (*project.scenes[:index], scene, *project.scenes[index + 1 :])
    return project.changed(scenes=scenes)


def the_scene(project: Project, scene_id: SceneId) -> Scene:
    """The scene with that id; raises ``KeyError`` when it is gone."""
    return project.scenes[project.index_of(scene_id)]


def with_clips(scene: Scene, clips: tuple[Clip, ...]) -> Scene:
    """The scene with other clips, its script's ids following the presenter who speaks it."""
    if len(clips) == len(scene.clips) and all(map(is_, clips, scene.clips)):
        return scene
    changed = scene.changed(clips=clips)
    if same_presenters(scene, changed):
        return changed
    before, after = _signer(scene), _signer(changed)
    if before is not None:
        after = _the_same(clips, before) or after
    return _signed(changed, after) if (before and before.model) != (after and after.model) else changed


def _signer(scene: Scene) -> AvatarClip | None:
    """Whom the script is to name: who speaks it, and a hidden presenter where nobody shows."""
    return scene.speaker or scene.presenter


def _the_same(clips: Collection[Clip], speaker: AvatarClip) -> AvatarClip | None:
    """The clip that spoke before, whatever it became; None when it is gone or was hidden."""
    found = next((clip for clip in clips if type(clip) is AvatarClip and clip.id == speaker.id), None)
    return found if found is not None and (found.is_drawn or not speaker.is_drawn) else None


def synced(scene: Scene) -> Scene:
    """The scene with its script's ``modelId``/``clothId`` equal to those of the presenter who speaks it.

    That is the one the script names, if one of several is named. Conversation scenes with several scripts are left
    alone. Source: create-project documents, ``scenes[].scripts[]``.
    """
    return _signed(scene, _signer(scene))


def _signed(scene: Scene, presenter: AvatarClip | None) -> Scene:
    if presenter is None or len(scene.scripts) != 1:
        return scene
    script, model = scene.scripts[0], presenter.model
    if (script.model_id, script.cloth_id) == (model.ai_name, model.emotion):
        return scene
    return scene.changed(scripts=(script.changed(model_id=model.ai_name, cloth_id=model.emotion),))


def map_clips(
    project: Project, scene_id: SceneId, clip_ids: Collection[ClipId], edit: Callable[[Clip], Clip]
) -> Project:
    """The project with ``edit`` done to some clips of a scene."""
    scene = the_scene(project, scene_id)
    return replace_scene(project, map_clips_at(scene, places_of(scene, clip_ids), edit))


def places_of(scene: Scene, clip_ids: Collection[ClipId]) -> tuple[int, ...]:
    """At which places of a scene's clips some of them are."""
    wanted = frozenset(clip_ids)
    return tuple([place for place, clip in enumerate(scene.clips) if clip.id in wanted])


def map_clips_at(scene: Scene, places: Collection[int], edit: Callable[[Clip], Clip]) -> Scene:
    """The scene with ``edit`` done to the clips at some places: a step of a drag finds them where the one before did."""
    clips: list[Clip] = list(scene.clips)
    touched: list[Clip] = []
    for place in places:
        old = clips[place]
        new = clips[place] = edit(old)
        if new is not old:
            touched += (old, new)
    if not touched:
        return scene
    if any(type(clip) is AvatarClip for clip in touched):
        return with_clips(scene, tuple(clips))
    return scene.changed(clips=tuple(clips))


def map_clips_in_steps(
    project: Project, scene_id: SceneId, clip_ids: Collection[ClipId], edit: Callable[[Clip], Clip]
) -> Generator[None, None, Project]:
    """What :func:`map_clips` gives, some clips at a time: others may have their turn between two steps."""
    scene, wanted = the_scene(project, scene_id), frozenset(clip_ids)
    clips: list[Clip] = []
    for start in range(0, len(scene.clips), CLIPS_A_STEP):
        some = scene.clips[start : start + CLIPS_A_STEP]
        clips += [edit(clip) if clip.id in wanted else clip for clip in some]
        yield
    return replace_scene(project, with_clips(scene, tuple(clips)))


def under_id(clip: Clip, clip_id: ClipId) -> Clip:
    """The clip under another id; one that is called like its id, as the service's own editor does, still is."""
    return clip.changed(id=clip_id, name=clip_id) if clip.name == clip.id else clip.changed(id=clip_id)


def add_clip(project: Project, scene_id: SceneId, *, clip: Clip) -> Project:
    """The project with ``clip`` in front of all others of the scene."""
    scene = the_scene(project, scene_id)
    return replace_scene(project, with_clips(scene, (*scene.clips, clip.changed(layer=layer_before(scene.clips)))))


def layer_before(clips: Collection[Clip]) -> int:
    """The layer of a clip that comes after ``clips`` in their scene and is to be in front of them all.

    There is a highest layer, and files that use it: of two on one layer the later one is in front.
    """
    return min(MAX_PX, max((clip.layer for clip in clips), default=0) + 1)


def remove_clips(project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId]) -> Project:
    """The project without some clips."""
    scene, gone = the_scene(project, scene_id), frozenset(clip_ids)
    kept = tuple(clip for clip in scene.clips if clip.id not in gone)
    return replace_scene(project, with_clips(scene, kept))


def change_clips(
    project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId], fields: Mapping[str, object]
) -> Project:
    """The project with the same new field values in several clips; a clip that lacks a field is left alone."""

    def edit(clip: Clip) -> Clip:
        known = {name: value for name, value in fields.items() if name in type(clip).model_fields}
        news = {name: value for name, value in known.items() if getattr(clip, name) != value}
        return clip.changed(**news) if news else clip

    return map_clips(project, scene_id, clip_ids, edit)


def change_clip(project: Project, scene_id: SceneId, *, clip_id: ClipId, fields: Mapping[str, object]) -> Project:
    """The project with new field values in one clip."""
    return change_clips(project, scene_id, clip_ids=(clip_id,), fields=fields)


def replace_clips(project: Project, scene_id: SceneId, *, clips: Mapping[ClipId, Clip]) -> Project:
    """The project with whole clips put in the place of those with their ids."""
    return map_clips(project, scene_id, clips.keys(), lambda clip: clips[clip.id])


def move_clips(project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId], delta: Point) -> Project:
    """The project with clips moved by ``delta`` scene pixels."""
    return map_clips(project, scene_id, clip_ids, lambda clip: moved_clip(clip, delta))


def moved_clip(clip: Clip, delta: Point) -> Clip:
    """The clip moved by ``delta`` scene pixels."""
    fields: dict[str, object] = {}
    if delta.x:
        fields["left"] = settled(clip, "left", clip.left + delta.x)
    if delta.y:
        fields["top"] = settled(clip, "top", clip.top + delta.y)
    return clip.changed(**fields) if fields and clip.has_box else clip


def place_clips(project: Project, scene_id: SceneId, *, boxes: Mapping[ClipId, Box]) -> Project:
    """The project with clips put into boxes."""
    return map_clips(project, scene_id, boxes.keys(), lambda clip: with_box(clip, boxes[clip.id]))


def flip_clips(project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId], is_horizontal: bool) -> Project:
    """The project with clips mirrored as one piece: as a mirror beside, or below, all of them would show them.

    A single clip stays where it is; one that is turned leans to the other side. Locked clips stay as they are, and are
    no part of the piece.
    """
    wanted, clips = frozenset(clip_ids), the_scene(project, scene_id).clips
    chosen = {clip.id: clip for clip in clips if clip.id in wanted and clip.has_box and not clip.studio.locked}
    if not chosen:
        return project
    middle = seen_bounds_of(chosen.values()).center if len(chosen) > 1 else None
    return map_clips(project, scene_id, chosen, lambda clip: _mirrored(clip, middle, is_horizontal=is_horizontal))


def _mirrored(clip: Clip, middle: Point | None, *, is_horizontal: bool) -> Clip:
    name = "flip_x" if is_horizontal else "flip_y"
    box = box_of(clip)
    center, angle = box.center, _as_read(clip, -box.angle % 360)
    if middle is not None:
        center = Point(2 * middle.x - center.x, center.y) if is_horizontal else Point(center.x, 2 * middle.y - center.y)
    if angle != box.angle or center != box.center:
        clip = with_box(clip, Box.about(center, box.width, box.height, angle))
    return clip.unsaid(name) if getattr(clip, name) else clip.changed(**{name: True})


def _as_read(clip: Clip, angle: float) -> float:
    """The angle, or the one the clip was read with when that is the same but for whole turns."""
    read = clip.number_read("angle")
    return angle if read is None or abs(math.remainder(read - angle, 360)) > _NO_TURN else read
