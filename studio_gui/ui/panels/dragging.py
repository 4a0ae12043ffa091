"""Rows that are dragged: a small picture beside the pointer, and a line where they would come in.

Qt would drag a picture as large as the row, which hides where it goes, and draw a thin line in the colour of the text.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QDrag, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle

from studio_gui.ui import theme

_WIDEST_PX, _LOW_PX = 132, 48
_BESIDE = QPoint(-theme.S12, -theme.S8)
_LINE_PX = 2


def drag_rows(view: QAbstractItemView, actions: Qt.DropAction) -> None:
    """Drag what is selected until it is let go; the model moves it when it is dropped."""
    indexes = [each for each in view.selectedIndexes() if each.flags() & Qt.ItemFlag.ItemIsDragEnabled]
    if not indexes:
        return
    drag = QDrag(view)
    drag.setMimeData(view.model().mimeData(indexes))
    drag.setPixmap(_picture(view))
    drag.setHotSpot(_BESIDE)
    drag.exec(actions, view.defaultDropAction())


def paint_drop_line(view: QAbstractItemView, at: QPoint) -> None:
    """Show where rows that are over a place of the viewport would come in; a frame says: into this one."""
    if view.state() != QAbstractItemView.State.DraggingState:
        return
    index, where = view.indexAt(at), view.dropIndicatorPosition()
    position = QAbstractItemView.DropIndicatorPosition
    if not index.isValid() or where == position.OnViewport:
        return
    row = view.visualRect(index)
    painter = QPainter(view.viewport())
    accent = QColor(theme.tokens().accent)
    if where == position.OnItem:
        painter.setPen(QPen(accent, _LINE_PX))
        painter.drawRect(row.adjusted(1, 1, -1, -1))
    else:
        # Qt's own line is one pixel high, and lies beneath this one.
        y = row.top() - 1 if where == position.AboveItem else row.bottom()
        painter.fillRect(QRect(0, max(0, y), view.viewport().width(), _LINE_PX), accent)
    painter.end()


def _picture(view: QAbstractItemView) -> QPixmap:
    """The row that was taken, small enough to see around it."""
    index = view.currentIndex() if view.currentIndex().isValid() else view.selectedIndexes()[0]
    area = view.visualRect(index)
    if area.height() <= _LOW_PX:
        # Words would be too small to read: where they begin is enough.
        whole = area
        area = QRect(whole.topLeft(), QSize(min(whole.width(), _WIDEST_PX), whole.height()))
        return view.viewport().grab(QStyle.visualRect(view.layoutDirection(), whole, area))
    row = view.viewport().grab(area)
    ratio = row.devicePixelRatio()
    small = row.scaledToWidth(round(_WIDEST_PX * ratio), Qt.TransformationMode.SmoothTransformation)
    small.setDevicePixelRatio(ratio)
    return small
