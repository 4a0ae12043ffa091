"""What is asked only when a service makes the video: kind, workspace, and where it reports to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from studio_gui.app.services import Services
from studio_gui.base.errors import StudioError
from studio_gui.providers.addresses import is_hook
from studio_gui.ui import theme
from studio_gui.ui.dialogs.accounts.asking import Asking
from studio_gui.ui.dialogs.parts import button, field, label

KINDS = (("Full project", "project"), ("Draft in the web editor", "draft"))
_NONE = "My own"


class ServiceFields(QWidget):
    """The fields; workspaces are asked of the service, each account once."""

    changed = Signal()

    def __init__(self, services: Services, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._services, self._asking, self._account = services, Asking(dialog), ""
        self._known: dict[str, tuple[tuple[str, str], ...]] = {}
        self.kind = theme.ComboBox(self)
        self.kind.setObjectName("kind")
        for words, kind in KINDS:
            self.kind.addItem(words, kind)
        self.workspace = theme.ComboBox(self)
        self.workspace.setObjectName("workspace")
        self.again = QToolButton(self)
        self.again.setIcon(theme.icon("refresh"))
        self.again.setToolTip("Ask for the workspaces again")
        self.again.setAccessibleName("Ask for the workspaces again")
        self.said = label("", "quiet", self, wraps=True)
        self.more = button("Advanced", self, role="link", icon="chevron-right", name="advanced")
        self.more.setCheckable(True)
        self.more.setAutoDefault(False)
        self.webhook = theme.LineEdit(self)
        self.webhook.setObjectName("webhook")
        self.webhook.setPlaceholderText("https://…")
        self.webhook_error = label("", "error", self, wraps=True)
        self._lay_out()
        self.kind.currentIndexChanged.connect(self.changed)
        self.workspace.currentIndexChanged.connect(self.changed)
        self.webhook.textChanged.connect(self._on_webhook)
        self.again.clicked.connect(self.load)
        self.more.toggled.connect(self._on_more)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        column.addLayout(field("Workspace", self._workspace_row(), self))
        self.workspace.setAccessibleName("Workspace")
        column.addWidget(self.said)
        self.said.hide()
        column.addWidget(self.more)
        self._advanced = QWidget(self)
        inner = QVBoxLayout(self._advanced)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.S4)
        inner.addLayout(field("Report to this address when it is done (webhook)", self.webhook, self._advanced))
        inner.addWidget(self.webhook_error)
        self.webhook_error.hide()
        column.addWidget(self._advanced)
        self._advanced.hide()

    def _workspace_row(self) -> QWidget:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S4)
        row.addWidget(self.workspace, 1)
        row.addWidget(self.again)
        box.setFocusProxy(self.workspace)
        return box

    @property
    def workspace_id(self) -> str:
        """The id of the chosen workspace; empty for one's own."""
        return str(self.workspace.currentData() or "")

    @property
    def webhook_url(self) -> str:
        """Where the service reports to; empty for nowhere."""
        return self.webhook.text().strip()

    @property
    def is_good(self) -> bool:
        """Whether what was typed can be sent."""
        return not _webhook_trouble(self.webhook_url)

    def show_account(self, account_id: str) -> None:
        """Ask for the workspaces of an account, unless they are known."""
        self._asking.cancel()
        self._account = account_id
        known = self._known.get(account_id)
        self._fill(known or ())
        if known is None:
            self.load()

    def forget(self) -> None:
        """What accounts have may be another thing now."""
        self._known.clear()

    def load(self) -> None:
        """Ask the service, off the window's thread."""
        account, services = self._account, self._services
        self.again.setEnabled(False)
        self._say("Asking for the workspaces…")

        def work() -> tuple[tuple[str, str], ...]:
            from studio_gui.providers.aistudios.provider import AiStudiosService

            service = services.service(account)
            found = service.api.workspaces() if isinstance(service, AiStudiosService) else ()
            return tuple((one.id, one.name or one.id) for one in found)

        self._asking.ask(work, done=self._on_loaded, failed=self._on_failed)

    def _on_loaded(self, found: tuple[tuple[str, str], ...]) -> None:
        self._known[self._account] = found
        self._fill(found)

    def _on_failed(self, error: StudioError) -> None:
        self.again.setEnabled(True)
        self._say(f"The workspaces are not known: {error.message} It goes to your own.")

    def _fill(self, found: tuple[tuple[str, str], ...]) -> None:
        chosen = self.workspace_id
        self.workspace.blockSignals(True)
        self.workspace.clear()
        self.workspace.addItem(_NONE, "")
        for workspace_id, name in found:
            self.workspace.addItem(name, workspace_id)
        self.workspace.setCurrentIndex(max(0, self.workspace.findData(chosen)))
        self.workspace.blockSignals(False)
        self.again.setEnabled(True)
        self._say("")
        self.changed.emit()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _on_more(self, is_open: bool) -> None:
        self.more.setIcon(theme.icon("chevron-down" if is_open else "chevron-right"))
        self._advanced.setVisible(is_open)
        if is_open:
            self.webhook.setFocus()

    def _on_webhook(self) -> None:
        words = _webhook_trouble(self.webhook_url)
        self.webhook_error.setText(words)
        self.webhook_error.setVisible(bool(words))
        self.changed.emit()


def _webhook_trouble(url: str) -> str:
    """What is wrong with an address for reports; empty when nothing is."""
    return "" if not url or is_hook(url) else "Type an address such as https://example.com/done."
