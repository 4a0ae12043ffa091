"""The scenes of a document as rows for a list view."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from studio_gui.base.media_names import PICTURES
from studio_gui.model.fields import SceneId
from studio_gui.model.project import Project, Scene
from studio_gui.ui.document import Document
from studio_gui.ui.dropped_files import local_files
from studio_gui.ui.panels import scene_commands

SCENES_MIME = "application/x-scene-studio-scenes"
Index = QModelIndex | QPersistentModelIndex
Severity = Literal["error", "warning", "info"]
_NOWHERE = QModelIndex()
SOON_MS = 60
"""In mid-drag rows are brought up to date when the hand has rested this long."""


class ScenesModel(QAbstractListModel):
    """Follows the document; rows that stay keep their place in the view."""

    pictures_dropped = Signal(list, int)
    """(paths, row): picture files that should become scenes there."""
    documents_dropped = Signal(list, int)
    """(paths, row): files of other kinds that should become scenes there."""
    length_changed = Signal()
    looks_changed = Signal(int)
    """The row looks different, and says what it said: for ``dataChanged`` a list lays out and paints all of its rows."""

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._scenes: list[Scene] = list(document.project.scenes)
        self._issues: Mapping[SceneId, tuple[Severity, str]] = {}
        self._changed: set[int] = set()
        self._read_anew: set[int] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._say)
        document.changed.connect(self._on_changed)

    def set_document(self, document: Document) -> None:
        """Show another document."""
        self._document.changed.disconnect(self._on_changed)
        self.beginResetModel()
        self._document = document
        self._scenes = list(document.project.scenes)
        self._issues = {}
        self.endResetModel()
        document.changed.connect(self._on_changed)
        self.length_changed.emit()

    def set_issues(self, issues: Mapping[SceneId, tuple[Severity, str]]) -> None:
        """Mark scenes with what checks found: severity and words."""
        if issues != self._issues:
            before, self._issues = self._issues, dict(issues)
            for row, scene in enumerate(self._scenes):
                if before.get(scene.id) != self._issues.get(scene.id):
                    self.looks_changed.emit(row)

    @property
    def document(self) -> Document:
        """The document shown."""
        return self._document

    def scene(self, index: Index) -> Scene:
        """The scene of a row."""
        return self._scenes[index.row()]

    def issue(self, scene_id: SceneId) -> tuple[Severity, str] | None:
        """What checks found in a scene."""
        return self._issues.get(scene_id)

    def row_of(self, scene_id: SceneId) -> int:
        """The row of a scene; -1 when it is not there."""
        return next((row for row, scene in enumerate(self._scenes) if scene.id == scene_id), -1)

    def say_changed(self, scene_id: SceneId) -> None:
        """Paint the row of a scene again."""
        row = self.row_of(scene_id)
        if row >= 0:
            self.looks_changed.emit(row)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._scenes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        scene = self._scenes[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Scene {index.row() + 1}" + (f", {scene.studio.name}" if scene.studio.name else "")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return scene.studio.name
        if role == Qt.ItemDataRole.ToolTipRole:
            issue = self._issues.get(scene.id)
            return issue[1] if issue else scene.studio.name or None
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        scene_commands.rename(self._document, self._scenes[index.row()].id, name=str(value))
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
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [SCENES_MIME, "text/uri-list"]

    def mimeData(self, indexes: Collection[QModelIndex]) -> QMimeData:
        data = QMimeData()
        ids = [self._scenes[row].id for row in sorted(index.row() for index in indexes)]
        data.setData(SCENES_MIME, "\n".join(ids).encode())
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return data.hasFormat(SCENES_MIME) or bool(local_files(data))

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        at = row if row >= 0 else parent.row() if parent.isValid() else len(self._scenes)
        if data.hasFormat(SCENES_MIME):
            ids = bytes(data.data(SCENES_MIME).data()).decode().split("\n")
            scene_commands.move(self._document, {SceneId(scene_id) for scene_id in ids}, index=at)
            return True
        paths = local_files(data)
        if paths:
            are_pictures = all(path.suffix.lower() in PICTURES for path in paths)
            (self.pictures_dropped if are_pictures else self.documents_dropped).emit(paths, at)
        return bool(paths)

    def _on_changed(self, before: Project, after: Project) -> None:
        new = list(after.scenes)
        if [scene.id for scene in new] != [scene.id for scene in self._scenes]:
            self._follow(new)
        changed = [row for row, scene in enumerate(new) if scene is not self._scenes[row]]
        self._read_anew.update(row for row in changed if new[row].studio.name != self._scenes[row].studio.name)
        self._scenes = new
        if before.stage_size != after.stage_size:
            changed = list(range(len(new)))
            self._read_anew.update(changed)  # rows have another height
        self._changed.update(changed)
        if changed and not self._document.is_in_gesture:
            self._say()
        elif changed:
            self._soon.start()  # the list shows neither picture nor length of what a hand still drags

    def _say(self) -> None:
        self._soon.stop()
        changed, read_anew = self._changed, self._read_anew
        self._changed, self._read_anew = set(), set()
        for row in sorted(row for row in changed if row < len(self._scenes)):
            if row in read_anew:
                self.dataChanged.emit(self.index(row), self.index(row))
            else:
                self.looks_changed.emit(row)
        self.length_changed.emit()

    def _follow(self, new: list[Scene]) -> None:
        """Take rows away, put rows in and move rows until their ids are those of ``new``."""
        wanted = {scene.id for scene in new}
        for row in reversed(range(len(self._scenes))):
            if self._scenes[row].id not in wanted:
                self.beginRemoveRows(_NOWHERE, row, row)
                del self._scenes[row]
                self.endRemoveRows()
        for row, scene in enumerate(new):
            if row < len(self._scenes) and self._scenes[row].id == scene.id:
                continue
            old = self.row_of(scene.id)
            if old < 0:
                self.beginInsertRows(_NOWHERE, row, row)
                self._scenes.insert(row, scene)
                self.endInsertRows()
            elif self.beginMoveRows(_NOWHERE, old, old, _NOWHERE, row if old > row else row + 1):
                self._scenes.insert(row, self._scenes.pop(old))
                self.endMoveRows()
