"""Pushing the scene about."""

from __future__ import annotations

from PySide6.QtCore import Qt

from studio_gui.ui.canvas.pointer import Pointer
from studio_gui.ui.canvas.tools.drag import Drag
from studio_gui.ui.canvas.tools.tool import Tool


class PanDrag(Drag):
    """The point one grasped stays under the pointer."""

    cursor = Qt.CursorShape.ClosedHandCursor
    pulls_view = False

    def __init__(self, canvas, pointer: Pointer) -> None:
        super().__init__(canvas, pointer)
        self._last = pointer.px

    def move(self, pointer: Pointer) -> None:
        step = pointer.px - self._last
        self._last = pointer.px
        self.canvas.camera.pan(step.x(), step.y())

    def hint(self, pointer: Pointer) -> str:
        return "Drag to move about"


class PanTool(Tool):
    """Pushes the view about with the left button."""

    name = "hand"
    rest_hint = "Drag to move about · Esc goes back to selecting"

    def drag(self, start: Pointer) -> Drag:
        return PanDrag(self.canvas, start)

    def cursor(self, pointer: Pointer) -> Qt.CursorShape:
        return Qt.CursorShape.OpenHandCursor
