"""A practice server on a port of its own, and clients that talk to it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from studio_gui.base.json_text import JsonDict, loads
from studio_gui.providers.aistudios.account import AiStudiosKeys
from studio_gui.providers.aistudios.answers import Progress
from studio_gui.providers.aistudios.api import AiStudiosApi
from studio_gui.providers.creatify.account import CreatifyKeys
from studio_gui.providers.creatify.api import CreatifyApi
from studio_gui.providers.http import Http
from studio_gui.server.rules import FaultRule
from studio_gui.server.running import PracticeServer
from studio_gui.server.settings import ServerSettings

PAYLOADS = Path(__file__).resolve().parents[2] / "data" / "payloads"


def payload(name: str = "documents.json", *, script: str = "Hello.", resolution: str = "480") -> JsonDict:
    """A body of the documents with a short script, small enough to be filmed in a moment."""
    body = loads((PAYLOADS / name).read_bytes())
    assert isinstance(body, dict)
    scenes = body["scenes"]
    assert isinstance(scenes, list)
    scene = scenes[0]
    assert isinstance(scene, dict)
    scripts = scene["scripts"]
    assert isinstance(scripts, list)
    assert isinstance(scripts[0], dict)
    scripts[0]["org"] = script
    body["resolution"] = resolution
    body.pop("webhookUrl", None)
    return body


@dataclass
class Peer:
    """A running server and what a test asks of it."""

    server: PracticeServer
    waits: list[float] = field(default_factory=list)
    """How long the clients would have waited between two tries."""
    clients: list[AiStudiosApi | CreatifyApi] = field(default_factory=list)

    def api(
        self, *, clock: Callable[[], float] = time.time, user_key: str | None = None, patience: float = 1.0
    ) -> AiStudiosApi:
        """A client that waits for nothing between two tries."""
        settings = self.server.settings
        keys = AiStudiosKeys(settings.app_id, settings.token if user_key is None else user_key, self.server.url)
        http = Http(self.server.url, service="AI Studios", patience=patience, pause=self.waits.append)
        client = AiStudiosApi(keys, http=http, clock=clock)
        self.clients.append(client)
        return client

    def creatify(self, *, api_key: str | None = None, patience: float = 1.0) -> CreatifyApi:
        """A client for avatars."""
        settings = self.server.settings
        keys = CreatifyKeys(settings.app_id, settings.token if api_key is None else api_key, self.server.url)
        http = Http(self.server.url, service="Creatify", patience=patience, pause=self.waits.append)
        self.clients.append(client := CreatifyApi(keys, http=http))
        return client

    def misbehave(self, endpoint: str, fault: str, *, nth: int | None = None, value: str | float | None = None) -> None:
        """One rule from now on."""
        rule = FaultRule.model_validate({"endpoint": endpoint, "fault": fault, "nth": nth, "value": value})
        self.server.practice.book.replace([rule])

    def behave(self) -> None:
        """No rules any more."""
        self.server.practice.book.replace([])

    @property
    def personas(self) -> list[JsonDict]:
        """The avatars that the server has."""
        return self.server.practice.store.all("persona")

    @property
    def projects(self) -> list[JsonDict]:
        """The projects that the server has."""
        return self.server.practice.store.all("project")

    def asked(self, endpoint: str) -> int:
        """How often an endpoint was called, e.g. ``POST /auth/token``; ids are ``*``."""
        return self.server.practice.asked[endpoint]


def finished(api: AiStudiosApi, project_id: str) -> Progress:
    """Wait until a video is made; the server has no faults while it is."""
    waiting = threading.Event()
    for _ in range(1200):
        progress = api.progress(project_id)
        if progress.stage in ("done", "failed"):
            return progress
        waiting.wait(0.05)
    raise AssertionError("the video was not made within a minute")


@pytest.fixture
def settings(tmp_path: Path) -> ServerSettings:
    """How the server of a test is set up; a test module may have its own."""
    return ServerSettings(folder=tmp_path / "server", fetch_s=1.0, avatar_step_s=0.0)


@pytest.fixture
def peer(settings: ServerSettings) -> Iterator[Peer]:
    """A running server."""
    with PracticeServer(settings) as server:
        one = Peer(server)
        yield one
        for client in one.clients:
            client.close()
