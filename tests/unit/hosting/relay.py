"""A relay between a client and a server that counts what is asked, and cuts or swallows connections."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

_REQUEST = re.compile(rb"^(PUT|GET|HEAD|POST|DELETE|MKCOL) (\S+) HTTP/1\.1\r$", re.MULTILINE)


class Relay:
    """Passes bytes on. ``cuts`` connections are cut once each has sent ``after`` bytes; ``swallows`` lets none back."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "", parts.port or 80)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.cuts, self.after, self.swallows = 0, 0, False
        self.asked: list[str] = []
        """Method and path of each request, in the order they came."""
        self.was_cut = 0
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._start(self._accept)

    def count(self, method: str) -> int:
        """How many requests of a method passed."""
        return sum(each.startswith(f"{method} ") for each in self.asked)

    def close(self) -> None:
        """Cut everything."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for each in list(self._open):
            _cut(each)
        for thread in list(self._threads):
            thread.join(timeout=5)

    def _start(self, work: object, *args: object) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(self._target, timeout=10)
            except OSError:
                client.close()
                continue
            server.settimeout(None)
            self._open += [client, server]
            self._start(self._forth, client, server)
            self._start(self._back, server, client)

    def _forth(self, client: socket.socket, server: socket.socket) -> None:
        passed = 0
        while block := _received(client):
            self.asked += [f"{m[1].decode()} {m[2].decode()}" for m in _REQUEST.finditer(block)]
            passed += len(block)
            with self._lock:
                is_cut = self.cuts > 0 and passed > self.after
                if is_cut:
                    self.cuts -= 1
                    self.was_cut += 1
            if is_cut:
                _cut(client)
                break
            if not self.swallows and not _sent(server, block):
                break
        _cut(server)

    def _back(self, server: socket.socket, client: socket.socket) -> None:
        while block := _received(server):
            if not _sent(client, block):
                break
        _cut(client)


def _received(one: socket.socket) -> bytes:
    try:
        return one.recv(1 << 16)
    except OSError:
        return b""


def _sent(one: socket.socket, block: bytes) -> bool:
    try:
        one.sendall(block)
    except OSError:
        return False
    return True


def _cut(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()


@contextmanager
def relay(target: str) -> Iterator[Relay]:
    """A relay to a server while it lasts."""
    made = Relay(target)
    try:
        yield made
    finally:
        made.close()
