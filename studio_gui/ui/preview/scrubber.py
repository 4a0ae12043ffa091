"""The line of time: where one is, where scenes begin, and a hand that goes anywhere at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolTip, QWidget

from studio_gui.base.film_time import elapsed_words
from studio_gui.render.playing.program import Program
from studio_gui.ui import theme

_HEIGHT = 24
_LINE, _LINE_HELD = 4, 6
_KNOB = 7
_GAP = 2
"""Between the lines of two scenes."""
_NARROWEST = 5.0
"""Scenes narrower than this are not told apart."""


class Scrubber(QSlider):
    """A slider of frames; a press goes there. Time runs from left to right in every language."""

    sought = Signal(int)
    """A person went to this frame."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("preview_scrubber")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.setMouseTracking(True)
        self.setAccessibleName("Place in the preview")
        self._starts: tuple[int, ...] = (0,)
        self._names: tuple[str, ...] = ()
        self._fps = 30
        self._hover: float | None = None
        self.is_held = False
        theme.watch(self, self.update)

    def show_program(self, program: Program) -> None:
        """Have the length and the scenes of a program."""
        self._starts = tuple(span.start for span in program.spans) or (0,)
        names = (span.scene.studio.name or f"Scene {n}" for n, span in enumerate(program.spans, 1))
        self._names, self._fps = tuple(names), program.fps
        self.setRange(0, max(0, program.frames - 1))
        self.setSingleStep(1)
        self.setPageStep(program.fps)
        self.update()

    def show_frame(self, frame: int) -> None:
        """Be at a frame."""
        before = self._x(self.value())
        blocked = self.blockSignals(True)  # only hands are told about; a reader hears where it stands when it stops
        self.setValue(frame)
        self.blockSignals(blocked)
        if abs(self._x(frame) - before) >= 0.2:
            self.update()

    # --- places ---------------------------------------------------------------------------------------------------

    def _x(self, frame: float) -> float:
        share = frame / self.maximum() if self.maximum() else 0.0
        return _KNOB + share * (self.width() - 2 * _KNOB)

    def _frame(self, x: float) -> int:
        share = (x - _KNOB) / max(1, self.width() - 2 * _KNOB)
        return round(min(1.0, max(0.0, share)) * self.maximum())

    def _scene(self, frame: int) -> int:
        return sum(start <= frame for start in self._starts) - 1

    def said(self, frame: int) -> str:
        """What a frame is called."""
        name = self._names[self._scene(frame)] if self._names else ""
        return f"{elapsed_words(frame / self._fps)} · {name}" if name else elapsed_words(frame / self._fps)

    # --- hands ----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.is_held = True
            self.setSliderDown(True)
            self._go(event)
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.is_held:
            self._go(event)
        self._hover = event.position().x()
        self.update()
        QToolTip.showText(self.mapToGlobal(QPoint(round(self._hover), -30)), self.said(self._frame(self._hover)), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.is_held:
            self.is_held = False
            self.setSliderDown(False)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover = None
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            return True  # it has its own words
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the player knows all keys

    def _go(self, event: QMouseEvent) -> None:
        frame = self._frame(event.position().x())
        if frame != self.value():
            self.show_frame(frame)
            self.sought.emit(frame)

    # --- looks ----------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colors = theme.tokens()
        is_lively = self._hover is not None or self.is_held or self.hasFocus()
        height = _LINE_HELD if is_lively else _LINE
        now = self._x(self.value())
        for left, right in self._lines():
            self._draw_line(painter, left, right, height, colors.line_strong)
            if now > left:
                self._draw_line(painter, left, min(right, now), height, colors.accent)
        self._draw_knob(painter, now, is_lively=is_lively)
        painter.end()

    def _lines(self) -> Sequence[tuple[float, float]]:
        places = [self._x(start) for start in self._starts]
        places = [place for n, place in enumerate(places) if not n or place - places[n - 1] >= _NARROWEST]
        ends = [*(place - _GAP for place in places[1:]), self._x(self.maximum())]
        return list(zip(places, ends, strict=True))

    def _draw_line(self, painter: QPainter, left: float, right: float, height: float, color: str) -> None:
        painter.setBrush(QColor(color))
        box = QRectF(left, self.height() / 2 - height / 2, max(0.5, right - left), height)
        painter.drawRoundedRect(box, height / 2, height / 2)

    def _draw_knob(self, painter: QPainter, x: float, *, is_lively: bool) -> None:
        colors = theme.tokens()
        center = QPointF(x, self.height() / 2)
        radius = _KNOB - 1 if is_lively else _KNOB - 2
        painter.setBrush(QColor(colors.accent))
        painter.drawEllipse(center, radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colors.accent), 2))
            painter.drawEllipse(center, radius + 3, radius + 3)
