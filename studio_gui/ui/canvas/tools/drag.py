"""What every drag has: a start, a total movement, an end, and a way out that leaves nothing behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor

from studio_gui.model.geometry import Box
from studio_gui.ui.canvas.pointer import Pointer

if TYPE_CHECKING:
    from studio_gui.ui.canvas.view import CanvasView


class Drag:
    """From a press to its release. ``move`` is also called when a key is pressed or released under way."""

    cursor: Qt.CursorShape | QCursor | None = None
    pulls_view = True
    """Whether the view follows while the pointer is held beyond its rim."""
    holds_clips = False
    """Whether it moves, resizes or turns what is selected, and nothing else."""
    frame: Box | None = None
    """The frame around what is selected, where the drag knows it before the document does."""

    def __init__(self, canvas: CanvasView, pointer: Pointer) -> None:
        self.canvas = canvas
        self.start = pointer

    def move(self, pointer: Pointer) -> None:
        """Follow the pointer."""

    def finish(self, pointer: Pointer) -> None:
        """The button was released."""

    def cancel(self) -> None:
        """Put everything back."""

    def hint(self, pointer: Pointer) -> str:
        """What the keys do now."""
        return ""


def held(is_held: bool, now: str, offered: str) -> str:
    """What a hint says of a key: what it does while it is held, else what it would do."""
    return now if is_held else offered
