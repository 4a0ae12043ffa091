"""The form of an account that a person adds or changes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from studio_gui.app.accounts import KEYS, TITLES, Account, as_account, checked_region
from studio_gui.app.services import Services
from studio_gui.base.errors import AccountError
from studio_gui.base.settings import AccountSetting
from studio_gui.ui import theme
from studio_gui.ui.dialogs.accounts.connection import ConnectionTest, Trial
from studio_gui.ui.dialogs.accounts.key_field import KeyField, kept_words
from studio_gui.ui.dialogs.parts import button, field, label
from studio_gui.ui.dialogs.sides import Footer, page_heading

OWN = "own"
REGIONS = {
    "aistudios": (
        ("Global (app.aistudios.com)", "global"),
        ("China (app.aistudios.cn)", "china"),
        ("Own address", OWN),
    ),
    "creatify": (("Creatify (api.creatify.ai)", ""), ("Own address", OWN)),
}
_WHERE = {
    "aistudios": "You find both in your AI Studios account under “API key”; the user key is shown once, when it is made.",
    "creatify": "You find both in your Creatify account under “API”.",
}


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form says; ``keys`` are empty when those that are kept are meant."""

    setting: AccountSetting
    keys: dict[str, str]


class AccountForm(QWidget):
    """Title, region and keys of one account. Keys that are kept are never put into the fields."""

    changed = Signal()
    save_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, services: Services, account: Account, *, is_new: bool, has_keys: bool, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._services, self.account, self.is_new, self.has_keys = services, account, is_new, has_keys
        self.is_touched = False
        self.title = theme.LineEdit(account.title, self)
        self.title.setObjectName("account_title")
        self.title.setMaxLength(100)
        self.region = theme.ComboBox(self)
        self.region.setObjectName("region")
        self.address = theme.LineEdit(self)
        self.address.setObjectName("address")
        self.address.setPlaceholderText("https://…")
        self.address_error = label("", "error", self, wraps=True)
        names = [name for name, _ in KEYS[account.service]]
        self.keys = {name: KeyField(title, name, names, self) for name, title in KEYS[account.service]}
        self.kept = label("", "quiet", self, wraps=True)
        self.connection = ConnectionTest(self._trial, dialog)
        self.connection.keys_swapped.connect(self._on_swapped)
        self.error = label("", "error", self, wraps=True)
        self.error.hide()
        self.remove = button("Remove…", self, role="danger", name="remove_account")
        self.save = button("Add this account" if is_new else "Save", self, role="primary", name="save_account")
        self.remove.setVisible(not is_new)
        self._fill_regions()
        self._lay_out()
        self.footer = Footer(self, above=(self.error,), left=(self.remove,), right=(self.save,))
        self._connect()
        self._show_address()
        self.save.setEnabled(is_new)

    def _fill_regions(self) -> None:
        region = self.account.region
        for words, value in REGIONS[self.account.service]:
            self.region.addItem(words, value)
        found = self.region.findData(region)
        if found < 0:
            is_own = bool(region)
            self.address.setText(region if is_own else "")
            found = self.region.findData(OWN) if is_own else 0
        self.region.setCurrentIndex(found)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        service = TITLES[self.account.service]
        column.addWidget(page_heading(f"New {service} account" if self.is_new else self.account.title, self))
        column.addWidget(label(_WHERE[self.account.service], "quiet", self, wraps=True))
        row = QHBoxLayout()
        row.setSpacing(theme.S12)
        row.addLayout(field("Name", self.title, self), 1)
        row.addLayout(field("Region" if self.account.service == "aistudios" else "Service", self.region, self), 1)
        column.addLayout(row)
        self._address_box = QWidget(self)
        own = QVBoxLayout(self._address_box)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(theme.S4)
        own.addLayout(field("Address", self.address, self._address_box))
        own.addWidget(self.address_error)
        self.address_error.hide()
        column.addWidget(self._address_box)
        for each in self.keys.values():
            if self.has_keys:
                each.edit.setPlaceholderText("Kept. Paste a new one to replace it.")
            column.addWidget(each)
        column.addWidget(self.kept)
        column.addWidget(self.connection)
        column.addStretch(1)

    def _connect(self) -> None:
        self.title.textEdited.connect(self._on_changed)
        self.address.textEdited.connect(self._on_changed)
        self.region.currentIndexChanged.connect(self._on_changed)
        self.region.currentIndexChanged.connect(self._show_address)
        for each in self.keys.values():
            each.changed.connect(self._on_changed)
            each.found.connect(self._on_found)
        self.save.clicked.connect(self.save_wanted)
        self.remove.clicked.connect(self.remove_wanted)

    def say_kept(self, *, is_lasting: bool) -> None:
        """Say where the keys are kept."""
        self.kept.setText(kept_words(is_lasting=is_lasting))

    def filled(self) -> Filled | None:
        """What the form says; None when something is missing, which is then said under its field."""
        self.say_error("")
        keys = {name: each.key for name, each in self.keys.items()}
        is_kept = self.has_keys and not any(keys.values())
        is_good = self._check_address()
        for name, title in KEYS[self.account.service]:
            words = "" if is_kept or keys[name] else f"Paste the {title} here."
            self.keys[name].say(words)
            is_good = is_good and not words
        values = list(keys.values())
        if is_good and not is_kept and values[0] == values[1]:
            self.keys[list(keys)[1]].say("This is the same as the field above. They are two different keys.")
            is_good = False
        if not is_good:
            self._go_to_error()
            return None
        return Filled(self._setting(), {} if is_kept else keys)

    def _go_to_error(self) -> None:
        wrong = [each.edit for each in self.keys.values() if each.error.text()]
        (self.address if self.address_error.text() else wrong[0]).setFocus()

    def say_error(self, words: str) -> None:
        """Say what kept it from being saved."""
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def _setting(self) -> AccountSetting:
        return AccountSetting(
            id=self.account.id,
            service="creatify" if self.account.service == "creatify" else "aistudios",
            title=self.title.text().strip(),
            region=self._region(),
        )

    def _region(self) -> str:
        chosen = str(self.region.currentData())
        return self.address.text().strip() if chosen == OWN else chosen

    def _check_address(self) -> bool:
        words = ""
        try:
            if self.region.currentData() == OWN and not self._region():
                raise AccountError("Type the address of the service.", "It looks like https://api.example.com.")
            checked_region(as_account(self._setting()))
        except AccountError as error:
            words = error.sentence()
        self.address_error.setText(words)
        self.address_error.setVisible(bool(words))
        return not words

    def _trial(self) -> Trial | None:
        said = self.filled()
        if said is None:
            return None
        account, accounts = as_account(said.setting), self._services.accounts
        if not said.keys:
            return Trial(lambda: accounts.open(account))
        first, second = said.keys
        turned = {first: said.keys[second], second: said.keys[first]}
        return Trial(lambda: accounts.open_with(account, said.keys), lambda: accounts.open_with(account, turned))

    def _show_address(self) -> None:
        self._address_box.setVisible(self.region.currentData() == OWN)

    def _on_changed(self) -> None:
        self.is_touched = True
        self.save.setEnabled(True)
        self.connection.clear()
        self.changed.emit()

    def _on_found(self, keys: dict[str, str]) -> None:
        for name, key in keys.items():
            self.keys[name].put(key)
        sender = self.sender()
        if isinstance(sender, KeyField) and sender.name not in keys:
            sender.put("")

    def _on_swapped(self) -> None:
        first, second = self.keys.values()
        one, other = first.key, second.key
        first.put(other)
        second.put(one)
