"""Who does the jobs of each account, opened when the first job of it comes up."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from studio_gui.app.accounts import Account, Accounts
from studio_gui.app.avatars.building import hosted_payload
from studio_gui.app.avatars.form import KINDS, AvatarForm
from studio_gui.app.carrying import Carrying
from studio_gui.app.hosting import Host, hosted, refuse_local_media
from studio_gui.app.parts import with_parts
from studio_gui.app.practice import PracticeHost
from studio_gui.base.errors import AccountError, StudioError
from studio_gui.base.json_text import Json
from studio_gui.base.settings import HostSetting
from studio_gui.files.sayings import with_own
from studio_gui.jobs.ladder import avatar_step_s, practice_avatar_step_s
from studio_gui.jobs.remote import Remote
from studio_gui.jobs.reporting import JobReport
from studio_gui.jobs.row import JobRow
from studio_gui.jobs.work import Worker, project_of
from studio_gui.model.checks import Issue
from studio_gui.model.crop import parts_to_send, shares
from studio_gui.model.project import Project
from studio_gui.providers.addresses import is_public
from studio_gui.providers.base import AccountId, Payload, Service, Wanted
from studio_gui.providers.computer import ComputerProvider
from studio_gui.providers.hosting.kinds import is_reachable

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A service, and what it was opened with."""

    service: Service
    account: Account
    keys: Mapping[str, str] = field(repr=False)
    as_of: object
    """The state of the accounts when they were looked at last."""


class Workers(Mapping[AccountId, Worker]):
    """The workers by account. Asking for one that cannot be opened now answers None and is tried again later."""

    def __init__(
        self,
        accounts: Accounts,
        practice: PracticeHost,
        carrying: Carrying,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._accounts = accounts
        self._practice = practice
        self._carrying = carrying
        self._clock = clock
        self._lock = threading.RLock()
        self._open: dict[AccountId, _Opened] = {}
        self._troubles: dict[AccountId, str] = {}

    def __iter__(self) -> Iterator[AccountId]:
        return iter([account.id for account in self._accounts.all() if account.id in self])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, account_id: object) -> bool:
        """Whether the jobs of an account can be done now; asked every second, so an open one asks no keyring."""
        if account_id in self._open:
            return True
        try:
            account = self._accounts.get(str(account_id))
            return self._accounts.has_keys(account)
        except StudioError:
            return False  # gone, or its keyring is locked

    def __getitem__(self, account_id: AccountId) -> Worker:
        if account_id == "computer":
            return ComputerProvider()
        try:
            kind = self._accounts.get(account_id).service
            service = self._practice.both() if kind == "practice" else self.service(account_id)
            if kind == "aistudios":
                service = self._carrying.signing(service, account_id)
        except StudioError as error:
            if self._troubles.get(account_id) != error.message:
                self._troubles[account_id] = error.message
                _log.info("jobs of %s wait: %s", account_id, error.message)
            raise KeyError(account_id) from None
        step_s = practice_avatar_step_s if kind == "practice" else avatar_step_s
        return Remote(service, self._prepare, self._clock, step_s)

    def service(self, account_id: str, *, makes: str = "videos") -> Service:
        """The service behind an account; ``makes`` may be ``avatars``. Raises :class:`AccountError`."""
        as_of = self._accounts.as_of  # before it is read: what changes meanwhile is seen the next time
        account = self._accounts.get(account_id)
        if account.service == "practice":
            return self._practice.creatify() if makes == "avatars" else self._practice.studios()
        if account.service == "computer":
            raise AccountError("This computer is no service on the network.", "Choose another account.")
        with self._lock:
            found = self._open.get(account.id)
            if found is None or found.as_of != as_of:
                # Another process may have given it other keys: nothing is sent, and paid, with those of before.
                found = self._open[account.id] = self._opened(account, found, as_of)
            return found.service

    def _opened(self, account: Account, before: _Opened | None, as_of: object) -> _Opened:
        keys: Mapping[str, str]
        try:
            keys = self._accounts.keys(account)
        except AccountError:
            if before is None or before.account != account:
                self.forget(account.id)
                raise
            keys = before.keys  # the keyring was locked since
        if before is not None and (before.account, before.keys) == (account, keys):
            return replace(before, as_of=as_of)
        self.forget(account.id)
        return _Opened(self._accounts.open_with(account, keys), account, keys, as_of)

    def forget(self, account_id: str) -> None:
        """Let an account be opened anew: its keys or its address have changed."""
        with self._lock:
            found = self._open.pop(AccountId(account_id), None)
        if found is not None:
            found.service.close()

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            for opened in self._open.values():
                opened.service.close()
            self._open.clear()
        self._carrying.close()
        self._practice.close()

    def _prepare(self, row: JobRow, snapshot: str, report: JobReport) -> Payload:
        """The payload of a job made out of a project or a form: files are hosted, then it is built."""
        account = self._accounts.get(row.account)
        host = self.host_of(account, report)
        if row.kind in KINDS:
            return hosted_payload(AvatarForm.from_text(snapshot), host, title=account.title)
        service = self.service(row.account)
        project = project_of(snapshot)
        if row.kept.get("sayings") != "all":
            project = with_own(project)  # a job of an older program
        if host is not None:

            def told(done: int, total: int) -> None:
                report.say(f"Uploading file {done + 1} of {total}")

            project = hosted(with_parts(project, row.folder), row.folder, host=host, told=told)
        else:
            refuse_local_media(project, account.title)
        return service.payload(row.kind, project, wanted=wanted_of(row))

    def host_of(self, account: Account, report: JobReport) -> Host | None:
        """What brings files where the service behind an account can fetch them; None when nothing does."""
        if account.service == "practice":
            return self._practice.host
        media_host = self._carrying.host_of(account.id)
        if media_host is None:
            return None

        def bring(path: Path) -> str:
            words = f"Uploading {path.name} to {media_host.title}:"
            sent = partial(report.transfer, words)
            return self._carrying.bring(media_host, path, sent=sent)

        return bring


