"""The steps of a document as rows: row 0 is the project as it was opened, row n the project after n steps."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QUndoStack

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
BEGINNING = "The beginning"


class HistoryModel(QAbstractListModel):
    """Follows an undo stack; what a row is called and whether it is current, saved or undone."""

    def __init__(self, stack: QUndoStack, parent: QObject) -> None:
        super().__init__(parent)
        self._stack = stack
        self._count = stack.count() + 1
        self._connect()

    def set_stack(self, stack: QUndoStack) -> None:
        """Follow another document's stack."""
        self._stack.indexChanged.disconnect(self._on_moved)
        self._stack.cleanChanged.disconnect(self._on_cleaned)
        self.beginResetModel()
        self._stack = stack
        self._count = stack.count() + 1
        self.endResetModel()
        self._connect()

    def _connect(self) -> None:
        self._stack.indexChanged.connect(self._on_moved)
        self._stack.cleanChanged.connect(self._on_cleaned)

    @property
    def current(self) -> int:
        """The row of the project as it is now."""
        return self._stack.index()

    def is_undone(self, row: int) -> bool:
        """Whether the step was taken back and can be done again."""
        return row > self._stack.index()

    def is_saved(self, row: int) -> bool:
        """Whether the project of that row is the one that was saved last."""
        return row == self._stack.cleanIndex()

    def jump(self, row: int) -> None:
        """Make the project what it was after ``row`` steps."""
        self._stack.setIndex(row)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        text = self._text(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{text} (saved)" if self.is_saved(index.row()) else text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join([text, *self._states(index.row())])
        return None

    def _text(self, row: int) -> str:
        return self._stack.text(row - 1) if row else BEGINNING

    def _states(self, row: int) -> list[str]:
        states = {"now": row == self.current, "saved": self.is_saved(row), "undone": self.is_undone(row)}
        return [word for word, holds in states.items() if holds]

    def _on_moved(self, _index: int) -> None:
        count = self._stack.count() + 1
        if count > self._count:
            self.beginInsertRows(_NOWHERE, self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(_NOWHERE, count, self._count - 1)
            self._count = count
            self.endRemoveRows()
        self._on_cleaned()

    def _on_cleaned(self, _is_clean: bool = False) -> None:
        self.dataChanged.emit(self.index(0), self.index(self._count - 1))
