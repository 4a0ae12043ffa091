"""Parts of an earlier project put back into the one at hand: pure edits, one step of undo each.

Each answers the very same project when there is nothing to put back.
"""

from __future__ import annotations

from studio_gui.model.clips import Clip
from studio_gui.model.comparing.alike import alike
from studio_gui.model.comparing.matching import match_clips, match_scenes
from studio_gui.model.edits.clips import replace_scene, under_id, with_clips
from studio_gui.model.edits.scenes import add_scene
from studio_gui.model.fields import ClipId, SceneId
from studio_gui.model.ids import new_clip_id
from studio_gui.model.project import Project, Scene, new_id


def restore_scene(project: Project, version: Project, *, scene_id: SceneId) -> Project:
    """The project with a scene as it was in ``version``.

    It takes the place of what became of it, matched by id or likeness, and keeps that one's number and id. When it is
    gone it comes back behind the scene it followed. Raises ``KeyError`` when ``version`` has no such scene.
    """
    index = version.index_of(scene_id)
    wanted = version.scenes[index]
    now = counterpart(project, version, scene_id)
    if now is not None:
        studio = wanted.studio.changed(id=now.id)
        restored = wanted.changed(scene_idx=now.scene_idx, studio=studio)
        return project if alike(restored, now) else replace_scene(project, restored)
    if project.scene(wanted.id) is not None:
        wanted = wanted.changed(studio=wanted.studio.changed(id=SceneId(new_id())))
    return add_scene(project, scene=wanted, index=_place(project, version, index))


def restore_clip(project: Project, version: Project, *, scene_id: SceneId, clip_id: ClipId) -> Project:
    """The project with a clip as it was in a scene of ``version``: in the place of what became of it, or back again.

    Raises ``KeyError`` when ``version`` has no such clip, or when the scene it was in is gone from ``project``.
    """
    old_scene = version.scenes[version.index_of(scene_id)]
    wanted = old_scene.clip(clip_id)
    scene = counterpart(project, version, scene_id)
    if wanted is None or scene is None:
        raise KeyError(clip_id)
    now = next((new for old, new in match_clips(old_scene.clips, scene.clips) if old is wanted), None)
    if now is None:
        return replace_scene(project, with_clips(scene, (*scene.clips, _as_new(wanted, scene))))
    restored = wanted if wanted.id == now.id else under_id(wanted, now.id)
    if alike(restored, now):
        return project
    clips = tuple(restored if clip is now else clip for clip in scene.clips)
    return replace_scene(project, with_clips(scene, clips))


def counterpart(project: Project, version: Project, scene_id: SceneId) -> Scene | None:
    """What became of a scene of ``version``; None when it is gone."""
    pairs = match_scenes(version.scenes, project.scenes)
    return next((new for old, new in pairs if old.id == scene_id), None)


def _as_new(clip: Clip, scene: Scene) -> Clip:
    return clip if scene.clip(clip.id) is None else under_id(clip, new_clip_id(clip.type))


def _place(project: Project, version: Project, index: int) -> int:
    """Behind what became of the nearest scene before it that is still there."""
    partner = {old.id: new for old, new in match_scenes(version.scenes, project.scenes)}
    for scene in reversed(version.scenes[:index]):
        if scene.id in partner:
            return project.index_of(partner[scene.id].id) + 1
    return 0
