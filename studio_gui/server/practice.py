"""The state of a practice server: its tokens, its projects and how far their videos are."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import threading
import time
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path

from studio_gui.base.json_text import Json, JsonDict
from studio_gui.providers.addresses import is_public, is_within
from studio_gui.server.filming import Film, FilmListener, Studio
from studio_gui.server.media import MediaStock
from studio_gui.server.rules import FaultBook
from studio_gui.server.settings import ServerSettings
from studio_gui.server.store import ServerStore
from studio_gui.server.webhooks import Webhooks

PROJECT = "project"
SPEECH = "speech"
PERSONA = "persona"
_CREDITS_PER_VIDEO = 1


def new_object_id() -> str:
    """An id in the form of the service's: 24 hex digits."""
    return f"{int(time.time()):08x}{secrets.token_hex(8)}"


def now_text() -> str:
    """The time as the services write it."""
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


class Practice(FilmListener):
    """Everything a practice server has. Safe for several threads; close it at the end."""

    def __init__(self, settings: ServerSettings, *, base_url: str) -> None:
        self.settings, self.base_url = settings, base_url
        self.store = ServerStore(settings.folder)
        self.book = FaultBook(settings.faults, seed=settings.seed)
        self.webhooks = Webhooks()
        self.asked: Counter[str] = Counter()
        self.leaks: list[str] = []
        """Requests for files that carried credentials: there should be none."""
        self._lock = threading.Lock()
        self._tokens: dict[str, float] = {}
        self._percent: dict[str, float] = {}
        stock = MediaStock(settings.folder / "stock", base_url=base_url, fetch_s=settings.fetch_s)
        self.stock = stock
        self.videos = settings.folder / "videos"
        self.studio = Studio(self.videos, stock=stock, listener=self, workers=settings.workers)
        for project in self.store.all(PROJECT):
            if project.get("state") == "exporting":
                self._shoot(project)

    def close(self) -> None:
        """Stop filming and close the files."""
        self.studio.close()
        self.webhooks.close()
        self.store.close()

    # Tokens

    def is_known(self, app_id: str, key: str) -> bool:
        """Whether these are the server's app id and key."""
        good_id = hmac.compare_digest(app_id.encode(), self.settings.app_id.encode())
        return hmac.compare_digest(key.encode(), self.settings.token.encode()) and good_id

    def give_token(self) -> str:
        """Another access token; those given before stay good until they end."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._tokens[token] = time.time() + self.settings.token_life_s
        return token

    def takes_token(self, token: str) -> bool:
        """Whether an access token is good."""
        with self._lock:
            return self._tokens.get(token, 0.0) > time.time()

    def expire_tokens(self) -> None:
        """Let every access token end now."""
        with self._lock:
            self._tokens.clear()

    # Addresses

    def takes_url(self, url: str) -> bool:
        """Whether media may lie there."""
        return is_public(url) or is_within(url, self.base_url) or self._is_local(url)

    def _is_local(self, url: str) -> bool:
        return self.settings.takes_local_media and url.startswith(("http://", "https://"))

    def file_url(self, name: str, *, life_s: float | None = None) -> str:
        """The address of a finished file, good for a while."""
        ends = int(time.time() + (self.settings.url_life_s if life_s is None else life_s))
        return f"{self.base_url}/files/{name}?ends={ends}&signature={self._signature(name, ends)}"

    def is_good_address(self, name: str, ends: str, signature: str) -> bool:
        """Whether an address was given out by this server and has not run out."""
        if not re.fullmatch("[0-9]{1,15}", ends) or int(ends) < time.time():
            return False
        return hmac.compare_digest(signature.encode(), self._signature(name, int(ends)).encode())

    def _signature(self, name: str, ends: int) -> str:
        key = f"files {self.settings.token}".encode()
        return hmac.new(key, f"{name} {ends}".encode(), hashlib.sha256).hexdigest()

    # Projects

    def make_project(self, body: JsonDict, *, kind: str, endpoint: str) -> JsonDict:
        """A project out of a body that was checked; it is exported when the body says so."""
        is_export = body.get("isExport", True) is not False
        project: JsonDict = {
            "_id": new_object_id(),
            "kind": kind,
            "endpoint": endpoint,
            "name": body.get("name") or "Default Template",
            "orientation": body.get("orientation") or "landscape",
            "state": "draft",
            "progress": 0,
            "backendTaskId": new_object_id(),
            "creditSubstracted": False,
            "createdAt": now_text(),
            "updatedAt": now_text(),
            "download": "",
            "exports": 0,
            "body": body,
        }
        self.store.put(PROJECT, str(project["_id"]), project)
        return self.export(str(project["_id"]), body) if is_export else project

    def note_speech(self, request: JsonDict, name: str) -> None:
        """Remember a sound that was made."""
        key = new_object_id()
        self.store.put(SPEECH, key, {"id": key, "request": request, "file": name, "createdAt": now_text()})

    def export(self, project_id: str, options: JsonDict) -> JsonDict:
        """Begin to film a project; ``options`` has ``resolution`` and ``webhookUrl``."""

        def edit(project: JsonDict) -> None:
            project["state"], project["progress"], project["download"] = "exporting", 0, ""
            project.pop("error", None)
            project["resolution"] = options.get("resolution") or "1080"
            project["webhookUrl"] = options.get("webhookUrl") or ""
            count = project.get("exports")
            project["exports"] = (count if isinstance(count, int) else 0) + 1
            project["updatedAt"] = now_text()

        project = self.store.change(PROJECT, project_id, edit)
        assert project is not None
        self._shoot(project)
        return project

    def _shoot(self, project: JsonDict) -> None:
        body = project["body"]
        assert isinstance(body, dict)
        self.studio.shoot(Film(str(project["_id"]), body, str(project.get("resolution") or "1080")))

    def project(self, project_id: str) -> JsonDict | None:
        """A project as it is now, with the address of its video when there is one."""
        project = self.store.get(PROJECT, project_id)
        if project is None:
            return None
        with self._lock:
            percent: Json = self._percent.get(project_id)
        if percent is not None and project["state"] == "exporting":
            project["progress"] = percent
        name = project.get("download")
        project["download_url"] = self.file_url(name) if isinstance(name, str) and name else None
        return project

    def moved(self, film: Film, percent: float) -> None:
        """Remember how far a video is."""
        with self._lock:
            self._percent[film.project_id] = percent

    def finished(self, film: Film, video: Path) -> None:
        """A video is there."""

        def edit(project: JsonDict) -> None:
            project.update(
                state="exported", progress=100, download=video.name, creditSubstracted=True, updatedAt=now_text()
            )

        self._end(film, self.store.change(PROJECT, film.project_id, edit))

    def failed(self, film: Film, words: str) -> None:
        """A video could not be made."""

        def edit(project: JsonDict) -> None:
            project.update(state="failed", error=words, updatedAt=now_text())

        self._end(film, self.store.change(PROJECT, film.project_id, edit))

    def _end(self, film: Film, project: JsonDict | None) -> None:
        with self._lock:
            self._percent.pop(film.project_id, None)
        hook = project.get("webhookUrl") if project else None
        if project is None or not isinstance(hook, str) or not hook:
            return
        said: JsonDict = {"progress": project["progress"], "backendTaskId": project["backendTaskId"]}
        if project["state"] == "exported":
            said |= {"credit": _CREDITS_PER_VIDEO, "download_url": self.file_url(str(project["download"]))}
        self.webhooks.send(hook, said)
