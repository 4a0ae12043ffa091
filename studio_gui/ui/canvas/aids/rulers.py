"""The two rulers at the rim of the canvas; a guide is dragged out of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from studio_gui.model.edits.guides import Axis
from studio_gui.model.geometry import Point, Rect
from studio_gui.ui import theme
from studio_gui.ui.canvas.aids.guide_drag import GuideDrag

if TYPE_CHECKING:
    from studio_gui.ui.canvas.view import CanvasView

THICK_PX = 20
LEAST_LABEL_PX = 54.0
"""Numbers stand at least so far apart."""
_LONG_PX, _SHORT_PX, _BASELINE_PX = 7, 4, 10
"""How long the lines are, and how far from the rim the feet of the numbers over the long ones."""
_STEPS = (1, 2, 5)


class Ruler(QWidget):
    """Shows scene pixels along one rim of the canvas."""

    def __init__(self, canvas: CanvasView, *, is_across: bool) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._is_across = is_across
        self.setObjectName("ruler_across" if is_across else "ruler_down")
        self.setAccessibleName("Horizontal ruler" if is_across else "Vertical ruler")
        self.setToolTip("Drag a guide out of it; drag it back to be rid of it")
        self.setCursor(Qt.CursorShape.SplitVCursor if is_across else Qt.CursorShape.SplitHCursor)
        self._corner = _Corner(canvas) if is_across else None
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._corner is not None:
            self._corner.show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._corner is not None:
            self._corner.setVisible(not self.isHidden())

    def wheelEvent(self, event: QWheelEvent) -> None:
        # It is part of the view: what turns there does what it does a pixel further in.
        port, at = self._canvas.viewport(), event.globalPosition()
        there = QWheelEvent(
            QPointF(port.mapFromGlobal(at)), at, event.pixelDelta(), event.angleDelta(), event.buttons(),
            event.modifiers(), event.phase(), event.inverted(),
        )  # fmt: skip
        QApplication.sendEvent(port, there)

    @property
    def axis(self) -> Axis:
        """The axis of the guides that come out of it: the ruler above gives horizontal ones."""
        return "y" if self._is_across else "x"

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter = theme.tokens(), QPainter(self)
        painter.fillRect(self.rect(), QColor(colors.panel))
        self._paint_selection(painter)
        painter.setFont(theme.numbers_font(9))
        step = label_step(self._canvas.zoom)
        start, end = self._span()
        for tick in range(math.floor(start / (step / 5)), math.ceil(end / (step / 5)) + 1):
            at = tick * step / 5
            is_long = tick % 5 == 0
            painter.setPen(QPen(QColor(colors.line_strong), 1))
            self._line(painter, at, THICK_PX - (_LONG_PX if is_long else _SHORT_PX))
            if is_long:
                painter.setPen(QColor(colors.quiet))
                self._label(painter, at)
        edge = THICK_PX - 1
        rim = (0, edge, self.width(), 1) if self._is_across else (edge, 0, 1, self.height())
        painter.fillRect(*rim, QColor(colors.line))
        painter.end()

    def _span(self) -> tuple[float, float]:
        seen = self._canvas.camera.visible
        return (seen.left, seen.right) if self._is_across else (seen.top, seen.bottom)

    def _px(self, at: float) -> float:
        point = self._canvas.camera.to_px(Point(at, at))
        return round(point.x() if self._is_across else point.y()) + 0.5

    def _line(self, painter: QPainter, at: float, start: float) -> None:
        px = self._px(at)
        line = QLineF(px, start, px, THICK_PX) if self._is_across else QLineF(start, px, THICK_PX, px)
        painter.drawLine(line)

    def _label(self, painter: QPainter, at: float) -> None:
        """Write the number of a long line over it; one that would be cut off at the rim says less than none."""
        half = painter.fontMetrics().horizontalAdvance(_words(at)) / 2
        px, length = self._px(at), self.width() if self._is_across else self.height()
        if not half <= px <= length - half:
            return
        painter.save()
        if self._is_across:
            painter.translate(px - half, _BASELINE_PX)
        else:
            painter.translate(_BASELINE_PX, px + half)
            painter.rotate(-90)
        painter.drawText(QPointF(0, 0), _words(at))
        painter.restore()

    def _paint_selection(self, painter: QPainter) -> None:
        """Tint the stretch that the selection takes."""
        placed = self._canvas.picking.placed
        bounds = [placed[i].bounds for i in self._canvas.document.selection if i in placed]
        if not bounds:
            return
        around = Rect.around(bounds)
        ends = (around.left, around.right) if self._is_across else (around.top, around.bottom)
        low, high = (self._px(end) for end in ends)
        rect = QRectF(low, 0, high - low, THICK_PX) if self._is_across else QRectF(0, low, THICK_PX, high - low)
        painter.fillRect(rect, QColor(theme.tokens().accent_soft))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        canvas = self._canvas
        pointer = canvas.pointer_at(self._on_canvas(event), event.modifiers(), event.button())
        if canvas.hand.is_down:
            canvas.hand.press(pointer, event)  # the right button gives the new guide up
        elif event.button() == Qt.MouseButton.LeftButton:
            canvas.setFocus()
            canvas.hand.writing.end()  # as a press beside the text anywhere else
            canvas.hand.begin(GuideDrag(canvas, pointer, self.axis), pointer)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointer = self._canvas.pointer_at(self._on_canvas(event), event.modifiers(), event.button())
        self._canvas.hand.move(pointer, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pointer = self._canvas.pointer_at(self._on_canvas(event), event.modifiers(), event.button())
        self._canvas.hand.release(pointer, event)

    def _on_canvas(self, event: QMouseEvent) -> QPointF:
        return self._canvas.viewport().mapFrom(self._canvas, self.mapToParent(event.position()))


class _Corner(QWidget):
    """Where the two rulers meet."""

    def __init__(self, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self.setGeometry(0, 0, THICK_PX, THICK_PX)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter, edge = theme.tokens(), QPainter(self), THICK_PX - 1
        painter.fillRect(self.rect(), QColor(colors.panel))
        painter.fillRect(0, edge, THICK_PX, 1, QColor(colors.line))
        painter.fillRect(edge, 0, 1, THICK_PX, QColor(colors.line))
        painter.end()


def label_step(zoom: float) -> int:
    """Scene pixels from one number to the next: 5, 10, 20, 50, 100 … so that they do not touch."""
    size = 1
    while True:
        for factor in _STEPS:
            if size * factor * zoom >= LEAST_LABEL_PX and size * factor >= 5:
                return size * factor
        size *= 10


def _words(at: float) -> str:
    """A number as it is set, with a minus as wide as its figures."""
    return f"{at:.0f}".replace("-", "\N{MINUS SIGN}")
