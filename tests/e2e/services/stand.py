"""A practice server that can misbehave, and the jobs of one person who uses it: real HTTP, real files, a fast clock."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

import requests

from studio_gui.app.workers import wanted_of
from studio_gui.base.json_text import JsonDict, dumps
from studio_gui.files.payload import import_payload
from studio_gui.jobs.remote import Remote
from studio_gui.jobs.reporting import JobReport
from studio_gui.jobs.row import JobRow, NewJob
from studio_gui.jobs.store import JobStore
from studio_gui.jobs.tracker import Tracker
from studio_gui.jobs.work import project_of
from studio_gui.providers.aistudios.account import AiStudiosKeys
from studio_gui.providers.aistudios.api import AiStudiosApi
from studio_gui.providers.aistudios.preflight import Traits
from studio_gui.providers.aistudios.provider import AiStudiosService
from studio_gui.providers.base import AccountId, JobId, Payload
from studio_gui.providers.http import Http
from studio_gui.server.running import PracticeServer
from studio_gui.server.settings import ServerSettings
from tests.e2e.server.conftest import payload
from tests.e2e.services.clock import FastClock

ACCOUNT = AccountId("aistudios")
CREATE = "POST /editor/project"
LOOK = "GET /editor/progress/*"
FILE = "GET /files/*"


class Stand:
    """The server and the jobs; a context manager."""

    def __init__(self, folder: Path, *, speed: float = 30.0, patience: float = 1.0, seed: int = 0) -> None:
        self.folder, self.home = folder, folder / "home"
        self.clock = FastClock(speed)
        settings = ServerSettings(folder / "server", fetch_s=0.2, seed=seed)
        self.server = PracticeServer(settings)
        self.keys = AiStudiosKeys(settings.app_id, settings.token, self.server.url)
        self.http = Http(self.server.url, service="AI Studios", patience=patience, pause=_short)
        self.service = AiStudiosService(AiStudiosApi(self.keys, http=self.http), traits=Traits())
        self.store = JobStore(self.home / "data", clock=self.clock)
        self.tracker = Tracker(self.store, {ACCOUNT: Remote(self.service, self._prepare, self.clock)})
        self._log = logging.FileHandler(self._made(self.home) / "log.txt", encoding="utf-8")

    def __enter__(self) -> Stand:
        self.server.start()
        logging.getLogger().addHandler(self._log)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        logging.getLogger().removeHandler(self._log)
        self._log.close()
        self.service.close()
        self.store.close()
        self.server.stop()

    @staticmethod
    def _made(folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _prepare(self, row: JobRow, snapshot: str, _: JobReport) -> Payload:
        return self.service.payload(row.kind, project_of(snapshot), wanted=wanted_of(row))

    def new_job(self, name: str = "Film", *, kind: str = "project") -> NewJob:
        """An export of a small film."""
        return NewJob(
            account=ACCOUNT,
            title=name,
            project_path=self.folder / "Film" / "Film.studio",
            payload=dumps(import_payload({**payload(), "name": name}).project.to_json()),
            target=self.folder / "videos" / f"{name}.mp4",
            resolution="480",
            kind=kind,
        )

    def submit(self, name: str = "Film", *, kind: str = "project") -> JobId:
        """Ask for a film; nothing is done before :meth:`until`."""
        return self.tracker.submit(self.new_job(name, kind=kind))

    def row(self, job_id: JobId) -> JobRow:
        """The job as it stands."""
        return self.store.row(job_id)

    def until(self, is_reached: Callable[[], bool], *, limit_s: float = 60) -> None:
        """Work on the jobs until that holds."""

        async def work() -> None:
            task = asyncio.ensure_future(self.tracker.run())
            end = time.monotonic() + limit_s
            try:
                while not is_reached():
                    rows = [(row.state, row.words, row.error, row.hint, row.failures) for row in self.store.rows()]
                    assert not task.done(), task.exception()
                    assert time.monotonic() < end, f"it did not come to that: {rows[:5]}"
                    await asyncio.sleep(0.03)
            finally:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task

        asyncio.run(work())

    def until_state(self, job_id: JobId, *states: str, limit_s: float = 60) -> JobRow:
        """Work until the job is in one of these states, and nobody works on it."""
        self.until(lambda: self.row(job_id).state in states and not self.row(job_id).owner, limit_s=limit_s)
        return self.row(job_id)

    # The server's other side

    def misbehave(self, *rules: tuple[str, str] | JsonDict) -> None:
        """Do this from now on; a pair is an endpoint and what is always wrong there."""
        said = [
            dict(zip(("endpoint", "fault"), rule, strict=True)) if isinstance(rule, tuple) else rule for rule in rules
        ]
        answer = self._admin("PUT", "/practice/faults", json=said)
        assert answer.ok, answer.text

    def expire_tokens(self) -> None:
        """Let every token end."""
        assert self._admin("POST", "/practice/expire-tokens").ok

    def report(self) -> JsonDict:
        """What the server made and was asked."""
        found = self._admin("GET", "/practice/report").json()
        assert isinstance(found, dict)
        return found

    def asked(self, endpoint: str) -> int:
        """How often that was asked."""
        asked = self.report()["asked"]
        assert isinstance(asked, dict)
        return int(str(asked.get(endpoint, 0)))

    def created(self) -> int:
        """How many projects there are at the service."""
        projects = self.report()["projects"]
        assert isinstance(projects, list)
        return len(projects)

    def _admin(self, method: str, path: str, *, json: object = None) -> requests.Response:
        headers = {"X-Practice-Token": self.server.settings.token}
        with requests.Session() as session:
            return session.request(method, self.server.url + path, json=json, headers=headers, timeout=30)

    # What must hold whatever happened

    def secrets(self) -> list[str]:
        """What must be found nowhere: the keys, and every token the server gave."""
        return [self.keys.user_key, self.keys.app_id, *self.server.practice._tokens]

    def check_all(self, *, creates: int) -> None:
        """Exactly so many projects were made, no secret lies about, and every job says how it stands."""
        report = self.report()
        assert self.created() == creates, report["projects"]
        assert report["leaks"] == []
        found = list(secrets_in(self.home, self.secrets()))
        assert not found, found
        for row in self.store.rows():
            assert row.status
            if row.state in ("failed", "unsure"):
                assert row.error.endswith((".", "!", "?")), row.error
                assert row.hint
            assert row.target.is_file() == (row.state == "done"), row
            assert row.state not in ("preparing", "submitting", "searching")


def secrets_in(folder: Path, secrets: list[str]) -> Iterator[str]:
    """Files below a folder with one of these in them."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            yield from (f"{path}: {secret[:4]}…" for secret in secrets if secret.encode() in content)


def _short(seconds: float) -> None:
    threading.Event().wait(min(seconds, 0.02))
