"""Puts a presenter on the stage, or in the place of another."""

from __future__ import annotations

from studio_gui.model import edits
from studio_gui.model.clips import AvatarClip, AvatarModel
from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Box, Rect, box_of, with_box
from studio_gui.model.new import new_presenter
from studio_gui.model.project import Project
from studio_gui.painting.media.presenters import Presenter
from studio_gui.ui.document import Document

_SHARE = 0.92
"""How much of the stage's height a new presenter takes: head room above, the feet cut off by the lower edge."""
_ACROSS = 0.74
"""Where a new presenter stands in a wide stage: at the right, beside a title."""


def put(document: Document, presenter: Presenter, *, outfit: str) -> None:
    """Insert a presenter, or replace the selected one, or the scene's, keeping its place and height."""
    scene = document.scene
    if scene is None:
        return
    chosen = [clip for clip in document.selected_clips if isinstance(clip, AvatarClip)]
    old = chosen[-1] if chosen else scene.presenter
    scene_id = document.scene_id
    if old is not None:
        replaced = replace(old, presenter, outfit=outfit)
        words = f"Change the presenter to {presenter.name}"
        document.apply(words, lambda p: edits.replace_clips(p, scene_id, clips={old.id: replaced}))
        document.select([old.id])
        return
    clip = new_clip(presenter, outfit=outfit, stage=document.project.stage_size)
    language = document.project.studio.language
    clip = clip.changed(model=clip.model.changed(language=language or presenter.voice.language))

    def edit(project: Project) -> Project:
        return edits.add_clip(project, scene_id, clip=clip)

    document.apply(f"Insert {presenter.name}", edit)
    document.select([ClipId(clip.id)])


def new_clip(presenter: Presenter, *, outfit: str, stage: tuple[int, int]) -> AvatarClip:
    """A presenter who stands on the lower edge of the stage."""
    width, height = presenter.box
    factor = min(stage[1] * _SHARE / height, stage[0] * 0.9 / width)
    size = (round(width * factor), round(height * factor))
    center = stage[0] * (_ACROSS if stage[0] > stage[1] else 0.5)
    box = Rect(round(center - size[0] / 2), stage[1] - size[1], *size)
    return new_presenter(ai_name=presenter.id, emotion=outfit, box=box, size=(width, height))


def replace(old: AvatarClip, presenter: Presenter, *, outfit: str) -> AvatarClip:
    """The clip with somebody else in it, as tall as before and standing where the other stood.

    What the service knew of the other (its picture, its geometry) goes with it.
    """
    language = old.model.language or presenter.voice.language
    model = AvatarModel(ai_name=presenter.id, emotion=outfit, language=language, source_url="")
    if (old.model.ai_name, old.model.emotion) == (presenter.id, outfit):
        return old
    width, height = presenter.box
    box = box_of(old)
    changed = old.changed(model=model)
    if (old.width, old.height) == (width, height):
        return changed
    factor = box.height / height if box.height else 1
    changed = changed.changed(width=width, height=height, scale_x=factor, scale_y=factor)
    return with_box(changed, Box.about(box.center, width * factor, height * factor, box.angle))
