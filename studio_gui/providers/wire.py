"""The last step to the network: connections that remember whether a byte of the request may have left.

The exceptions of the libraries below do not tell a failed handshake from a connection that broke after sending. The
money rule needs just that, so every connection notes for its thread when it begins to connect, and when to send. Where
no connection of ours was used (another adapter, a SOCKS proxy) nothing is proved, and that counts as perhaps sent.

What a service says before it answers (102, it is still at it; 103, hints) is read over; ``http.client`` does so for 100
alone, and takes the others for the answer, which then nobody reads.

A connection that was kept may have been closed by the other side a moment ago, which is only found out by sending on it:
what creates would be perhaps sent for nothing. So it may ask for a connection of its own.
"""

from __future__ import annotations

import threading
from http.client import HTTPResponse
from typing import TYPE_CHECKING

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

if TYPE_CHECKING:
    from http.client import HTTPConnection as _PlainConnection

    from urllib3._base_connection import BaseHTTPConnection
    from urllib3.connectionpool import HTTPConnectionPool as _AnyPool
    from urllib3.poolmanager import PoolManager
else:
    _PlainConnection = _AnyPool = object

_POOL_SIZE = 16
_MOST_BEFORE = 200
"""Of what comes before an answer: more is no answer."""
_LONGEST_LINE = 1 << 16


class _Noted(threading.local):
    """What the connections of this thread noted since :func:`begin`."""

    has_connected = False
    has_sent = False
    is_fresh = False


_noted = _Noted()


def begin(*, is_fresh: bool = False) -> None:
    """Forget what this thread sent before; ``is_fresh`` has its next request go over no connection that was kept."""
    _noted.has_connected = _noted.has_sent = False
    _noted.is_fresh = is_fresh


def has_left() -> bool:
    """Whether a byte of this thread's request has been given to the network since :func:`begin`."""
    return _noted.has_sent


def may_have_left() -> bool:
    """Whether a byte of this thread's request may have left since :func:`begin`."""
    return _noted.has_sent or not _noted.has_connected


class _Answer(HTTPResponse):
    """Begins with the answer itself. Source: RFC 9110, 15.2."""

    def _read_status(self) -> tuple[str, int, str]:
        for _ in range(_MOST_BEFORE):
            said: tuple[str, int, str] = super()._read_status()  # type: ignore[misc]
            if not 101 < said[1] < 200:
                break
            while self.fp.readline(_LONGEST_LINE).strip():
                pass
        return said


class _Marking(_PlainConnection):
    """Connects first, and notes when it sends, however little."""

    response_class = _Answer

    def connect(self) -> None:
        has_sent = _noted.has_sent
        _noted.has_connected = True
        try:
            super().connect()
        finally:
            # Asking a proxy for a way through and shaking hands carry nothing of the request.
            _noted.has_sent = has_sent

    def send(self, data: object) -> None:
        if self.sock is None:
            self.connect()
        _noted.has_sent = True
        super().send(data)  # type: ignore[arg-type]


class _Plain(_Marking, HTTPConnection):
    """A connection without TLS."""


class _Secure(_Marking, HTTPSConnection):
    """A connection with TLS."""


class _Pool(_AnyPool):
    """Gives connections that were kept, closed when the request asked for a fresh one: then they connect anew."""

    def _get_conn(self, timeout: float | None = None) -> BaseHTTPConnection:
        connection = super()._get_conn(timeout)
        if _noted.is_fresh:
            connection.close()
        return connection


class _PlainPool(_Pool, HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(_Pool, HTTPSConnectionPool):
    ConnectionCls = _Secure


class Wire(HTTPAdapter):
    """The adapter of every session here; it never sends anything twice by itself."""

    def __init__(self) -> None:
        super().__init__(pool_connections=4, pool_maxsize=_POOL_SIZE, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: object) -> None:
        """Make the pools, of connections that remember."""
        super().init_poolmanager(connections, maxsize, block, **options)
        _take_ours(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **options: object) -> PoolManager:
        """The pools for the way over a proxy, of connections that remember; not over SOCKS."""
        manager: PoolManager = super().proxy_manager_for(proxy, **options)
        if not proxy.lower().startswith("socks"):
            _take_ours(manager)
        return manager


def _take_ours(manager: PoolManager) -> None:
    manager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}
