"""Making texts fit: the sizes are worked out where fonts are known, and put down here."""

from __future__ import annotations

from collections.abc import Mapping

from studio_gui.model.clips import TextClip
from studio_gui.model.edits.clips import replace_clips, the_scene
from studio_gui.model.fields import ClipId, SceneId
from studio_gui.model.project import Project


def resize_texts(project: Project, scene_id: SceneId, *, sizes: Mapping[ClipId, float]) -> Project:
    """The project with texts in the given font sizes, in points; what is gone or is no text is left alone."""
    texts = [clip for clip in the_scene(project, scene_id).clips if clip.id in sizes and isinstance(clip, TextClip)]
    changed = {clip.id: clip.changed(font_size=sizes[clip.id]) for clip in texts if clip.font_size != sizes[clip.id]}
    return replace_clips(project, scene_id, clips=changed) if changed else project
