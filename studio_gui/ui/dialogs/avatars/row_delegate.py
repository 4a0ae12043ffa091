"""Draws an avatar in the list: its name, and below it how it stands, with an icon, words and a colour."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidgetItem, QStyleOptionViewItem

from studio_gui.app.avatars import Avatar
from studio_gui.ui import theme
from studio_gui.ui.dialogs.avatars.looks import Look, look_of
from studio_gui.ui.dialogs.row_painting import RowDelegate
from studio_gui.ui.dialogs.sides import ID_ROLE

_LOOK_ROLE = ID_ROLE + 1
_ROW_PX = 50
_ICON_PX = 16
_LINE_PX = 18
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


class AvatarDelegate(RowDelegate):
    """One row of the list of avatars."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(180, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, look = theme.tokens(), index.data(_LOOK_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option)
        place = option.rect.adjusted(theme.S12, 6, -theme.S12, -6)
        line = QRect(place.left(), place.top(), place.width(), _LINE_PX)
        middle = Qt.TextElideMode.ElideMiddle
        self.paint_line(painter, line, str(index.data()), px=13, color=t.text, is_strong=True, mode=middle)
        if isinstance(look, Look):
            below = line.translated(0, 20)
            ratio = self._view.devicePixelRatioF()
            icon = theme.icon_pixmap(look.icon, _ICON_PX, color=look.color, ratio=ratio)
            painter.drawPixmap(below.left(), below.top() + (_LINE_PX - _ICON_PX) // 2, icon)
            color = getattr(t, look.color) if look.color in ("bad", "warn", "good") else t.quiet
            self.paint_line(painter, below.adjusted(_ICON_PX + 6, 0, 0, 0), look.words, px=12, color=color)
        painter.restore()
