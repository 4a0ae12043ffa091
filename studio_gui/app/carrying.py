"""Bringing the files of one account's jobs to its media host."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from studio_gui.app.hosts import Host, Hosts
from studio_gui.app.signing import Signing
from studio_gui.providers.base import Sent, Service
from studio_gui.providers.hosting.memory import Memory

if TYPE_CHECKING:
    from studio_gui.providers.hosting.shelf import Shelf


class Carrying:
    """Opens hosts when they are first needed. Thread-safe; close it at the end."""

    def __init__(self, hosts: Hosts, cache: Path) -> None:
        self._hosts = hosts
        self._memory = Memory(cache)
        self._lock = threading.Lock()
        self._open: dict[str, tuple[object, Shelf]] = {}

    def host_of(self, account_id: str) -> Host | None:
        """The host of an account; None when there is none. Raises :class:`AccountError`."""
        return self._hosts.of_account(account_id)

    def bring(self, host: Host, path: Path, *, sent: Sent) -> str:
        """Bring a file to a host once; answers its address, which is no secret. Raises as ``bringing.bring`` does."""
        from studio_gui.providers.hosting.bringing import bring  # the network library

        return bring(self._shelf(host), path, memory=self._memory, sent=sent).address

    def signing(self, service: Service, account_id: str) -> Service:
        """The service, sending addresses that may be read. No keyring is asked before something is sent."""
        return Signing(service, lambda: self._shelves(account_id))

    def _shelves(self, account_id: str) -> list[Shelf]:
        """The account's host, and the others: the job may have been prepared before another one was chosen.

        Raises :class:`AccountError` when the keys of the account's own are not known.
        """
        own = self.host_of(account_id)
        others = [host for host in self._hosts.all() if host != own and self._hosts.has_keys(host)]
        return [self._shelf(host) for host in ([own] if own is not None else []) + others]

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            for _, shelf in self._open.values():
                shelf.close()
            self._open.clear()

    def _shelf(self, host: Host) -> Shelf:
        keys = self._hosts.keys(host.id)
        with self._lock:
            known = self._open.get(host.id)
            if known is not None and known[0] == (host.setting, keys):
                return known[1]
            if known is not None:
                known[1].close()
            shelf = self._hosts.open(host)
            self._open[host.id] = ((host.setting, keys), shelf)
            return shelf
