"""The composition root: one object that has everything the window and the command line work with.

Parts are made when they are first asked for, so that a command pays only for what it uses.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from studio_gui.app.accounts import COMPUTER, Account, Accounts
from studio_gui.app.exporting import (
    ExportOptions,
    job_title,
    refuse_errors,
    refuse_own_forms,
    refuse_own_wishes,
    target_of,
)
from studio_gui.app.secrets import Secrets
from studio_gui.base.json_text import dumps
from studio_gui.base.paths import UserPaths, user_paths
from studio_gui.base.settings_file import SettingsFile
from studio_gui.files.sayings import with_own
from studio_gui.files.versions import keep_quietly
from studio_gui.files.writing import check_folder_takes_files
from studio_gui.jobs.again import Sending, SentBefore
from studio_gui.model.checks import Issue
from studio_gui.model.project import Project
from studio_gui.providers.base import JobId, Payload, Service

if TYPE_CHECKING:
    from studio_gui.app.avatars import Avatars
    from studio_gui.app.catalogue import Catalogue, PictureCache, Presets
    from studio_gui.app.hosts import Hosts
    from studio_gui.app.workers import Workers
    from studio_gui.jobs.row import NewJob
    from studio_gui.jobs.store import JobStore
    from studio_gui.jobs.tracker import Tracker
    from studio_gui.speech import EspeakEngine, Speaker, SystemEngine

__all__ = ["COMPUTER", "SentBefore", "Services"]

Made = TypeVar("Made")


class _MadeOnce(cached_property[Made]):
    """Made when it is first asked for, under the lock of its services.

    A lock of its own would be waited for by who has the other one, in the other order.
    """

    def __get__(self, instance: Services, owner: type[object] | None = None) -> Made:  # type: ignore[override]
        with instance._making:
            return super().__get__(instance, owner)


class Services:
    """What stands below the window and the command line. Any thread may ask; close it at the end."""

    def __init__(self, paths: UserPaths | None = None, *, clock: Callable[[], float] = time.time) -> None:
        """``clock`` gives seconds since 1970: what jobs and avatars take for the time."""
        self.paths = paths or user_paths()
        self._clock = clock
        self._making = threading.RLock()
        self._settings: SettingsFile | None = None
        self._engines: tuple[EspeakEngine, SystemEngine] | None = None
        self._speaker: Speaker | None = None
        self._store: JobStore | None = None
        self._tracker: Tracker | None = None
        self._workers: Workers | None = None

    @property
    def settings(self) -> SettingsFile:
        """What the person has chosen."""
        with self._making:
            if self._settings is None:
                self._settings = SettingsFile(self.paths.config)
            return self._settings

    @property
    def speaker(self) -> Speaker:
        """The voices of this computer, the program's own before the system's; what they said is kept in the cache."""
        with self._making:
            if self._speaker is None:
                from studio_gui.speech import EspeakEngine, Speaker, SystemEngine

                self._engines = EspeakEngine(), SystemEngine()
                self._speaker = Speaker(self._engines, self.paths.cache / "speech")
            return self._speaker

    @property
    def store(self) -> JobStore:
        """The list of jobs, where none is being sent by a process that is gone; raises :class:`JobError`."""
        with self._making:
            if self._store is None:
                from studio_gui.jobs.settling import settle_killed
                from studio_gui.jobs.store import JobStore

                store = JobStore(self.paths.data, clock=self._clock)
                try:
                    settle_killed(store)
                except BaseException:
                    store.close()
                    raise
                self._store = store
            return self._store

    @property
    def tracker(self) -> Tracker:
        """Moves jobs on. The window and ``--wait`` run it: ``await services.tracker.run()``."""
        with self._making:
            if self._tracker is None:
                from studio_gui.jobs.tracker import Tracker

                self._tracker = Tracker(self.store, self.workers)
            return self._tracker

    @_MadeOnce
    def accounts(self) -> Accounts:
        """Where videos can be made; this computer is always first."""
        return Accounts(self.settings, Secrets())

    @_MadeOnce
    def hosts(self) -> Hosts:
        """Where media are brought so that services can fetch them."""
        from studio_gui.app.hosts import Hosts

        return Hosts(self.settings, self.accounts.secrets)

    @property
    def workers(self) -> Workers:
        """Who does the jobs of each account."""
        with self._making:
            if self._workers is None:
                from studio_gui.app.carrying import Carrying
                from studio_gui.app.practice import PracticeHost
                from studio_gui.app.workers import Workers

                self._workers = Workers(
                    self.accounts,
                    PracticeHost(self.paths.data / "practice"),
                    Carrying(self.hosts, self.paths.cache),
                    clock=self._clock,
                )
            return self._workers

    @_MadeOnce
    def avatars(self) -> Avatars:
        """Presenters that services make out of people's footage."""
        from studio_gui.app.avatars import Avatars

        return Avatars(self, clock=self._clock)

    @_MadeOnce
    def catalogue(self) -> Catalogue:
        """The presenters of accounts, as they were listed last."""
        from studio_gui.app.catalogue import Catalogue

        return Catalogue(self, self.paths.state / "catalogue")

    @_MadeOnce
    def pictures(self) -> PictureCache:
        """Small pictures of presenters from the network."""
        from studio_gui.app.catalogue import PictureCache

        return PictureCache(self.paths.state / "pictures")

    @_MadeOnce
    def presets(self) -> Presets:
        """Presenters that a person kept."""
        from studio_gui.app.catalogue import Presets

        return Presets(self.paths.data / "presets" / "presenters.json")

    def account(self, account_id: str) -> Account:
        """The account with that id; raises :class:`AccountError` naming those there are."""
        return self.accounts.get(account_id)

    def service(self, account_id: str, *, makes: str = "videos") -> Service:
        """The service behind an account, opened; raises :class:`AccountError`."""
        return self.workers.service(account_id, makes=makes)

    def check(self, project: Project, *, folder: Path, account: str | Account = COMPUTER) -> tuple[Issue, ...]:
        """What would go wrong when ``account`` makes the project; ``folder`` is where its media are.

        An id is looked up; an :class:`Account` itself may be one that nobody has, for a payload that is only saved.
        """
        from studio_gui.app.avatars.used import named
        from studio_gui.app.workers import preflight
        from studio_gui.model.checks.clips import SERVICE_PRESENTER

        where = account if isinstance(account, Account) else self.account(account)
        host = self.hosts.of_account(where.id) if where.id not in (COMPUTER, "practice") else None
        found = preflight(where, project, folder, host=host.setting if host is not None else None)
        if any(issue.code == SERVICE_PRESENTER for issue in found):
            found = tuple(named(found, project, self.presenter_names()))
        if not where.is_remote and any(scene.studio.voice for scene in project.scenes):
            from studio_gui.providers.computer.voices import missing_voices

            found = (*found, *missing_voices(project, self.speaker))
        return (*self.avatars.issues_of(project, is_service=where.is_remote), *found)

    def presenter_names(self) -> dict[str, str]:
        """What people call the presenters of accounts, by what a service calls them. Reads the disk: for threads."""
        return {**self.catalogue.names(), **self.avatars.names()}

    def export(
        self,
        project: Project,
        *,
        project_path: Path,
        account: str = COMPUTER,
        options: ExportOptions | None = None,
        series: str = "",
    ) -> JobId:
        """Ask for a video of this very project, whatever is edited afterwards; answers the job.

        ``series`` marks a video of a row of a table: then what is exported is no version of the project. The job is
        written down and waits; a tracker that runs in this or another process does it. Safe to call from a thread.
        Raises :class:`AccountError`, :class:`TargetError`, and :class:`JobError` when a check finds an error.
        """
        from studio_gui.app.avatars.used import NOT_READY
        from studio_gui.jobs.holding import kept_for
        from studio_gui.jobs.row import NewJob

        wanted = options or ExportOptions()
        wanted.check()
        where = self.account(account)
        if where.is_remote:
            refuse_own_forms(wanted, where.title)
        else:
            refuse_own_wishes(wanted)
        waits = kept_for(self.avatars.hold_for(project)) if wanted.when_ready else {}
        if not wanted.ignore_errors:
            found = self.check(project, folder=project_path.absolute().parent, account=account)
            refuse_errors([issue for issue in found if not (waits and issue.code == NOT_READY)])
        # What words are said like is settled now: a dictionary that is changed while the job waits does not count.
        snapshot, fingerprint = dumps(with_own(project).to_json()), ""
        if where.is_remote:
            fingerprint = self._ready(where, snapshot, wanted)
        name = project.name.strip() or project_path.stem
        taken = {row.target for row in self.store.unfinished()}
        target = target_of(wanted, project_path=project_path, name=name, taken=taken)
        check_folder_takes_files(target.parent)
        is_named = bool(series) or wanted.kind == "draft"  # after its row, and no file comes of it
        job = NewJob(
            account=where.id,
            title=name if is_named else job_title(name, target, suffix=wanted.form.suffix),
            project_path=project_path.absolute(),
            payload=snapshot,
            target=target,
            resolution=wanted.resolution,
            fps=wanted.fps,
            overwrite=wanted.overwrite,
            kind=wanted.kind if where.is_remote else "video",
            fingerprint=fingerprint,
            kept={**wanted.kept(), **waits, "sayings": "all", **({"series": series} if series else {})},
        )
        job_id = self.submit(job, where, send_again=wanted.send_again)
        if not series:
            keep_quietly(project_path, project, reason="exported")
        return job_id

    def _ready(self, where: Account, snapshot: str, wanted: ExportOptions) -> str:
        """See that a project can be sent; answers its fingerprint."""
        from studio_gui.app.workers import fingerprint_of
        from studio_gui.providers.base import Wanted

        if not self.accounts.has_keys(where):
            self.accounts.open(where)  # says which key is missing
        details = Wanted(wanted.resolution, wanted.workspace_id, wanted.webhook_url)
        return fingerprint_of(where, snapshot, kind=wanted.kind, wanted=details)

    def submit(self, job: NewJob, where: Account, *, send_again: bool) -> JobId:
        """Write a job down; raises :class:`SentBefore` when the very same was sent to the account."""

        def refuse(before: Sending) -> None:
            raise before.refusal(where.title)

        return self.tracker.submit(job, refuse=refuse if where.is_remote and not send_again else None)

    def send(
        self,
        payload: Payload,
        *,
        account: str,
        title: str,
        target: Path,
        send_again: bool = False,
        waits_for: Collection[str] = (),
    ) -> JobId:
        """Ask a service for something that is not made out of the open project: a talk, speech, an export of a draft.

        ``target`` is where its file goes, under a name that is free; ``waits_for`` are avatars that have to be ready
        before it is sent. Raises as :meth:`export` does.
        """
        from studio_gui.jobs.holding import kept_for
        from studio_gui.jobs.publishing import free_name
        from studio_gui.jobs.row import NewJob

        where = self.account(account)
        if not self.accounts.has_keys(where):
            self.accounts.open(where)
        check_folder_takes_files(target.parent)
        resolution = payload.body.get("resolution")
        job = NewJob(
            account=where.id,
            title=title,
            project_path=target.parent / "none.studio",
            payload="",
            target=free_name(target, taken={row.target for row in self.store.unfinished()}),
            resolution=resolution if isinstance(resolution, str) else "1080",
            kind=payload.kind,
            request=payload,
            kept=kept_for(self.avatars.awaited(waits_for)) if waits_for else {},
        )
        return self.submit(job, where, send_again=send_again)

    def hand_over(self) -> bool:
        """See that the jobs that wait are done although nobody stays; False when there are none.

        Starts a process of its own for them unless another one takes what waits. Call it after the tracker has ended.
        """
        from studio_gui.app.runner import start_runner
        from studio_gui.jobs.owners import is_another_at_work

        if not self.tracker.has_work():
            return False
        if not is_another_at_work(self.store.owners_folder):
            start_runner()
        return True

    async def finish_all(self) -> None:
        """Do jobs until none is left by anybody: what the process does that :meth:`hand_over` starts."""
        # Who asked a moment ago whether anybody is at work was told yes; so look once more after having let go.
        while self.tracker.has_work():
            await self.tracker.run(until_idle=True)

    def __enter__(self) -> Services:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close what was opened."""
        with self._making:
            if self._store is not None:
                self._store.close()
            for engine in self._engines or ():
                engine.close()
            if self._workers is not None:
                self._workers.close()
            self._workers = None
            self._store = self._tracker = self._engines = self._speaker = None
