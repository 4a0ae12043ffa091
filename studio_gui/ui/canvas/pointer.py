"""Where the mouse is and what is held, as tools see it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, Qt

from studio_gui.model.geometry import Point


@dataclass(frozen=True, slots=True)
class Pointer:
    """A moment of the mouse: ``at`` in scene pixels, ``px`` in pixels of the viewport."""

    at: Point
    px: QPointF
    modifiers: Qt.KeyboardModifier
    button: Qt.MouseButton = Qt.MouseButton.NoButton

    @property
    def shift(self) -> bool:
        """Whether ``Shift`` is held."""
        return bool(self.modifiers & Qt.KeyboardModifier.ShiftModifier)

    @property
    def ctrl(self) -> bool:
        """Whether ``Ctrl`` is held."""
        return bool(self.modifiers & Qt.KeyboardModifier.ControlModifier)

    @property
    def alt(self) -> bool:
        """Whether ``Alt`` is held."""
        return bool(self.modifiers & Qt.KeyboardModifier.AltModifier)

    def held(self, modifiers: Qt.KeyboardModifier) -> Pointer:
        """The same place with other keys held."""
        return replace(self, modifiers=modifiers)
