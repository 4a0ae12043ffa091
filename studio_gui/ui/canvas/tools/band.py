"""The rubber band."""

from __future__ import annotations

from studio_gui.model.geometry import Rect
from studio_gui.ui.canvas.pointer import Pointer
from studio_gui.ui.canvas.tools.drag import Drag


class BandDrag(Drag):
    """Selects what it touches; with Shift besides what was selected before the press."""

    def __init__(self, canvas, pointer: Pointer) -> None:
        super().__init__(canvas, pointer)
        # Not what is selected now: a press on nothing has cleared that, and Shift may come or Esc call it back.
        self._chosen = canvas.selection_at_press

    def move(self, pointer: Pointer) -> None:
        band = Rect.between(self.start.at, pointer.at)
        self.canvas.picking.in_band(band, self._chosen if pointer.shift else ())
        self.canvas.show_feedback(pointer, band=band)

    def cancel(self) -> None:
        self.canvas.hand.give_back_selection()

    def hint(self, pointer: Pointer) -> str:
        if pointer.shift:
            return "Adding what the band touches · release Shift to begin anew"
        return "Everything the band touches is selected · Shift adds · Esc gives it up"
