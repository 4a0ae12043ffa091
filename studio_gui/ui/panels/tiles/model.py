"""Tiles as rows of a model, with pictures that are made off the window's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from studio_gui.ui import threads
from studio_gui.ui.parts.tile import Tile, carrying

Index = QModelIndex | QPersistentModelIndex
Draw = Callable[[Tile, tuple[int, int]], QImage | None]
_NOWHERE = QModelIndex()
_log = logging.getLogger(__name__)


class TileModel(QAbstractListModel):
    """The tiles of a grid; ``draw`` makes a tile's picture at a size in pixels, in another thread."""

    def __init__(self, draw: Draw, parent: QObject) -> None:
        super().__init__(parent)
        self._draw = draw
        self._tiles: list[Tile] = []
        self._images: dict[tuple[str, int], QImage | None] = {}
        self._waiting: list[tuple[Tile, tuple[int, int]]] = []
        self._is_busy = False
        self.marked: frozenset[str] = frozenset()

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show other tiles; those that stay keep their pictures."""
        if list(tiles) == self._tiles:
            return
        self.beginResetModel()
        self._tiles = list(tiles)
        self.endResetModel()

    def mark(self, keys: Collection[str]) -> None:
        """Show which tiles are in use."""
        if frozenset(keys) != self.marked:
            self.marked = frozenset(keys)
            if self._tiles:
                self.dataChanged.emit(self.index(0), self.index(len(self._tiles) - 1))

    def forget_images(self, keys: Collection[str] | None = None) -> None:
        """Make every picture anew, or those of some tiles, e.g. because the files are somewhere else now."""
        self._images = {} if keys is None else {at: image for at, image in self._images.items() if at[0] not in keys}

    def tile(self, index: Index) -> Tile:
        """The tile of a row."""
        return self._tiles[index.row()]

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """All tiles in their order."""
        return tuple(self._tiles)

    def image(self, tile: Tile, size: tuple[int, int]) -> QImage | None:
        """The picture of a tile, or None until it is made."""
        key = (tile.key, size[0])
        if key not in self._images and (tile, size) not in self._waiting:
            self._waiting.append((tile, size))
            self._make_next()
        return self._images.get(key)

    def _make_next(self) -> None:
        if self._is_busy or not self._waiting:
            return
        self._is_busy = True
        tile, size = self._waiting[-1]
        draw = self._draw
        threads.run(lambda: _drawn(draw, tile, size), self, done=self._on_drawn)

    def _on_drawn(self, answer: tuple[Tile, tuple[int, int], QImage | None]) -> None:
        tile, size, image = answer
        self._is_busy = False
        if (tile, size) in self._waiting:
            self._waiting.remove((tile, size))
        self._images[tile.key, size[0]] = image
        for row, other in enumerate(self._tiles):
            if other.key == tile.key:
                self.dataChanged.emit(self.index(row), self.index(row))
        self._make_next()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        tile = self._tiles[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return tile.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (tile.title, tile.detail)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            used = ["in use"] if tile.key in self.marked else []
            return ", ".join([tile.title, *filter(None, [tile.detail]), *used])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return base | Qt.ItemFlag.ItemIsDragEnabled

    def mimeData(self, indexes: Collection[QModelIndex]) -> QMimeData:
        return carrying(self._tiles[next(iter(indexes)).row()])


def _drawn(draw: Draw, tile: Tile, size: tuple[int, int]) -> tuple[Tile, tuple[int, int], QImage | None]:
    try:
        return tile, size, draw(tile, size)
    except Exception:
        # A broken file has no picture, and says so when it is opened. This is a mistake of ours: the others are not
        # kept waiting by it.
        _log.exception("The picture of %s could not be drawn.", tile.key)
        return tile, size, None
