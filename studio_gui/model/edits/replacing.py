"""Another file in a clip that stays where it is."""

from __future__ import annotations

from studio_gui.model.clips import Clip, ImageClip, VideoClip
from studio_gui.model.edits.clips import replace_clips
from studio_gui.model.edits.clips import the_scene as _the_scene
from studio_gui.model.fields import ClipId, SceneId
from studio_gui.model.geometry import Box, box_of, with_box
from studio_gui.model.project import Project


def replace_media(
    project: Project, scene_id: SceneId, *, clip_id: ClipId, media: str, size: tuple[int, int]
) -> Project:
    """The project with another file in a picture or a video; a clip that is gone, or of another kind, is left alone.

    ``size`` is the file's natural width and height in pixels; see :func:`with_media`.
    """
    clip = _the_scene(project, scene_id).clip(clip_id)
    if not isinstance(clip, (ImageClip, VideoClip)) or min(size) <= 0:
        return project
    return replace_clips(project, scene_id, clips={clip_id: with_media(clip, media=media, size=size)})


def with_media(clip: Clip, *, media: str, size: tuple[int, int]) -> Clip:
    """A picture, video or sound with another file; its public address and crop were the old file's, so they go.

    The new file lies in the middle of the old box, as large as it fits in there without being distorted; layer,
    opacity, angle and animation stay. A ``size`` of zero is that of a file without a picture.
    """
    url = {"source_url": "", "video_url": ""} if isinstance(clip, VideoClip) else {"source_url": ""}
    changed = clip.changed(**url, studio=clip.studio.changed(media=media, poster="", crop=None))
    if not clip.has_box or min(size) <= 0:
        return changed
    box = box_of(clip)
    return with_box(changed.changed(width=size[0], height=size[1]), _fitted(box, size))


def _fitted(box: Box, size: tuple[int, int]) -> Box:
    factor = min(box.width / size[0], box.height / size[1]) or 1
    return Box.about(box.center, size[0] * factor, size[1] * factor, box.angle)
