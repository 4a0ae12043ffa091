"""What stands where a picture is missing: calm, never mistaken for content, and saying what should be there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

GROUND = QColor("#E4E7ED")
EDGE = QColor("#C3C9D4")
INK = QColor("#8A93A3")
WORDS = QColor("#5A6372")
_LARGEST = 200_000.0


def paint_placeholder(painter: QPainter, size: tuple[float, float], *, label: str, icon: str = "picture") -> None:
    """A grey box of ``size`` with an icon (``picture``, ``video`` or ``question``) and a line of text."""
    room = QRectF(0, 0, min(size[0], _LARGEST), min(size[1], _LARGEST))
    unit = min(room.width(), room.height())
    if unit <= 0:
        return
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(room, GROUND)
    edge = max(1.0, min(4.0, unit / 100))
    painter.setPen(QPen(EDGE, edge))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(room.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2))
    if unit >= 12:
        _paint_icon(painter, room, min(unit * 0.3, 160.0), icon)
        paint_words(painter, room, label)
    painter.restore()


def paint_words(painter: QPainter, room: QRectF, label: str) -> None:
    """One line at the foot of ``room``, elided in the middle; nothing when it would be too small to read."""
    height = min(28.0, room.height() / 9, room.width() / 9)
    if height < 7 or not label:
        return
    font = QFont("Noto Sans")
    font.setPixelSize(round(height))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    words = QFontMetricsF(font).elidedText(
        label.split("\n", 1)[0][:200], Qt.TextElideMode.ElideMiddle, room.width() * 0.9
    )
    painter.setFont(font)
    painter.setPen(WORDS)
    foot = QRectF(room.left(), room.bottom() - height * 2.4, room.width(), height * 2)
    painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, words)


def _paint_icon(painter: QPainter, room: QRectF, side: float, icon: str) -> None:
    painter.save()
    painter.translate(room.center() - QPointF(side / 2, side / 2))
    painter.scale(side / 24, side / 24)
    pen = QPen(INK, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_ICONS.get(icon, _ICONS["picture"]))
    painter.restore()


def _picture_icon() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(3, 4, 18, 16), 2, 2)
    path.addEllipse(QPointF(8.5, 9.5), 1.6, 1.6)
    path.moveTo(3.5, 18)
    for x, y in ((9, 13), (12.5, 16.5), (16, 12), (21, 17)):
        path.lineTo(x, y)
    return path


def _video_icon() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(3, 4, 18, 16), 2, 2)
    path.moveTo(10, 8.5)
    path.lineTo(15.5, 12)
    path.lineTo(10, 15.5)
    path.closeSubpath()
    return path


def _question_icon() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(12, 12), 9, 9)
    path.moveTo(9.6, 9.6)
    path.cubicTo(9.8, 6.6, 14.6, 6.8, 14.4, 9.8)
    path.cubicTo(14.3, 11.6, 12, 11.6, 12, 13.6)
    path.addEllipse(QPointF(12, 16.6), 0.3, 0.3)
    return path


_ICONS = {"picture": _picture_icon(), "video": _video_icon(), "question": _question_icon()}


def paint_silhouette(painter: QPainter, size: tuple[float, float], *, label: str) -> None:
    """A neutral figure, head and shoulders reaching the foot of the box, for a presenter whose picture is not here."""
    width, height = min(size[0], _LARGEST), min(size[1], _LARGEST)
    if width <= 0 or height <= 0:
        return
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    figure = min(width, height * 0.75)
    middle, head = width / 2, figure * 0.17
    painter.setBrush(QBrush(QColor("#C9CFDA")))
    painter.drawPath(_shoulders(figure, height).translated(middle - figure / 2, 0))
    painter.setBrush(QBrush(QColor("#B6BECC")))
    neck = QRectF(middle - head * 0.42, figure * 0.28, head * 0.84, figure * 0.2)
    painter.drawRoundedRect(neck, head * 0.3, head * 0.3)
    painter.setBrush(QBrush(QColor("#D6DBE4")))
    painter.drawEllipse(QPointF(middle, figure * 0.21), head * 0.9, head * 1.14)
    paint_words(painter, QRectF(0, 0, width, height), label)
    painter.restore()


def _shoulders(width: float, height: float) -> QPainterPath:
    """Shoulders and body; their proportions go by the width, the body goes on down to the foot."""
    path = QPainterPath(QPointF(width * 0.07, height))
    path.cubicTo(width * 0.03, width * 0.62, width * 0.12, width * 0.47, width * 0.37, width * 0.42)
    path.cubicTo(width * 0.44, width * 0.47, width * 0.56, width * 0.47, width * 0.63, width * 0.42)
    path.cubicTo(width * 0.88, width * 0.47, width * 0.97, width * 0.62, width * 0.93, height)
    path.closeSubpath()
    return path
