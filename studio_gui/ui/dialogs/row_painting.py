"""What rows of lists in dialogs share when they are painted: the ground of a row, and one line of words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from studio_gui.ui import theme
from studio_gui.ui.theme.isolating import isolated

_TWO_LINES_PX = 50


class RowDelegate(QStyledItemDelegate):
    """Paints rows of a list."""

    margin_px = 1
    """How far the ground of a row stays away from the sides of the list."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def font_of(self, px: int, *, is_strong: bool = False) -> QFont:
        """The list's font in a size."""
        font = QFont(self._view.font())
        font.setPixelSize(px)
        font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
        return font

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Show whether the row is chosen, under the pointer, or where the keyboard is."""
        t, rect = theme.tokens(), QRectF(option.rect).adjusted(self.margin_px, 1, -self.margin_px, -1)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent_soft if is_chosen else t.hover))
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)

    def paint_line(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        *,
        px: int,
        color: str,
        is_strong: bool = False,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        """One line of words in the middle of ``place``, shortened where there is no room."""
        painter.setFont(self.font_of(px, is_strong=is_strong))
        painter.setPen(QColor(color))
        shown = painter.fontMetrics().elidedText(text, mode, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, isolated(shown))


class TwoLines(RowDelegate):
    """A row whose text has two lines: what it is, and quietly below it how it stands."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(180, _TWO_LINES_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t = theme.tokens()
        first, _, second = str(index.data()).partition("\n")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option)
        place = option.rect.adjusted(theme.S12, 6, -theme.S12, -6)
        line = QRect(place.left(), place.top(), place.width(), place.height() // 2)
        self.paint_line(painter, line, first, px=13, color=t.text, is_strong=True)
        self.paint_line(painter, line.translated(0, line.height()), second, px=12, color=t.quiet)
        painter.restore()
