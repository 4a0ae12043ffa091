"""Starting and stopping a practice server in this process."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import socket
import threading
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from studio_gui.base.errors import StudioError, UsageError
from studio_gui.server.application import new_application
from studio_gui.server.locking import FolderLock
from studio_gui.server.practice import Practice
from studio_gui.server.settings import ServerSettings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Scope

_START_S = 20.0
_WINDOWS_TAKEN = 10048


class PracticeServer:
    """A practice server; a context manager: running inside, stopped outside.

    Everything it says is in its answers and in ``practice``; it prints nothing.
    """

    def __init__(self, settings: ServerSettings) -> None:
        """Takes the port at once; raises :class:`StudioError` when it is taken, and ``TargetError`` for the folder."""
        self.settings = settings
        self._folder = FolderLock(settings.folder)
        try:
            self._socket = _listening(settings.host, settings.port)
        except BaseException:
            self._folder.release()
            raise
        self.url = f"http://{_reachable(settings.host)}:{self._socket.getsockname()[1]}"
        self._transports: dict[tuple[str, int], asyncio.Transport] = {}
        try:
            self.practice = Practice(settings, base_url=self.url)
        except BaseException:
            self._socket.close()
            self._folder.release()
            raise
        self._server = uvicorn.Server(self._config(new_application(self.practice, abort=self._abort)))
        self._thread: threading.Thread | None = None

    def _config(self, app: ASGIApp) -> uvicorn.Config:
        transports = self._transports

        class Protocol(H11Protocol):
            """Notes the connection of every client, so that a fault can cut it."""

            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                if self.client:
                    transports[self.client] = transport

            def connection_lost(self, exc: Exception | None) -> None:
                if self.client:
                    transports.pop(self.client, None)
                super().connection_lost(exc)

        return uvicorn.Config(
            app, http=Protocol, ws="none", lifespan="off", log_config=None, log_level="critical", access_log=False,
            timeout_graceful_shutdown=2, timeout_keep_alive=20, server_header=False,
        )  # fmt: skip

    def _abort(self, scope: Scope) -> None:
        client = scope.get("client")
        transport = self._transports.get((client[0], client[1])) if client else None
        if transport is not None:
            transport.abort()

    def start(self) -> None:
        """Serve on a thread of its own; returns when requests are answered."""
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), name="practice-server")
        self._thread.start()
        waiting = threading.Event()
        for _ in range(int(_START_S / 0.01)):
            if self._server.started or not self._thread.is_alive():
                break
            waiting.wait(0.01)
        if not self._server.started:
            self.stop()
            raise StudioError("The practice server did not start.", "Try again.")

    def wait(self) -> None:
        """Wait until it is stopped; Ctrl-C gets through."""
        # Not `join`: interrupted in the middle of it, Python takes the thread for one that has ended.
        pause = threading.Event()
        while self._thread is not None and self._thread.is_alive():
            pause.wait(0.5)

    def stop(self) -> None:
        """Stop serving and filming; waits until everything has ended."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._close()

    def _close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.close()
        self.practice.close()
        self._folder.release()

    def __enter__(self) -> PracticeServer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name != "nt":  # there it would let two programs have the same port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(128)
    except (OSError, OverflowError) as error:
        made.close()
        if isinstance(error, OSError) and error.errno in (errno.EADDRINUSE, _WINDOWS_TAKEN):
            raise StudioError(f"The port {port} is taken.", "Choose another with --port, or 0 for any.") from None
        raise UsageError(
            f"Nothing can listen at {host}, port {port}.", "Choose another host or port.", str(error)
        ) from None
    return made


def _reachable(host: str) -> str:
    """What stands in addresses for a host: of one that means every network, the address others reach it by."""
    if host in ("0.0.0.0", "::"):
        try:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
                probe.connect(("192.0.2.1", 9))  # nothing is sent; the system only picks the way it would take
                host = str(probe.getsockname()[0])
        except OSError:
            host = "127.0.0.1"
    return f"[{host}]" if ":" in host else host
