"""Edits of what lies in front of what.

Only ``layer`` numbers change, never the order of ``clips``; a clip whose layer stays is the same value as before.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from studio_gui.model.clips import Clip
from studio_gui.model.edits.clips import replace_scene, the_scene, with_clips
from studio_gui.model.fields import ClipId, SceneId
from studio_gui.model.project import Project


def put_layers(project: Project, scene_id: SceneId, *, order: Sequence[ClipId]) -> Project:
    """The project with clips stacked in ``order``, from the back to the front; it must name every clip once."""
    scene = the_scene(project, scene_id)
    if sorted(order) != sorted(clip.id for clip in scene.clips):
        raise ValueError("the order must name every clip of the scene once")
    if list(order) == [clip.id for clip in scene.stacked()]:
        return project
    lowest = min(1, min((clip.layer for clip in scene.clips), default=1))
    layers = {clip_id: lowest + index for index, clip_id in enumerate(order)}
    clips = tuple(_on_layer(clip, layers[clip.id]) for clip in scene.clips)
    return replace_scene(project, with_clips(scene, clips))


def _on_layer(clip: Clip, layer: int) -> Clip:
    return clip if clip.layer == layer else clip.changed(layer=layer)


def _order(project: Project, scene_id: SceneId) -> list[ClipId]:
    return [clip.id for clip in the_scene(project, scene_id).stacked()]


def bring_to_front(project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId]) -> Project:
    """The project with clips in front of all others, their order among themselves kept."""
    order, chosen = _order(project, scene_id), frozenset(clip_ids)
    return put_layers(project, scene_id, order=sorted(order, key=lambda clip_id: clip_id in chosen))


def send_to_back(project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId]) -> Project:
    """The project with clips behind all others, their order among themselves kept."""
    order, chosen = _order(project, scene_id), frozenset(clip_ids)
    return put_layers(project, scene_id, order=sorted(order, key=lambda clip_id: clip_id not in chosen))


def bring_forward(project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId]) -> Project:
    """The project with each clip one step nearer to the front."""
    order, chosen = _order(project, scene_id), frozenset(clip_ids)
    for index in range(len(order) - 2, -1, -1):
        if order[index] in chosen and order[index + 1] not in chosen:
            order[index], order[index + 1] = order[index + 1], order[index]
    return put_layers(project, scene_id, order=order)


def send_backward(project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId]) -> Project:
    """The project with each clip one step nearer to the back."""
    order, chosen = _order(project, scene_id), frozenset(clip_ids)
    for index in range(1, len(order)):
        if order[index] in chosen and order[index - 1] not in chosen:
            order[index], order[index - 1] = order[index - 1], order[index]
    return put_layers(project, scene_id, order=order)
