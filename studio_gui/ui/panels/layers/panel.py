"""The layers panel: the clips of the scene from front to back, selected as they are on the stage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex, QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from studio_gui.model import edits
from studio_gui.model.fields import ClipId
from studio_gui.ui import theme
from studio_gui.ui.clips import commands as clip_commands
from studio_gui.ui.document import Document
from studio_gui.ui.panels.layers.delegate import LayerDelegate
from studio_gui.ui.panels.layers.model import LayersModel
from studio_gui.ui.panels.layers.outline import Node, chosen_ids, walk
from studio_gui.ui.panels.layers.view import LayerTree
from studio_gui.ui.panels.row_menu import LINE, row_menu
from studio_gui.ui.parts.empty import EmptyState

_ORDER = {
    "front": ("Bring to front", edits.bring_to_front),
    "forward": ("Bring forward", edits.bring_forward),
    "backward": ("Send backward", edits.send_backward),
    "back": ("Send to back", edits.send_to_back),
}


class LayersPanel(QWidget):
    """The clips of the current scene."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._is_following = self._is_scroll_due = self._is_selection_due = False
        self._folded: set[str] = set()
        self.model = LayersModel(document, self)
        self.view = LayerTree(self)
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
        self.view.expanded.connect(self._on_folded)
        self.view.collapsed.connect(self._on_folded)
        self.view.customContextMenuRequested.connect(self._on_menu)
        for signal in (self.model.modelReset, self.model.followed):
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
        self._is_following = True
        for node in self.model.roots:
            if node.clip is None:
                self.view.setExpanded(self.model.index_of(node), node.group not in self._folded)
        self._is_following = False
        self._follow_selection()

    def _on_folded(self, index: QModelIndex) -> None:
        node = self.model.node(index)
        if node is not None and not self._is_following:
            (self._folded.discard if self.view.isExpanded(index) else self._folded.add)(node.group)

    def _follow_selection(self) -> None:
        # While nobody sees or walks the rows, hundreds need not be marked with each step.
        self._is_selection_due = not self.view.isVisible()
        if not self._is_selection_due:
            self._mark_selection()

    def _mark_selection(self) -> None:
        chosen = set(self._document.selection)
        nodes = walk(self.model.roots) if chosen else ()
        marked = [node for node in nodes if node.clips and chosen.issuperset(node.ids)]
        shown = self.view.selectionModel()
        if self._marked() == {node.serial for node in marked}:
            return
        self._is_following = True
        shown.select(self._ranges(marked), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        key = self._key_row()
        if key.isValid():
            if not shown.isSelected(shown.currentIndex()):
                shown.setCurrentIndex(key, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._scroll_to_key()
        self._is_following = False

    def _key_row(self) -> QModelIndex:
        """The row of the clip chosen last; a group that is meant as a whole stays folded."""
        chosen = self._document.selection
        key = self.model.index_of(chosen[-1]) if chosen else QModelIndex()
        group = self.model.parent(key) if key.isValid() else None
        is_whole = isinstance(group, QModelIndex) and group.isValid() and self.view.selectionModel().isSelected(group)
        return group if isinstance(group, QModelIndex) and is_whole else key

    def _scroll_to_key(self) -> None:
        # Every row is measured for this: not while nobody sees them.
        self._is_scroll_due = not self.view.isVisible()
        if not self._is_scroll_due:
            self.view.scrollTo(self._key_row())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_selection_due:
            self._follow_selection()
        if self._is_scroll_due:
            self._scroll_to_key()

    def _ranges(self, marked: Iterable[Node]) -> QItemSelection:
        """The rows of nodes; those that follow on each other as one range, for hundreds of ranges are slow."""
        selection, first, last = QItemSelection(), QModelIndex(), QModelIndex()
        for node in marked:
            index = self.model.index_of(node)
            if last.isValid() and index.row() == last.row() + 1 and index.internalId() == last.internalId():
                last = index
                continue
            if first.isValid():
                selection.select(first, last)
            first = last = index
        if first.isValid():
            selection.select(first, last)
        return selection

    def _marked(self) -> set[int]:
        # By ranges: there are few, and an index for each of hundreds of rows costs more than all else here.
        # The stubs of PySide do not know that a selection can be gone through.
        ranges = cast("Iterable[QItemSelectionRange]", self.view.selectionModel().selection())
        return {node.serial for part in ranges for node in self.model.rows(part.parent(), part.top(), part.bottom())}

    def _on_selected(self) -> None:
        if self._is_following or self.model.is_following:
            return
        current = self.model.node(self.view.currentIndex())
        before = set(self._document.selection)
        ids = chosen_ids(self.model.roots, self._marked(), current, before=before)
        if current is not None and set(current.ids) <= set(ids):
            # The clip chosen last is the key clip, to which others are aligned.
            ids = [clip_id for clip_id in ids if clip_id not in current.ids] + current.ids
        self._document.select(ids)
        self._follow_selection()  # a group is marked with all that is in it

    def _on_toggled(self, clip_ids: Sequence[ClipId], field: str) -> None:
        chosen = self._document.selection
        ids = chosen if set(clip_ids) <= set(chosen) else clip_ids
        clip_commands.toggle(self._document, ids, field="locked" if field == "locked" else "hidden")

    def rename(self) -> None:
        """Let the person type a name for the clip that has the focus."""
        index = self.view.currentIndex()
        if self.model.clip(index) is not None:
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
        if index.isValid():
            self.menu_of(index).popup(self.view.viewport().mapToGlobal(place))

    def menu_of(self, index: QModelIndex) -> QMenu:
        """What can be done with a row; the menu deletes itself when it closes."""
        clips = [clip for node in [self.model.node(index)] if node is not None for clip in node.clips]
        is_locked, is_hidden = (all(getattr(clip.studio, field) for clip in clips) for field in ("locked", "hidden"))
        entries = (
            ("Rename", "rename", "F2", "edit"),
            ("Duplicate", "duplicate", "duplicate", "duplicate"),
            LINE,
            ("Unlock" if is_locked else "Lock", "locked", "lock", "lock"),
            ("Show" if is_hidden else "Hide", "hidden", "hide", "eye-off"),
            LINE,
            ("Bring to front", "front", "bring_to_front", "front"),
            ("Bring forward", "forward", "bring_forward", "forward"),
            ("Send backward", "backward", "send_backward", "backward"),
            ("Send to back", "back", "send_to_back", "back"),
            LINE,
            ("Delete", "delete", "Del", "trash"),
        )
        menu = row_menu(self, entries, self._on_menu_chosen)
        menu.actions()[0].setEnabled(self.model.clip(index) is not None)
        return menu

    def _on_menu_chosen(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._on_keyed(sender.objectName())
