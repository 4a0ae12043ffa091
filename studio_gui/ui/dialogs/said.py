"""Words that are read and copied: a field as high as its text."""

from __future__ import annotations

from math import ceil

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from studio_gui.ui import theme


class Said(theme.TextEdit):
    """Text that nobody edits here; as high as it is up to a limit, and with a scroll bar beyond."""

    def __init__(self, parent: QWidget, *, name: str, most_px: int, role: str = "") -> None:
        """``name`` is what screen readers call it; ``role`` is one of the style sheet."""
        super().__init__(parent)
        self._most_px = most_px
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        if role:
            self.setProperty("role", role)
        self.textChanged.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        block, height = self.document().firstBlock(), 2 * self.document().documentMargin()
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        frame = self.height() - self.viewport().height()
        self.setFixedHeight(min(self._most_px, ceil(height) + frame))
