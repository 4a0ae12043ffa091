"""One practice server for all processes of a user: whoever needs it first starts it, the others find it.

The folder holds ``running.json`` (for its owner's eyes only) with address and token. A server that ended, however it
ended, is started again by the next who asks: on the same port where it is free, and with the same token, so that what
was written down before still holds.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import secrets
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import requests

from studio_gui.base.errors import StudioError
from studio_gui.files.writing import make_folder
from studio_gui.providers.http import new_session
from studio_gui.server.locking import FolderTaken
from studio_gui.server.proving import app_id_of, proof_of
from studio_gui.server.running import PracticeServer
from studio_gui.server.settings import ServerSettings

_FILE = "running.json"
_LOOK_S = 2.0
_APPEAR_S = 20.0


@dataclass(frozen=True, slots=True)
class PracticeAccess:
    """Where a practice server is and what opens it."""

    url: str
    token: str = field(repr=False)

    @property
    def app_id(self) -> str:
        """The app id and API id that go with the token."""
        return app_id_of(self.token)


class SharedPractice:
    """The practice server of a folder; ``close`` ends it when it runs in this process. Safe for several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._server: PracticeServer | None = None

    def access(self) -> PracticeAccess:
        """A server that answers, started here when there is none; ask again whenever it is not reached any more.

        Raises :class:`StudioError` when none can be started.
        """
        with self._lock:
            if self._server is not None:
                return PracticeAccess(self._server.url, self._server.settings.token)
            known = read_access(self.folder)
            if known is not None and is_alive(known):
                return known
            try:
                return self._started(known)
            except FolderTaken:
                return self._others()

    def close(self) -> None:
        """End the server if it runs in this process."""
        with self._lock:
            if self._server is not None:
                self._server.stop()
                self._server = None

    def _started(self, before: PracticeAccess | None) -> PracticeAccess:
        token = before.token if before else secrets.token_urlsafe(24)
        ports = [urlsplit(before.url).port or 0, 0] if before else [0]
        server = None
        for port in ports:
            try:
                server = PracticeServer(ServerSettings(self.folder, port=port, token=token))
                break
            except FolderTaken:
                raise
            except StudioError:
                if port == ports[-1]:
                    raise
        assert server is not None
        server.start()
        self._server = server
        access = PracticeAccess(server.url, token)
        _write_access(self.folder, access)
        return access

    def _others(self) -> PracticeAccess:
        """The server another process is just starting."""
        end, waiting = time.monotonic() + _APPEAR_S, threading.Event()
        while time.monotonic() < end:
            access = read_access(self.folder)
            if access is not None and is_alive(access):
                return access
            waiting.wait(0.05)
        raise StudioError("The practice server of this user does not answer.", "End other windows, then try again.")


def read_access(folder: Path) -> PracticeAccess | None:
    """The server that was last started in a folder; it may have ended."""
    try:
        said = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        url, token = said["url"], said["token"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return PracticeAccess(url, token) if isinstance(url, str) and isinstance(token, str) and len(token) >= 8 else None


def _write_access(folder: Path, access: PracticeAccess) -> None:
    make_folder(folder)
    part = folder / f".{secrets.token_hex(6)}.part"
    with contextlib.suppress(OSError):
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump({"url": access.url, "token": access.token}, file)
        os.replace(part, folder / _FILE)


def is_alive(access: PracticeAccess) -> bool:
    """Whether that very server answers; it proves that it has the token without being told it."""
    nonce = secrets.token_hex(16)
    try:
        with new_session(access.url) as session:
            answer = session.get(
                f"{access.url}/practice/alive", params={"nonce": nonce}, timeout=_LOOK_S, allow_redirects=False
            )
            said = answer.json()
    except (requests.RequestException, ValueError):
        return False
    proof = said.get("proof") if isinstance(said, dict) else None
    return isinstance(proof, str) and hmac.compare_digest(proof, proof_of(access.token, nonce))
