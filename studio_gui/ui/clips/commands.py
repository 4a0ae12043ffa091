"""What is done to clips, whichever part of the window asks: one function each, one step each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from studio_gui.model import edits
from studio_gui.model.clips import TextClip
from studio_gui.model.edits.fitting import resize_texts
from studio_gui.model.fields import ClipId
from studio_gui.model.project import Project
from studio_gui.painting.text_fitting import fitting_size
from studio_gui.ui.document import Document

_WORDS = {("locked", True): "Lock", ("locked", False): "Unlock", ("hidden", True): "Hide", ("hidden", False): "Show"}


def rename(document: Document, clip_id: ClipId, *, name: str) -> None:
    """Give a clip a name; an empty one, or what it would be called anyway, takes the given name away."""
    clip = document.scene.clip(clip_id) if document.scene else None
    if clip is None or name.strip() == clip.label:
        return
    scene_id, named = document.scene_id, clip.with_studio(name=name.strip())
    document.apply(f"Rename {clip.label}", lambda p: edits.replace_clips(p, scene_id, clips={clip_id: named}))


def toggle(document: Document, clip_ids: Collection[ClipId], *, field: Literal["locked", "hidden"]) -> None:
    """Lock or hide clips; when all of them are already, unlock or show them."""
    scene, wanted = document.scene, frozenset(clip_ids)
    clips = [clip for clip in scene.clips if clip.id in wanted] if scene else []
    if not clips:
        return
    is_on = not all(getattr(clip.studio, field) for clip in clips)
    changed = {clip.id: clip.with_studio(**{field: is_on}) for clip in clips}
    words = f"{_WORDS[field, is_on]} {named(clip_ids, document)}"
    scene_id = document.scene_id
    document.apply(words, lambda project: edits.replace_clips(project, scene_id, clips=changed))


def remove(document: Document, clip_ids: Collection[ClipId]) -> None:
    """Delete clips that are not locked."""
    scene, wanted = document.scene, frozenset(clip_ids)
    gone = [clip.id for clip in scene.clips if clip.id in wanted and not clip.studio.locked] if scene else []
    if gone:
        scene_id = document.scene_id
        words = f"Delete {named(gone, document)}"
        document.apply(words, lambda project: edits.remove_clips(project, scene_id, clip_ids=gone))


def duplicate(document: Document, clip_ids: Collection[ClipId]) -> None:
    """Put copies in front, a little aside, and select them."""
    copies: tuple[ClipId, ...] = ()
    scene_id = document.scene_id

    def edit(project: Project) -> Project:
        nonlocal copies
        project, copies = edits.duplicate_clips(project, scene_id, clip_ids=clip_ids)
        return project

    document.apply(f"Duplicate {named(clip_ids, document)}", edit)
    document.select(copies)


def shrink_texts(document: Document, clip_ids: Collection[ClipId]) -> bool:
    """Set too long texts in the largest size that fits their boxes; False when none of them could be.

    Locked ones stay as they are, and so do those that would have to be too small to be read.
    """
    scene, wanted = document.scene, frozenset(clip_ids)
    texts = [clip for clip in scene.clips if clip.id in wanted and isinstance(clip, TextClip)] if scene else []
    sizes = {clip.id: size for clip in texts if not clip.studio.locked and (size := fitting_size(clip)) is not None}
    if not sizes:
        return False
    scene_id, words = document.scene_id, f"Shrink {named(sizes, document)} to fit"
    return document.apply(words, lambda project: resize_texts(project, scene_id, sizes=sizes))


def restack(document: Document, order: Sequence[ClipId], *, groups: Mapping[ClipId, str] | None = None) -> None:
    """Stack the clips of the scene anew, from the back to the front; ``groups`` says who joins or leaves one."""
    scene_id, joining = document.scene_id, groups or {}

    def edit(project: Project) -> Project:
        project = edits.put_layers(project, scene_id, order=order)
        scene = project.scene(scene_id)
        clips = [clip for clip in scene.clips if clip.id in joining] if scene else []
        changed = {clip.id: clip.with_studio(group=joining[clip.id]) for clip in clips}
        return edits.replace_clips(project, scene_id, clips=changed) if changed else project

    document.apply("Change the order", edit)


def named(clip_ids: Collection[ClipId], document: Document) -> str:
    """What to call clips in the undo menu."""
    scene, wanted = document.scene, frozenset(clip_ids)
    clips = [clip for clip in scene.clips if clip.id in wanted] if scene else []
    return clips[0].label if len(clips) == 1 else f"{len(clips)} clips"
