"""Guides of one's own by keys alone: one is taken in hand, pushed by the arrows, and taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from studio_gui.model import edits
from studio_gui.model.edits.guides import Axis, guides_of
from studio_gui.model.geometry import tidy
from studio_gui.ui.canvas.arrows import ARROWS, BIG_STEP

if TYPE_CHECKING:
    from studio_gui.ui.canvas.view import CanvasView

_NAMES: dict[Axis, str] = {"x": "Vertical", "y": "Horizontal"}
_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def held_guide(canvas: CanvasView) -> tuple[Axis, int] | None:
    """The guide that is in hand: its axis and number. None also while clips are selected or guides are not seen."""
    held = canvas.aids.held
    if held is None or canvas.document.selection or "guides" not in canvas.aids.shown:
        return None
    return held if held[1] < len(guides_of(canvas.document.project, held[0])) else None


def hold_guide(canvas: CanvasView, axis: Axis, *, index: int) -> None:
    """Take a guide in hand, and say where it lies; no clip is selected then."""
    canvas.hand.cancel()
    canvas.picking.clear()
    canvas.aids.show("guides")
    canvas.aids.hold((axis, index))
    canvas.setFocus()
    _tell(canvas)


def hold_next_guide(canvas: CanvasView, by: int) -> None:
    """Take the next guide in hand, or the one before: the vertical ones from the left, then the others from above."""
    project = canvas.document.project
    axes: tuple[Axis, ...] = ("x", "y")
    order = [
        (axis, index)
        for axis in axes
        for index in sorted(range(len(guides_of(project, axis))), key=guides_of(project, axis).__getitem__)
    ]
    if not order:
        return
    held = held_guide(canvas)
    at = order.index(held) + by if held is not None else (0 if by > 0 else -1)
    axis, index = order[at % len(order)]
    hold_guide(canvas, axis, index=index)


def move_guide_to(canvas: CanvasView, at: float) -> None:
    """Put the guide in hand at a place; pushes that follow each other are one step."""
    held = held_guide(canvas)
    if held is None:
        return
    axis, index = held
    edit = lambda project: edits.move_guide(project, axis, index=index, at=at)  # noqa: E731
    canvas.document.apply("Move guide", edit, merge=f"guide {axis} {index}")
    _tell(canvas)


def remove_held_guide(canvas: CanvasView) -> bool:
    """Take the guide in hand away; says whether there was one."""
    held = held_guide(canvas)
    if held is None:
        return False
    axis, index = held
    canvas.aids.hold(None)
    canvas.document.apply("Remove guide", lambda project: edits.remove_guide(project, axis, index=index))
    canvas.hand.say_state()
    return True


def press_guide_key(canvas: CanvasView, event: QKeyEvent) -> bool:
    """Do to the guide in hand what a key says; False when there is none, or the key means nothing to it."""
    held = held_guide(canvas)
    if held is None or event.modifiers() & _OTHERS:
        return False
    key = event.key()
    if key == Qt.Key.Key_Escape:
        canvas.aids.hold(None)
        canvas.hand.say_state()
        return True
    if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        return remove_held_guide(canvas)
    if key not in ARROWS:
        return False
    axis, index = held
    way = ARROWS[Qt.Key(key)]
    far = BIG_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
    step = (way.x if axis == "x" else way.y) * canvas.aids.nudge_px * far
    if step:
        move_guide_to(canvas, tidy(guides_of(canvas.document.project, axis)[index] + step))
    return True


def words_of_held(canvas: CanvasView) -> str:
    """Where the guide in hand lies, and what keys do to it; empty when there is none."""
    held = held_guide(canvas)
    if held is None:
        return ""
    keys = "← →" if held[0] == "x" else "↑ ↓"
    return f"{_place(canvas, *held)} · {keys} move it, Shift ×{BIG_STEP} · Del takes it away · Esc lets go"


def _place(canvas: CanvasView, axis: Axis, index: int) -> str:
    return f"{_NAMES[axis]} guide at {guides_of(canvas.document.project, axis)[index]:g}"


def _tell(canvas: CanvasView) -> None:
    held = held_guide(canvas)
    if held is not None:
        canvas.hand.say(words_of_held(canvas))
        canvas.announcer.tell(_place(canvas, *held))
