"""“Projects at the service…”: those that were exported there; opened here, exported again, or deleted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio_gui.app.services import Services
from studio_gui.base.errors import StudioError
from studio_gui.model.project import RESOLUTIONS
from studio_gui.providers.aistudios.answers import ProjectDetails
from studio_gui.ui import theme
from studio_gui.ui.dialogs.accounts.asking import Asking
from studio_gui.ui.dialogs.export.account_choice import AccountChoice, opened
from studio_gui.ui.dialogs.message import Message, confirm
from studio_gui.ui.dialogs.parts import button, button_row, close_button, field, heading, label, line
from studio_gui.ui.parts.empty import EmptyState
from studio_gui.ui.parts.room import give_size

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Remote:
    """A project at a service."""

    account: str
    id: str
    name: str
    resolution: str = "1080"


class RemoteProjects(QDialog):
    """A list and what can be done with a row. ``pull`` opens one here, ``export`` has one made into a video."""

    def __init__(
        self,
        services: Services,
        parent: QWidget | None,
        *,
        pull: Callable[[ProjectDetails], None],
        export: Callable[[Remote], None],
        account: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("remote_projects")
        self.setWindowTitle("Projects at the service")
        self._services, self._pull, self._export = services, pull, export
        self._listing, self._doing = Asking(self), Asking(self)
        self.account = AccountChoice(services, self, chosen=account)
        self.refresh = button("Refresh", self, icon="refresh", name="refresh")
        self.rows = self._make_rows()
        self.said = label("", "quiet", self, wraps=True)
        self.empty = EmptyState("cloud", "", self)
        self.by_id = theme.LineEdit(self)
        self.by_id.setObjectName("project_id")
        self.by_id.setPlaceholderText("65fa6b07dca2e367461a2925 or https://app.aistudios.com/editor/…")
        self.pull = button("Open in a tab", self, icon="download", name="pull")
        self.export = button("Export…", self, icon="export", name="export_remote")
        self.delete = button("Delete…", self, icon="trash", role="danger", name="delete_remote")
        self.shut = close_button(self)
        self._lay_out()
        self._connect()
        self.load()

    def _make_rows(self) -> QTreeWidget:
        rows = QTreeWidget(self)
        rows.setProperty("role", "rows")
        rows.setHeaderLabels(["Name", "State", "Changed", "Id"])
        rows.setRootIsDecorated(False)
        rows.setUniformRowHeights(True)
        rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows.setAccessibleName("Projects at the service")
        rows.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        rows.header().setSectionsMovable(False)
        rows.header().setStretchLastSection(True)
        rows.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((260, 100, 150)):
            rows.setColumnWidth(column, width)
        return rows

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S12)
        what = "Videos that were asked for with an account: bring them here, or have them made again."
        outer.addLayout(heading("Projects at the service", what, self))
        top = QHBoxLayout()
        top.setSpacing(theme.S8)
        top.addLayout(field("Account", self.account, self), 1)
        top.addStretch(1)
        top.addWidget(self.refresh, 0, Qt.AlignmentFlag.AlignBottom)
        outer.addLayout(top)
        outer.addWidget(self.rows, 1)
        outer.addWidget(self.empty, 1)
        outer.addWidget(self.said)
        outer.addLayout(field("Drafts are not listed there: paste the id or the address of one", self.by_id, self))
        outer.addWidget(line(self))
        left = QWidget(self)
        actions = QHBoxLayout(left)
        actions.setContentsMargins(0, 0, 0, 0)
        actions.setSpacing(theme.S8)
        for each in (self.pull, self.export, self.delete):
            actions.addWidget(each)
        outer.addLayout(button_row(self.shut, left=left))
        give_size(self, 760, 560)

    def _connect(self) -> None:
        for each in (self.refresh, self.pull, self.export, self.delete, self.shut):
            each.setAutoDefault(False)
        self.account.currentIndexChanged.connect(self.load)
        self.refresh.clicked.connect(self.load)
        self.rows.currentItemChanged.connect(self._on_chosen)
        self.rows.itemActivated.connect(self._on_open)
        self.by_id.textChanged.connect(self._on_chosen)
        self.by_id.returnPressed.connect(self._on_open)
        self.pull.clicked.connect(self._on_open)
        self.export.clicked.connect(self._on_export)
        self.delete.clicked.connect(self._on_delete)

    # --- the list -------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the list, off the window's thread."""
        account, services = self.account.account.id, self._services
        self.rows.clear()
        self._show_instead("cloud", f"Asking {self.account.account.title}…")
        self._on_chosen()
        self._listing.ask(
            lambda: opened(services, account).api.projects(), done=self._on_listed, failed=self._on_failed
        )

    def _on_listed(self, found: tuple[ProjectDetails, ...]) -> None:
        for one in found:
            state = {"exported": "Exported"}.get(one.progress.state.lower(), one.progress.state)
            item = QTreeWidgetItem([one.name or "Untitled", state, one.updated_at[:16].replace("T", " "), one.id])
            item.setData(0, _ID, one.id)
            item.setToolTip(0, one.name)
            self.rows.addTopLevelItem(item)
        count = len(found)
        if not count:
            self._show_instead("cloud", "Nothing was exported with this account yet.")
            return
        self.empty.hide()
        self.rows.show()
        self._say("One project." if count == 1 else f"{count} projects.")
        self.rows.setCurrentIndex(self.rows.model().index(0, 0))

    def _on_failed(self, error: StudioError) -> None:
        self._show_instead("warning", error.sentence())

    def _show_instead(self, icon: str, sentence: str) -> None:
        """An icon and a sentence in the place of the list."""
        self.rows.hide()
        self.empty.say(icon, sentence)
        self.empty.show()
        self._say("")

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    @property
    def is_listing(self) -> bool:
        """Whether the service was asked for its projects and has not answered."""
        return self._listing.is_busy

    @property
    def chosen(self) -> Remote | None:
        """What the buttons work on: the id that was pasted, else the row; None when there is neither."""
        account, typed = self.account.account.id, self.by_id.text().strip()
        if typed:
            found = re.sub(r"[?#].*", "", typed).rstrip("/").rpartition("/")[2]
            return Remote(account, found, found) if found else None
        item = self.rows.currentItem()
        return Remote(account, str(item.data(0, _ID)), item.text(0)) if item is not None else None

    def _on_chosen(self) -> None:
        for each in (self.pull, self.export, self.delete):
            each.setEnabled(self.chosen is not None and not self._doing.is_busy)

    # --- what is done ---------------------------------------------------------------------------------------------

    def _on_open(self) -> None:
        remote, services = self.chosen, self._services
        if remote is None or self._doing.is_busy:
            return
        self._say(f"Fetching “{remote.name}”…")

        def done(details: ProjectDetails) -> None:
            self.accept()
            self._pull(details)

        self._doing.ask(
            lambda: opened(services, remote.account).api.project(remote.id), done=done, failed=self._on_done_wrong
        )
        self._on_chosen()

    def _on_done_wrong(self, error: StudioError) -> None:
        self._on_chosen()
        self._say(error.sentence())

    def _on_export(self) -> None:
        remote = self.chosen
        if remote is None:
            return
        account = self.account.account
        paid = "" if account.service == "practice" else f" {account.title} may use up credits for it."
        message = Message(self, f"Have “{remote.name}” made into a video?", more=f"It is saved here when done.{paid}")
        size = theme.ComboBox(message)
        for each in RESOLUTIONS:
            size.addItem("4K" if each == "4k" else f"{each}p", each)
        size.setCurrentIndex(max(0, size.findData("1080")))
        message.column.addLayout(field("Resolution", size, message))
        message.add_buttons(
            button("Cancel", message, name="cancel"), button("Export", message, role="primary", name="export")
        )
        message.exec()
        chosen, resolution = message.chosen, str(size.currentData())
        message.deleteLater()
        if chosen == "export":
            self.accept()
            self._export(Remote(remote.account, remote.id, remote.name, resolution))

    def _on_delete(self) -> None:
        remote, services = self.chosen, self._services
        if remote is None or self._doing.is_busy:
            return
        title = self.account.account.title
        more = "It is gone there for good. Projects and videos on this computer stay."
        if confirm(self, f"Delete “{remote.name}” at {title}?", more=more, yes=("Delete", "delete")):
            self._doing.ask(
                lambda: opened(services, remote.account).api.delete_projects([remote.id]),
                done=self._on_deleted,
                failed=self._on_done_wrong,
            )
            self._on_chosen()

    def _on_deleted(self, count: int) -> None:
        self.by_id.clear()
        self.load()
        if not count:
            self._say("The service says that it was not there any more.")
