"""Draws one step: a dot where the project is now, the words, and a mark on what was saved."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from studio_gui.ui import theme
from studio_gui.ui.panels.history.model import HistoryModel
from studio_gui.ui.theme.isolating import isolated

_ROW_PX = 28
_MARK_PX = 14
_DOT_RADIUS_PX = 3.5
Index = QModelIndex | QPersistentModelIndex


class StepDelegate(QStyledItemDelegate):
    """One row of the history."""

    def __init__(self, model: HistoryModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, row, step = theme.tokens(), option.rect, index.row()
        is_now = step == self._model.current
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, is_now=is_now)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.accent if is_now else t.line_strong))
        across = row.left() + theme.S16 + _DOT_RADIUS_PX
        is_mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        dot = QPointF(row.left() + row.right() - across if is_mirrored else across, QRectF(row).center().y())
        painter.drawEllipse(dot, _DOT_RADIUS_PX, _DOT_RADIUS_PX)
        left = row.left() + theme.S16 + 2 * _DOT_RADIUS_PX + theme.S8
        right = row.right() - theme.S16 - _MARK_PX
        place = self._placed(row, QRect(round(left), row.top(), round(right - left - theme.S4), row.height()))
        font = self._view.font()
        font.setItalic(self._model.is_undone(step))
        painter.setFont(font)
        painter.setPen(QColor(t.quiet if self._model.is_undone(step) else t.text))
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, isolated(text))
        if self._model.is_saved(step):
            mark = theme.icon_pixmap("save", _MARK_PX, color=t.quiet, ratio=self._view.devicePixelRatioF())
            top = row.top() + (row.height() - _MARK_PX) // 2
            painter.drawPixmap(self._placed(row, QRect(right, top, _MARK_PX, _MARK_PX)), mark)
        painter.restore()

    def _placed(self, row: QRect, rect: QRect) -> QRect:
        """A place worked out from left to right, where it is for those who read from right to left."""
        return QStyle.visualRect(self._view.layoutDirection(), row, rect)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, *, is_now: bool) -> None:
        t, rect = theme.tokens(), QRectF(option.rect).adjusted(4, 1, -4, -1)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if is_now or is_hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent_soft if is_now else t.hover))
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
