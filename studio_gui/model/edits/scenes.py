"""Edits of scenes, scripts, backgrounds and of the project's own fields."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from studio_gui.model.clips import AvatarClip, Clip
from studio_gui.model.edits.clips import replace_scene, synced, the_scene
from studio_gui.model.fields import SceneId
from studio_gui.model.project import Project, Scene, Script, new_id


def add_scene(project: Project, *, scene: Scene, index: int | None = None) -> Project:
    """The project with a scene at ``index`` (0 is first, None the end); its id must be new."""
    if not scene.id or project.scene(scene.id):
        raise ValueError("a scene that is added needs an id of its own")
    at = len(project.scenes) if index is None else max(0, min(index, len(project.scenes)))
    return _numbered(project, (*project.scenes[:at], scene, *project.scenes[at:]))


def remove_scenes(project: Project, *, scene_ids: Collection[SceneId]) -> Project:
    """The project without some scenes."""
    return _numbered(project, tuple(scene for scene in project.scenes if scene.id not in scene_ids))


def move_scene(project: Project, *, scene_id: SceneId, index: int) -> Project:
    """The project with a scene at another place."""
    scene = the_scene(project, scene_id)
    others = tuple(other for other in project.scenes if other is not scene)
    at = max(0, min(index, len(others)))
    return _numbered(project, (*others[:at], scene, *others[at:]))


def duplicate_scene(project: Project, *, scene_id: SceneId) -> tuple[Project, SceneId]:
    """The project with a copy right behind a scene, and the copy's id."""
    index = project.index_of(scene_id)
    scene = project.scenes[index]
    copy_id = SceneId(new_id())
    copy = scene.changed(studio=scene.studio.changed(id=copy_id))
    return add_scene(project, scene=copy, index=index + 1), copy_id


def _numbered(project: Project, scenes: tuple[Scene, ...]) -> Project:
    """``sceneIdx`` counts 0…n-1 in the order of the list. Source: create-project documents."""
    if scenes == project.scenes:
        return project
    counted = tuple(
        scene if scene.scene_idx == index and "scene_idx" in scene.model_fields_set else scene.changed(scene_idx=index)
        for index, scene in enumerate(scenes)
    )
    return project.changed(scenes=counted)


def change_scene(project: Project, scene_id: SceneId, *, studio: Mapping[str, object]) -> Project:
    """The project with new values of the editor's own fields of a scene (name, notes, voice, speed, length)."""
    scene = the_scene(project, scene_id)
    news = {name: value for name, value in studio.items() if getattr(scene.studio, name) != value}
    return replace_scene(project, scene.changed(studio=scene.studio.changed(**news))) if news else project


def set_script(project: Project, scene_id: SceneId, *, text: str) -> Project:
    """The project with another text of the scene's first script.

    A clip that carries the older ``script`` field keeps saying the same.
    """
    scene = the_scene(project, scene_id)
    if scene.scripts and scene.scripts[0].org == text:
        return project
    first = scene.scripts[0].changed(org=text) if scene.scripts else new_script(text)
    changed = scene.changed(scripts=(first, *scene.scripts[1:]), clips=_say_too(scene, text))
    return replace_scene(project, synced(changed))


def new_script(text: str) -> Script:
    """A script in the avatar's own voice, every documented field said."""
    return Script(org=text, is_tts=False, tts=None, model_id="", cloth_id="")


def _say_too(scene: Scene, text: str) -> tuple[Clip, ...]:
    first = next((clip for clip in scene.clips if isinstance(clip, AvatarClip) and clip.script), None)
    if not isinstance(first, AvatarClip) or first.script is None:
        return scene.clips
    changed = first.changed(script=first.script.changed(org=text))
    return tuple(changed if clip is first else clip for clip in scene.clips)


def change_background(project: Project, scene_id: SceneId, *, fields: Mapping[str, object], media: str = "") -> Project:
    """The project with new background fields; ``media`` names a local picture."""
    scene = the_scene(project, scene_id)
    background = scene.background.changed(**fields, studio=scene.background.studio.changed(media=media))
    return replace_scene(project, scene.changed(background=background))
