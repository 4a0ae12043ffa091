"""A field to choose an account that speaks: the practice account, and those of AI Studios."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from studio_gui.app.accounts import Account
from studio_gui.app.services import Services
from studio_gui.base.errors import AccountError
from studio_gui.ui import theme

if TYPE_CHECKING:
    from studio_gui.providers.aistudios.provider import AiStudiosService

_ADD = "add"


class AccountChoice(theme.ComboBox):
    """Accounts, and a last row that leads to more of them."""

    def __init__(self, services: Services, parent: QWidget, *, chosen: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("account")
        self._services, self._before = services, 0
        self._fill(chosen)
        self.activated.connect(self._on_activated)

    @property
    def account(self) -> Account:
        """The chosen account."""
        return self._services.accounts.get(str(self.currentData()))

    def _offered(self) -> Sequence[Account]:
        speaking = ("practice", "aistudios")
        found = [one for one in self._services.accounts.all() if one.service in speaking]
        # Who has a paid account means that one; trying comes second.
        return sorted(found, key=lambda one: one.service == "practice")

    def _fill(self, chosen: str) -> None:
        self.blockSignals(True)
        self.clear()
        for account in self._offered():
            self.addItem(theme.icon("star" if account.service == "practice" else "cloud"), account.title, account.id)
        self.addItem(theme.icon("plus"), "Add account…", _ADD)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self._before = self.currentIndex()
        self.blockSignals(False)

    def _on_activated(self, index: int) -> None:
        if self.itemData(index) != _ADD:
            self._before = index
            return
        from studio_gui.ui.dialogs import accounts

        before = str(self.itemData(self._before))
        added = accounts.show(self.window(), self._services, add=True)
        self._fill(added or before)
        self.currentIndexChanged.emit(self.currentIndex())


def opened(services: Services, account_id: str) -> AiStudiosService:
    """The service behind an account; blocking. Raises :class:`AccountError` for one that has no presenters."""
    from studio_gui.providers.aistudios.provider import AiStudiosService

    service = services.service(account_id)
    if not isinstance(service, AiStudiosService):
        raise AccountError(f"The account “{account_id}” has no presenters that speak.", "Choose one of AI Studios.")
    return service
