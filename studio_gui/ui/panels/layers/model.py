"""The clips of the current scene as rows, the one in front first."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio_gui.model.clips import Clip
from studio_gui.model.fields import ClipId
from studio_gui.model.project import Project
from studio_gui.ui.document import Document
from studio_gui.ui.panels import clip_commands

LAYERS_MIME = "application/x-scene-studio-layers"
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class LayersModel(QAbstractListModel):
    """Follows the document; it is also the list that screen readers walk instead of the stage."""

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._clips: list[Clip] = _front_to_back(document)
        self._connect()

    def _connect(self) -> None:
        self._document.changed.connect(self._on_changed)
        self._document.scene_changed.connect(self._on_scene_changed)

    def set_document(self, document: Document) -> None:
        """Show another document."""
        self._document.changed.disconnect(self._on_changed)
        self._document.scene_changed.disconnect(self._on_scene_changed)
        self._document = document
        self._reset()
        self._connect()

    @property
    def document(self) -> Document:
        """The document shown."""
        return self._document

    def clip(self, index: Index) -> Clip:
        """The clip of a row."""
        return self._clips[index.row()]

    def row_of(self, clip_id: ClipId) -> int:
        """The row of a clip; -1 when it is not there."""
        return next((row for row, clip in enumerate(self._clips) if clip.id == clip_id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._clips)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        clip = self._clips[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return clip.label
        if role == Qt.ItemDataRole.EditRole:
            return clip.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{clip.kind_title}: {clip.label}" if clip.label != clip.kind_title else clip.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            states = [word for word in ("locked", "hidden") if getattr(clip.studio, word)]
            return ", ".join([clip.label, clip.kind_title, *states])
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        clip_commands.rename(self._document, self._clips[index.row()].id, name=str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [LAYERS_MIME]

    def mimeData(self, indexes: Collection[QModelIndex]) -> QMimeData:
        data = QMimeData()
        ids = [self._clips[row].id for row in sorted(index.row() for index in indexes)]
        data.setData(LAYERS_MIME, "\n".join(ids).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not data.hasFormat(LAYERS_MIME):
            return False
        at = row if row >= 0 else parent.row() if parent.isValid() else len(self._clips)
        moving = {ClipId(clip_id) for clip_id in bytes(data.data(LAYERS_MIME).data()).decode().split("\n")}
        self.move(moving, row=at)
        return True

    def move(self, clip_ids: Collection[ClipId], *, row: int) -> None:
        """Put clips, their order kept, before the one that is in ``row`` now."""
        ids = [clip.id for clip in self._clips]
        at = row - sum(1 for clip_id in ids[:row] if clip_id in clip_ids)
        others = [clip_id for clip_id in ids if clip_id not in clip_ids]
        moving = [clip_id for clip_id in ids if clip_id in clip_ids]
        order = [*others[:at], *moving, *others[at:]]
        clip_commands.restack(self._document, order[::-1])

    def _reset(self) -> None:
        self.beginResetModel()
        self._clips = _front_to_back(self._document)
        self.endResetModel()

    def _on_scene_changed(self, _scene_id: str) -> None:
        self._reset()

    def _on_changed(self, _before: Project, _after: Project) -> None:
        new = _front_to_back(self._document)
        if [clip.id for clip in new] != [clip.id for clip in self._clips]:
            if {clip.id for clip in new} & {clip.id for clip in self._clips}:
                self._follow(new)
            else:
                self._reset()
                return
        for row, clip in enumerate(new):
            old = self._clips[row]
            if clip is not old:
                self._clips[row] = clip
                if (clip.label, clip.icon, clip.studio) != (old.label, old.icon, old.studio):
                    self.dataChanged.emit(self.index(row), self.index(row))

    def _follow(self, new: list[Clip]) -> None:
        wanted = {clip.id for clip in new}
        for row in reversed(range(len(self._clips))):
            if self._clips[row].id not in wanted:
                self.beginRemoveRows(_NOWHERE, row, row)
                del self._clips[row]
                self.endRemoveRows()
        for row, clip in enumerate(new):
            if row < len(self._clips) and self._clips[row].id == clip.id:
                continue
            old = self.row_of(clip.id)
            if old < 0:
                self.beginInsertRows(_NOWHERE, row, row)
                self._clips.insert(row, clip)
                self.endInsertRows()
            elif self.beginMoveRows(_NOWHERE, old, old, _NOWHERE, row):
                self._clips.insert(row, self._clips.pop(old))
                self.endMoveRows()


def _front_to_back(document: Document) -> list[Clip]:
    return list(reversed(document.scene.stacked())) if document.scene else []
