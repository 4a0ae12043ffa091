"""The view of the layers: a tree whose own keys go before the window's commands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from studio_gui.ui.panels.dragging import drag_rows, paint_drop_line
from studio_gui.ui.panels.layers.delegate import LayerDelegate
from studio_gui.ui.panels.leaving import leaves


class LayerTree(QTreeView):
    """The rows; a click on a lock, an eye or an arrow does not change what is selected."""

    selected = Signal()
    keyed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Layers")
        self.setProperty("role", "drawn")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)  # the rows draw their own
        self.setExpandsOnDoubleClick(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self._over: QPoint | None = None

    def selectionCommand(
        self, index: QModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:  # fmt: skip
        if isinstance(event, QMouseEvent) and index.isValid() and self._is_on_button(index, event):
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._is_on_button(index, event):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def _is_on_button(self, index: QModelIndex, event: QMouseEvent) -> bool:
        if event.button() == Qt.MouseButton.RightButton:
            return False  # its menu is for the row, wherever on it
        delegate = self.itemDelegate()
        return isinstance(delegate, LayerDelegate) and bool(delegate.button_at(self.visualRect(index), index, event))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _command_of(event):
            event.accept()
            return True
        return super().event(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        self._over = None
        drag_rows(self, actions)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        self._over = event.position().toPoint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_drop_line(self, self._over)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = _command_of(event)
        if name:
            self.keyed.emit(name)
        elif not leaves(event):
            super().keyPressEvent(event)


def _command_of(event: QKeyEvent) -> str:
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return ""
    keys = {Qt.Key.Key_F2: "rename", Qt.Key.Key_Delete: "delete", Qt.Key.Key_Backspace: "delete"}
    return keys.get(Qt.Key(event.key()), "")
