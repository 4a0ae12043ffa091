"""The coloured surfaces of the picker: saturation by brightness, hue, and opacity."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

_RADIUS = 6
_KNOB = 7
CHECK_PX = 5


def paint_checks(painter: QPainter, rect: QRectF) -> None:
    """The chequered ground that shows through a colour which is not opaque."""
    painter.fillRect(rect, QColor("#FFFFFF"))
    x, row = rect.left(), 0
    while x < rect.right():
        y = rect.top() + (CHECK_PX if row % 2 else 0)
        while y < rect.bottom():
            size = QRectF(x, y, min(CHECK_PX, rect.right() - x), min(CHECK_PX, rect.bottom() - y))
            painter.fillRect(size, QColor("#D4D8E0"))
            y += 2 * CHECK_PX
        x += CHECK_PX
        row += 1


class _Surface(QWidget):
    """Something with a knob that is dragged; places are shares 0…1 of the width and the height."""

    dragged = Signal(float, float)
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.x_share, self.y_share = 0.0, 0.5
        self._is_down = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def is_held(self) -> bool:
        """Whether the mouse has the knob; else keys move it."""
        return self._is_down

    def put_knob(self, x_share: float, y_share: float = 0.5) -> None:
        """Show the knob at a place, unless the person holds it."""
        if not self._is_down:
            self.x_share, self.y_share = x_share, y_share
        self.update()

    def area(self) -> QRectF:
        """Where colours are painted."""
        return QRectF(self.rect()).adjusted(1, 1, -1, -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._is_down = True
            self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_down:
            self._go(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_down and event.button() == Qt.MouseButton.LeftButton:
            self._is_down = False
            self.released.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0.01
        steps = {
            Qt.Key.Key_Left: (-step, 0.0),
            Qt.Key.Key_Right: (step, 0.0),
            Qt.Key.Key_Up: (0.0, -step),
            Qt.Key.Key_Down: (0.0, step),
        }
        dx, dy = steps.get(Qt.Key(event.key()), (0.0, 0.0))
        if not dx and not dy:
            super().keyPressEvent(event)
            return
        self._put(self.x_share + dx, self.y_share + dy)

    def _go(self, place: QPointF) -> None:
        area = self.area()
        self._put((place.x() - area.left()) / area.width(), (place.y() - area.top()) / area.height())

    def _put(self, x_share: float, y_share: float) -> None:
        self.x_share, self.y_share = max(0.0, min(1.0, x_share)), max(0.0, min(1.0, y_share))
        self.update()
        self.dragged.emit(self.x_share, self.y_share)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.area()
        path = QPainterPath()
        path.addRoundedRect(area, _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(path)
        self.paint_colors(painter, area)
        painter.restore()
        painter.setPen(QPen(QColor(0, 0, 0, 40), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        self._paint_knob(painter, area)
        if self.hasFocus():
            self._paint_ring(painter, path)
        painter.end()

    def _paint_ring(self, painter: QPainter, path: QPainterPath) -> None:
        """Around the colours, which may be the accent's own: a light line inside keeps them apart."""
        painter.setClipPath(path)
        for color, width in ((QColor("#FFFFFF"), 7.0), (self.palette().color(QPalette.ColorRole.Highlight), 4.0)):
            painter.setPen(QPen(color, width))
            painter.drawPath(path)

    def _paint_knob(self, painter: QPainter, area: QRectF) -> None:
        x = min(max(area.left() + self.x_share * area.width(), area.left() + _KNOB), area.right() - _KNOB)
        y = min(max(area.top() + self.y_share * area.height(), area.top() + _KNOB), area.bottom() - _KNOB)
        for color, width in ((QColor(0, 0, 0, 110), 4.0), (QColor("#FFFFFF"), 2.5)):
            painter.setPen(QPen(color, width))
            painter.drawEllipse(QPointF(x, y), _KNOB - 2, _KNOB - 2)

    def paint_colors(self, painter: QPainter, area: QRectF) -> None:
        """Fill the area."""
        raise TypeError(f"{type(self).__name__} has no colours")


class ColorPlane(_Surface):
    """Saturation from left to right, brightness from bottom to top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hue = 0.0
        self.setMinimumSize(160, 132)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Saturation and brightness")

    def sizeHint(self) -> QSize:
        return QSize(232, 148)

    def paint_colors(self, painter: QPainter, area: QRectF) -> None:
        painter.fillRect(area, QColor.fromHsvF(self.hue, 1, 1))
        white = QLinearGradient(area.topLeft(), area.topRight())
        white.setColorAt(0, QColor(255, 255, 255, 255))
        white.setColorAt(1, QColor(255, 255, 255, 0))
        painter.fillRect(area, QBrush(white))
        black = QLinearGradient(area.topLeft(), area.bottomLeft())
        black.setColorAt(0, QColor(0, 0, 0, 0))
        black.setColorAt(1, QColor(0, 0, 0, 255))
        painter.fillRect(area, QBrush(black))


class _Bar(_Surface):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(18)

    def _put(self, x_share: float, y_share: float) -> None:
        super()._put(x_share, 0.5)


class HueBar(_Bar):
    """All hues."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Hue")

    def paint_colors(self, painter: QPainter, area: QRectF) -> None:
        gradient = QLinearGradient(area.topLeft(), area.topRight())
        for step in range(7):
            gradient.setColorAt(step / 6, QColor.fromHsvF(step / 6 % 1, 1, 1))
        painter.fillRect(area, QBrush(gradient))


class AlphaBar(_Bar):
    """From nothing to the full colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.color = QColor("#000000")
        self.setAccessibleName("Opacity")

    def paint_colors(self, painter: QPainter, area: QRectF) -> None:
        paint_checks(painter, area)
        gradient = QLinearGradient(area.topLeft(), area.topRight())
        full = QColor(self.color)
        full.setAlpha(255)
        none = QColor(full)
        none.setAlpha(0)
        gradient.setColorAt(0, none)
        gradient.setColorAt(1, full)
        painter.fillRect(area, QBrush(gradient))
