"""Resizing by the eight handles: one clip in its own frame, several in the upright frame around them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtGui import QTransform

from studio_gui.model.fields import ClipId
from studio_gui.model.gaps import Guide
from studio_gui.model.geometry import Box, Point, Rect, with_box
from studio_gui.model.handles import Handle
from studio_gui.model.resizing import resize_box, scale_box
from studio_gui.model.snapping import THRESHOLD_PX, line_guides, snap_edges
from studio_gui.ui.canvas.pointer import Pointer
from studio_gui.ui.canvas.tools.clips_drag import CROWD, ClipsDrag
from studio_gui.ui.canvas.tools.drag import held
from studio_gui.ui.canvas.tools.naming import named, size_said

TURNED = "The aspect is kept, as one of them is turned"


def must_keep(boxes: Collection[Box]) -> bool:
    """Whether boxes can only grow evenly together: several, and one of them is turned by other than quarter turns."""
    return len(boxes) > 1 and any(box.angle % 90 for box in boxes)


class ResizeDrag(ClipsDrag):
    """Moves one handle. Shift keeps or frees the aspect, Alt holds the centre, Ctrl suspends snapping."""

    def __init__(self, canvas, pointer: Pointer, handle: Handle) -> None:
        picking, document = canvas.picking, canvas.document
        moving = picking.boxes
        clips = [placed.clip for placed in moving.values()]
        super().__init__(canvas, pointer, label=f"Resize {named(clips)}")
        self._handle = handle
        self._boxes: dict[ClipId, Box] = {clip_id: placed.box for clip_id, placed in moving.items()}
        self._frame: Box = canvas.frame.box
        self._keeps_aspect = any(clip.keeps_aspect for clip in clips)
        self._stretches = all(clip.keeps_aspect for clip in clips)
        self._must_keep = must_keep(self._boxes.values())
        self._targets = canvas.aids.targets_beside(document.project, placed=picking.placed, moving=moving)
        self.cursor = canvas.viewport().cursor().shape()

    def move(self, pointer: Pointer) -> None:
        frame = self._resized(pointer)
        boxes, start, end = self._boxes, _upright(self._frame), _upright(frame)
        self.canvas.shown.carry(self._pose(start, end))
        self.change(
            lambda clip: with_box(clip, frame if len(boxes) == 1 else scale_box(boxes[clip.id], start, end)),
            clip_ids=boxes,
            frame=lambda: replace(frame, angle=0),
        )
        guides: tuple[Guide, ...] = ()
        if self._snaps(pointer):
            is_x, is_y = self._moving_sides()
            guides = line_guides(frame.bounds(), self._targets, is_x=bool(is_x), is_y=bool(is_y), centers=False)
        self.canvas.show_feedback(pointer, guides=guides, bubble=size_said(frame.width, frame.height))

    def _pose(self, start: Rect, end: Rect) -> QTransform | None:
        """How all are resized as one piece; None for letters and outlines, which do not stretch.

        Of a crowd they are stretched with the others until the hand rests.
        """
        if (
            not (self._stretches or len(self._boxes) > CROWD)
            or len(self._boxes) < 2
            or not start.width
            or not start.height
        ):
            return None
        across, down = end.width / start.width, end.height / start.height
        if abs(across - down) > 1e-6 and any(box.angle % 180 for box in self._boxes.values()):
            return None
        pose = QTransform.fromTranslate(end.left, end.top).scale(across, down)
        return pose.translate(-start.left, -start.top)

    def _resized(self, pointer: Pointer) -> Box:
        delta = self._whole(pointer.at - self.start.at, pointer)
        frame = self._grown(delta, pointer)
        if not self._snaps(pointer):
            return frame
        x_side, y_side = self._moving_sides()
        reach = THRESHOLD_PX / self.canvas.zoom
        snap = snap_edges(frame.bounds(), self._targets, x_side=x_side, y_side=y_side, threshold=reach)
        if snap.dx is None and snap.dy is None:
            return frame
        return self._snapped(frame, Point(snap.dx or 0.0, snap.dy or 0.0), pointer, reach=reach)

    def _snapped(self, frame: Box, extra: Point, pointer: Pointer, *, reach: float) -> Box:
        share = 2 if pointer.alt else 1
        local = extra.turned(-frame.angle)
        width = frame.width + self._handle.x * local.x * share
        height = frame.height + self._handle.y * local.y * share
        if self._is_even(pointer) and self._frame.width and self._frame.height:  # nothing has no aspect to keep
            # One side decides, the other follows: the one to whose line the handle goes the shorter way.
            now = frame.width / self._frame.width
            sides = ((local.x, width / self._frame.width), (local.y, height / self._frame.height))
            factor = min((there for by, there in sides if by), key=lambda there: abs(there - now), default=now)
            longer = max(self._frame.width, self._frame.height)
            if self._handle.is_corner and abs(factor - now) * longer / share > reach:
                return frame  # of a flat picture the corner would leap far along a side to a line beside it
            width, height = self._frame.width * factor, self._frame.height * factor
        grown = Point((width - self._frame.width) * self._handle.x, (height - self._frame.height) * self._handle.y)
        return self._grown((grown * (1 / share)).turned(frame.angle), pointer)

    def _grown(self, delta: Point, pointer: Pointer) -> Box:
        even, centered = self._is_even(pointer), pointer.alt
        return resize_box(self._frame, self._handle, delta, keeps_aspect=even, from_center=centered)

    def _whole(self, delta: Point, pointer: Pointer) -> Point:
        """The movement that gives a whole width and height; a side that is back where it was keeps its own."""
        local, share = delta.turned(-self._frame.angle), 2 if pointer.alt else 1
        grown = [
            (round(side + sign * by * share) - side) * sign / share if sign and by else by
            for side, sign, by in (
                (self._frame.width, self._handle.x, local.x),
                (self._frame.height, self._handle.y, local.y),
            )
        ]
        return Point(*grown).turned(self._frame.angle)

    def _is_even(self, pointer: Pointer) -> bool:
        return self._must_keep or self._keeps_aspect != pointer.shift

    def _snaps(self, pointer: Pointer) -> bool:
        return self.canvas.snaps and not pointer.ctrl and self._frame.angle % 90 == 0

    def _moving_sides(self) -> tuple[int, int]:
        side = Point(self._handle.x, self._handle.y).turned(self._frame.angle)
        return round(side.x), round(side.y)

    def hint(self, pointer: Pointer) -> str:
        frees = self._keeps_aspect
        parts = [
            TURNED if self._must_keep else
            held(pointer.shift, "The aspect is free" if frees else "The aspect is kept",
                 "Shift frees the aspect" if frees else "Shift keeps the aspect"),
            held(pointer.alt, "The centre holds", "Alt holds the centre"),
            held(pointer.ctrl, "Snapping rests", "Ctrl suspends snapping"),
        ]  # fmt: skip
        return " · ".join((*parts, "Esc puts it back"))


def _upright(box: Box) -> Rect:
    return replace(box, angle=0).bounds()
