"""The composition root: one object that has everything the window and the command line work with.

Parts are made when they are first asked for, so that a command pays only for what it uses.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from studio_gui.base.errors import AccountError
from studio_gui.base.paths import UserPaths, user_paths
from studio_gui.model.checks import Issue
from studio_gui.model.project import Project
from studio_gui.providers.base import Account, AccountId
from studio_gui.providers.computer import ComputerProvider

COMPUTER = AccountId("computer")


class Services:
    """What stands below the window and the command line."""

    def __init__(self, paths: UserPaths | None = None) -> None:
        self.paths = paths or user_paths()

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """Where videos can be made; this computer is always first."""
        provider = ComputerProvider()
        return (Account(COMPUTER, provider, provider.title),)

    def account(self, account_id: str) -> Account:
        """The account with that id; raises :class:`AccountError` naming those there are."""
        for account in self.accounts:
            if account.id == account_id:
                return account
        names = ", ".join(account.id for account in self.accounts)
        raise AccountError(f"There is no account “{account_id}”.", f"The accounts are: {names}.")

    def check(self, project: Project, *, folder: Path, account: str = COMPUTER) -> tuple[Issue, ...]:
        """What would go wrong when ``account`` makes the project."""
        return self.account(account).provider.check(project, folder=folder)
