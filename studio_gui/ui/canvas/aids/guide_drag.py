"""Dragging a user guide: out of a ruler, along, or away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from studio_gui.model import edits
from studio_gui.model.edits.guides import Axis, guides_of
from studio_gui.model.gaps import Guide
from studio_gui.model.project import Project
from studio_gui.model.snapping import THRESHOLD_PX, snap_line
from studio_gui.ui.canvas.pointer import Pointer
from studio_gui.ui.canvas.tools.drag import Drag, held
from studio_gui.ui.canvas.tools.naming import place_said

if TYPE_CHECKING:
    from studio_gui.ui.canvas.view import CanvasView

REACH_PX = 4.0
"""How near the pointer must come to take hold of a guide."""


def guide_under(canvas: CanvasView, pointer: Pointer) -> tuple[Axis, int] | None:
    """The guide under the pointer, if guides are seen and not locked: its axis and number."""
    if "guides" not in canvas.aids.shown or "locks" in canvas.aids.shown:
        return None
    axes: tuple[tuple[Axis, float], ...] = (("x", pointer.at.x), ("y", pointer.at.y))
    for axis, place in axes:
        for index, at in enumerate(guides_of(canvas.document.project, axis)):
            if abs(at - place) * canvas.zoom <= REACH_PX:
                return axis, index
    return None


class GuideDrag(Drag):
    """Moves one guide, or a new one; let go beyond the rim it is gone.

    It clicks to clips and to the lines of the stage as clips do; Shift keeps to whole tens, Ctrl suspends the clicking.
    """

    pulls_view = False

    def __init__(self, canvas: CanvasView, pointer: Pointer, axis: Axis, *, index: int | None = None) -> None:
        super().__init__(canvas, pointer)
        self._axis: Axis = axis
        self._index = index
        self._gesture = canvas.document.begin("Add guide" if index is None else "Move guide")
        self.cursor = Qt.CursorShape.SplitHCursor if axis == "x" else Qt.CursorShape.SplitVCursor
        canvas.aids.show("guides")
        self._targets = canvas.aids.targets_of_guides(
            canvas.document.project, [placed.bounds for placed in canvas.picking.placed.values()]
        )

    def move(self, pointer: Pointer) -> None:
        if self._is_away(pointer):
            self._gesture.update(self._without)
            self.canvas.show_feedback(pointer)
            return
        at, lines = self._place(pointer)
        self._gesture.update(lambda project: self._with(project, at))
        self.canvas.show_feedback(pointer, guides=lines, bubble=place_said(at))

    def _place(self, pointer: Pointer) -> tuple[float, tuple[Guide, ...]]:
        place = pointer.at.x if self._axis == "x" else pointer.at.y
        if pointer.shift:
            return float(round(place / 10) * 10), ()
        if self.canvas.snaps and not pointer.ctrl:
            reach = THRESHOLD_PX / self.canvas.zoom
            clicked, lines = snap_line(place, self._targets, threshold=reach, is_x=self._axis == "x")
            if lines:
                return clicked, lines
        return float(round(place)), ()

    def _with(self, project: Project, at: float) -> Project:
        if self._index is None:
            return edits.add_guide(project, self._axis, at=at)
        return edits.move_guide(project, self._axis, index=self._index, at=at)

    def _without(self, project: Project) -> Project:
        return project if self._index is None else edits.remove_guide(project, self._axis, index=self._index)

    def _is_away(self, pointer: Pointer) -> bool:
        return not QRectF(self.canvas.viewport().rect()).contains(pointer.px)

    def finish(self, pointer: Pointer) -> None:
        self._gesture.commit("Remove guide" if self._index is not None and self._is_away(pointer) else "")

    def cancel(self) -> None:
        self._gesture.cancel()

    def hint(self, pointer: Pointer) -> str:
        if self._is_away(pointer):
            return "Let go to be rid of the guide"
        tens = held(pointer.shift, "Keeping to whole tens", "Shift keeps to whole tens")
        rests = held(pointer.ctrl, "Snapping rests", "Ctrl suspends snapping")
        return f"{tens} · {rests} · drag it beyond the rim to be rid of it · Esc puts it back"
