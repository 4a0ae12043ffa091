"""A line that is shortened where there is no room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from studio_gui.ui.parts.reading import keep_side


class Elided(QLabel):
    """One line that is shortened when there is no room, names in the middle; the whole is in the tool tip."""

    def __init__(self, role: str, parent: QWidget, *, mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setTextFormat(Qt.TextFormat.PlainText)
        keep_side(self)
        self._whole = self._tip = ""
        self._mode = mode

    def set_whole(self, text: str, *, tip: str = "") -> None:
        """Say ``text``, as much of it as fits; ``tip`` is the tool tip where it says more than the whole text."""
        if (text, tip) != (self._whole, self._tip):
            self._whole, self._tip = text, tip
            self._fit()

    def whole(self) -> str:
        """What is said, unshortened."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width() - max(0, self.indent())
        said = self.fontMetrics().elidedText(self._whole, self._mode, room)
        self.setText(said)
        self.setToolTip(self._tip or (self._whole if said != self._whole else ""))
        self.setAccessibleName(self._whole)
