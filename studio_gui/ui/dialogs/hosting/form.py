"""The form of one media host."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from studio_gui.app.hosts import Host, Hosts
from studio_gui.base.errors import AccountError
from studio_gui.base.settings import HostSetting
from studio_gui.providers.hosting.kinds import KINDS, MOST_DAYS, check_host
from studio_gui.providers.hosting.opening import open_shelf
from studio_gui.ui import theme
from studio_gui.ui.dialogs.accounts.connection import ConnectionTest, Trial
from studio_gui.ui.dialogs.accounts.key_field import KeyField, kept_words
from studio_gui.ui.dialogs.hosting.trying import ShelfOnTrial
from studio_gui.ui.dialogs.parts import button, field, label
from studio_gui.ui.dialogs.sides import Footer, page_heading

_ABOUT = {
    "s3": "Amazon S3, Cloudflare R2, MinIO, Backblaze B2 and others that speak like S3.",
    "azure": "A container of an Azure storage account.",
    "gcs": "A bucket of Google Cloud Storage, with the key of a service account.",
    "webdav": "A folder of a web server that takes files with PUT and hands them out to everybody.",
}
_ADDRESSES = {
    "s3": "Empty for Amazon; else https://…", "azure": "Empty for Azure’s own", "gcs": "Empty for Google’s own",
    "webdav": "https://dav.example.com/files",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form says; ``keys`` are empty when those that are kept are meant."""

    setting: HostSetting
    keys: dict[str, str]
    accounts: tuple[str, ...]
    """The accounts whose media are to be brought here from now on."""


@dataclass(frozen=True, slots=True)
class User:
    """An account whose media may be brought to the host."""

    id: str
    title: str
    is_here: bool
    """Whether they are brought here already."""


