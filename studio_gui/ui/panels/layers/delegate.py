"""Draws one layer: kind, name, lock and eye, and of a group the arrow that folds it; these three can be clicked."""

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
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from studio_gui.ui import theme
from studio_gui.ui.panels.layers.model import LayersModel
from studio_gui.ui.panels.layers.outline import Node
from studio_gui.ui.theme.isolating import isolated

_ROW_PX = 34
_BUTTON_PX = 26
_KIND_PX = 16
_FOLD_PX = 20
_INDENT_PX = 18
_STATES = ("locked", "hidden")
Index = QModelIndex | QPersistentModelIndex


class LayerDelegate(QStyledItemDelegate):
    """One row of the layers list."""

    toggled = Signal(object, str)
    """(clip ids, ``locked`` or ``hidden``): a click on the lock or the eye."""

    def __init__(self, model: LayersModel, view: QTreeView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node = self._model.node(index)
        if node is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._paint_ground(painter, option, is_selected=is_selected, is_hovered=is_hovered)
        t = theme.tokens()
        is_hidden = all(clip.studio.hidden for clip in node.clips)
        ink = t.disabled if is_hidden else t.accent if is_selected else t.quiet
        self._paint_icon(painter, node.icon, self._icon_rect(option.rect, node), ink)
        if node.clip is None:
            self._paint_icon(painter, self._arrow(node), self._fold_rect(option.rect), t.quiet)
        for field in _STATES:
            is_on = all(getattr(clip.studio, field) for clip in node.clips)
            if is_on or is_hovered:
                name = {"locked": ("unlock", "lock"), "hidden": ("eye", "eye-off")}[field][is_on]
                self._paint_icon(painter, name, self._button_rect(option.rect, field), t.text if is_on else t.quiet)
        painter.setFont(self._view.font())
        painter.setPen(QColor(t.disabled if is_hidden else t.text))
        place = self._name_rect(option.rect, node)
        text = painter.fontMetrics().elidedText(node.title, Qt.TextElideMode.ElideMiddle, place.width())
        side = Qt.AlignmentFlag.AlignRight if self._is_mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, isolated(text))
        painter.restore()

    @staticmethod
    def _paint_ground(
        painter: QPainter, option: QStyleOptionViewItem, *, is_selected: bool, is_hovered: bool
    ) -> None:  # fmt: skip
        t, area = theme.tokens(), QRectF(option.rect).adjusted(4, 1, -4, -1)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if is_selected or is_hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent_soft if is_selected else t.hover))
            painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
        if has_focus:
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)

    def _paint_icon(self, painter: QPainter, name: str, place: QRect, ink: str) -> None:
        pixmap = theme.icon_pixmap(name, _KIND_PX, color=ink, ratio=self._view.devicePixelRatioF())
        corner = place.center() - QRect(0, 0, _KIND_PX, _KIND_PX).center()
        painter.drawPixmap(corner, pixmap)

    def _arrow(self, node: Node) -> str:
        if self._view.isExpanded(self._model.index_of(node)):
            return "chevron-down"
        return "chevron-left" if self._is_mirrored else "chevron-right"

    # Places: worked out from left to right, and mirrored where one reads from right to left.

    @property
    def _is_mirrored(self) -> bool:
        return self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _placed(self, row: QRect, rect: QRect) -> QRect:
        return QStyle.visualRect(self._view.layoutDirection(), row, rect)

    @staticmethod
    def _start(row: QRect, node: Node) -> int:
        return row.left() + theme.S4 + _FOLD_PX + node.depth * _INDENT_PX

    def _fold_rect(self, row: QRect) -> QRect:
        return self._placed(row, QRect(row.left() + theme.S4, row.top(), _FOLD_PX, row.height()))

    def _icon_rect(self, row: QRect, node: Node) -> QRect:
        return self._placed(row, QRect(self._start(row, node), row.top(), _KIND_PX, row.height()))

    def _name_rect(self, row: QRect, node: Node) -> QRect:
        left = self._start(row, node) + _KIND_PX + theme.S8
        width = row.right() - 2 * _BUTTON_PX - theme.S8 - left
        return self._placed(row, QRect(left, row.top(), width, row.height()))

    def _button_rect(self, row: QRect, field: str) -> QRect:
        left = row.right() - theme.S8 - (2 if field == "locked" else 1) * _BUTTON_PX
        return self._placed(row, QRect(left, row.top(), _BUTTON_PX, row.height()))

    # The mouse

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:  # fmt: skip
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            what = self.button_at(option.rect, index, event)
            if what:
                if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
                    self._click(what, index)
                return True
        return super().editorEvent(event, model, option, index)

    def _click(self, what: str, index: Index) -> None:
        node = self._model.node(index)
        if what == "fold" and node is not None:
            row = self._model.index_of(node)
            self._view.setExpanded(row, not self._view.isExpanded(row))
        else:
            self.toggled.emit(self._model.ids(index), what)

    def button_at(self, row: QRect, index: Index, event: QMouseEvent) -> str:
        """Which of ``locked``, ``hidden`` and ``fold`` lies under the mouse; empty for none."""
        at = event.position().toPoint()
        for field in _STATES:
            if self._button_rect(row, field).contains(at):
                return field
        is_group = self._model.clip(index) is None
        return "fold" if is_group and self._fold_rect(row).contains(at) else ""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = theme.LineEdit(parent)
        editor.setProperty("dense", True)
        editor.setAccessibleName("Clip name")
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        node = self._model.node(index)
        if node is not None:
            margin = (0, 4, 7, -4) if self._is_mirrored else (-7, 4, 0, -4)
            editor.setGeometry(self._name_rect(option.rect, node).adjusted(*margin))
