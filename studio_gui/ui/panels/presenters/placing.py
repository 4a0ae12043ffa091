"""Puts a presenter on the stage, or in the place of another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from studio_gui.app.catalogue import Preset
from studio_gui.base.presenters import Presenter, bundled_presenters
from studio_gui.model import edits
from studio_gui.model.clips import AvatarClip, AvatarModel
from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Box, Point, Rect, box_of, with_box
from studio_gui.model.ids import new_clip_id
from studio_gui.model.new import new_presenter
from studio_gui.model.project import Project
from studio_gui.ui.document import Document

_SHARE = 0.92
"""How much of the stage's height a new presenter takes: head room above, the feet cut off by the lower edge."""
_ACROSS = 0.74
"""Where a new presenter stands in a wide stage: at the right, beside a title."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody of an account: what the service calls them and their clothes, and the picture in the project, if any."""

    ai_name: str
    emotion: str
    name: str
    size: tuple[int, int] = (800, 1200)
    """Width and height of the picture in pixels."""
    media: str = ""
    """The picture's reference in the project."""
    language: str = ""


def put(document: Document, presenter: Presenter, *, outfit: str, at: Point | None = None) -> None:
    """Insert a presenter, or replace the selected one, or the scene's, keeping its place and height.

    ``at`` is a scene point to stand at, as high or low as before; a presenter who stands there already keeps the place.
    """
    language = document.project.studio.language

    def new() -> AvatarClip:
        clip = new_clip(presenter, outfit=outfit, stage=document.project.stage_size)
        return clip.changed(model=clip.model.changed(language=language or presenter.voice.language))

    _put(document, presenter.name, new=new, other=lambda old: replace(old, presenter, outfit=outfit), at=at)


def put_figure(document: Document, figure: Figure, *, at: Point | None = None) -> None:
    """Insert somebody of an account, or put them in the place of another, as tall as that one."""

    def new() -> AvatarClip:
        box = _standing(figure.size, document.project.stage_size)
        clip = new_presenter(ai_name=figure.ai_name, emotion=figure.emotion, box=box, size=figure.size)
        language = figure.language or document.project.studio.language or "en"
        clip = clip.changed(model=clip.model.changed(language=language))
        return clip.with_studio(media=figure.media, name=figure.name)

    def other(old: AvatarClip) -> AvatarClip:
        language = figure.language or old.model.language
        model = AvatarModel(ai_name=figure.ai_name, emotion=figure.emotion, language=language, source_url="")
        changed = old.changed(model=model).with_studio(media=figure.media, name=figure.name)
        return _as_tall(changed, old, figure.size)

    _put(document, figure.name, new=new, other=other, at=at)


def put_preset(document: Document, preset: Preset, *, at: Point | None = None) -> None:
    """Put a kept clip into the scene with all its geometry, scaled when it was kept from a stage of another height."""
    factor = document.project.stage_size[1] / preset.stage[1]

    def kept(clip_id: ClipId, layer: int) -> AvatarClip:
        clip = preset.clip.changed(id=clip_id, name=clip_id, layer=layer, script=None)
        if factor == 1:
            return clip
        box = box_of(clip)
        middle = document.project.stage_size[0] / 2 + (box.center.x - preset.stage[0] / 2) * factor
        return with_box(
            clip, Box.about(Point(middle, box.center.y * factor), box.width * factor, box.height * factor, box.angle)
        )

    _put(
        document,
        preset.name,
        new=lambda: kept(new_clip_id("aiModel"), 1),
        other=lambda old: kept(old.id, old.layer),
        at=at,
    )


def _put(
    document: Document,
    name: str,
    *,
    new: Callable[[], AvatarClip],
    other: Callable[[AvatarClip], AvatarClip],
    at: Point | None,
) -> None:
    """One step of undo: the selected presenter, or the scene's, becomes another; else a new one comes."""
    scene = document.scene
    if scene is None:
        return
    chosen = [clip for clip in document.selected_clips if isinstance(clip, AvatarClip)]
    old = chosen[-1] if chosen else scene.presenter
    scene_id = document.scene_id
    if old is not None:
        stays = at is None or old.studio.locked or box_of(old).holds(at)
        replaced = other(old) if stays else _standing_at(other(old), at)
        document.apply(
            f"Change the presenter to {name}", lambda p: edits.replace_clips(p, scene_id, clips={old.id: replaced})
        )
        document.select([old.id])
        return
    clip = _standing_at(new(), at)

    def edit(project: Project) -> Project:
        return edits.add_clip(project, scene_id, clip=clip)

    document.apply(f"Insert {name}", edit)
    document.select([ClipId(clip.id)])


def _standing_at(clip: AvatarClip, at: Point | None) -> AvatarClip:
    """The clip with its middle above or below a point: whoever stands on the lower edge of the stage goes on to."""
    if at is None:
        return clip
    box = box_of(clip)
    center = Point(box.center.x + round(at.x - box.center.x), box.center.y)
    return with_box(clip, Box.about(center, box.width, box.height, box.angle))


def new_clip(presenter: Presenter, *, outfit: str, stage: tuple[int, int]) -> AvatarClip:
    """A presenter who stands on the lower edge of the stage."""
    box = _standing(presenter.box, stage)
    return new_presenter(ai_name=presenter.id, emotion=outfit, box=box, size=presenter.box)


def _standing(size: tuple[int, int], stage: tuple[int, int]) -> Rect:
    factor = min(stage[1] * _SHARE / size[1], stage[0] * 0.9 / size[0])
    width, height = round(size[0] * factor), round(size[1] * factor)
    center = stage[0] * (_ACROSS if stage[0] > stage[1] else 0.5)
    return Rect(round(center - width / 2), stage[1] - height, width, height)


def replace(old: AvatarClip, presenter: Presenter, *, outfit: str) -> AvatarClip:
    """The clip with somebody else in it, as tall as before and standing where the other stood.

    What the service knew of the other (its picture, its geometry) goes with it.
    """
    language = old.model.language or presenter.voice.language
    model = AvatarModel(ai_name=presenter.id, emotion=outfit, language=language, source_url="")
    if (old.model.ai_name, old.model.emotion) == (presenter.id, outfit):
        return old
    changed = old.changed(model=model)
    if old.studio.media:
        # The picture, and the name that came with it, were those of somebody of an account.
        changed = changed.with_studio(media="", name="")
    before = bundled_presenters().get(old.model.ai_name)
    if before is not None and old.studio.name == before.name:
        changed = changed.with_studio(name=presenter.name)
    return _as_tall(changed, old, presenter.box)


def _as_tall(changed: AvatarClip, old: AvatarClip, size: tuple[int, int]) -> AvatarClip:
    """Drawn from a picture of that size, as tall as the old one and about its centre."""
    width, height = size
    if (old.width, old.height) == size:
        return changed
    box = box_of(old)
    factor = box.height / height if box.height else 1
    changed = changed.changed(width=width, height=height, scale_x=factor, scale_y=factor)
    return with_box(changed, Box.about(box.center, width * factor, height * factor, box.angle))
