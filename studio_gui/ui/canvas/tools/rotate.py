"""Turning the selection about its centre."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPolygonF, QTransform

from studio_gui.model.fields import ANGLE
from studio_gui.model.geometry import Box, with_box
from studio_gui.model.resizing import settle_angle, signed_angle, swept, turn_box
from studio_gui.ui.canvas.cursors import turn_cursor
from studio_gui.ui.canvas.pointer import Pointer
from studio_gui.ui.canvas.tools.clips_drag import ClipsDrag
from studio_gui.ui.canvas.tools.drag import held
from studio_gui.ui.canvas.tools.naming import named


class RotateDrag(ClipsDrag):
    """Turns by the knob. Shift goes in steps of 15°; without it the angle sticks to multiples of 45°."""

    def __init__(self, canvas, pointer: Pointer) -> None:
        moving = canvas.picking.boxes
        super().__init__(canvas, pointer, label=f"Rotate {named([placed.clip for placed in moving.values()])}")
        self.cursor = turn_cursor()
        self._boxes: dict = {clip_id: placed.box for clip_id, placed in moving.items()}
        frame: Box = canvas.frame.box
        self._center, self._angle = frame.center, frame.angle
        self._corners: QPolygonF | None = None
        """The corners of all boxes, as seen from the centre."""

    def move(self, pointer: Pointer) -> None:
        by = swept(self._center, self.start.at, pointer.at)
        angle = (
            settle_angle(signed_angle(self._angle + by), in_steps=pointer.shift) if by or pointer.shift else self._angle
        )
        boxes, center, degrees = self._boxes, self._center, signed_angle(angle - self._angle)
        pose = QTransform.fromTranslate(center.x, center.y).rotate(degrees)
        self.canvas.shown.carry(pose.translate(-center.x, -center.y))
        self.change(
            lambda clip: with_box(clip, turn_box(boxes[clip.id], center, degrees)),
            clip_ids=boxes,
            frame=lambda: self._around(degrees),
        )
        self.canvas.show_feedback(pointer, bubble=f"{ANGLE.seen(angle):g}°")

    def _around(self, degrees: float) -> Box:
        """The upright frame around all boxes, turned by so much."""
        center = self._center
        if self._corners is None:
            each = (corner for box in self._boxes.values() for corner in box.corner_places())
            self._corners = QPolygonF([QPointF(x - center.x, y - center.y) for x, y in each])
        around = QTransform().rotate(degrees).map(self._corners).boundingRect()  # thousands of corners in each step
        return Box(center.x + around.x(), center.y + around.y(), around.width(), around.height())

    def hint(self, pointer: Pointer) -> str:
        shift = held(pointer.shift, "Turning in steps of 15°", "Shift turns in steps of 15°")
        return f"{shift} · Esc puts it back"
