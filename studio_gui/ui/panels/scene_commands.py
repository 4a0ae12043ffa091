"""What the panels do to scenes: one function each, one step each."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from studio_gui.model import edits
from studio_gui.model.fields import SceneId
from studio_gui.model.new import new_scene
from studio_gui.model.project import Project, Scene
from studio_gui.ui.document import Document


def add_empty(document: Document) -> None:
    """Add a scene after the current one, on the same background, and go to it."""
    scene = new_scene()
    if document.scene is not None:
        scene = scene.changed(background=document.scene.background)
    add(document, [scene], words="New scene")


def add(document: Document, scenes: Sequence[Scene], *, words: str, index: int | None = None) -> None:
    """Add scenes at ``index`` (None: after the current one) as one step, and go to the first of them."""
    if not scenes:
        return
    at = index if index is not None else document.scene_row + 1

    def edit(project: Project) -> Project:
        for offset, scene in enumerate(scenes):
            project = edits.add_scene(project, scene=scene, index=at + offset)
        return project

    document.apply(words, edit)
    document.select_scene(scenes[0].id)


def duplicate(document: Document, scene_ids: Collection[SceneId]) -> None:
    """Put a copy behind each scene and go to the last copy."""
    ordered = [scene.id for scene in document.project.scenes if scene.id in scene_ids]
    copy: SceneId | None = None

    def edit(project: Project) -> Project:
        nonlocal copy
        for scene_id in ordered:
            project, copy = edits.duplicate_scene(project, scene_id=scene_id)
        return project

    document.apply(f"Duplicate {named(document, ordered)}", edit)
    if copy is not None:
        document.select_scene(copy)


def remove(document: Document, scene_ids: Collection[SceneId], *, word: str = "Delete") -> None:
    """Delete scenes; a project keeps at least one, so the last makes room for an empty one."""

    def edit(project: Project) -> Project:
        project = edits.remove_scenes(project, scene_ids=scene_ids)
        return project if project.scenes else edits.add_scene(project, scene=new_scene())

    if scene_ids:
        document.apply(f"{word} {named(document, scene_ids)}", edit)


def move(document: Document, scene_ids: Collection[SceneId], *, index: int) -> None:
    """Put scenes, their order kept, before the one that is at ``index`` now."""
    scenes = document.project.scenes
    moving = [scene.id for scene in scenes if scene.id in scene_ids]
    at = index - sum(1 for scene in scenes[:index] if scene.id in scene_ids)

    def edit(project: Project) -> Project:
        ids = [scene.id for scene in project.scenes]
        others = [scene_id for scene_id in ids if scene_id not in scene_ids]
        if [*others[:at], *moving, *others[at:]] == ids:
            return project
        # To the end first, so that every later place counts only scenes that are where they belong.
        for scene_id in moving:
            project = edits.move_scene(project, scene_id=scene_id, index=len(ids))
        for offset, scene_id in enumerate(moving):
            project = edits.move_scene(project, scene_id=scene_id, index=at + offset)
        return project

    document.apply(f"Move {named(document, moving)}", edit)


def move_by(document: Document, scene_ids: Collection[SceneId], *, places: int) -> None:
    """Move scenes up (-1) or down (1)."""
    rows = [row for row, scene in enumerate(document.project.scenes) if scene.id in scene_ids]
    if rows:
        index = rows[0] - 1 if places < 0 else rows[-1] + 2
        if 0 <= index <= len(document.project.scenes):
            move(document, scene_ids, index=index)


def rename(document: Document, scene_id: SceneId, *, name: str) -> None:
    """Give a scene a name."""
    document.apply("Rename scene", lambda p: edits.change_scene(p, scene_id, studio={"name": name.strip()}))


def named(document: Document, scene_ids: Collection[SceneId]) -> str:
    """What to call scenes in the undo menu."""
    if len(scene_ids) != 1:
        return f"{len(scene_ids)} scenes"
    (scene_id,) = scene_ids
    index = next((i for i, scene in enumerate(document.project.scenes) if scene.id == scene_id), 0)
    return document.project.scenes[index].studio.name or f"scene {index + 1}"
