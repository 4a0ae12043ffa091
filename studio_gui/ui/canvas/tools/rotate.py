"""Turning the selection about its centre."""

from __future__ import annotations

from PySide6.QtGui import QTransform

from studio_gui.model import edits
from studio_gui.model.geometry import Box
from studio_gui.model.resizing import plain_angle, settle_angle, signed_angle, swept, turn_boxes
from studio_gui.ui.canvas.cursors import turn_cursor
from studio_gui.ui.canvas.pointer import Pointer
from studio_gui.ui.canvas.tools.drag import Drag, held
from studio_gui.ui.canvas.tools.naming import named


class RotateDrag(Drag):
    """Turns by the knob. Shift goes in steps of 15°; without it the angle sticks to multiples of 45°."""

    holds_clips = True

    def __init__(self, canvas, pointer: Pointer) -> None:
        super().__init__(canvas, pointer)
        self.cursor = turn_cursor()
        moving = canvas.picking.boxes
        self._boxes: dict = {clip_id: placed.box for clip_id, placed in moving.items()}
        frame: Box = canvas.frame.box
        self._center, self._angle = frame.center, frame.angle
        self._gesture = canvas.document.begin(f"Rotate {named([placed.clip for placed in moving.values()])}")

    def move(self, pointer: Pointer) -> None:
        raw = self._angle + swept(self._center, self.start.at, pointer.at)
        angle = settle_angle(signed_angle(raw), in_steps=pointer.shift)
        boxes = turn_boxes(self._boxes, self._center, angle - self._angle)
        pose = QTransform.fromTranslate(self._center.x, self._center.y).rotate(angle - self._angle)
        self.canvas.shown.carry(pose.translate(-self._center.x, -self._center.y))
        scene_id = self.canvas.document.scene_id
        self._gesture.update(lambda start: edits.place_clips(start, scene_id, boxes=boxes))
        self.canvas.show_feedback(pointer, bubble=f"{plain_angle(angle):g}°")

    def finish(self, pointer: Pointer) -> None:
        self._gesture.commit()

    def cancel(self) -> None:
        self._gesture.cancel()

    def hint(self, pointer: Pointer) -> str:
        shift = held(pointer.shift, "Turning in steps of 15°", "Shift turns in steps of 15°")
        return f"{shift} · Esc puts it back"
