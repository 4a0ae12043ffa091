"""The dialog: the list of versions on the right, what one of them looked like and what changed on the left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio_gui.base.errors import StudioError
from studio_gui.files.versions import Version
from studio_gui.model.project import Project
from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import button, button_row, label, line
from studio_gui.ui.dialogs.versions import naming, restoring
from studio_gui.ui.dialogs.versions.changes import ChangeList
from studio_gui.ui.dialogs.versions.frames import SideBySide
from studio_gui.ui.dialogs.versions.library import Both, Library
from studio_gui.ui.dialogs.versions.row_delegate import VersionDelegate
from studio_gui.ui.dialogs.versions.rows import Row, VersionRows
from studio_gui.ui.dialogs.versions.strip import Strip
from studio_gui.ui.parts.empty import EmptyState
from studio_gui.ui.parts.room import give_size
from studio_gui.ui.threads import in_background

_LIST_PX = 300
_EMPTY = (
    "No versions yet. One is kept each time you save or export; those of the last day all stay, older ones thin out."
)
_SINCE, _IN = "since", "in"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person wants: the open project as ``restored`` in one step called ``label``, or ``copy`` opened."""

    label: str = ""
    restored: Project | None = None
    copy: Project | None = None


def ask(parent: QWidget, *, path: Path, project: Project, is_unsaved: bool) -> Answer | None:
    """Show the versions of the project at ``path``, which is ``project`` now; None when nothing is to be done."""
    dialog = VersionsDialog(path, project, is_unsaved=is_unsaved, parent=parent)
    dialog.exec()
    answer = dialog.answer
    dialog.deleteLater()
    return answer


