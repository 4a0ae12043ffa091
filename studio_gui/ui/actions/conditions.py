"""When a command can be used, and when it is ticked. Small questions, asked after every change."""

from __future__ import annotations

from collections.abc import Callable

from studio_gui.model.clips import ImageClip
from studio_gui.ui import theme
from studio_gui.ui.actions.context import Context
from studio_gui.ui.canvas.aids.guide_keys import held_guide
from studio_gui.ui.canvas.overflow import MOST_TEXTS

_EVERYWHERE = frozenset({"always", "behind", "windows:2", "theme:system", "theme:light", "theme:dark"})
"""What does not need a project in front; everything else rests on the start page."""

Condition = Callable[[Context, str], bool]


def holds(context: Context, expression: str) -> bool:
    """Whether every one of the named conditions holds; ``name:argument`` passes the argument."""
    if expression not in _EVERYWHERE and not context.window.is_editing:
        return False
    return all(_one(context, word) for word in expression.split())


def _one(context: Context, word: str) -> bool:
    name, _, argument = word.partition(":")
    return CONDITIONS[name](context, argument)


def _has_project(context: Context, _: str) -> bool:
    return context.document is not None and context.window.is_editing


def _has_projects(context: Context, least: str) -> bool:
    return len(context.window.projects.all) >= int(least)


def _has_windows(context: Context, least: str) -> bool:
    return len(context.window.windows.all) >= int(least)


def _is_behind(context: Context, _: str) -> bool:
    return context.document is not None and not context.window.is_editing


def _has_scene(context: Context, _: str) -> bool:
    return context.document is not None and context.document.scene is not None


def _is_recorded(context: Context, _: str) -> bool:
    scene = context.document.scene if context.document is not None else None
    return scene is not None and bool(scene.studio.recording)


def _selected(context: Context, least: str) -> bool:
    return context.document is not None and len(context.document.selection) >= int(least or 1)


def _can_be_copied(context: Context, _: str) -> bool:
    return _selected(context, "") or (_has_scene(context, "") and context.is_in_scenes)


def _has_clips(context: Context, _: str) -> bool:
    return _has_scene(context, "") and bool(context.open.scene and context.open.scene.clips)


def _has_scenes(context: Context, least: str) -> bool:
    return context.document is not None and len(context.document.project.scenes) >= int(least)


def _can_undo(context: Context, _: str) -> bool:
    return context.document is not None and context.document.undo_stack.canUndo()


def _can_redo(context: Context, _: str) -> bool:
    return context.document is not None and context.document.undo_stack.canRedo()


def _is_grouped(context: Context, _: str) -> bool:
    return context.document is not None and any(clip.studio.group for clip in context.document.selected_clips)


def _can_move_scene(context: Context, direction: str) -> bool:
    document = context.document
    if document is None or document.scene is None:
        return False
    index = document.project.index_of(document.scene_id)
    return index > 0 if direction == "up" else index < len(document.project.scenes) - 1


def _tool_is(context: Context, name: str) -> bool:
    return context.window.tool() == name


def _panel_shows(context: Context, name: str) -> bool:
    return context.window.panel_shows(name)


def _aid_shows(context: Context, name: str) -> bool:
    workspace = context.window.workspace
    return workspace is not None and name in workspace.canvas.aids.shown


def _snaps_to(context: Context, name: str) -> bool:
    workspace = context.window.workspace
    if workspace is None:
        return False
    return name in workspace.canvas.aids.families if name else workspace.canvas.snaps


def _aligns_to(context: Context, target: str) -> bool:
    workspace = context.window.workspace
    return workspace is not None and workspace.canvas.aids.aligns_to == target


def _nudges_by(context: Context, px: str) -> bool:
    workspace = context.window.workspace
    return workspace is not None and workspace.canvas.aids.nudge_px == int(px)


def _has_guides(context: Context, _: str) -> bool:
    studio = context.document.project.studio if context.document else None
    return studio is not None and bool(studio.guides_x or studio.guides_y)


def _holds_guide(context: Context, _: str) -> bool:
    workspace = context.window.workspace
    return workspace is not None and held_guide(workspace.canvas) is not None


def _theme_is(_: Context, mode: str) -> bool:
    return theme.current_mode() == mode


def _is_picture(context: Context, _: str) -> bool:
    clips = context.document.selected_clips if context.document else ()
    can_be = len(clips) == 1 and isinstance(clips[0], ImageClip)
    return can_be and not (clips[0].studio.locked or clips[0].studio.hidden)


def _is_too_long(context: Context, _: str) -> bool:
    workspace, document = context.window.workspace, context.document
    if workspace is None or document is None:
        return False
    chosen = [clip for clip in document.selected_clips[:MOST_TEXTS] if not clip.studio.locked]
    return any(workspace.canvas.overflow.runs_over(clip) for clip in chosen)


def _all_locked(context: Context, _: str) -> bool:
    clips = context.document.selected_clips if context.document else ()
    return bool(clips) and all(clip.studio.locked for clip in clips)


def _all_hidden(context: Context, _: str) -> bool:
    clips = context.document.selected_clips if context.document else ()
    return bool(clips) and all(clip.studio.hidden for clip in clips)


CONDITIONS: dict[str, Condition] = {
    "always": lambda _context, _argument: True,
    "project": _has_project,
    "projects": _has_projects,
    "windows": _has_windows,
    "behind": _is_behind,
    "scene": _has_scene,
    "recorded": _is_recorded,
    "selected": _selected,
    "copyable": _can_be_copied,
    "clips": _has_clips,
    "scenes": _has_scenes,
    "undo": _can_undo,
    "redo": _can_redo,
    "grouped": _is_grouped,
    "scene_can_go": _can_move_scene,
    "tool": _tool_is,
    "panel": _panel_shows,
    "aid": _aid_shows,
    "snaps": _snaps_to,
    "aligns_to": _aligns_to,
    "nudges_by": _nudges_by,
    "guides": _has_guides,
    "guide": _holds_guide,
    "theme": _theme_is,
    "picture": _is_picture,
    "too_long": _is_too_long,
    "locked": _all_locked,
    "hidden": _all_hidden,
}
