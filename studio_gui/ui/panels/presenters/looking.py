"""Which account's presenters are shown, and asking for the list anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from studio_gui.ui import theme
from studio_gui.ui.threads import in_background, waiting

if TYPE_CHECKING:
    from studio_gui.app.services import Services


class AccountLists(QWidget):
    """A choice of accounts and a button that asks for the list of the chosen one."""

    chosen = Signal()
    """Another account."""
    listed = Signal()
    """The list has come and is kept."""
    failed = Signal(object)
    """The :class:`StudioError`."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._is_busy = False
        self._chosen = ""
        self.choice = theme.ComboBox(self)
        self.choice.setObjectName("presenters_of")
        self.choice.setAccessibleName("Presenters of the account")
        self.choice.setProperty("dense", True)
        self.anew = QToolButton(self)
        self.anew.setObjectName("list_presenters")
        self.anew.setIcon(theme.icon("refresh"))
        self.anew.setAccessibleName("List the presenters anew")
        self.anew.setToolTip("List the presenters anew")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S4)
        row.addWidget(self.choice, 1)
        row.addWidget(self.anew)
        self.fill()
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self.anew.clicked.connect(self.ask)

    @property
    def account(self) -> str:
        """The id of the chosen account; empty when there is none."""
        return str(self.choice.currentData() or "")

    def fill(self) -> None:
        """List the accounts; a real one comes before the practice account."""
        before = self._chosen
        self.choice.blockSignals(True)
        self.choice.clear()
        for one in sorted(self._services.catalogue.accounts(), key=lambda one: one.service == "practice"):
            self.choice.addItem(one.title, one.id)
        self.choice.setCurrentIndex(max(0, self.choice.findData(before)))
        self.choice.blockSignals(False)

    def ask(self) -> None:
        """Ask the service of the chosen account for its list."""
        account, catalogue = self.account, self._services.catalogue
        if self._is_busy or not account:
            return
        self._set_busy(True)

        def done(_listing: object) -> None:
            self._set_busy(False)
            self.listed.emit()

        def failed(error: Exception) -> None:
            self._set_busy(False)
            self.failed.emit(error)

        in_background(self, waiting(lambda: catalogue.refresh(account)), done=done, failed=failed)

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.anew.setEnabled(not is_busy)

    def _on_chosen(self) -> None:
        self._chosen = self.account
        self.chosen.emit()
