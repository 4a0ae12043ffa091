"""The versions as rows of a list: the project as it is now, then the versions under headings of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio_gui.files.versions import Version
from studio_gui.ui.dialogs.versions.moments import day_words, moment_words, time_words

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
KINDS = {"saved": ("save", "Saved"), "exported": ("export", "Exported"), "named": ("star", "Named")}
"""Reason to icon and word."""


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, the project as it is now, or a version."""

    heading: str = ""
    version: Version | None = None
    is_unsaved: bool = False

    @property
    def is_heading(self) -> bool:
        return bool(self.heading)

    @property
    def is_now(self) -> bool:
        return not self.heading and self.version is None

    @property
    def title(self) -> str:
        """The name a person gave it, else when it was."""
        if self.version is None:
            return self.heading or "Now"
        return self.version.name or time_words(self.version.at)

    @property
    def kind(self) -> str:
        """What happened then, in a word, with the hour when the title is a name."""
        if self.version is None:
            return "Unsaved changes" if self.is_unsaved else "As saved"
        word = KINDS[self.version.reason][1]
        return f"{word} {time_words(self.version.at)}" if self.version.name else word

    @property
    def icon(self) -> str:
        """The icon beside the kind."""
        if self.version is None:
            return "edit"
        return "star" if self.version.name else KINDS[self.version.reason][0]


class VersionRows(QAbstractListModel):
    """The list; what changed in a version is filled in when it is known."""

    def __init__(self, today: date, parent: QObject) -> None:
        super().__init__(parent)
        self._today = today
        self._rows: list[Row] = []
        self._said: dict[str, str] = {}

    def show(self, versions: Sequence[Version], *, is_unsaved: bool) -> None:
        """Show these versions, the newest first."""
        self.beginResetModel()
        rows = [Row(is_unsaved=is_unsaved)]
        heading = ""
        for version in versions:
            day = day_words(version.at.astimezone().date(), today=self._today)
            if day != heading:
                heading = day
                rows.append(Row(heading=day))
            rows.append(Row(version=version))
        self._rows = rows
        self.endResetModel()

    def say(self, version_id: str, words: str) -> None:
        """What changed in a version; the empty id is the project as it is now."""
        self._said[version_id] = words
        for place, row in enumerate(self._rows):
            if not row.is_heading and (row.version.id if row.version else "") == version_id:
                self.dataChanged.emit(self.index(place), self.index(place))

    def row(self, index: Index) -> Row:
        """The row at an index."""
        return self._rows[index.row()]

    def words(self, index: Index) -> str:
        """What changed in the version of a row; empty until it is known."""
        version = self.row(index).version
        return self._said.get(version.id if version else "", "")

    def place_of(self, version_id: str) -> QModelIndex:
        """The index of a version; that of the project as it is now when it is gone."""
        for place, row in enumerate(self._rows):
            if row.version is not None and row.version.id == version_id:
                return self.index(place)
        return self.index(0)

    def moment(self, row: Row) -> str:
        """When a row was, in words: ``Now``, ``Friday 14:02``, with its name."""
        if row.version is None:
            return "Now"
        said = moment_words(row.version.at, today=self._today)
        return f"{row.version.name}, {said}" if row.version.name else said

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.row(index).is_heading:
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.row(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole and not row.is_heading:
            return self.words(index) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if row.is_heading:
                return row.heading
            return ", ".join(filter(None, (self.moment(row), row.kind, self.words(index))))
        return None
