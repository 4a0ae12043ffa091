"""Rows that are dragged: a small picture beside the pointer, and a line where they would come in.

Qt would drag a picture as large as the row, which hides where it goes, and draw a thin line in the colour of the text.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QDrag, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle

from studio_gui.ui import theme

_WIDEST_PX, _LOW_PX = 132, 48
_BESIDE = QPoint(-theme.S12, -theme.S8)
_LINE_PX = 2
_RIM_PX = (4, 2)
"""What a row leaves free around its round ground."""


def drag_rows(view: QAbstractItemView, actions: Qt.DropAction) -> None:
    """Drag what is selected until it is let go; the model moves it when it is dropped."""
    indexes = [each for each in view.selectedIndexes() if each.flags() & Qt.ItemFlag.ItemIsDragEnabled]
    if not indexes:
        return
    drag = QDrag(view)
    drag.setMimeData(view.model().mimeData(indexes))
    drag.setPixmap(picture_of(view))
    drag.setHotSpot(_BESIDE)
    drag.exec(actions, view.defaultDropAction())


def paint_drop_line(view: QAbstractItemView, at: QPoint | None) -> None:
    """Show where rows that are over a place of the viewport would come in; a frame says: into this one.

    ``at`` is None as long as they have not moved.
    """
    if at is None or view.state() != QAbstractItemView.State.DraggingState:
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


def picture_of(view: QAbstractItemView) -> QPixmap:
    """The row that was taken, small enough to see around it."""
    index = view.currentIndex() if view.currentIndex().isValid() else view.selectedIndexes()[0]
    across, down = _RIM_PX
    area = view.visualRect(index).adjusted(across, down, -across, -down)
    if area.height() <= _LOW_PX:
        # Words would be too small to read: where they begin is enough.
        part = QRect(area.topLeft(), QSize(min(area.width(), _WIDEST_PX), area.height()))
        return _rounded(view.viewport().grab(QStyle.visualRect(view.layoutDirection(), area, part)), theme.RADIUS)
    row = _rounded(view.viewport().grab(area), theme.CARD_RADIUS)
    ratio = row.devicePixelRatio()
    small = row.scaledToWidth(round(_WIDEST_PX * ratio), Qt.TransformationMode.SmoothTransformation)
    small.setDevicePixelRatio(ratio)
    return small


def _rounded(picture: QPixmap, corner_px: int) -> QPixmap:
    """Without the paper of the list in the corners."""
    made = QPixmap(picture.size())
    made.setDevicePixelRatio(picture.devicePixelRatio())
    made.fill(Qt.GlobalColor.transparent)
    path = QPainterPath()
    path.addRoundedRect(QRectF(QRect(QPoint(0, 0), picture.deviceIndependentSize().toSize())), corner_px, corner_px)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(path)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return made
