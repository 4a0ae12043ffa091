"""Takes a colour from anything that is to be seen: a loupe follows the pointer, a click takes, Esc gives up.

Over the stage the colours are the painter's own, not those of a scaled picture of it: a widget that has such pixels
offers ``pixels_under`` (see :class:`HasPixels`).
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget

from studio_gui.ui import theme
from studio_gui.ui.forms.color_text import hex_of

SIDE = 11
"""So many pixels the loupe shows across; odd, so that one is in the middle."""
_CELL_PX = 10
_LABEL_PX = 22
_OFF_PX = 18
_GRABBING = ("xcb", "windows", "cocoa")
"""Where a program may follow the pointer beyond its window."""
_ARROWS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


@runtime_checkable
class HasPixels(Protocol):
    """A widget that knows the exact colours of what it shows."""

    def pixels_under(self, px: QPointF, side: int) -> QImage | None:
        """``side`` × ``side`` pixels about a point of the widget; None where it shows nothing of its own."""
        ...


class Eyedropper(QWidget):
    """Lies over a whole window until a colour is taken or not."""

    taken = Signal(QColor)
    ended = Signal()
    """It is over, with a colour or without."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("eyedropper")
        self.setAccessibleName("Pick a colour")
        self.setAccessibleDescription("Arrow keys move, Enter takes the colour, Esc gives up")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._back = QApplication.focusWidget()
        self._picture = window.grab().toImage()
        self._pixels: QImage | None = None
        self._at = self.mapFromGlobal(QCursor.pos())
        self._is_over = False
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus()
        if QGuiApplication.platformName() in _GRABBING:
            self.grabMouse()
        self._look(self._at)

    @property
    def color(self) -> QColor | None:
        """The colour under the pointer; None where nothing can be seen."""
        if self._pixels is None:
            return None
        color = self._pixels.pixelColor(SIDE // 2, SIDE // 2)
        return color if color.alpha() else None

    def _look(self, at: QPoint) -> None:
        before = self._loupe()
        self._at, self._pixels = at, self._pixels_at(at)
        self.update(before)
        self.update(self._loupe())

    def _pixels_at(self, at: QPoint) -> QImage | None:
        if not self.rect().contains(at):
            return _off_screen(self.mapToGlobal(at))
        below = self._below(at)
        while below is not None and below is not self.window():
            if isinstance(below, HasPixels):
                exact = below.pixels_under(QPointF(below.mapFrom(self.window(), at)), SIDE)
                if exact is not None:
                    return exact
            below = below.parentWidget()
        ratio = self._picture.devicePixelRatio()
        middle = QPoint(int((at.x() + 0.5) * ratio), int((at.y() + 0.5) * ratio))
        return self._picture.copy(QRect(middle - QPoint(SIDE // 2, SIDE // 2), middle + QPoint(SIDE // 2, SIDE // 2)))

    def _below(self, at: QPoint) -> QWidget | None:
        """The widget under the pointer, as if this one were not there."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
        found = self.window().childAt(at)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        return found

    # The mouse and the keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._look(event.position().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._look(event.position().toPoint())
        if event.button() == Qt.MouseButton.RightButton:
            self.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.take()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no command of the window while one is picking
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.end()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.take()
        elif key in _ARROWS:
            by = SIDE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            at = self._at + _ARROWS[key] * by
            inside = QPoint(min(max(at.x(), 0), self.width() - 1), min(max(at.y(), 0), self.height() - 1))
            QCursor.setPos(self.mapToGlobal(inside))
            self._look(inside)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.end()

    def take(self) -> None:
        """Take the colour that is seen now under the pointer; where there is none, go on."""
        self._look(self._at)
        color = self.color
        if color is not None:
            self.end()
            self.taken.emit(color)

    def end(self) -> None:
        """Give up, or be done."""
        if self._is_over:
            return
        self._is_over = True
        self.releaseMouse()
        self.hide()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus()
        self.ended.emit()
        self.close()

    # The loupe

    def _loupe(self) -> QRect:
        """Beside the pointer, and inside the window wherever the pointer is."""
        width, height = SIDE * _CELL_PX, SIDE * _CELL_PX + _LABEL_PX
        x, y = self._at.x() + _OFF_PX, self._at.y() + _OFF_PX
        x = x if x + width <= self.width() else self._at.x() - _OFF_PX - width
        y = y if y + height <= self.height() else self._at.y() - _OFF_PX - height
        x, y = min(max(x, 2), self.width() - width - 2), min(max(y, 2), self.height() - height - 2)
        return QRect(x, y, width, height).adjusted(-2, -2, 2, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        color = self.color
        if self._pixels is None or color is None:
            return
        t, painter = theme.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outer = QRectF(self._loupe()).adjusted(1, 1, -1, -1)
        path = QPainterPath()
        path.addRoundedRect(outer, theme.RADIUS, theme.RADIUS)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(outer, QColor(t.raised))
        cells = QRectF(outer.left() + 1, outer.top() + 1, SIDE * _CELL_PX, SIDE * _CELL_PX)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(cells, self._pixels, QRectF(0, 0, SIDE, SIDE))
        painter.setPen(QPen(QColor(128, 128, 128, 60), 1))
        for step in range(1, SIDE):
            across, down = cells.left() + step * _CELL_PX, cells.top() + step * _CELL_PX
            painter.drawLine(QPointF(across, cells.top()), QPointF(across, cells.bottom()))
            painter.drawLine(QPointF(cells.left(), down), QPointF(cells.right(), down))
        middle = QRectF(0, 0, _CELL_PX, _CELL_PX).translated(cells.center() - QPointF(_CELL_PX / 2, _CELL_PX / 2))
        for pen in (QPen(QColor("#000000"), 3), QPen(QColor("#FFFFFF"), 1.5)):
            painter.setPen(pen)
            painter.drawRect(middle)
        painter.restore()
        painter.setPen(QPen(QColor(t.line_strong), 1))
        painter.drawPath(path)
        painter.setPen(QColor(t.text))
        painter.setFont(theme.numbers_font(12))
        foot = QRectF(cells.left(), cells.bottom(), cells.width(), _LABEL_PX)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, hex_of(color))
        painter.end()


def _off_screen(at: QPoint) -> QImage | None:
    """The pixels of other windows, where the system lets one see them."""
    screen = QGuiApplication.screenAt(at)
    if screen is None or QGuiApplication.platformName() not in _GRABBING:
        return None
    corner = at - screen.geometry().topLeft() - QPoint(SIDE // 2, SIDE // 2)
    seen = screen.grabWindow(0, corner.x(), corner.y(), SIDE, SIDE).toImage()
    if seen.isNull():
        return None
    # On a screen with a finer grid more pixels come back; the middle ones are those under the pointer.
    spare = QPoint((seen.width() - SIDE) // 2, (seen.height() - SIDE) // 2)
    return seen.copy(QRect(spare, spare + QPoint(SIDE - 1, SIDE - 1)))
