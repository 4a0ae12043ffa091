"""Commands of the Scene menu."""

from __future__ import annotations

from studio_gui.model.edits import everywhere, scenes
from studio_gui.model.edits.orientation import turn_stage as turned
from studio_gui.model.new import new_scene
from studio_gui.model.project import Orientation
from studio_gui.ui.actions.arrange import what
from studio_gui.ui.actions.context import Context


def add(context: Context) -> None:
    """Put an empty scene behind the current one, on the same background."""
    document = context.open
    current = document.scene
    scene = new_scene()
    if current is not None:
        scene = scene.changed(background=current.background)
    index = document.project.index_of(document.scene_id) + 1 if current is not None else None
    document.apply("New scene", lambda project: scenes.add_scene(project, scene=scene, index=index))
    document.select_scene(scene.id)


def duplicate(context: Context) -> None:
    """Put a copy behind the current scene and go there."""
    document = context.open
    changed, copy_id = scenes.duplicate_scene(document.project, scene_id=document.scene_id)
    document.apply("Duplicate scene", lambda _project: changed)
    document.select_scene(copy_id)


def apply_everywhere(context: Context) -> None:
    """Bring what is selected to every scene, or else the background."""
    document = context.open
    scene_id, ids = document.scene_id, document.selection
    if ids:
        name = what(context)
        is_new = document.apply(
            f"Apply {name} to all scenes", lambda p: everywhere.apply_clips_everywhere(p, scene_id, clip_ids=ids)
        )
    else:
        name = "The background"
        is_new = document.apply(
            "Apply the background to all scenes", lambda p: everywhere.apply_background_everywhere(p, scene_id)
        )
    said = f"{name} is in all {len(document.project.scenes)} scenes now."
    context.window.notice(said if is_new else "Every scene has it already.")


def delete(context: Context) -> None:
    """Delete the current scene; the last one stays."""
    document = context.open
    scene_id = document.scene_id
    if len(document.project.scenes) > 1:
        document.apply("Delete scene", lambda project: scenes.remove_scenes(project, scene_ids={scene_id}))


def move(context: Context, step: str) -> None:
    """Move the current scene up or down the list."""
    document = context.open
    scene_id = document.scene_id
    index = document.project.index_of(scene_id) + int(step)
    document.apply("Move scene", lambda project: scenes.move_scene(project, scene_id=scene_id, index=index))


def go(context: Context, step: str) -> None:
    """Go to the scene before or behind."""
    document = context.open
    index = document.project.index_of(document.scene_id) + int(step)
    if 0 <= index < len(document.project.scenes):
        document.select_scene(document.project.scenes[index].id)


def turn_stage(context: Context) -> None:
    """Lay every scene out for the other shape of the stage."""
    document = context.open
    width, height = document.project.stage_size
    orientation: Orientation = "portrait" if width > height else "landscape"
    document.apply(f"Make it {orientation}", lambda project: turned(project, orientation=orientation))
