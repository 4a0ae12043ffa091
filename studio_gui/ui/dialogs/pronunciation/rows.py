"""The rows of the list: the project's entries and the person's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt

from studio_gui.speech.system import name_in
from studio_gui.ui.dialogs.pronunciation.entry import Entry
from studio_gui.ui.parts.languages import LANGUAGES

_LANGUAGES = dict(LANGUAGES)
TITLES = ("Word", "Said like", "Language", "Voice", "Counts in")
ROW_PX = 28
_Index = QModelIndex | QPersistentModelIndex


class SayingRows(QAbstractTableModel):
    """Entries that fit a search, as a table."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[Entry, ...] = ()
        self._words = ""
        self.entries: list[Entry] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these entries."""
        self._all = tuple(entries)
        self.search(self._words)

    @property
    def has_any(self) -> bool:
        """Whether there are entries at all, whatever is searched for."""
        return bool(self._all)

    def search(self, words: str) -> None:
        """Show only those with these letters in them."""
        self._words = words.strip().casefold()
        self.beginResetModel()
        self.entries = [e for e in self._all if self._words in f"{e.saying.word}\n{e.saying.say}".casefold()]
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def columnCount(self, parent: _Index | None = None) -> int:
        return len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        is_title = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return TITLES[section] if is_title else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, ROW_PX)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        entry = self.entries[index.row()]
        saying = entry.saying
        where = "All my projects" if entry.is_own else "This project"
        language = _LANGUAGES.get(saying.language, saying.language) or "All"
        voice = name_in(saying.voice) if saying.voice else "All"
        return (saying.word, saying.say, language, voice, where)[index.column()]
