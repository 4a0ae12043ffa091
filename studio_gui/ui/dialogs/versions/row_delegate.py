"""Draws a version in the list: when, what happened, what changed; headings of days between."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from studio_gui.ui import theme
from studio_gui.ui.dialogs.row_painting import RowDelegate
from studio_gui.ui.dialogs.versions.rows import Row, VersionRows

_ROW_PX = 70
_HEADING_PX = 34
_ICON_PX = 14
_LINE_PX = 16
_LINES = 2
Index = QModelIndex | QPersistentModelIndex


class VersionDelegate(RowDelegate):
    """One row of the list of versions."""

    margin_px = 4

    def __init__(self, model: VersionRows, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(180, _HEADING_PX if self._model.row(index).is_heading else _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_heading:
            self._paint_heading(painter, option.rect, row.heading)
        else:
            self.paint_ground(painter, option)
            place = option.rect.adjusted(theme.S16, theme.S8, -theme.S16, -theme.S4)
            self._paint_head(painter, place, row)
            self._paint_words(painter, place.adjusted(0, 22, 0, 0), self._model.words(index))
        painter.restore()

    def _paint_heading(self, painter: QPainter, place: QRect, text: str) -> None:
        painter.setFont(self.font_of(12, is_strong=True))
        painter.setPen(QColor(theme.tokens().quiet))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(place.adjusted(theme.S16, 0, -theme.S16, -theme.S4), flags, text)

    def _paint_head(self, painter: QPainter, place: QRect, row: Row) -> None:
        t = theme.tokens()
        line = QRect(place.left(), place.top(), place.width(), 20)
        painter.setFont(self.font_of(12))
        kind_px = painter.fontMetrics().horizontalAdvance(row.kind)
        painter.setPen(QColor(t.quiet))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.kind)
        icon_left = line.right() - kind_px - theme.S4 - _ICON_PX
        icon = theme.icon_pixmap(row.icon, _ICON_PX, color="quiet", ratio=self._view.devicePixelRatioF())
        place = QRect(icon_left, line.top() + (line.height() - _ICON_PX) // 2, _ICON_PX, _ICON_PX)
        painter.drawPixmap(self._placed(line, place).topLeft(), icon)
        title = QRect(line.topLeft(), QPoint(icon_left - theme.S8, line.bottom()))
        self.paint_line(painter, self._placed(line, title), row.title, px=13, color=t.text, is_strong=True)

    def _placed(self, whole: QRect, part: QRect) -> QRect:
        """A place worked out from left to right, where it is for those who read from right to left."""
        return QStyle.visualRect(self._view.layoutDirection(), whole, part)

    def _paint_words(self, painter: QPainter, place: QRect, words: str) -> None:
        """Two lines of what changed; the second ends in dots when there is more."""
        t = theme.tokens()
        if not words:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.field))
            skeleton = QRect(place.left(), place.top() + 4, round(place.width() * 0.7), 8)
            painter.drawRoundedRect(self._placed(place, skeleton), 4, 4)
            return
        font = self.font_of(12)
        for number, (start, length) in enumerate(_broken(words, font, place.width())):
            is_last = number == _LINES - 1
            text = words[start:] if is_last else words[start : start + length]
            at = QRect(place.left(), place.top() + number * _LINE_PX, place.width(), _LINE_PX)
            self.paint_line(painter, at, text.strip(), px=12, color=t.quiet)


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
