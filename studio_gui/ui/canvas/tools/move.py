"""Moving the selection, or a copy of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTransform

from studio_gui.model import edits
from studio_gui.model.edits.clips import moved_clip
from studio_gui.model.fields import ClipId
from studio_gui.model.gaps import Guide
from studio_gui.model.geometry import Box, Point, Rect
from studio_gui.model.project import Project
from studio_gui.model.snapping import THRESHOLD_PX, snap_move
from studio_gui.ui.canvas.pointer import Pointer
from studio_gui.ui.canvas.tools.clips_drag import ClipsDrag
from studio_gui.ui.canvas.tools.drag import held
from studio_gui.ui.canvas.tools.naming import named, place_said


class MoveDrag(ClipsDrag):
    """Moves what is selected. Shift keeps one axis, Ctrl pressed under way suspends snapping."""

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, canvas, pointer: Pointer, *, copies: bool) -> None:
        document, picking = canvas.document, canvas.picking
        clips = [placed.clip for placed in picking.boxes.values()]
        super().__init__(canvas, pointer, label=f"{'Duplicate' if copies else 'Move'} {named(clips)}")
        self._copies = copies
        self._chosen = document.selection
        moving = picking.boxes
        self._bounds = picking.bounds or Rect.around(placed.bounds for placed in moving.values())
        # One clip tells of its own corner, as the inspector does; several of the frame around them.
        first = next(iter(moving.values())).box
        self._corner = first.corner if len(moving) == 1 else Point(self._bounds.left, self._bounds.top)
        self._base, self._ids = self._begin(tuple(moving))
        carried = {} if copies else moving
        self._targets = canvas.aids.targets_beside(document.project, placed=picking.placed, moving=carried)
        self._ctrl_since_press = pointer.ctrl

    def _begin(self, ids: tuple[ClipId, ...]) -> tuple[Project, tuple[ClipId, ...]]:
        start = self._gesture.start
        if not self._copies:
            return start, ids
        scene_id = self.canvas.document.scene_id
        group = self.canvas.picking.inside
        base, copies = edits.duplicate_clips(start, scene_id, clip_ids=ids, delta=Point(0, 0), inside=group)
        self._gesture.update(lambda _start: base)
        self.canvas.document.select(copies)
        return base, copies

    def move(self, pointer: Pointer) -> None:
        self._ctrl_since_press = self._ctrl_since_press and pointer.ctrl
        delta, guides = self._delta(pointer)
        self.canvas.shown.carry(QTransform.fromTranslate(delta.x, delta.y))
        bounds = self._bounds.moved(delta.x, delta.y)
        self.change(
            lambda clip: moved_clip(clip, delta),
            clip_ids=self._ids,
            frame=lambda: Box(bounds.left, bounds.top, bounds.width, bounds.height),
        )
        place = self._corner + delta
        self.canvas.show_feedback(pointer, guides=guides, bubble=f"{place_said(place.x)}, {place_said(place.y)}")

    def _delta(self, pointer: Pointer) -> tuple[Point, tuple[Guide, ...]]:
        raw = pointer.at - self.start.at
        if pointer.shift:
            raw = Point(raw.x, 0) if abs(raw.x) >= abs(raw.y) else Point(0, raw.y)
        # Whole pixels, so that positions read well; a snapped axis is exact.
        whole = Point(_on_pixel(self._bounds.left, raw.x), _on_pixel(self._bounds.top, raw.y))
        if not self.canvas.snaps or (pointer.ctrl and not self._ctrl_since_press):
            return whole, ()
        snap = snap_move(
            self._bounds.moved(raw.x, raw.y),
            self._targets,
            threshold=THRESHOLD_PX / self.canvas.zoom,
            along_x=bool(raw.x) or not pointer.shift,
            along_y=bool(raw.y) or not pointer.shift,
        )
        x = whole.x if snap.dx is None else raw.x + snap.dx
        y = whole.y if snap.dy is None else raw.y + snap.dy
        return Point(x, y), snap.guides

    def cancel(self) -> None:
        super().cancel()
        self.canvas.document.select(self._chosen)

    def hint(self, pointer: Pointer) -> str:
        shift = held(pointer.shift, "Keeping one axis · release Shift to move freely", "Shift keeps one axis")
        rests = pointer.ctrl and not self._ctrl_since_press
        snapping = held(rests, "Snapping rests", "Ctrl suspends snapping")
        return " · ".join((*(("Dragging a copy",) if self._copies else ()), shift, snapping, "Esc puts it back"))


def _on_pixel(start: float, delta: float) -> float:
    return round(start + delta) - start if delta else 0.0
