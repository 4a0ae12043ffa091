"""The dialog: the accounts on the left, the chosen one on the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from studio_gui.app.accounts import TITLES, VARIABLES, Account, ServiceId
from studio_gui.app.services import Services
from studio_gui.base.errors import StudioError
from studio_gui.providers.base import AccountId
from studio_gui.ui import theme
from studio_gui.ui.dialogs.accounts.asking import Asking, keep
from studio_gui.ui.dialogs.accounts.connection import ConnectionTest, Trial
from studio_gui.ui.dialogs.accounts.form import AccountForm
from studio_gui.ui.dialogs.message import confirm
from studio_gui.ui.dialogs.parts import label
from studio_gui.ui.dialogs.sides import ID_ROLE, ROW_PX, TwoSides, page_heading
from studio_gui.ui.parts.room import give_size
from studio_gui.ui.threads import in_background, waiting

_ICONS = {"computer": "computer", "practice": "star"}
_SIZE = (840, 640)
_SERVICES: tuple[ServiceId, ...] = ("aistudios", "creatify")


def show(parent: QWidget, services: Services, *, account: str = "", add: bool = False) -> str:
    """Show the dialog, at an account or at the form of a new one; answers the id of an account that was added."""
    dialog = AccountsDialog(services, parent)
    if add:
        dialog.add("aistudios")
    elif account:
        dialog.choose(account)
    dialog.exec()
    added = dialog.added
    dialog.deleteLater()
    return added


class AccountsDialog(TwoSides):
    """Lists accounts, and adds, tests, changes and removes them."""

    def __init__(self, services: Services, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            name="accounts_dialog",
            title="Accounts",
            sentence="Where videos and presenters can be made.",
            listed="Accounts",
            new=("Add account", "add_account"),
        )
        self.added = ""
        self._services = services
        self._saving = Asking(self)
        self._is_lasting: bool | None = None
        self._keys: dict[str, bool] = {}
        self.form: AccountForm | None = None
        menu = theme.Menu(self.new)
        for service in _SERVICES:
            menu.addAction(theme.icon("cloud"), TITLES[service], partial(self.add, service))
        self.new.setMenu(menu)
        self.list.currentItemChanged.connect(self._on_chosen)
        give_size(self, *_SIZE)
        self.refresh()
        self._look_up()

    def refresh(self, chosen: str = "") -> None:
        """List the accounts anew."""
        chosen = chosen or self.chosen_id
        accounts = self._services.accounts.all()
        self.list.blockSignals(True)
        self.list.clear()
        for account in accounts:
            item = QListWidgetItem(theme.icon(_ICONS.get(account.service, "cloud")), account.title, self.list)
            item.setData(ID_ROLE, account.id)
            item.setSizeHint(QSize(0, ROW_PX))
            item.setToolTip(origin_in_words(account))
        ids = [account.id for account in accounts]
        self.list.setCurrentRow(ids.index(AccountId(chosen)) if chosen in ids else 0)
        self.list.blockSignals(False)
        self._show(self.chosen_id)

    def choose(self, account_id: str) -> None:
        """Show an account."""
        for row in range(self.list.count()):
            if self.list.item(row).data(ID_ROLE) == account_id:
                self.list.setCurrentRow(row)

    def add(self, service: ServiceId) -> None:
        """Show the form of a new account."""
        if not self.may_leave():
            return
        accounts = self._services.accounts
        made = accounts.free_id(service)
        number = made.removeprefix(service).removeprefix("-")
        title = f"{TITLES[service]} {number}".strip()
        region = "global" if service == "aistudios" else ""
        self.refresh()
        self._mark_new(title)
        self._show_form(Account(AccountId(made), service, title, "settings", region), is_new=True)

    def _mark_new(self, title: str) -> None:
        """The account that is being added has a row too: a list whose focus is on nothing chooses something itself."""
        self.list.blockSignals(True)
        item = QListWidgetItem(theme.icon("plus"), title, self.list)
        item.setData(ID_ROLE, "")
        item.setSizeHint(QSize(0, ROW_PX))
        self.list.setCurrentItem(item)
        self.list.blockSignals(False)

    # --- the page on the right ------------------------------------------------------------------------------------

    def _show(self, account_id: str) -> None:
        if not account_id:
            return
        account = self._services.accounts.get(account_id)
        if account.origin == "settings":
            self._show_form(account, is_new=False)
        else:
            self.form = None
            self.set_page(self._fixed(account))

    def _show_form(self, account: Account, *, is_new: bool) -> None:
        has_keys = not is_new and self._keys.get(account.id, True)
        form = AccountForm(self._services, account, is_new=is_new, has_keys=has_keys, dialog=self)
        if self._is_lasting is not None:
            form.say_kept(is_lasting=self._is_lasting)
        form.save_wanted.connect(self._on_save)
        form.remove_wanted.connect(self._on_remove)
        self.form = form
        self.set_page(form, form.footer)
        (form.keys[next(iter(form.keys))].edit if is_new else form.title).setFocus()

    def _fixed(self, account: Account) -> QWidget:
        """The page of an account that cannot be changed here."""
        made = QWidget(self)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        column.addWidget(page_heading(account.title, made))
        column.addWidget(label(origin_in_words(account), "", made, wraps=True))
        if account.is_remote:
            column.addWidget(
                ConnectionTest(lambda: Trial(lambda: self._services.service(account.id), keeps_open=True), self)
            )
        column.addStretch(1)
        return made

    def _on_chosen(self, item: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if item is None:
            return
        if not self.may_leave():
            self.stay_at(before)
            return
        chosen = str(item.data(ID_ROLE))
        if before is not None and not before.data(ID_ROLE):
            # Not now: the list is in the middle of telling about the change.
            QTimer.singleShot(0, self, lambda: self.refresh(chosen))
        else:
            self._show(chosen)

    def leaving_words(self) -> str:
        assert self.form is not None
        return f"Throw away what you changed in “{self.form.title.text() or self.form.account.title}”?"

    # --- what is done ----------------------------------------------------------------------------------------------

    def _look_up(self) -> None:
        """A keyring may ask for a password before it answers: it is asked off the window's thread."""
        accounts = self._services.accounts

        def work() -> tuple[bool, dict[str, bool]]:
            known: dict[str, bool] = {}
            for account in accounts.all():
                try:
                    known[account.id] = accounts.has_keys(account)
                except StudioError:
                    known[account.id] = False
            return accounts.secrets.is_lasting, known

        in_background(self, waiting(work), done=self._on_looked_up)

    def _on_looked_up(self, said: tuple[bool, dict[str, bool]]) -> None:
        self._is_lasting, self._keys = said
        for row in range(self.list.count()):
            item = self.list.item(row)
            if not self._keys.get(item.data(ID_ROLE), True):
                item.setIcon(theme.icon("warning", color="warn"))
                item.setToolTip("Its keys are not known here: paste them again.")
        if self.form is not None:
            self.form.say_kept(is_lasting=self._is_lasting)
            if not self.form.is_new and not self.form.is_touched and not self._keys.get(self.form.account.id, True):
                self._show(self.form.account.id)

    def _on_save(self) -> None:
        form = self.form
        said = form.filled() if form is not None else None
        if form is None or said is None or self._saving.is_busy:
            return
        services = self._services

        def work() -> Account:
            made = services.accounts.add(said.setting, said.keys)
            services.workers.forget(made.id)
            return made

        def done(made: Account) -> None:
            if form.is_new:
                self.added = made.id
            self._keys[made.id] = True
            self.form = None
            self.refresh(made.id)
            self.list.setFocus()

        keep(form, self._saving, work, done=done)

    def _on_remove(self) -> None:
        form = self.form
        if form is None:
            return
        account = form.account
        more = "Its keys are forgotten here. What lies at the service stays there, and so do its jobs in the list."
        if not confirm(self, f"Remove the account “{account.title}”?", more=more, yes=("Remove", "remove")):
            return
        services = self._services

        def work() -> None:
            services.accounts.remove(account.id)
            services.workers.forget(account.id)

        def done(_: None) -> None:
            self.form = None
            self.refresh("computer")
            self.list.setFocus()

        self._saving.ask(work, done=done, failed=lambda error: form.say_error(error.sentence()))


def origin_in_words(account: Account) -> str:
    """What an account is and where it comes from, in a sentence."""
    if account.service == "computer":
        return "Videos are made on this computer and cost nothing. It is always there."
    if account.service == "practice":
        return (
            "A service on this computer that behaves like a real one: everything can be tried, nothing leaves the "
            "computer, and nothing costs anything. It needs no keys."
        )
    if account.origin == "environment":
        keys = " and ".join(VARIABLES[account.service][1:])
        return f"This account comes from the environment variables {keys}. It can be changed only there."
    return f"{TITLES[account.service]}, added here."
