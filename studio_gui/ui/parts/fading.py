"""An area of a dialog that scrolls where the screen is low, and shows by fading away where it goes on."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from studio_gui.ui import theme

_FADE_PX = 20
"""About a line of words."""


class Faded(QScrollArea):
    """What goes on above or below fades away: a label that is cut through looks like a mistake."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._above, self._below = _Fade(self, is_above=True), _Fade(self, is_above=False)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._show_fades)
        bar.rangeChanged.connect(self._show_fades)
        self._show_fades()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().geometry()
        self._above.setGeometry(QRect(room.topLeft(), QSize(room.width(), _FADE_PX)))
        self._below.setGeometry(QRect(room.left(), room.bottom() + 1 - _FADE_PX, room.width(), _FADE_PX))

    def _show_fades(self) -> None:
        bar = self.verticalScrollBar()
        self._above.setVisible(bar.value() > bar.minimum())
        self._below.setVisible(bar.value() < bar.maximum())


class _Fade(QWidget):
    """From the ground of a dialog to nothing, over the edge of what scrolls; the mouse goes through."""

    def __init__(self, area: QScrollArea, *, is_above: bool) -> None:
        super().__init__(area)
        self._is_above = is_above
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QColor(theme.tokens().panel)
        clear = QColor(ground.red(), ground.green(), ground.blue(), 0)
        ends = (0, self.height()) if self._is_above else (self.height(), 0)
        fade = QLinearGradient(0, ends[0], 0, ends[1])
        fade.setColorAt(0, ground)
        fade.setColorAt(1, clear)
        QPainter(self).fillRect(self.rect(), fade)
