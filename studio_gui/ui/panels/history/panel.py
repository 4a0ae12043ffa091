"""The steps of the open project, oldest first; a click or Enter goes there."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from studio_gui.ui import theme
from studio_gui.ui.document import Document
from studio_gui.ui.panels.history.delegate import StepDelegate
from studio_gui.ui.panels.history.model import HistoryModel
from studio_gui.ui.panels.leaving import leaves


class HistoryPanel(QWidget):
    """Everything that was done to the project since it was opened, and what was taken back."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self.model = HistoryModel(document.undo_stack, self)
        self.view = _StepList(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(StepDelegate(self.model, self.view))
        self.view.chosen.connect(self._on_chosen)
        self.view.clicked.connect(self._on_chosen)
        self.model.modelReset.connect(self._follow)
        self.model.dataChanged.connect(self._follow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, theme.S4)
        layout.addWidget(self.view)
        theme.watch(self, self.update)
        self._follow()

    def set_document(self, document: Document) -> None:
        """Show another document."""
        if document is not self._document:
            self._document = document
            self.model.set_stack(document.undo_stack)
            self._follow()

    def _on_chosen(self, index: QModelIndex) -> None:
        self._document.end_merging()
        self.model.jump(index.row())

    def _follow(self) -> None:
        """Keep what is now current and in sight."""
        now = self.model.index(self.model.current)
        self.view.setCurrentIndex(now)
        if self.isVisible():
            self.view.scrollTo(now)


class _StepList(QListView):
    """The list view; Enter and Space choose, arrows only look."""

    chosen = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self.setAccessibleName("History")
        self.setToolTip("Click a step, or press Enter on it, to go there")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
            event.accept()
        elif not leaves(event):
            super().keyPressEvent(event)
