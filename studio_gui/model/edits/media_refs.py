"""Edits of the references to media files, wherever in a project they are."""

from __future__ import annotations

from collections.abc import Mapping

from studio_gui.model.clips import AudioClip, Clip, ImageClip, VideoClip
from studio_gui.model.project import Project, Scene


def replace_refs(project: Project, refs: Mapping[str, str]) -> Project:
    """The project with some references replaced: those of media, posters, recordings and backgrounds, and addresses of files.

    An address (``file:///…`` in ``source_url``) that is replaced becomes the clip's own medium. Places, sizes and
    everything else stay.
    """
    scenes = tuple(_scene(scene, refs) for scene in project.scenes)
    if all(a is b for a, b in zip(scenes, project.scenes, strict=True)):
        return project
    return project.changed(scenes=scenes)


def _scene(scene: Scene, refs: Mapping[str, str]) -> Scene:
    background = scene.background
    if background.studio.media in refs:
        background = background.changed(studio=background.studio.changed(media=refs[background.studio.media]))
    elif background.source_url in refs:
        studio = background.studio.changed(media=refs[background.source_url])
        background = background.changed(source_url="", studio=studio)
    if scene.studio.recording in refs:
        scene = scene.changed(studio=scene.studio.changed(recording=refs[scene.studio.recording]))
    clips = tuple(_clip(clip, refs) for clip in scene.clips)
    if background is scene.background and all(a is b for a, b in zip(clips, scene.clips, strict=True)):
        return scene
    return scene.changed(background=background, clips=clips)


def _clip(clip: Clip, refs: Mapping[str, str]) -> Clip:
    news = {
        name: refs[getattr(clip.studio, name)] for name in ("media", "poster") if getattr(clip.studio, name) in refs
    }
    field = url_field(clip)
    if "media" not in news and field and getattr(clip, field) in refs:
        news["media"] = refs[getattr(clip, field)]
        clip = clip.changed(**{field: ""})
    return clip.with_studio(**news) if news else clip


def url_field(clip: Clip) -> str:
    """The field with the public address of a clip's file; empty for kinds that have none."""
    if isinstance(clip, VideoClip):
        return "video_url"
    return "source_url" if isinstance(clip, (ImageClip, AudioClip)) else ""
