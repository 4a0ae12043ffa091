"""A server below HTTP: it answers with the very bytes a test gives it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from studio_gui.providers.http import Call, Http

CREATE = Call("make it", "POST", "/make", kind="create", body={"name": "x"}, read_s=2)
READ = Call("show it", "GET", "/show", read_s=2)


def read_request(connection: socket.socket) -> None:
    """Read one whole request, of which head and body come apart."""
    said = b""
    while more := connection.recv(65536):
        said += more
        if said.endswith(b'{"name":"x"}') or (said.startswith(b"GET") and said.endswith(b"\r\n\r\n")):
            return


@contextmanager
def listener(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """The port of a raw server: ``talk`` has every connection."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(5)

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            try:
                with connection:
                    talk(connection)
            except OSError:
                continue

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


@contextmanager
def http(url: str, *, tries: int = 3) -> Iterator[Http]:
    """A client that does not wait between two tries."""
    one = Http(url, service="The service", tries=tries, pause=lambda seconds: None)
    yield one
    one.close()
