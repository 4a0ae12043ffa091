"""A person with a Creatify and an AI Studios account at a practice server that can misbehave, and a clock to be set."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import pytest
import requests

from studio_gui.app.avatars import Avatar, AvatarForm
from studio_gui.app.avatars.following import Change
from studio_gui.app.services import Services
from studio_gui.base.json_text import JsonDict
from studio_gui.base.paths import user_paths
from studio_gui.jobs.row import JobRow
from studio_gui.jobs.tracker import Tracker
from studio_gui.providers.base import JobId
from studio_gui.server.running import PracticeServer
from studio_gui.server.settings import ServerSettings
from tests.e2e.services.clock import FastClock

CREATE = "POST /api/personas_v2/"
LOOK = "GET /api/personas/*"
LIST = "GET /api/personas_v2/"
NAME = "Ada Lovelace"


class AvatarStand:
    """The server and the program of one person; a context manager. :meth:`restart` ends the program and begins anew."""

    def __init__(self, folder: Path, footage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.footage = folder, footage
        self.clock = FastClock()
        self.settings = ServerSettings(folder / "server", fetch_s=0.2, avatar_step_s=1e9, takes_local_media=True)
        self.server = PracticeServer(self.settings)
        self.heard: list[Change] = []
        self._set = monkeypatch.setenv

    def __enter__(self) -> AvatarStand:
        self.server.start()
        for service, names in (("CREATIFY", ("API_ID", "API_KEY")), ("AISTUDIOS", ("APP_ID", "USER_KEY"))):
            values = (self.server.url, self.settings.app_id, self.settings.token)
            for name, value in zip(("URL", *names), values, strict=True):
                self._set(f"STUDIO_{service}_{name}", value)
        self.log = self.folder / "log.txt"
        self._handler = logging.FileHandler(self.log, encoding="utf-8")
        logging.getLogger().addHandler(self._handler)
        self._begin()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.services.close()
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()
        self.server.stop()

    def _begin(self) -> None:
        self.services = Services(clock=self.clock)
        self.avatars = self.services.avatars
        self.avatars.on_change(self.heard.append)

    def restart(self, *, after_s: float = 0.0) -> None:
        """The program ends, and begins anew after so long."""
        self.services.close()
        self.clock.jump(after_s)
        self._begin()

    @property
    def tracker(self) -> Tracker:
        """Moves the jobs on."""
        return self.services.tracker

    def form(self, **more: object) -> AvatarForm:
        """A form that is filled in well."""
        said: dict[str, object] = {
            "account": "creatify", "name": NAME, "gender": "f", "scene": "office", "source": str(self.footage),
            "consent": str(self.footage),
        }  # fmt: skip
        return AvatarForm.model_validate({**said, **more})

    def create(self, **more: object) -> Avatar:
        """Ask for an avatar; nothing is sent before :meth:`until`."""
        return self.avatars.create(self.form(**more), agreed=True)

    def made(self, **more: object) -> Avatar:
        """An avatar that is at the service, where it stays ``pending`` until :meth:`stands`."""
        avatar = self.create(**more)
        self.until(lambda: bool(self.avatars.get(avatar.id).remote_id))
        return self.avatars.get(avatar.id)

    def row(self, avatar: Avatar) -> JobRow:
        """The job of an avatar."""
        return self.services.store.row(avatar.id)

    def until(self, is_reached: Callable[[], bool], *, limit_s: float = 30) -> None:
        """Work on the jobs until that holds and nobody works on any."""

        async def work() -> None:
            task = asyncio.ensure_future(self.tracker.run())
            end = time.monotonic() + limit_s
            try:
                while not is_reached() or any(row.owner for row in self.services.store.unfinished()):
                    rows = [(row.state, row.words, row.error, row.next_at) for row in self.services.store.rows()]
                    assert not task.done(), task.exception()
                    assert time.monotonic() < end, f"it did not come to that: {rows[:5]}"
                    await asyncio.sleep(0.02)
            finally:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task

        asyncio.run(work())

    def until_phase(self, avatar: Avatar, *phases: str) -> Avatar:
        """Work until an avatar is there."""
        self.until(lambda: self.avatars.get(avatar.id).phase in phases)
        return self.avatars.get(avatar.id)

    def looked(self, avatar: Avatar) -> Avatar:
        """Have the service asked at once, and wait for what it says."""
        before = self.row(avatar).looks
        assert self.avatars.look_now([avatar.id]) == 1
        self.until(lambda: self.row(avatar).is_final or self.row(avatar).looks > before)
        return self.avatars.get(avatar.id)

    # The server's other side

    def stands(self, avatar: Avatar, status: str, *, reason: str = "", is_active: bool = False) -> None:
        """Let the avatar stand so at the service."""
        said = {"process_status": status, "failed_reason": reason, "is_active": is_active}
        assert self.admin("PUT", f"/practice/personas/{avatar.remote_id}", said).ok

    def misbehave(self, *rules: JsonDict) -> None:
        """Do this from now on."""
        answer = self.admin("PUT", "/practice/faults", list(rules))
        assert answer.ok, answer.text

    def asked(self, endpoint: str) -> int:
        """How often that was asked."""
        return self.server.practice.asked[endpoint]

    def created(self) -> list[JsonDict]:
        """The avatars that the service has."""
        return self.server.practice.store.all("persona")

    def admin(self, method: str, path: str, body: object = None) -> requests.Response:
        """Steer the server."""
        headers = {"X-Practice-Token": self.settings.token}
        with requests.Session() as session:
            return session.request(method, self.server.url + path, json=body, headers=headers, timeout=30)

    def check_private(self) -> None:
        """Neither keys nor the name of the person are in the log; keys are nowhere."""
        self._handler.flush()
        log = self.log.read_text(encoding="utf-8")
        assert NAME not in log
        assert "Lovelace" not in log
        exchanges = [one for row in self.services.store.rows() for one in self.services.store.exchanges(JobId(row.id))]
        assert exchanges
        assert not [one for one in exchanges if NAME in one.sent + one.answer + one.problem]
        secrets = (self.settings.token.encode(), self.settings.app_id.encode())
        home = user_paths().data.parent
        found = [
            path for path in home.rglob("*") if path.is_file() and any(one in path.read_bytes() for one in secrets)
        ]
        assert not found


def lengthen(film: Path, *, megabytes: int) -> None:
    """Make a film so much larger that shows the same: an empty box, which players skip, and a hole on the disk."""
    size = megabytes << 20
    with open(film, "ab") as file:
        file.write((1).to_bytes(4, "big") + b"free" + size.to_bytes(8, "big"))
        file.truncate(file.tell() + size - 16)
