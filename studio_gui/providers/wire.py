"""The last step to the network: connections that remember whether a byte of the request may have left.

The exceptions of the libraries below do not tell a failed handshake from a connection that broke after sending. The
money rule needs just that, so every connection notes for its thread when it begins to send.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

if TYPE_CHECKING:
    from http.client import HTTPConnection as _PlainConnection
else:
    _PlainConnection = object

_POOL_SIZE = 16


class _Sent(threading.local):
    """Whether this thread's request may have left, and whether the connection below is one of ours."""

    may_have_left = True


_sent = _Sent()


def begin() -> None:
    """Forget what this thread sent before; until :func:`seal` nothing has left."""
    _sent.may_have_left = False


def may_have_left() -> bool:
    """Whether a byte of this thread's request may have left since :func:`begin`."""
    return _sent.may_have_left


class _Marking(_PlainConnection):
    """Connects first and notes it when it sends, however little."""

    def send(self, data: object) -> None:
        if self.sock is None:
            self.connect()
        _sent.may_have_left = True
        super().send(data)  # type: ignore[arg-type]


class _Plain(_Marking, HTTPConnection):
    """A connection without TLS."""


class _Secure(_Marking, HTTPSConnection):
    """A connection with TLS."""


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class Wire(HTTPAdapter):
    """The adapter of every session here; it never sends anything twice by itself."""

    def __init__(self) -> None:
        super().__init__(pool_connections=4, pool_maxsize=_POOL_SIZE, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: object) -> None:
        """Make the pools, of connections that remember."""
        super().init_poolmanager(connections, maxsize, block, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}
