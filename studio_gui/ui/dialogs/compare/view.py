"""Two pictures of the same moment: one over the other with a line to drag, side by side, or what differs."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from studio_gui.render.comparing.comparison import Pair
from studio_gui.ui import theme

Mode = Literal["swipe", "beside", "heat"]
OURS, THEIRS = "Preview", "Video"
_STEP = 0.02
_TAG_PX = 11


class CompareView(QWidget):
    """Shows a pair; left and right move the line between both pictures."""

    split_moved = Signal(float)
    """Where the line is, from 0 (all of it the video) to 1 (all of it the preview)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("compare_view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMinimumSize(420, 240)
        self.pair: Pair | None = None
        self.mode: Mode = "swipe"
        self.split = 0.5
        self._words = ""
        theme.watch(self, self.update)

    def show_pair(self, pair: Pair | None, *, words: str = "") -> None:
        """Show two pictures, or words in their place."""
        self.pair, self._words = pair, words
        self.update()

    def use_mode(self, mode: Mode) -> None:
        """Show them in another way."""
        self.mode = mode
        self.setCursor(Qt.CursorShape.SplitHCursor if mode == "swipe" else Qt.CursorShape.ArrowCursor)
        self.update()

    def set_split(self, split: float) -> None:
        """Put the line elsewhere."""
        self.split = max(0.0, min(1.0, split))
        self.split_moved.emit(self.split)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(860, 484)

    # --- looks ----------------------------------------------------------------------------------------------------

    def areas(self) -> list[QRect]:
        """Where the pictures are: one place, or two beside each other."""
        size = self.pair.ours.size() if self.pair is not None else QSize(16, 9)
        if self.mode != "beside":
            return [_fitted(size, self.rect())]
        half = (self.width() - theme.S8) // 2
        left = QRect(0, 0, half, self.height())
        return [_fitted(size, left), _fitted(size, left.translated(half + theme.S8, 0))]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        if self.pair is None:
            painter.fillRect(self.rect(), QColor(theme.tokens().ground))
            painter.setPen(QColor(theme.tokens().quiet))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
        elif self.mode == "beside":
            left, right = self.areas()
            self._draw(painter, left, self.pair.ours, OURS, at_right=False)
            self._draw(painter, right, self.pair.theirs, THEIRS, at_right=False)
        elif self.mode == "heat":
            self._draw(painter, self.areas()[0], self.pair.likeness.heat, "What differs", at_right=False)
        else:
            self._draw_swipe(painter, self.areas()[0], self.pair)
        if self.hasFocus() and self.pair is not None:
            painter.setPen(QPen(QColor(theme.tokens().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for area in self.areas():
                painter.drawRect(QRectF(area).adjusted(1, 1, -1, -1))
        painter.end()

    def _draw(self, painter: QPainter, area: QRect, picture: QImage, tag: str, *, at_right: bool) -> None:
        painter.drawImage(area, picture)
        self._draw_tag(painter, area, tag, at_right=at_right)

    def _draw_swipe(self, painter: QPainter, area: QRect, pair: Pair) -> None:
        x = area.x() + round(self.split * area.width())
        for part, picture, tag in (
            (QRect(area.left(), area.top(), x - area.left(), area.height()), pair.ours, OURS),
            (QRect(x, area.top(), area.right() + 1 - x, area.height()), pair.theirs, THEIRS),
        ):
            painter.save()
            painter.setClipRect(part)
            self._draw(painter, area, picture, tag, at_right=picture is pair.theirs)
            painter.restore()
        self._draw_line(painter, x, area)

    def _draw_line(self, painter: QPainter, x: int, area: QRect) -> None:
        painter.setPen(QPen(QColor(0, 0, 0, 90), 4))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        painter.setPen(QPen(QColor("white"), 2))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        center = QPointF(x, area.center().y())
        painter.setPen(QPen(QColor(0, 0, 0, 60), 1))
        painter.setBrush(QColor("white"))
        painter.drawEllipse(center, 14, 14)
        painter.setPen(QPen(QColor("#1A1E26"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for way in (-1, 1):
            tip = center + QPointF(way * 8, 0)
            painter.drawLine(tip, tip + QPointF(-way * 4, -4))
            painter.drawLine(tip, tip + QPointF(-way * 4, 4))

    def _draw_tag(self, painter: QPainter, area: QRect, tag: str, *, at_right: bool) -> None:
        font = self.font()
        font.setPixelSize(_TAG_PX)
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(tag) + 16
        left = area.right() - wide - theme.S8 if at_right else area.left() + theme.S8
        box = QRectF(left, area.top() + theme.S8, wide, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(18, 20, 24, 200))
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.setPen(QColor("white"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tag)

    # --- hands ----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._drag(event)

    def _drag(self, event: QMouseEvent) -> None:
        if self.mode == "swipe" and event.buttons() & Qt.MouseButton.LeftButton and self.pair is not None:
            area = self.areas()[0]
            self.set_split((event.position().x() - area.x()) / max(1, area.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self.mode == "swipe":
            self.set_split(self.split + step)
        else:
            super().keyPressEvent(event)


def _fitted(size: QSize, room: QRect) -> QRect:
    area = QRect(room.topLeft(), size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
    area.moveCenter(room.center())
    return area
