"""The dialog: the media hosts on the left, the chosen one on the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from studio_gui.app.hosts import Host
from studio_gui.app.services import Services
from studio_gui.base.errors import AccountError
from studio_gui.base.settings import HostKind, HostSetting
from studio_gui.providers.hosting.kinds import KINDS
from studio_gui.ui import theme
from studio_gui.ui.dialogs.accounts.asking import Asking, keep
from studio_gui.ui.dialogs.accounts.connection import ConnectionTest, Trial
from studio_gui.ui.dialogs.hosting.form import HostForm, User
from studio_gui.ui.dialogs.hosting.trying import ShelfOnTrial
from studio_gui.ui.dialogs.message import confirm
from studio_gui.ui.dialogs.parts import label
from studio_gui.ui.dialogs.sides import ID_ROLE, ROW_PX, TwoSides, page_heading
from studio_gui.ui.parts.empty import EmptyState
from studio_gui.ui.parts.room import give_size
from studio_gui.ui.threads import in_background, waiting

_SIZE = (860, 640)


def show(parent: QWidget, services: Services, *, add: bool = False) -> None:
    """Show the dialog, at the form of a new host when there is none yet and one is wanted."""
    dialog = HostingDialog(services, parent)
    if add and dialog.list.count() == 0:
        dialog.add("s3")
    dialog.exec()
    dialog.deleteLater()


class HostingDialog(TwoSides):
    """Lists media hosts, and adds, tests, changes and removes them."""

    def __init__(self, services: Services, parent: QWidget | None) -> None:
        words = "Services fetch pictures, videos and sounds from public addresses. This is where yours are brought."
        super().__init__(
            parent,
            name="hosting_dialog",
            title="Media hosting",
            sentence=words,
            listed="Media hosts",
            new=("Add host", "add_host"),
        )
        self._services = services
        self._saving = Asking(self)
        self._is_lasting: bool | None = None
        self.form: HostForm | None = None
        menu = theme.Menu(self.new)
        for kind, about in KINDS.items():
            menu.addAction(theme.icon("cloud"), about.title, partial(self.add, kind))
        self.new.setMenu(menu)
        self.list.currentItemChanged.connect(self._on_chosen)
        give_size(self, *_SIZE)
        self.refresh()
        in_background(self, waiting(lambda: services.accounts.secrets.is_lasting), done=self._on_looked_up)

    def refresh(self, chosen: str = "") -> None:
        """List the hosts anew."""
        chosen = chosen or self.chosen_id
        try:
            hosts, trouble = self._services.hosts.all(), ""
        except AccountError as error:
            hosts, trouble = (), error.sentence()
        self.list.blockSignals(True)
        self.list.clear()
        for host in hosts:
            item = QListWidgetItem(theme.icon("cloud"), host.setting.title or host.id, self.list)
            item.setData(ID_ROLE, host.id)
            item.setSizeHint(QSize(0, ROW_PX))
            item.setToolTip(_origin(host))
        ids = [host.id for host in hosts]
        self.list.setCurrentRow(ids.index(chosen) if chosen in ids else 0)
        self.list.blockSignals(False)
        self.form = None
        self.list.setVisible(bool(ids))
        if ids:
            self._show(self.chosen_id)
        else:
            self.set_page(EmptyState("cloud", trouble or _NONE, self))

    def add(self, kind: HostKind) -> None:
        """Show the form of a new host."""
        if not self.may_leave():
            return
        setting = HostSetting(id=self._services.hosts.free_id(kind), kind=kind)
        self.list.setVisible(self.list.count() > 0)
        self.stay_at(None)
        self.list.clearSelection()
        self._show_form(Host(setting, "settings"), is_new=True)

    # --- the page on the right ------------------------------------------------------------------------------------

    def _show(self, host_id: str) -> None:
        host = self._services.hosts.get(host_id)
        if host.origin == "settings":
            self._show_form(host, is_new=False)
            return
        self.form = None
        page = self._words(host.title, _origin(host))
        hosts = self._services.hosts
        test = ConnectionTest(lambda: Trial(lambda: ShelfOnTrial(hosts.open(host))), self)
        test.test.setText("Test")
        column = page.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(2, test)
        self.set_page(page)

    def _show_form(self, host: Host, *, is_new: bool) -> None:
        hosts = self._services.hosts
        form = HostForm(hosts, host, users=self._users(host), is_new=is_new, has_keys=not is_new, dialog=self)
        if self._is_lasting is not None:
            form.say_kept(is_lasting=self._is_lasting)
        form.save_wanted.connect(self._on_save)
        form.remove_wanted.connect(self._on_remove)
        self.form = form
        self.set_page(form, form.footer)
        (form.bucket if is_new and not form.bucket.isHidden() else form.title).setFocus()

    def _users(self, host: Host) -> tuple[User, ...]:
        hosts, found = self._services.hosts, []
        for account in self._services.accounts.all():
            if account.service == "aistudios":
                used = hosts.of_account(account.id)
                found.append(User(account.id, account.title, used is None or used.id == host.id))
        return tuple(found)

    def _words(self, title: str, words: str) -> QWidget:
        made = QWidget(self)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        column.addWidget(page_heading(title, made))
        column.addWidget(label(words, "", made, wraps=True))
        column.addStretch(1)
        return made

    def _on_looked_up(self, is_lasting: bool) -> None:
        self._is_lasting = is_lasting
        if self.form is not None:
            self.form.say_kept(is_lasting=is_lasting)

    def _on_chosen(self, item: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if item is None:
            return
        if not self.may_leave():
            self.stay_at(before)
            return
        self._show(str(item.data(ID_ROLE)))

    def leaving_words(self) -> str:
        assert self.form is not None
        return f"Throw away what you changed in “{self.form.title.text() or self.form.host.id}”?"

    # --- what is done ---------------------------------------------------------------------------------------------

    def _on_save(self) -> None:
        form = self.form
        said = form.filled() if form is not None else None
        if form is None or said is None or self._saving.is_busy:
            return
        hosts = self._services.hosts

        def work() -> Host:
            made = hosts.add(said.setting, said.keys)
            for account in said.accounts:
                hosts.use(made.id, account_id=account)
            return made

        def done(made: Host) -> None:
            self.refresh(made.id)
            self.list.setFocus()

        keep(form, self._saving, work, done=done)

    def _on_remove(self) -> None:
        form = self.form
        if form is None or not confirm(
            self,
            f"Remove the media host “{form.host.setting.title or form.host.id}”?",
            more="Its keys are forgotten here. The files that are there stay there.",
            yes=("Remove", "remove"),
        ):
            return
        host_id, hosts = form.host.id, self._services.hosts

        def done(_: None) -> None:
            self.refresh()

        self._saving.ask(
            lambda: hosts.remove(host_id), done=done, failed=lambda error: form.say_error(error.sentence())
        )  # fmt: skip


_NONE = (
    "Add a host to send projects with files of this computer to AI Studios. Each file is brought there once; the project "
    "keeps its files."
)


def _origin(host: Host) -> str:
    if host.origin == "environment":
        return "It is described by the environment variables STUDIO_HOST_…, and is changed there."
    return f"{KINDS[host.setting.kind].title}: {host.setting.bucket or host.setting.endpoint}"
