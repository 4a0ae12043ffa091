"""The same in every scene: clips, or the background."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from studio_gui.model.clips import Clip, TextClip
from studio_gui.model.edits.clips import layer_before, replace_scene, the_scene, under_id, with_clips
from studio_gui.model.fields import MAX_PX, ClipId, SceneId
from studio_gui.model.ids import new_clip_id
from studio_gui.model.project import Project


def twin_of(clip: Clip, others: Iterable[Clip]) -> Clip | None:
    """The clip that plays the same part among others: of the same kind and called the same; the one in front."""
    called = [other for other in others if other.type == clip.type and other.label == clip.label]
    return max(called, key=lambda other: other.layer, default=None)


def apply_clips_everywhere(project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId]) -> Project:
    """The project with clips of one scene in all others, in the same place and with the same look.

    A clip that is there already under the same name is changed and keeps its layer and, of a text, its words; else
    a copy is added: behind all others if the original is, in front of them if not. Locked clips are changed too.
    """
    source, wanted = the_scene(project, scene_id), frozenset(clip_ids)
    chosen = [clip for clip in source.stacked() if clip.id in wanted]
    rearmost = source.stacked()[0].id if source.clips else None
    for scene in project.scenes:
        if scene.id == scene_id:
            continue
        clips: list[Clip] = list(scene.clips)
        free = list(clips)
        for clip in chosen:
            twin = twin_of(clip, free)
            if twin is None:
                clips.append(_copy(clip, clips, is_rearmost=clip.id == rearmost))
                continue
            free = [other for other in free if other is not twin]  # two of one name have two twins
            changed = _like(clip, twin)
            if changed != twin:
                clips = [changed if other is twin else other for other in clips]
        project = replace_scene(project, with_clips(scene, tuple(clips)))
    return project


def apply_background_everywhere(project: Project, scene_id: SceneId) -> Project:
    """The project with the background of one scene in all of them."""
    background = the_scene(project, scene_id).background
    for scene in project.scenes:
        if scene.background != background:
            project = replace_scene(project, scene.changed(background=background))
    return project


def _copy(clip: Clip, others: Collection[Clip], *, is_rearmost: bool) -> Clip:
    behind = max(-MAX_PX, min((other.layer for other in others), default=2) - 1)
    layer = behind if is_rearmost else layer_before(others)
    return under_id(clip, new_clip_id(clip.type)).changed(layer=layer).with_studio(group="")


def _like(clip: Clip, twin: Clip) -> Clip:
    """``clip`` in the part of ``twin``."""
    kept: dict[str, object] = {"id": twin.id, "layer": twin.layer, "name": twin.name}
    if isinstance(twin, TextClip):
        kept["text"] = twin.text
    own = {"group": twin.studio.group, "name": twin.studio.name, "locked": twin.studio.locked}
    return clip.changed(**kept).with_studio(**own)
