"""The practice account: the local stand-in for a paid one, on loopback, with a random token.

All processes of a person share one server; whoever needs it first runs it, and when that one ends the next takes over.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_gui.app.both import BothContracts
    from studio_gui.providers.aistudios.provider import AiStudiosService
    from studio_gui.providers.creatify.provider import CreatifyService
    from studio_gui.server.sharing import PracticeAccess, SharedPractice


class PracticeHost:
    """The practice account as this process sees it. Thread-safe; close it at the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        self._shared: SharedPractice | None = None
        self._access: PracticeAccess | None = None
        self._studios: AiStudiosService | None = None
        self._creatify: CreatifyService | None = None

    def access(self) -> PracticeAccess:
        """A server that answers, started when there is none; raises :class:`StudioError`."""
        from studio_gui.server.sharing import SharedPractice

        with self._lock:
            if self._shared is None:
                self._shared = SharedPractice(self._folder)
            access = self._shared.access()
            if access != self._access:
                self._forget()
                self._access = access
            return access

    def studios(self) -> AiStudiosService:
        """The account as AI Studios' contract has it."""
        from studio_gui.server.accounts import practice_studios

        with self._lock:
            access = self.access()
            if self._studios is None:
                self._studios = practice_studios(access)
            return self._studios

    def creatify(self) -> CreatifyService:
        """The account as Creatify's contract has it."""
        from studio_gui.server.accounts import practice_creatify

        with self._lock:
            access = self.access()
            if self._creatify is None:
                self._creatify = practice_creatify(access)
            return self._creatify

    def both(self) -> BothContracts:
        """The account as its jobs have it: whatever either contract makes."""
        from studio_gui.app.both import BothContracts

        return BothContracts(self.studios(), self.creatify())

    def host(self, file: Path) -> str:
        """Bring a file to the account and answer the address it has there."""
        from studio_gui.server.accounts import bring_media

        return bring_media(self.access(), file)

    def close(self) -> None:
        """End the server if this process runs it."""
        with self._lock:
            self._forget()
            if self._shared is not None:
                self._shared.close()
                self._shared = None

    def _forget(self) -> None:
        # Not closed: another thread may be in the middle of a request; sockets end with the last of them.
        self._studios = self._creatify = None
        self._access = None
