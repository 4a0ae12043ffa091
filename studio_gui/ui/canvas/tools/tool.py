"""What a tool answers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor

from studio_gui.ui.canvas.pointer import Pointer
from studio_gui.ui.canvas.tools.drag import Drag

if TYPE_CHECKING:
    from studio_gui.ui.canvas.view import CanvasView


class Tool:
    """A way of using the mouse. It answers to presses with the drag they may become."""

    name = ""
    rest_hint = ""

    def __init__(self, canvas: CanvasView) -> None:
        self.canvas = canvas

    def press(self, pointer: Pointer) -> None:
        """The left button went down."""

    def put_away(self) -> None:
        """Another tool is taken."""

    def drag(self, start: Pointer) -> Drag | None:
        """The pointer left the place of the press with the button held."""
        return None

    def click(self, start: Pointer) -> None:
        """The button was released where it was pressed."""

    def double_click(self, pointer: Pointer) -> None:
        """The second of two quick presses."""

    def hover(self, pointer: Pointer) -> None:
        """The pointer moved with no button held."""

    def hint(self, pointer: Pointer) -> str:
        """What a click or a drag would do here, with what is held."""
        return self.rest_hint

    def cursor(self, pointer: Pointer) -> Qt.CursorShape | QCursor:
        """The shape of the pointer at rest."""
        return Qt.CursorShape.ArrowCursor
