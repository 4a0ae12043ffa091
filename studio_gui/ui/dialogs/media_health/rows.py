"""A row for each medium, in words and with an icon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QIcon

from studio_gui.base.media import BUILTIN
from studio_gui.base.sizes import size_words
from studio_gui.files.portable.listing import MediaEntry
from studio_gui.ui import theme
from studio_gui.ui.theme.isolating import isolated

COLUMNS = ("Name", "Kind", "Size", "Used", "State")
_STATES = {
    "here": ("done", "quiet", "In the project"),
    "missing": ("error", "bad", "Missing"),
    "unused": ("minus", "quiet", "Not used"),
    "outside": ("folder", "quiet", "Outside the project"),
    "online": ("cloud", "quiet", "Online only"),
}
"""Icon, its colour and words of a state: it is never told by a colour alone."""
_SHIPPED = ("computer", "quiet", "Comes with the program")
_ICONS = {"picture": "picture", "video": "video", "sound": "audio"}
_USED, _STATE = 3, 4
_ROOT = QModelIndex()
_ROW_PX = 28


class MediaRows(QAbstractTableModel):
    """The entries as a table; faults of addresses are added when they were asked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: tuple[MediaEntry, ...] = ()
        self._faults: Mapping[str, str] = {}

    def show(self, entries: Sequence[MediaEntry]) -> None:
        """Show these."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Show what addresses answered."""
        self._faults = {**self._faults, **faults}
        if self.entries:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.entries) - 1, len(COLUMNS) - 1))

    def fault(self, entry: MediaEntry) -> str:
        """What is wrong with an entry's address; empty when it answers or was not asked."""
        return self._faults.get(entry.url, "")

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:  # fmt: skip
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry, column = self.entries[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(entry, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, _ROW_PX)
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return theme.icon(_ICONS[entry.kind])
        if role == Qt.ItemDataRole.DecorationRole and column == _STATE:
            return self._mark(entry)
        if role == Qt.ItemDataRole.ForegroundRole and column == _STATE:
            return self._color(entry)
        if role == Qt.ItemDataRole.ToolTipRole and column == _USED and entry.scenes:
            return (
                f"Scene {entry.scenes[0]}" if len(entry.scenes) == 1 else f"Scenes {', '.join(map(str, entry.scenes))}"
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.url or entry.ref
        return None

    def _text(self, entry: MediaEntry, column: int) -> str:
        if column == _STATE:
            fault = self.fault(entry)
            asked = "address answers" if entry.url in self._faults and not fault else fault and f"address: {fault}"
            return " · ".join(part for part in (_look(entry)[2], asked) if part)
        size = size_words(entry.size) if entry.size else ""
        # Two files of one name are told apart by where they are seen.
        used = f"Scene {entry.scenes[0]}" if entry.uses == 1 else f"{entry.uses} ×" if entry.uses else ""
        return (isolated(entry.name), entry.kind.capitalize(), size, used)[column]

    def _mark(self, entry: MediaEntry) -> QIcon:
        icon, color, _words = _STATES["missing"] if self.fault(entry) else _look(entry)
        return theme.icon(icon, color=color)

    def _color(self, entry: MediaEntry) -> QColor | None:
        tokens = theme.tokens()
        if entry.state == "missing" or self.fault(entry):
            return QColor(tokens.bad)
        return QColor(tokens.quiet) if entry.state == "unused" else None


def _look(entry: MediaEntry) -> tuple[str, str, str]:
    is_shipped = entry.state == "outside" and entry.ref.startswith(BUILTIN)
    return _SHIPPED if is_shipped else _STATES[entry.state]


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == 2 else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
