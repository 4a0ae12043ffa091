"""Draws a version in the list: when, what happened, what changed; headings of days between."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from studio_gui.ui import theme
from studio_gui.ui.dialogs.versions.rows import Row, VersionRows

_ROW_PX = 70
_HEADING_PX = 34
_ICON_PX = 14
_LINE_PX = 16
_LINES = 2
Index = QModelIndex | QPersistentModelIndex


class VersionDelegate(QStyledItemDelegate):
    """One row of the list of versions."""

    def __init__(self, model: VersionRows, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(180, _HEADING_PX if self._model.row(index).is_heading else _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_heading:
            self._paint_heading(painter, option.rect, row.heading)
        else:
            self._paint_ground(painter, option)
            place = option.rect.adjusted(theme.S16, theme.S8, -theme.S16, -theme.S4)
            self._paint_head(painter, place, row)
            self._paint_words(painter, place.adjusted(0, 22, 0, 0), self._model.words(index))
        painter.restore()

    def _font(self, px: int, *, bold: bool = False) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(px)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def _paint_heading(self, painter: QPainter, place: QRect, text: str) -> None:
        painter.setFont(self._font(12, bold=True))
        painter.setPen(QColor(theme.tokens().quiet))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(place.adjusted(theme.S16, 0, -theme.S16, -theme.S4), flags, text)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        t, rect = theme.tokens(), QRectF(option.rect).adjusted(4, 1, -4, -1)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent_soft if is_chosen else t.hover))
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)

    def _paint_head(self, painter: QPainter, place: QRect, row: Row) -> None:
        t = theme.tokens()
        line = QRect(place.left(), place.top(), place.width(), 20)
        painter.setFont(self._font(12))
        kind_px = painter.fontMetrics().horizontalAdvance(row.kind)
        painter.setPen(QColor(t.quiet))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.kind)
        icon_left = line.right() - kind_px - theme.S4 - _ICON_PX
        icon = theme.icon_pixmap(row.icon, _ICON_PX, color="quiet", ratio=self._view.devicePixelRatioF())
        painter.drawPixmap(icon_left, line.top() + (line.height() - _ICON_PX) // 2, icon)
        painter.setFont(self._font(13, bold=True))
        painter.setPen(QColor(t.text))
        room = icon_left - theme.S8 - line.left()
        text = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_words(self, painter: QPainter, place: QRect, words: str) -> None:
        """Two lines of what changed; the second ends in dots when there is more."""
        t = theme.tokens()
        if not words:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.field))
            painter.drawRoundedRect(QRectF(place.left(), place.top() + 4, place.width() * 0.7, 8), 4, 4)
            return
        font = self._font(12)
        painter.setFont(font)
        painter.setPen(QColor(t.quiet))
        for number, (start, length) in enumerate(_broken(words, font, place.width())):
            is_last = number == _LINES - 1
            text = words[start:] if is_last else words[start : start + length]
            shown = painter.fontMetrics().elidedText(text.strip(), Qt.TextElideMode.ElideRight, place.width())
            at = QRect(place.left(), place.top() + number * _LINE_PX, place.width(), _LINE_PX)
            painter.drawText(at, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _broken(words: str, font: QFont, width: int) -> list[tuple[int, int]]:
    """Where the first lines of a text begin and how long they are."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[tuple[int, int]] = []
    for _ in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        found.append((line.textStart(), line.textLength()))
    layout.endLayout()
    return found
