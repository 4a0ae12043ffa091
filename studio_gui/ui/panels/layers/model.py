"""The clips of the current scene as a tree of rows, the one in front first; groups hold their clips."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from studio_gui.model.clips import Clip
from studio_gui.model.differences import changed_clips
from studio_gui.model.fields import ClipId
from studio_gui.model.project import Project, Scene
from studio_gui.ui.clips import commands as clip_commands
from studio_gui.ui.clips.words import name_of, place_of, states_of
from studio_gui.ui.document import Document
from studio_gui.ui.panels.layers.outline import Node, number, outline, walk
from studio_gui.ui.slices import Soon

LAYERS_MIME = "application/x-scene-studio-layers"
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_COMMON_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
_GROUP_FLAGS = _COMMON_FLAGS | Qt.ItemFlag.ItemIsDropEnabled
_CLIP_FLAGS = _COMMON_FLAGS | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemNeverHasChildren
MOST_AT_ONCE = 80
"""Of more clips than these that go into groups, or out of them, the list follows in a turn of its own."""
_MOST_WORK = 4000
"""Steps times clips: the view lays out all rows again after each step, so beyond this it is quicker to begin anew."""


class _TooManySteps(Exception):
    """Not worth while."""


class LayersModel(QAbstractItemModel):
    """Follows the document; it is also the tree that screen readers walk instead of the stage.

    An index holds the serial number of the row it stands under, and 0 on the first level.
    """

    followed = Signal()
    """Rows came, went or moved, and all of them are in place again."""

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._scene: Scene | None = None
        self._listed: tuple[Scene | None, list[Clip]] = (None, [])
        self._roots: list[Node] = []
        self._groups: dict[int, Node] = {}
        self._leaves: dict[ClipId, Node] = {}
        self._steps = 0
        self._soon = Soon(self, self._follow_document)
        self.is_following = False
        """Whether rows come and go because the document changed; what a view then selects nobody has chosen."""
        self._fill()
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

    @property
    def _clips(self) -> list[Clip]:
        """The clips, the front one first."""
        if self._listed[0] is not self._scene:
            self._listed = self._scene, list(reversed(self._scene.stacked())) if self._scene is not None else []
        return self._listed[1]

    @property
    def roots(self) -> Sequence[Node]:
        """The rows of the first level."""
        return self._roots

    # Where is what

    def node(self, index: Index) -> Node | None:
        """The row of an index; None when it is gone."""
        if not index.isValid():
            return None
        level = self._level(index.internalId())
        return level[index.row()] if index.row() < len(level) else None

    def rows(self, parent: Index, first: int, last: int) -> Sequence[Node]:
        """The rows from the ``first`` to the ``last`` under another one, or of the first level."""
        under = self.node(parent)
        return (self._roots if under is None else under.children)[first : last + 1]

    def clip(self, index: Index) -> Clip | None:
        """The clip of a row; None for a group."""
        node = self.node(index)
        return node.clip if node is not None else None

    def ids(self, index: Index) -> list[ClipId]:
        """The clips a row stands for: its own, or all that are in the group here."""
        node = self.node(index)
        return node.ids if node is not None else []

    def index_of(self, what: ClipId | Node) -> QModelIndex:
        """The row of a clip, or of a group; invalid when it is not there."""
        node = what if isinstance(what, Node) else self._leaves.get(what)
        if node is None:
            return QModelIndex()
        return self.createIndex(node.row, 0, node.parent.serial if node.parent else 0)

    def _level(self, serial: int) -> list[Node]:
        if not serial:
            return self._roots
        group = self._groups.get(serial)
        return group.children if group is not None else []

    # What views ask

    def index(self, row: int, column: int = 0, parent: Index = _NOWHERE) -> QModelIndex:
        under = self.node(parent)
        serial = under.serial if under is not None else 0
        if column or not 0 <= row < len(self._level(serial)) or (under is not None and under.clip is not None):
            return QModelIndex()
        return self.createIndex(row, 0, serial)

    def parent(self, index: Index | None = None) -> QModelIndex | QObject | None:  # type: ignore[override]
        """The row an index stands under; of nothing, as with every QObject, the owner of the model."""
        if index is None:
            return super().parent()
        group = self._groups.get(index.internalId()) if index.isValid() else None
        return self.createIndex(group.row, 0, 0) if group is not None else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if not parent.isValid():
            return len(self._roots)
        node = self.node(parent)
        return len(node.children) if node is not None else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 1

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        node = self.node(index)
        if node is None:
            return None
        if role in (_ROLE.DisplayRole, _ROLE.EditRole):
            return node.title
        if role == _ROLE.ToolTipRole:
            clip = node.clip
            is_named = clip is not None and clip.label != clip.kind_title
            return f"{clip.kind_title}: {clip.label}" if clip is not None and is_named else node.title
        if role == _ROLE.AccessibleTextRole:
            stage = self._document.project.stage_size
            if node.clip is not None:
                return name_of(node.clip, stage)
            return ", ".join([node.title, *states_of(node.clips, stage)])
        if role == _ROLE.AccessibleDescriptionRole:
            return place_of(node.clip) if node.clip is not None else ", ".join(clip.label for clip in node.clips)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> object:
        # Nobody sees the header, but it is read out as the head of the column.
        return "Layers, front to back" if role == _ROLE.DisplayRole else None

    def setData(self, index: Index, value: object, role: int = _ROLE.EditRole) -> bool:
        clip = self.clip(index)
        if clip is None or role != _ROLE.EditRole:
            return False
        clip_commands.rename(self._document, clip.id, name=str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        node = self.node(index)
        if node is None:
            return Qt.ItemFlag.ItemIsDropEnabled
        return _GROUP_FLAGS if node.clip is None else _CLIP_FLAGS

    # Dragging rows

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [LAYERS_MIME]

    def mimeData(self, indexes: Collection[QModelIndex]) -> QMimeData:
        data = QMimeData()
        chosen = {clip_id for index in indexes for clip_id in self.ids(index)}
        data.setData(LAYERS_MIME, "\n".join(clip.id for clip in self._clips if clip.id in chosen).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not data.hasFormat(LAYERS_MIME):
            return False
        under = self.node(parent)
        if under is not None and under.clip is not None:
            return False
        moving = {ClipId(clip_id) for clip_id in bytes(data.data(LAYERS_MIME).data()).decode().split("\n")}
        self.move(moving, at=self._place_of(row, under), group=under.group if under is not None else "")
        return True

    def _place_of(self, row: int, under: Node | None) -> int:
        """How many clips are in front of the place before ``row``; a group itself is dropped into at its front."""
        level = self._roots if under is None else under.children
        row = row if row >= 0 else len(level) if under is None else 0
        ahead = sum(len(node.clips) for node in level[:row])
        return ahead if under is None else ahead + sum(len(node.clips) for node in self._roots[: under.row])

    def move(self, clip_ids: Collection[ClipId], *, at: int, group: str = "") -> None:
        """Put clips, their order kept, before the one that is ``at``-th from the front, and into a group.

        Without a group they leave the one they were in, unless all of it moves.
        """
        ids = [clip.id for clip in self._clips]
        place = at - sum(1 for clip_id in ids[:at] if clip_id in clip_ids)
        others = [clip_id for clip_id in ids if clip_id not in clip_ids]
        moving = [clip_id for clip_id in ids if clip_id in clip_ids]
        order = [*others[:place], *moving, *others[place:]]
        torn = {clip.studio.group for clip in self._clips if clip.id not in clip_ids}
        groups = {
            clip.id: group
            for clip in self._clips
            if clip.id in clip_ids and clip.studio.group != group and (group or clip.studio.group in torn)
        }
        clip_commands.restack(self._document, order[::-1], groups=groups)

    # What the document says

    def _fill(self) -> None:
        self._scene = self._document.scene
        self._roots = outline(self._clips)
        self._groups, self._leaves = {}, {}
        for node in walk(self._roots):
            self._enter(node)

    def _enter(self, node: Node) -> None:
        if node.clip is None:
            self._groups[node.serial] = node
        else:
            self._leaves[node.clip.id] = node

    def _leave(self, node: Node) -> None:
        for gone in walk([node]):
            self._groups.pop(gone.serial, None)
            # It may have come in elsewhere already.
            if gone.clip is not None and self._leaves.get(gone.clip.id) is gone:
                del self._leaves[gone.clip.id]

    def _reset(self) -> None:
        self._soon.drop()
        self.beginResetModel()
        self._fill()
        self.endResetModel()

    def _on_scene_changed(self, _scene_id: str) -> None:
        self._reset()

    def _on_changed(self, _before: Project, _after: Project) -> None:
        before, scene = self._scene, self._document.scene
        if before is scene:
            return
        pairs = changed_clips(before, scene) if before is not None and scene is not None else None
        if pairs is not None and all(old.studio.group == new.studio.group for old, new in pairs):
            self._scene = scene
            self._show_all(pairs)
        elif pairs is not None and len(pairs) > MOST_AT_ONCE:
            self._soon.ask()  # the clips are the same; to group hundreds has taken half a turn already
        else:
            self._soon.drop()
            self._follow_document()

    def _follow_document(self) -> None:
        scene, old_clips = self._document.scene, self._clips
        self._scene = scene
        new_clips = self._clips
        if _are_alike(old_clips, new_clips):
            self._show_all(zip(old_clips, new_clips, strict=True))
            return
        ids = {clip.id for clip in new_clips}
        if len(ids) < len(new_clips) or ids.isdisjoint(clip.id for clip in old_clips):
            self._reset()
            return
        self._steps, self.is_following = 0, True
        try:
            wanted = outline(new_clips)
            stay = {node.key for node in wanted}
            self._expect_steps(sum(node.key not in stay for node in self._roots))
            self._follow(None, wanted)
        except _TooManySteps:
            self.is_following = False
            self._reset()  # which says so itself
            return
        finally:
            self.is_following = False
        self.followed.emit()

    def _show_all(self, pairs: Iterable[tuple[Clip, Clip]]) -> None:
        for old, new in pairs:
            if old is not new:
                self._show(self._leaves[new.id], new)

    def _show(self, node: Node, clip: Clip) -> None:
        old, node.clip = node.clip, clip
        if old is None or (clip.label, clip.icon, clip.studio) == (old.label, old.icon, old.studio):
            return
        for changed in (node, node.parent):
            if changed is not None:
                index = self.index_of(changed)
                self.dataChanged.emit(index, index)

    def _follow(self, parent: Node | None, wanted: list[Node]) -> None:
        """Make the rows under ``parent`` those that are wanted, keeping the ones that stay."""
        level = self._roots if parent is None else parent.children
        under = QModelIndex() if parent is None else self.index_of(parent)
        keys = {node.key for node in wanted}
        for row in reversed(range(len(level))):
            if level[row].key not in keys:
                self._count_step()
                self.beginRemoveRows(under, row, row)
                self._leave(level.pop(row))
                number(level)
                self.endRemoveRows()
        for row, node in enumerate(wanted):
            if not (row < len(level) and level[row].key == node.key):
                self._count_step()
                self._bring(level, under, row, node, parent)
            self._take_over(level[row], node)

    def _count_step(self) -> None:
        self._steps += 1
        self._expect_steps(self._steps)

    def _expect_steps(self, steps: int) -> None:
        if steps * len(self._clips) > _MOST_WORK:
            raise _TooManySteps

    def _bring(self, level: list[Node], under: QModelIndex, row: int, node: Node, parent: Node | None) -> None:
        old = next((at for at in range(row + 1, len(level)) if level[at].key == node.key), -1)
        if old < 0:
            self.beginInsertRows(under, row, row)
            node.parent = parent
            level.insert(row, node)
            number(level)
            for came in walk([node]):
                self._enter(came)
            self.endInsertRows()
        elif self.beginMoveRows(under, old, old, under, row):
            level.insert(row, level.pop(old))
            number(level)
            self.endMoveRows()

    def _take_over(self, node: Node, new: Node) -> None:
        if node is new:
            return
        if new.clip is not None:
            if node.clip is not new.clip:
                self._show(node, new.clip)
            return
        self._follow(node, new.children)
        node.total = new.total
        self.dataChanged.emit(self.index_of(node), self.index_of(node))


def _are_alike(old: Sequence[Clip], new: Sequence[Clip]) -> bool:
    """Whether the same clips stand in the same places and groups."""
    return len(old) == len(new) and all(
        a is b or (a.id == b.id and a.studio.group == b.studio.group) for a, b in zip(old, new, strict=True)
    )
