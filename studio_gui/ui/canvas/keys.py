"""Keys of the canvas itself: nudging, deleting, walking through the clips and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from studio_gui.model import edits
from studio_gui.model.clips import ImageClip, TextClip
from studio_gui.model.geometry import Point
from studio_gui.ui.canvas.aids.guide_keys import press_guide_key
from studio_gui.ui.canvas.arrows import ARROWS, BIG_STEP
from studio_gui.ui.canvas.text.looks import give_look, look_of
from studio_gui.ui.canvas.tools.naming import named

if TYPE_CHECKING:
    from studio_gui.ui.canvas.view import CanvasView

PUSH_PX = 40
"""So many pixels of the screen an arrow pushes the view by while nothing is selected."""
_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def press_key(canvas: CanvasView, event: QKeyEvent) -> bool:
    """Do what a key says; False when it is not one of the canvas."""
    key, held = event.key(), event.modifiers()
    if press_guide_key(canvas, event):
        return True
    if key in ARROWS and not held & (_CTRL | _ALT):
        return _arrow(canvas, ARROWS[Qt.Key(key)], is_far=bool(held & _SHIFT))
    if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not held & (_CTRL | _ALT):
        return delete_selection(canvas)
    if key == Qt.Key.Key_A and held == _CTRL:
        canvas.picking.select_all()
        return True
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not held:
        return enter(canvas)
    if key == Qt.Key.Key_Escape:
        return leave(canvas)
    look = look_of(event)
    return look is not None and give_look(canvas.document, look)


def _arrow(canvas: CanvasView, way: Point, *, is_far: bool) -> bool:
    factor = BIG_STEP if is_far else 1
    if canvas.document.selection:
        nudge(canvas, way * (canvas.aids.nudge_px * factor))
    else:
        canvas.camera.pan(-way.x * PUSH_PX * factor, -way.y * PUSH_PX * factor)
    return True


def nudge(canvas: CanvasView, delta: Point) -> None:
    """Move the selection a little; a burst is one step. What is locked stays."""
    moving = canvas.picking.boxes
    if not moving:
        canvas.hand.say("What is selected is locked or hidden, and stays where it is")
        return
    scene_id, ids = canvas.document.scene_id, tuple(moving)
    clips = [placed.clip for placed in moving.values()]
    merge = f"nudge {scene_id} {' '.join(ids)}"
    canvas.document.apply(
        f"Move {named(clips)}",
        lambda project: edits.move_clips(project, scene_id, clip_ids=ids, delta=delta),
        merge=merge,
    )


def delete_selection(canvas: CanvasView) -> bool:
    """Delete what is selected and not locked."""
    document = canvas.document
    clips = [clip for clip in document.selected_clips if not clip.studio.locked]
    if not clips:
        return False
    scene_id, ids = document.scene_id, tuple(clip.id for clip in clips)
    edit = lambda project: edits.remove_clips(project, scene_id, clip_ids=ids)  # noqa: E731
    return document.apply(f"Delete {named(clips)}", edit)


def enter(canvas: CanvasView) -> bool:
    """Go into what is selected: edit a text, open a group, else let others open the clip.

    With a drawing tool in hand the new clip is put in the middle of the view.
    """
    chosen, picking = canvas.document.selected_clips, canvas.picking
    if canvas.hand.draws:
        canvas.hand.draw_about(canvas.center)
        return True
    if not chosen:
        return False
    key = chosen[-1]
    if len(chosen) > 1 and key.studio.group and key.studio.group != picking.inside:
        picking.reach_into(key)
    elif len(chosen) == 1 and isinstance(key, (TextClip, ImageClip)) and (key.studio.locked or key.studio.hidden):
        canvas.hand.say(f"{named(chosen)} is {'locked' if key.studio.locked else 'hidden'}, and stays as it is")
    elif len(chosen) == 1 and isinstance(key, TextClip):
        canvas.edit_text(key.id)
    elif len(chosen) == 1 and canvas.crop(key.id):
        return True
    elif len(chosen) == 1:
        canvas.activated.emit(key.id)
    return True


def leave(canvas: CanvasView) -> bool:
    """Go one step out: put the tool away, leave the open group, the selection."""
    if canvas.tool != "select":
        canvas.set_tool("select")
        return True
    if canvas.picking.leave_group():
        return True
    if canvas.document.selection:
        canvas.picking.clear()
        return True
    return False
