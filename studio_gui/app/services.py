"""The composition root: one object that has everything the window and the command line work with.

Parts are made when they are first asked for, so that a command pays only for what it uses.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from studio_gui.app.exporting import ExportOptions, refuse_errors, target_of
from studio_gui.base.errors import AccountError
from studio_gui.base.json_text import dumps
from studio_gui.base.paths import UserPaths, user_paths
from studio_gui.base.settings import SettingsFile
from studio_gui.model.checks import Issue
from studio_gui.model.project import Project
from studio_gui.providers.base import Account, AccountId, JobId
from studio_gui.providers.computer import ComputerProvider

if TYPE_CHECKING:
    from studio_gui.jobs.store import JobStore
    from studio_gui.jobs.tracker import Tracker
    from studio_gui.speech import EspeakEngine, Speaker, SystemEngine

COMPUTER = AccountId("computer")


class Services:
    """What stands below the window and the command line. Close it at the end."""

    def __init__(self, paths: UserPaths | None = None) -> None:
        self.paths = paths or user_paths()

    @cached_property
    def settings(self) -> SettingsFile:
        """What the person has chosen."""
        return SettingsFile(self.paths.config)

    @cached_property
    def speaker(self) -> Speaker:
        """The voices of this computer, with what they have said kept in the cache folder."""
        from studio_gui.speech import Speaker

        return Speaker([self._engine, self._system], self.paths.cache / "speech")

    @cached_property
    def _engine(self) -> EspeakEngine:
        from studio_gui.speech import EspeakEngine

        return EspeakEngine()

    @cached_property
    def _system(self) -> SystemEngine:
        from studio_gui.speech import SystemEngine

        return SystemEngine()

    @cached_property
    def store(self) -> JobStore:
        """The list of jobs; raises :class:`JobError` when it cannot be opened."""
        from studio_gui.jobs.store import JobStore

        return JobStore(self.paths.data)

    @cached_property
    def tracker(self) -> Tracker:
        """Moves jobs on. The window and ``--wait`` run it: ``await services.tracker.run()``."""
        from studio_gui.jobs.tracker import Tracker

        return Tracker(self.store, {account.id: account.provider for account in self.accounts})

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
        raise AccountError(f"There is no account “{account_id[:40]}”.", f"The accounts are: {names}.")

    def check(self, project: Project, *, folder: Path, account: str = COMPUTER) -> tuple[Issue, ...]:
        """What would go wrong when ``account`` makes the project; ``folder`` is where its media are."""
        return self.account(account).provider.check(project, folder=folder)

    def export(
        self, project: Project, *, project_path: Path, account: str = COMPUTER, options: ExportOptions | None = None
    ) -> JobId:
        """Ask for a video of this very project, whatever is edited afterwards; answers the job.

        The job is written down and waits; a tracker that runs in this or another process does it. Safe to call from a
        thread. Raises :class:`AccountError`, :class:`TargetError`, and :class:`JobError` when a check finds an error.
        """
        from studio_gui.jobs.row import NewJob

        wanted = options or ExportOptions()
        wanted.check()
        where = self.account(account)
        if not wanted.ignore_errors:
            refuse_errors(self.check(project, folder=project_path.absolute().parent, account=account))
        name = project.name.strip() or project_path.stem
        taken = {row.target for row in self.store.unfinished()}
        job = NewJob(
            account=where.id,
            title=name,
            project_path=project_path.absolute(),
            payload=dumps(project.to_json()),
            target=target_of(wanted, project_path=project_path, name=name, taken=taken),
            resolution=wanted.resolution,
            fps=wanted.fps,
            overwrite=wanted.overwrite,
        )
        return self.tracker.submit(job)

    def hand_over(self) -> bool:
        """Let a process of its own finish the jobs that wait, e.g. when the window closes; False when there are none."""
        from studio_gui.app.runner import start_runner

        if not self.store.unfinished():
            return False
        start_runner()
        return True

    def close(self) -> None:
        """Close what was opened."""
        made = self.__dict__
        if "store" in made:
            self.store.close()
        if "_engine" in made:
            self._engine.close()
        if "_system" in made:
            self._system.close()