class VersionsDialog(QDialog):
    """Looks back; nothing is changed but names of versions."""

    def __init__(self, path: Path, project: Project, *, is_unsaved: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("versions")
        self.setWindowTitle("Versions")
        self.answer: Answer | None = None
        self.library = Library(path, project, self)
        self.both: Both | None = None
        self._is_unsaved = is_unsaved
        self._compared: tuple[Version | None, Version | None] = (None, None)
        self._make()
        self._lay_out()
        self._order()
        self._connect()
        self._offer()
        give_size(self, 1180, 640)
        self.library.read()

    # --- parts ----------------------------------------------------------------------------------------------------

    def _make(self) -> None:
        self.rows = VersionRows(date.today(), self)  # noqa: DTZ011 - the day on the person's own calendar
        self.list = _List(self)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(VersionDelegate(self.rows, self.list))
        self.pictures = SideBySide(self.library, self)
        self.strip = Strip(self.library, self)
        self.changes = ChangeList(self)
        self.mode = theme.ComboBox(self)
        self.mode.setObjectName("mode")
        self.mode.setAccessibleName("What to compare")
        self.mode.addItem("What changed since then", _SINCE)
        self.mode.addItem("What changed in this version", _IN)
        self.said = label("", "quiet", self)
        self.name_it = button("Name this version…", self, icon="star", name="name_version")
        self.open_copy = button("Open as a copy", self, icon="copy", name="open_copy")
        self.restore_clip = button("Restore clip", self, name="restore_clip")
        self.restore_scene = button("Restore scene", self, name="restore_scene")
        self.restore_all = button("Restore version", self, role="primary", name="restore_version")
        for each in (self.name_it, self.open_copy, self.restore_clip, self.restore_scene, self.restore_all):
            each.setAutoDefault(False)
        self.empty = EmptyState("clock", _EMPTY, self, button="Keep one now…")
        self.pages = QStackedWidget(self)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, theme.S16)
        outer.setSpacing(0)
        columns = QHBoxLayout()
        columns.setSpacing(0)
        self.pages.addWidget(self._left())
        self.pages.addWidget(self.empty)
        columns.addWidget(self.pages, 1)
        columns.addWidget(_Rule(self))
        column = QVBoxLayout()
        column.setContentsMargins(0, theme.S24, 0, 0)
        column.setSpacing(theme.S8)
        title = label("Versions", "title", self)
        title.setContentsMargins(theme.S16, 0, theme.S16, 0)
        column.addWidget(title)
        self.list.setFixedWidth(_LIST_PX)
        column.addWidget(self.list, 1)
        columns.addLayout(column)
        outer.addLayout(columns, 1)
        outer.addWidget(line(self))
        outer.addSpacing(theme.S12)
        foot = button_row(self.restore_clip, self.restore_scene, self.restore_all, left=self.name_it)
        foot.insertWidget(1, self.open_copy)
        foot.setContentsMargins(theme.S24, 0, theme.S24, 0)
        outer.addLayout(foot)

    def _order(self) -> None:
        """Tab goes as one works: which version, what to compare, which scene, which change, what to do."""
        order = (
            self.list, self.mode, self.strip, self.changes, self.name_it, self.open_copy,
            self.restore_clip, self.restore_scene, self.restore_all,
        )  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _left(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, 0)
        column.setSpacing(theme.S12)
        head = QHBoxLayout()
        head.addWidget(self.said, 1)
        head.addWidget(self.mode)
        column.addLayout(head)
        column.addWidget(self.pictures, 3)
        column.addWidget(self.strip)
        column.addWidget(line(page))
        column.addWidget(self.changes, 2)
        return page

    def _connect(self) -> None:
        self.library.listed.connect(self._on_listed)
        self.library.told.connect(self.rows.say)
        self.library.failed.connect(self._on_failed)
        self.list.selectionModel().selectionChanged.connect(self._on_chosen)
        self.mode.currentIndexChanged.connect(self._on_chosen)
        self.changes.chosen.connect(self._on_change_chosen)
        self.strip.selectionModel().currentChanged.connect(self._on_scene_chosen)
        self.name_it.clicked.connect(self._on_name)
        self.empty.pressed.connect(self._on_name)
        self.open_copy.clicked.connect(self._on_open_copy)
        self.restore_all.clicked.connect(self._on_restore_all)
        self.restore_scene.clicked.connect(self._on_restore_scene)
        self.restore_clip.clicked.connect(self._on_restore_clip)

    # --- the list -------------------------------------------------------------------------------------------------

    def _on_listed(self, versions: tuple[Version, ...]) -> None:
        chosen = self.version
        self.rows.show(versions, is_unsaved=self._is_unsaved)
        self.pages.setCurrentIndex(0 if versions else 1)
        # The newest that looks otherwise than the project does now: that is what one comes for.
        newest = versions[1:2] or versions if not self._is_unsaved else versions
        first = chosen or (newest[0] if newest else None)
        index = self.rows.place_of(first.id) if first is not None else self.rows.index(0)
        if not self.list.selectionModel().isSelected(index):
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.setFocus()

    def _chosen_rows(self) -> list[Row]:
        """The chosen rows, the newest first."""
        indexes = sorted(self.list.selectionModel().selectedIndexes(), key=QModelIndex.row)
        return [row for row in map(self.rows.row, indexes) if not row.is_heading]

    @property
    def version(self) -> Version | None:
        """The version that would be restored: of several chosen the oldest; None for the project as it is now."""
        rows = self._chosen_rows()
        return rows[-1].version if rows else None

    def _on_chosen(self) -> None:
        rows = self._chosen_rows()
        if not rows:
            return
        self.mode.setEnabled(len(rows) == 1 and not rows[0].is_now)
        before, after = self._sides(rows)
        compared = self._compared = (before.version, after.version)
        # Until the answer is there nothing can be restored: what is shown belongs to other versions.
        self.both = None
        titles = (self.rows.moment(before), self.rows.moment(after))
        self._offer()

        def done(both: Both) -> None:
            if self._compared == compared:
                self._show(both, titles)

        self.library.compare(before.version, after.version, done=done)

    def _sides(self, rows: list[Row]) -> tuple[Row, Row]:
        """Which two are compared: the chosen two, or the chosen one with what is now or with the one before it."""
        if len(rows) > 1:
            return rows[-1], rows[0]
        (row,) = rows
        if not row.is_now and self.mode.currentData() == _SINCE:
            return row, Row()
        return self._before(row) or row, row

    def _before(self, row: Row) -> Row | None:
        """The version before one."""
        index = self.rows.index(0) if row.version is None else self.rows.place_of(row.version.id)
        for place in range(index.row() + 1, self.rows.rowCount()):
            older = self.rows.row(self.rows.index(place))
            if not older.is_heading:
                return older
        return None

    # --- what changed ---------------------------------------------------------------------------------------------

    def _show(self, both: Both, titles: tuple[str, str]) -> None:
        self.both = both
        self.pictures.name(*titles)
        self.said.setText(restoring.count_words(both.comparison))
        self.strip.show_both(both)
        self.changes.show_comparison(both.comparison)
        if self.changes.line is None or self.changes.line.scene is None:
            self.strip.setCurrentIndex(self.strip.rows.index(0))
        self._offer()

    def _on_change_chosen(self) -> None:
        chosen = self.changes.line
        if chosen is not None and chosen.scene is not None:
            place = self.strip.place_of(chosen.scene)
            if place >= 0:
                self.strip.setCurrentIndex(self.strip.rows.index(place))
        self._offer()

    def _on_scene_chosen(self) -> None:
        pair, both = self.strip.pair, self.both
        if pair is None or both is None:
            return
        is_changed = pair.change is not None
        self.changes.choose_scene(pair.change)
        self.pictures.before.show_scene(both.before, pair.before, missing="Not there yet", is_marked=is_changed)
        self.pictures.after.show_scene(both.after, pair.after, missing="Removed", is_marked=is_changed)
        self._offer()

    # --- the way back ---------------------------------------------------------------------------------------------

    def _offer(self) -> None:
        """Enable what can be done with what is chosen."""
        wanted = self._wanted()
        self.restore_all.setEnabled(self.version is not None and not self._is_as_now())
        self.open_copy.setEnabled(self.version is not None)
        self.name_it.setEnabled(bool(self._chosen_rows()))
        self.restore_scene.setEnabled(wanted is not None and wanted.scene_id is not None)
        self.restore_clip.setEnabled(wanted is not None and wanted.clip_id is not None)
        self.restore_scene.setToolTip(f"Put {wanted.scene_title} back" if wanted and wanted.scene_id else "")
        self.restore_clip.setToolTip(f"Put {wanted.clip_title} back" if wanted and wanted.clip_id else "")

    def _is_as_now(self) -> bool:
        """Whether what is shown is the project as it is now: to restore it would change nothing."""
        return self.both is not None and self._compared[1] is None and self.both.comparison.is_empty

    def _wanted(self) -> restoring.Wanted | None:
        if self.both is None or self.version is None or self._is_as_now():
            return None
        is_before = self._compared[0] == self.version
        return restoring.wanted(self.both, is_before=is_before, pair=self.strip.pair, chosen=self.changes.line)

    def _moment(self) -> str:
        return self.rows.moment(Row(version=self.version))

    def _finish(self, work: Callable[[], Project], label_: str) -> None:
        def done(project: Project) -> None:
            self.answer = Answer(label=label_, restored=project)
            self.accept()

        in_background(self, work, done=done, failed=self._on_failed)

    def _on_restore_all(self) -> None:
        version = self.version
        if version is not None:
            self._finish(lambda: self.library.load(version), f"Restore {self._moment()}")

    def _on_restore_scene(self) -> None:
        wanted, version, now = self._wanted(), self.version, self.library.now
        if wanted is not None and wanted.scene_id is not None:
            work = lambda: restoring.with_scene(now, self.library.load(version), wanted)  # noqa: E731
            self._finish(work, f"Restore {wanted.scene_title}")

    def _on_restore_clip(self) -> None:
        wanted, version, now = self._wanted(), self.version, self.library.now
        if wanted is not None and wanted.clip_id is not None:
            work = lambda: restoring.with_clip(now, self.library.load(version), wanted)  # noqa: E731
            self._finish(work, f"Restore {wanted.clip_title}")

    def _on_open_copy(self) -> None:
        version = self.version
        if version is None:
            return
        moment = self._moment()

        def done(project: Project) -> None:
            self.answer = Answer(copy=project.changed(name=f"{project.name} ({moment.replace(':', '.')})"))
            self.accept()

        in_background(self, lambda: self.library.load(version), done=done, failed=self._on_failed)

    def _on_name(self) -> None:
        version, history, now = self.version, self.library.history, self.library.now
        name = naming.ask(self, name=version.name if version is not None else "")
        if name is None or (version is None and not name):
            return

        def work() -> Version:
            if version is None:
                return history.keep(now, reason="named", name=name)
            return history.rename(version, name=name)

        in_background(self, work, done=self._on_named, failed=self._on_failed)

    def _on_named(self, version: Version) -> None:
        self.library.read()

    def _on_failed(self, error: StudioError) -> None:
        from studio_gui.ui.dialogs.message import show_error

        show_error(self, error)


class _Rule(QWidget):
    """A thin upright line between two parts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(1)
        theme.watch(self, self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.tokens().line))
        painter.end()


class _List(QListView):
    """The list of versions; headings are passed over by the keys, a second row is added with Ctrl or Shift."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("version_list")
        self.setAccessibleName("Versions")
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        theme.watch(self, self.viewport().update)