def wanted_of(row: JobRow) -> Wanted:
    """How the project of a job is exported."""
    kept = row.kept
    return Wanted(row.resolution, kept.get("workspace_id", ""), kept.get("webhook_url", ""), row.id)


def preflight(
    account: Account, project: Project, folder: Path, *, host: HostSetting | None = None
) -> tuple[Issue, ...]:
    """What would go wrong when an account makes a project, whose media are brought to ``host``; asks nobody."""
    if account.service == "computer":
        return ComputerProvider().check(project, folder=folder)
    if account.service == "creatify":
        from studio_gui.model.checks.issue import Place

        return (Place().error("no-projects", f"{account.title} makes presenters, not videos of projects."),)
    from studio_gui.providers.aistudios.preflight import Traits, issues_of

    if account.service == "practice":
        traits = Traits(has_local_presenters=True, hosts_media=True)
    else:
        is_china = account.region == "china" or account.region.rstrip("/").endswith(".cn")
        is_near = account.region.startswith("http") and not is_public(account.region)
        traits = Traits(is_china=is_china, hosts_media=host is not None and (is_near or is_reachable(host)))
    return issues_of(project, folder=folder, traits=traits)


def fingerprint_of(account: Account, snapshot: str, *, kind: str, wanted: Wanted) -> str:
    """What tells whether the same was sent to the account before: of the project as it is, before files are hosted.

    What was recovered is still the same: whoever sent it before the program ended badly is asked, whatever it is called.
    """
    from studio_gui.files.journal import RECOVERED
    from studio_gui.providers.aistudios.payload import create_body

    project = project_of(snapshot)
    project = project.changed(name=project.name.removesuffix(RECOVERED))
    files: list[Json] = [
        f"{scene.id} {part.studio.media}"
        for scene in project.scenes
        for part in (scene.background, *scene.clips)
        if part.studio.media
    ]
    # What is cut off is not in the body: the picture is hosted as the part that shows.
    files += [f"{scene_id} {clip.id} {shares(clip)}" for scene_id, clip in parts_to_send(project)]
    body = create_body(project, wanted=wanted, is_export=kind == "project")
    return Payload(kind, {**body, "files": files}).fingerprint
