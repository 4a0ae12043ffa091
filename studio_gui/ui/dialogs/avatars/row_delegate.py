"""Draws an avatar in the list: its name, and below it how it stands, with an icon, words and a colour."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from studio_gui.app.avatars import Avatar
from studio_gui.ui import theme
from studio_gui.ui.dialogs.avatars.looks import Look, look_of
from studio_gui.ui.dialogs.sides import ID_ROLE

_LOOK_ROLE = ID_ROLE + 1
_ROW_PX = 50
_ICON_PX = 16
Index = QModelIndex | QPersistentModelIndex


def dress(item: QListWidgetItem, avatar: Avatar) -> None:
    """Give a row what it shows, and what screen readers say."""
    look = look_of(avatar)
    item.setData(ID_ROLE, avatar.id)
    item.setData(_LOOK_ROLE, look)
    item.setText(avatar.name)
    item.setToolTip(f"{avatar.name}\n{look.words}")
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{avatar.name}, {look.words}")


def dress_new(item: QListWidgetItem) -> None:
    """The row of the avatar whose form is being filled in; it has no id."""
    item.setData(ID_ROLE, "")
    item.setData(_LOOK_ROLE, Look("edit", "quiet", "Not sent yet"))
    item.setText("New avatar")


class AvatarDelegate(QStyledItemDelegate):
    """One row of the list of avatars."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(180, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, look = theme.tokens(), index.data(_LOOK_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        place = option.rect.adjusted(theme.S12, 6, -theme.S12, -6)
        self._line(painter, place, str(index.data()), px=13, color=t.text, is_strong=True)
        if isinstance(look, Look):
            below = place.adjusted(0, 20, 0, 0)
            ratio = self._view.devicePixelRatioF()
            painter.drawPixmap(
                below.left(),
                below.top() + (18 - _ICON_PX) // 2,
                theme.icon_pixmap(look.icon, _ICON_PX, color=look.color, ratio=ratio),
            )
            color = getattr(t, look.color) if look.color in ("bad", "warn", "good") else t.quiet
            self._line(painter, below.adjusted(_ICON_PX + 6, 0, 0, 0), look.words, px=12, color=color)
        painter.restore()

    def _line(
        self, painter: QPainter, place: QRect, text: str, *, px: int, color: str, is_strong: bool = False
    ) -> None:
        font = QFont(self._view.font())
        font.setPixelSize(px)
        font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(color))
        row = QRect(place.left(), place.top(), place.width(), 18)
        mode = Qt.TextElideMode.ElideMiddle if is_strong else Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(text, mode, row.width())
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        t, rect = theme.tokens(), QRectF(option.rect).adjusted(1, 1, -1, -1)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent_soft if is_chosen else t.hover))
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
