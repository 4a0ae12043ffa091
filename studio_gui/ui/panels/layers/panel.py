"""The layers panel: the clips of the scene from front to back, selected as they are on the stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QStackedLayout, QWidget

from studio_gui.model import edits
from studio_gui.model.fields import ClipId
from studio_gui.ui import theme
from studio_gui.ui.document import Document
from studio_gui.ui.panels import clip_commands
from studio_gui.ui.panels.empty import EmptyState
from studio_gui.ui.panels.layers.delegate import LayerDelegate
from studio_gui.ui.panels.layers.model import LayersModel

if TYPE_CHECKING:
    from studio_gui.app.services import Services

_ORDER = {
    "front": ("Bring to front", edits.bring_to_front),
    "forward": ("Bring forward", edits.bring_forward),
    "backward": ("Send backward", edits.send_backward),
    "back": ("Send to back", edits.send_to_back),
}


class LayersPanel(QWidget):
    """The clips of the current scene."""

    def __init__(self, document: Document, services: Services | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._is_following = False
        self.model = LayersModel(document, self)
        self.view = _LayerList(self)
        self.view.setModel(self.model)
        self.delegate = LayerDelegate(self.model, self.view)
        self.view.setItemDelegate(self.delegate)
        self.empty = EmptyState(
            "layers", "Nothing is in this scene yet. Insert a text, a picture or a presenter.", self
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self.delegate.toggled.connect(self._on_toggled)
        self.view.selected.connect(self._on_selected)
        self.view.keyed.connect(self._on_keyed)
        self.view.customContextMenuRequested.connect(self._on_menu)
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved, self.model.rowsMoved):
            signal.connect(self._on_rows_changed)
        theme.watch(self, self.update)
        self._connect()

    def set_document(self, document: Document) -> None:
        """Show another document."""
        self._document.selection_changed.disconnect(self._follow_selection)
        self._document = document
        self.model.set_document(document)
        self._connect()

    def _connect(self) -> None:
        self._document.selection_changed.connect(self._follow_selection)
        self._on_rows_changed()

    def _on_rows_changed(self) -> None:
        self._stack.setCurrentWidget(self.view if self.model.rowCount() else self.empty)
        self._follow_selection()

    def _follow_selection(self) -> None:
        rows = [row for clip_id in self._document.selection if (row := self.model.row_of(clip_id)) >= 0]
        selection = QItemSelection()
        for row in rows:
            selection.select(self.model.index(row), self.model.index(row))
        chosen = self.view.selectionModel()
        if {index.row() for index in chosen.selectedIndexes()} == set(rows):
            return
        self._is_following = True
        chosen.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            key = self.model.index(rows[-1])
            chosen.setCurrentIndex(key, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.view.scrollTo(key)
        self._is_following = False

    def _on_selected(self) -> None:
        if self._is_following:
            return
        chosen = self.view.selectionModel()
        ids = [self.model.clip(index).id for index in chosen.selectedIndexes()]
        current = chosen.currentIndex()
        if current.isValid() and chosen.isSelected(current):
            # The clip chosen last is the key clip, to which others are aligned.
            key = self.model.clip(current).id
            ids = [clip_id for clip_id in ids if clip_id != key] + [key]
        self._document.select(ids)

    def _on_toggled(self, clip_id: str, field: str) -> None:
        ids = self._document.selection if clip_id in self._document.selection else (ClipId(clip_id),)
        clip_commands.toggle(self._document, ids, field="locked" if field == "locked" else "hidden")

    def rename(self) -> None:
        """Let the person type a name for the clip that has the focus."""
        index = self.view.currentIndex()
        if index.isValid():
            self.view.edit(index)

    def _on_keyed(self, name: str) -> None:
        ids = self._document.selection
        if name == "rename":
            self.rename()
        elif name == "delete":
            clip_commands.remove(self._document, ids)
        elif name == "duplicate":
            clip_commands.duplicate(self._document, ids)
        elif name in ("locked", "hidden"):
            clip_commands.toggle(self._document, ids, field="locked" if name == "locked" else "hidden")
        elif name in _ORDER and ids:
            words, edit = _ORDER[name]
            scene_id = self._document.scene_id
            self._document.apply(words, lambda project: edit(project, scene_id, clip_ids=ids))

    def _on_menu(self, place: QPoint) -> None:
        index = self.view.indexAt(place)
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        clip = self.model.clip(index)
        rows: Sequence[tuple[str, str, str, str]] = (
            ("Rename", "rename", "F2", "edit"),
            ("Duplicate", "duplicate", "Ctrl+D", "duplicate"),
            ("", "", "", ""),
            ("Unlock" if clip.studio.locked else "Lock", "locked", "Ctrl+Shift+L", "lock"),
            ("Show" if clip.studio.hidden else "Hide", "hidden", "Ctrl+Shift+H", "eye-off"),
            ("", "", "", ""),
            ("Bring to front", "front", "Ctrl+Shift+]", "front"),
            ("Bring forward", "forward", "Ctrl+]", "forward"),
            ("Send backward", "backward", "Ctrl+[", "backward"),
            ("Send to back", "back", "Ctrl+Shift+[", "back"),
            ("", "", "", ""),
            ("Delete", "delete", "Del", "trash"),
        )
        for text, name, keys, icon in rows:
            if not text:
                menu.addSeparator()
                continue
            action = menu.addAction(theme.icon(icon), f"{text}\t{keys}")
            action.setObjectName(name)
            action.triggered.connect(self._on_menu_chosen)
        menu.popup(self.view.viewport().mapToGlobal(place))

    def _on_menu_chosen(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._on_keyed(sender.objectName())


class _LayerList(QListView):
    """The list view; a click on a lock or an eye does not change what is selected."""

    selected = Signal()
    keyed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Layers")
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.viewport().setContentsMargins(0, theme.S4, 0, 0)

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
        delegate = self.itemDelegate()
        return isinstance(delegate, LayerDelegate) and bool(delegate.button_at(self.visualRect(index), event))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _command_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = _command_of(event)
        if name:
            self.keyed.emit(name)
        else:
            super().keyPressEvent(event)


def _command_of(event: QKeyEvent) -> str:
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return ""
    keys = {Qt.Key.Key_F2: "rename", Qt.Key.Key_Delete: "delete", Qt.Key.Key_Backspace: "delete"}
    return keys.get(Qt.Key(event.key()), "")
