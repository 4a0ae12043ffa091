"""Draws one layer: kind, name, lock and eye; the two can be clicked."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio_gui.ui import theme
from studio_gui.ui.panels.layers.model import LayersModel

_ROW_PX = 34
_BUTTON_PX = 26
_KIND_PX = 16
Index = QModelIndex | QPersistentModelIndex


class LayerDelegate(QStyledItemDelegate):
    """One row of the layers list."""

    toggled = Signal(str, str)
    """(clip id, ``locked`` or ``hidden``): a click on the lock or the eye."""

    def __init__(self, model: LayersModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = theme.tokens()
        clip, row = self._model.clip(index), option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected or is_hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent_soft if is_selected else t.hover))
            painter.drawRoundedRect(QRectF(row).adjusted(4, 1, -4, -1), theme.RADIUS, theme.RADIUS)
        ratio = self._view.devicePixelRatioF()
        ink = t.disabled if clip.studio.hidden else t.accent if is_selected else t.quiet
        top = row.top() + (row.height() - _KIND_PX) // 2
        pixmap = theme.icon_pixmap(clip.icon, _KIND_PX, color=ink, ratio=ratio)
        painter.drawPixmap(row.left() + self._indent(clip.studio.group) + theme.S12, top, pixmap)
        for field in ("locked", "hidden"):
            is_on = bool(getattr(clip.studio, field))
            if is_on or is_hovered:
                self._paint_button(painter, self._button_rect(row, field), field, is_on=is_on, ratio=ratio)
        font = QFont(self._view.font())
        painter.setFont(font)
        painter.setPen(QColor(t.disabled if clip.studio.hidden else t.text))
        place = self._name_rect(row, clip.studio.group)
        text = painter.fontMetrics().elidedText(clip.label, Qt.TextElideMode.ElideMiddle, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    @staticmethod
    def _indent(group: str) -> int:
        return theme.S12 if group else 0

    def _name_rect(self, row: QRect, group: str) -> QRect:
        left = row.left() + self._indent(group) + theme.S12 + _KIND_PX + theme.S8
        return QRect(left, row.top(), row.right() - 2 * _BUTTON_PX - theme.S8 - left, row.height())

    @staticmethod
    def _button_rect(row: QRect, field: str) -> QRect:
        place = 2 if field == "locked" else 1
        return QRect(row.right() - theme.S8 - place * _BUTTON_PX, row.top(), _BUTTON_PX, row.height())

    @staticmethod
    def _paint_button(painter: QPainter, place: QRect, field: str, *, is_on: bool, ratio: float) -> None:
        names = {"locked": ("unlock", "lock"), "hidden": ("eye", "eye-off")}
        pixmap = theme.icon_pixmap(names[field][is_on], 16, color="text" if is_on else "quiet", ratio=ratio)
        painter.drawPixmap(place.center().x() - 7, place.center().y() - 7, pixmap)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:  # fmt: skip
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            field = self.button_at(option.rect, event)
            if field:
                if event.type() == QEvent.Type.MouseButtonPress:
                    self.toggled.emit(self._model.clip(index).id, field)
                return True
        return super().editorEvent(event, model, option, index)

    def button_at(self, row: QRect, event: QMouseEvent) -> str:
        """Which of ``locked`` and ``hidden`` lies under the mouse; empty for neither."""
        for field in ("locked", "hidden"):
            if self._button_rect(row, field).contains(event.position().toPoint()):
                return field
        return ""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setProperty("dense", True)
        editor.setAccessibleName("Clip name")
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        place = self._name_rect(option.rect, self._model.clip(index).studio.group)
        editor.setGeometry(place.adjusted(-7, 4, 0, -4))
