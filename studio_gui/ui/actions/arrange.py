"""Commands of the Arrange menu: thin, the work is done by ``model.edits``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import get_args

from shiboken6 import isValid

from studio_gui.model.clips import Clip
from studio_gui.model.edits import arrange, clips, layers
from studio_gui.model.fields import ClipId, SceneId
from studio_gui.model.project import Project, new_id
from studio_gui.ui.actions.context import Context, Digit
from studio_gui.ui.clips import commands as clip_commands
from studio_gui.ui.slices import have_turn

_SIDES = {"left": "left", "center": "centre", "right": "right", "top": "top", "middle": "middle", "bottom": "bottom"}

MANY = 100
"""To work out what becomes of more clips than these, and to show it, take a turn each."""


def what(context: Context) -> str:
    """What the selection is called in the history: the clip's name, or how many there are."""
    return called(context.open.selected_clips)


def called(clips: Sequence[Clip]) -> str:
    """The same of some clips."""
    return clips[0].label[:40] if len(clips) == 1 else f"{len(clips)} clips"


def _apply(context: Context, label: str, edit: Callable[[Project, SceneId, tuple[ClipId, ...]], Project]) -> None:
    document = context.open
    scene_id, ids = document.scene_id, document.selection
    document.finish_gesture()
    before = document.project
    after = edit(before, scene_id, ids)
    if len(ids) > MANY:
        have_turn(context.window)
        if not isValid(document):
            return  # the window was closed meanwhile
    document.apply(label, lambda project: after if project is before else edit(project, scene_id, ids))


def _place(context: Context, label: str, edit: Callable[[Project, SceneId, tuple[ClipId, ...]], Project]) -> None:
    """The same for what moves clips: locked ones stay, and where all are, that is said."""
    if all(clip.studio.locked for clip in context.open.selected_clips):
        context.window.notice("What is selected is locked, and stays where it is.")
    else:
        _apply(context, label, edit)


def to_front(context: Context) -> None:
    """Put the selection in front of everything."""
    _apply(context, f"Bring {what(context)} to front", lambda p, s, i: layers.bring_to_front(p, s, clip_ids=i))


def forward(context: Context) -> None:
    """Put the selection one step nearer."""
    _apply(context, f"Bring {what(context)} forward", lambda p, s, i: layers.bring_forward(p, s, clip_ids=i))


def backward(context: Context) -> None:
    """Put the selection one step farther."""
    _apply(context, f"Send {what(context)} backward", lambda p, s, i: layers.send_backward(p, s, clip_ids=i))


def to_back(context: Context) -> None:
    """Put the selection behind everything."""
    _apply(context, f"Send {what(context)} to back", lambda p, s, i: layers.send_to_back(p, s, clip_ids=i))


def align(context: Context, side: str) -> None:
    """Align the selection to itself, to the stage or to its key clip, as chosen; one clip or group to the stage."""
    known: arrange.Side = next(name for name in get_args(arrange.Side) if name == side)
    to, inside = context.window.canvas.aids.aligns_to, context.window.canvas.picking.inside
    _place(
        context,
        f"Align {what(context)} {_SIDES[side]}",
        lambda p, s, i: arrange.align_clips(p, s, clip_ids=i, side=known, to=to, inside=inside),
    )


def align_to(context: Context, target: str) -> None:
    """Choose what is aligned to: the selection, the stage, or the clip that was selected last."""
    canvas = context.window.canvas
    canvas.aids.align_to(target)
    canvas.refresh_chrome()  # the key clip is marked only while it counts
    context.window.memory.keep_text("aids", canvas.aids.to_text())
    context.window.actions_.refresh_soon()


def nudge_by(context: Context, px: str) -> None:
    """Choose how far the arrow keys move clips."""
    aids = context.window.canvas.aids
    aids.nudge_by(int(px))
    context.window.memory.keep_text("aids", aids.to_text())
    context.window.actions_.refresh_soon()


def distribute(context: Context, axis: str) -> None:
    """Make the gaps between the selected clips equal."""
    known: arrange.Axis = "across" if axis == "across" else "down"
    inside = context.window.canvas.picking.inside
    _place(
        context,
        f"Distribute {what(context)}",
        lambda p, s, i: arrange.distribute_clips(p, s, clip_ids=i, axis=known, inside=inside),
    )


def flip(context: Context, axis: str) -> None:
    """Mirror the selection."""
    is_across = axis == "across"
    _place(
        context, f"Flip {what(context)}", lambda p, s, i: clips.flip_clips(p, s, clip_ids=i, is_horizontal=is_across)
    )


def fit_to_stage(context: Context) -> None:
    """Make the selection as large as the stage."""
    _place(context, f"Fit {what(context)} to stage", lambda p, s, i: arrange.fit_clips(p, s, clip_ids=i))


def centre_on_stage(context: Context) -> None:
    """Put the selection in the middle of the stage."""
    _place(context, f"Centre {what(context)}", lambda p, s, i: arrange.center_clips(p, s, clip_ids=i))


def group(context: Context) -> None:
    """Make the selection one group."""
    _put_in_group(context, f"Group {what(context)}", new_id())


def ungroup(context: Context) -> None:
    """Dissolve the groups of the selection."""
    _put_in_group(context, "Ungroup", "")


def _put_in_group(context: Context, label: str, group: str) -> None:
    inside = context.window.canvas.picking.inside
    _apply(context, label, lambda p, s, i: arrange.put_in_group(p, s, clip_ids=i, group=group, inside=inside))


def toggle_lock(context: Context) -> None:
    """Lock the selection, or unlock it when all of it is locked."""
    is_locked = all(clip.studio.locked for clip in context.open.selected_clips)
    _studio(context, f"{'Unlock' if is_locked else 'Lock'} {what(context)}", {"locked": not is_locked})


def toggle_hide(context: Context) -> None:
    """Hide the selection, or show it when all of it is hidden."""
    is_hidden = all(clip.studio.hidden for clip in context.open.selected_clips)
    _studio(context, f"{'Show' if is_hidden else 'Hide'} {what(context)}", {"hidden": not is_hidden})


def opacity(context: Context, percent: str) -> None:
    """Set the opacity of the selection; a digit that follows another one quickly is its second."""
    document, value = context.open, int(percent)
    scene_id, ids, steps, digit = document.scene_id, document.selection, document.undo_stack, value // 10 % 10
    first, context.digit = context.digit, None
    is_second = first is not None and first.is_followed(ids, steps.index(), document.now_s)
    if first is not None and is_second:
        value = first.digit * 10 + digit
    document.apply(
        f"Opacity {value} %",
        lambda p: clips.change_clips(p, scene_id, clip_ids=ids, fields={"opacity": value}),
        merge=f"opacity {ids}",
    )
    if not is_second:
        context.digit = Digit(digit, ids, steps.index(), document.now_s)


def _studio(context: Context, label: str, fields: dict[str, object]) -> None:
    _apply(context, label, lambda p, s, i: arrange.change_clip_studio(p, s, clip_ids=i, fields=fields))


def shrink_text(context: Context) -> None:
    """Set the selected texts that are too long in the largest size that fits their boxes."""
    if not clip_commands.shrink_texts(context.open, context.open.selection):
        context.window.notice("The letters would be too small to be read. Shorten the text, or make its box larger.")


def crop(context: Context) -> None:
    """Crop the selected picture in its place."""
    context.window.canvas.setFocus()
    context.window.canvas.crop(context.open.selection[-1])
