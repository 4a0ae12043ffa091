"""A project on the start page: its first scene, its name, a line about it."""

from __future__ import annotations

from PySide6.QtCore import Property, QEasingCurve, QPropertyAnimation, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio_gui.ui import theme
from studio_gui.ui.theme.isolating import isolated
from studio_gui.ui.theme.tokens import MOTION_MS

PICTURE_HEIGHT = 146
CARD_WIDTH = 280
_TEXT_HEIGHT = 58


class Card(QAbstractButton):
    """A picture with two lines under it, to be clicked."""

    def __init__(self, title: str, words: str, *, parent: QWidget, tip: str = "") -> None:
        super().__init__(parent)
        self.setText(title)
        self._words = words
        self._image: QImage | None = None
        self._shown = 0.0
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setToolTip(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fade = QPropertyAnimation(self, b"shown", self)
        self._fade.setDuration(MOTION_MS)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(CARD_WIDTH, PICTURE_HEIGHT + _TEXT_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, PICTURE_HEIGHT + _TEXT_HEIGHT)

    def _get_shown(self) -> float:
        return self._shown

    def _set_shown(self, value: float) -> None:
        self._shown = value
        self.update()

    shown = Property(float, _get_shown, _set_shown)

    def set_picture(self, image: QImage | None, words: str) -> None:
        """Show the picture, fading in, and what is known of the project now."""
        self._words = words
        self.setAccessibleDescription(words)
        self._image = image
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        path = QPainterPath()
        path.addRoundedRect(frame, theme.CARD_RADIUS, theme.CARD_RADIUS)
        painter.fillPath(path, QColor(t.hover if self.isDown() else t.raised))
        painter.save()
        painter.setClipPath(path)
        self._paint_picture(painter, QRectF(frame.left(), frame.top(), frame.width(), PICTURE_HEIGHT))
        painter.restore()
        self._paint_words(painter, frame)
        edge = t.accent if self.hasFocus() else t.line_strong if self.underMouse() else t.line
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.drawPath(path)
        painter.end()

    def _paint_picture(self, painter: QPainter, area: QRectF) -> None:
        t = theme.tokens()
        painter.fillRect(area, QColor(t.ground))
        if self._image is None:
            return
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        painter.setOpacity(self._shown)
        width, height = self._image.width(), self._image.height()
        # Wide pictures cover the place; upright ones stand in it, whole.
        pick = max if width >= height else min
        factor = pick(area.width() / width, area.height() / height)
        target = QRectF(0, 0, width * factor, height * factor)
        target.moveCenter(area.center())
        painter.drawImage(target, self._image)
        painter.setOpacity(1)

    def _paint_words(self, painter: QPainter, frame: QRectF) -> None:
        t = theme.tokens()
        area = frame.adjusted(theme.S12, PICTURE_HEIGHT + 10, -theme.S12, -8)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(t.text))
        room = round(area.width())
        said = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignTop, isolated(said))
        font.setWeight(QFont.Weight.Normal)
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(QColor(t.quiet))
        said = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignBottom, isolated(said))
