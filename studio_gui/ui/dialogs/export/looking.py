"""What an export dialog asks of other threads: how the project stands with a destination, and what is known of that."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio_gui.app.accounts import Account
from studio_gui.app.services import Services
from studio_gui.model.checks import Issue
from studio_gui.model.project import Project
from studio_gui.ui.dialogs.export.sources import Known, known_of
from studio_gui.ui.threads import in_background, waiting


class Looking(QObject):
    """Asks; of each question only the newest answer counts, and one question does not take the answer of the other."""

    checked = Signal(tuple)
    """The issues."""
    known = Signal(object)
    """The :class:`Known` of an account."""

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._checks = self._look_ups = 0

    def check(self, project: Project, *, folder: Path, account: Account) -> None:
        """Look at the project and its files."""
        self._checks += 1
        turn, services = self._checks, self._services

        def work() -> tuple[Issue, ...]:
            return services.check(project, folder=folder, account=account)

        def done(issues: tuple[Issue, ...]) -> None:
            if turn == self._checks:
                self.checked.emit(issues)

        in_background(self, work, done=done)

    def look_up(self, account: Account) -> None:
        """Look an account up, where a keyring may ask for a password first."""
        self.forget()
        turn, services = self._look_ups, self._services

        def done(known: Known) -> None:
            if turn == self._look_ups:
                self.known.emit(known)

        in_background(self, waiting(lambda: known_of(services, account)), done=done)

    def forget(self) -> None:
        """Whatever is being looked up of an account does not count any more."""
        self._look_ups += 1
