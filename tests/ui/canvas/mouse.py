"""A mouse and a keyboard: real events with buttons and held keys, sent to the viewport."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from studio_gui.model.geometry import Point
from studio_gui.ui.canvas import CanvasView

LEFT, RIGHT, MIDDLE, NONE = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.RightButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.NoButton,
)
SHIFT, CTRL, ALT, PLAIN = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)
_KEYS = {SHIFT: Qt.Key.Key_Shift, CTRL: Qt.Key.Key_Control, ALT: Qt.Key.Key_Alt}


class Mouse:
    """Points at scene pixels of a canvas."""

    def __init__(self, canvas: CanvasView) -> None:
        self.canvas = canvas
        self.held = PLAIN
        self.down = NONE
        self.px = QPointF(0, 0)

    def press(self, x: float, y: float, button: Qt.MouseButton = LEFT) -> Mouse:
        """Push a button down over a scene point."""
        self.px = self.canvas.camera.to_px(Point(x, y))
        self.down |= button
        self._send(QEvent.Type.MouseButtonPress, button)
        return self

    def move(self, x: float, y: float) -> Mouse:
        """Go to a scene point."""
        self.px = self.canvas.camera.to_px(Point(x, y))
        self._send(QEvent.Type.MouseMove, NONE)
        return self

    def release(self, button: Qt.MouseButton = LEFT) -> Mouse:
        """Let a button go."""
        self.down &= ~button
        self._send(QEvent.Type.MouseButtonRelease, button)
        self.canvas.hand.settle()  # a turn later by itself
        return self

    def click(self, x: float, y: float, held: Qt.KeyboardModifier = PLAIN) -> Mouse:
        """Press and release with keys held."""
        self.held = held
        self.move(x, y).press(x, y).release()
        self.held = PLAIN
        return self

    def double_click(self, x: float, y: float, held: Qt.KeyboardModifier = PLAIN) -> Mouse:
        """Two quick clicks, as Qt tells of them."""
        self.click(x, y, held)
        self.held = held
        self.press_again().release()
        self.held = PLAIN
        return self

    def press_again(self) -> Mouse:
        """Push the left button down right after a click in the same place: Qt tells of that otherwise."""
        self.down |= LEFT
        self._send(QEvent.Type.MouseButtonDblClick, LEFT)
        return self

    def drag(self, start: tuple[float, float], end: tuple[float, float], held: Qt.KeyboardModifier = PLAIN) -> Mouse:
        """Press, go to ``end`` in a few steps and release, with keys held all the while."""
        self.held = held
        self.move(*start).press(*start)
        for step in (0.25, 0.5, 1):
            self.move(start[0] + (end[0] - start[0]) * step, start[1] + (end[1] - start[1]) * step)
        self.release()
        self.held = PLAIN
        return self

    def hold(self, modifier: Qt.KeyboardModifier) -> Mouse:
        """Push a key such as Shift down while the mouse rests."""
        event = QKeyEvent(QEvent.Type.KeyPress, _KEYS[modifier], self.held)
        self.held |= modifier
        QApplication.sendEvent(self.canvas, event)
        return self

    def let_go(self, modifier: Qt.KeyboardModifier) -> Mouse:
        """Let a key such as Shift go while the mouse rests."""
        event = QKeyEvent(QEvent.Type.KeyRelease, _KEYS[modifier], self.held)
        self.held &= ~modifier
        QApplication.sendEvent(self.canvas, event)
        return self

    def wheel(self, x: float, y: float, eighths: int, held: Qt.KeyboardModifier = PLAIN) -> Mouse:
        """Turn the wheel over a scene point."""
        px = self.canvas.camera.to_px(Point(x, y))
        screen = QPointF(self.canvas.viewport().mapToGlobal(px.toPoint()))
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(px, screen, QPoint(), QPoint(0, eighths), NONE, held, phase, False)
        QApplication.sendEvent(self.canvas.viewport(), event)
        return self

    def _send(self, kind: QEvent.Type, button: Qt.MouseButton) -> None:
        port = self.canvas.viewport()
        screen = QPointF(port.mapToGlobal(self.px.toPoint()))
        QApplication.sendEvent(port, QMouseEvent(kind, self.px, screen, button, self.down, self.held))