class HostForm(QWidget):
    """Place, addresses and keys of one host. Keys that are kept are never put into the fields."""

    save_wanted = Signal()
    remove_wanted = Signal()

    def __init__(
        self, hosts: Hosts, host: Host, *, users: tuple[User, ...], is_new: bool, has_keys: bool, dialog: QDialog
    ) -> None:
        super().__init__(dialog)
        self._hosts, self.host, self.is_new, self.has_keys = hosts, host, is_new, has_keys
        self.is_touched = False
        setting, kind = host.setting, KINDS[host.setting.kind]
        self.title = self._line("host_title", setting.title or ("" if not is_new else kind.title))
        self.bucket = self._line("bucket", setting.bucket)
        self.region = self._line("host_region", setting.region, "us-east-1, or auto for R2")
        self.account = self._line("storage_account", setting.account)
        self.endpoint = self._line("endpoint", setting.endpoint, _ADDRESSES[setting.kind])
        self.prefix = self._line("prefix", setting.prefix, "Optional, for example media")
        self.public = self._line(
            "public_url", setting.public_url, "Empty for signed addresses" if kind.signs else "Empty for the same"
        )
        self.days = theme.ComboBox(self)
        self.days.setObjectName("days")
        for days in range(1, MOST_DAYS + 1):
            self.days.addItem("1 day" if days == 1 else f"{days} days", days)
        self.days.setCurrentIndex(setting.days - 1)
        self.keys = {name: KeyField(title, name, (), self) for name, title in kind.keys}
        self.users = {user.id: self._check(user) for user in users}
        self.kept = label("", "quiet", self, wraps=True)
        self.connection = ConnectionTest(self._trial, dialog)
        self.connection.test.setText("Test")
        self.connection.test.setToolTip("Brings a tiny file there, asks for it as a stranger would, and removes it")
        self.error = label("", "error", self, wraps=True)
        self.error.hide()
        self.remove = button("Remove…", self, role="danger", name="remove_host")
        self.save = button("Add this host" if is_new else "Save", self, role="primary", name="save_host")
        self._lay_out()
        self.remove.setVisible(not is_new)
        self.footer = Footer(self, above=(self.connection, self.error), left=(self.remove,), right=(self.save,))
        self._connect()
        self._on_public()
        self.save.setEnabled(is_new)

    def _line(self, name: str, text: str, hint: str = "") -> QLineEdit:
        made = theme.LineEdit(text, self)
        made.setObjectName(name)
        made.setPlaceholderText(hint)
        return made

    def _check(self, user: User) -> QCheckBox:
        made = QCheckBox(user.title, self)
        made.setObjectName(f"use_{user.id}")
        made.setChecked(user.is_here)
        made.setEnabled(not user.is_here)
        if user.is_here:
            made.setToolTip("To change it, choose the account at another host")
        return made

    def _lay_out(self) -> None:
        kind, column = self.host.setting.kind, QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        column.addWidget(page_heading(f"New host: {KINDS[kind].title}" if self.is_new else self.host.title, self))
        column.addWidget(label(_ABOUT[kind], "quiet", self, wraps=True))
        place = [("Name", self.title)]
        place += [(KINDS[kind].place, self.bucket)] if KINDS[kind].place else []
        column.addLayout(self._row(*place))
        where = [("Region", self.region)] if KINDS[kind].has_region else []
        where += [("Storage account", self.account)] if kind == "azure" else []
        column.addLayout(self._row(*where, ("Address", self.endpoint)))
        column.addLayout(self._row(("Folder", self.prefix), ("Public address", self.public)))
        self._days_box = QWidget(self)
        days = QHBoxLayout(self._days_box)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(theme.S8)
        days.addWidget(label("Signed addresses are good for", "quiet", self._days_box))
        days.addWidget(self.days)
        days.addStretch(1)
        self.days.setAccessibleName("Signed addresses are good for")
        column.addWidget(self._days_box)
        for each in self.keys.values():
            if self.has_keys:
                each.edit.setPlaceholderText("Kept. Paste a new one to replace it.")
            column.addWidget(each)
        column.addWidget(self.kept)
        if self.users:
            column.addWidget(label("Bring the media of these accounts here", "quiet", self))
            for box in self.users.values():
                column.addWidget(box)
        column.addStretch(1)
        for unused in (self.bucket, self.region, self.account):
            if all(unused is not widget for _, widget in (*place, *where)):
                unused.hide()

    def _row(self, *fields: tuple[str, QLineEdit]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.S12)
        for title, widget in fields:
            row.addLayout(field(title, widget, self), 1)
        return row

    def _connect(self) -> None:
        for line in (self.title, self.bucket, self.region, self.account, self.endpoint, self.prefix, self.public):
            line.textEdited.connect(self._on_changed)
        self.public.textChanged.connect(self._on_public)
        self.days.currentIndexChanged.connect(self._on_changed)
        for each in self.keys.values():
            each.changed.connect(self._on_changed)
        for box in self.users.values():
            box.toggled.connect(self._on_changed)
        self.save.clicked.connect(self.save_wanted)
        self.remove.clicked.connect(self.remove_wanted)

    def say_kept(self, *, is_lasting: bool) -> None:
        """Say where the keys are kept."""
        self.kept.setText(kept_words(is_lasting=is_lasting))

    def say_error(self, words: str) -> None:
        """Say what is wrong, or nothing."""
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def filled(self) -> Filled | None:
        """What the form says; None when something is missing, which is then said."""
        self.say_error("")
        # A key of many lines comes out of a field of one with other marks between them.
        keys = {name: each.key.replace("\u2028", "\n").replace("\u2029", "\n") for name, each in self.keys.items()}
        keys = {name: key for name, key in keys.items() if key}
        kind, is_good = KINDS[self.host.setting.kind], True
        is_kept = self.has_keys and not keys
        for name, title in kind.keys:
            words = "" if is_kept or keys.get(name) or not kind.needs_keys else f"Paste the {title.lower()} here."
            self.keys[name].say(words)
            is_good = is_good and not words
        try:
            setting = self._setting()
            check_host(setting)
        except AccountError as error:
            self.say_error(error.sentence())
            return None
        accounts = tuple(name for name, box in self.users.items() if box.isChecked() and box.isEnabled())
        return Filled(setting, keys, accounts) if is_good else None

    def _setting(self) -> HostSetting:
        said = {
            "id": self.host.id, "kind": self.host.setting.kind, "title": self.title.text().strip(),
            "endpoint": self.endpoint.text().strip(), "bucket": self.bucket.text().strip(),
            "region": self.region.text().strip(), "account": self.account.text().strip(),
            "prefix": self.prefix.text().strip().strip("/"), "public_url": self.public.text().strip(),
            "days": self.days.currentData(),
        }  # fmt: skip
        try:
            return HostSetting.model_validate(said)
        except ValueError:
            raise AccountError("Something here is too long.", "Shorten it.") from None

    def _trial(self) -> Trial | None:
        said = self.filled()
        if said is None:
            return None
        return Trial(lambda: ShelfOnTrial(open_shelf(said.setting, said.keys or self._hosts.keys(said.setting.id))))

    def _on_public(self) -> None:
        self._days_box.setVisible(KINDS[self.host.setting.kind].signs and not self.public.text().strip())

    def _on_changed(self) -> None:
        self.is_touched = True
        self.save.setEnabled(True)
        self.connection.clear()
