"""A web server that takes files with PUT: WebDAV, or anything as plain. It is not told how to be a disk."""

from __future__ import annotations

import contextlib
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import requests
from requests import Response
from urllib3.exceptions import HTTPError

from studio_gui.base.errors import StudioError
from studio_gui.base.settings import HostSetting
from studio_gui.providers.base import Sent, unheard
from studio_gui.providers.errors import NotSent, Refused, ServiceError, Unavailable
from studio_gui.providers.hosting.content import Content, Reading
from studio_gui.providers.hosting.refusals import status_error
from studio_gui.providers.http import CONNECT_S, check_cancelled, new_session, sleep

_TRIES = 4
_READ_S = 60.0
_LOOK_S = 0.15


class WebDavShelf:
    """A folder of a web server. Credentials go to that server alone: redirects are not followed."""

    def __init__(self, setting: HostSetting, keys: dict[str, str], *, title: str) -> None:
        self._base = setting.endpoint.rstrip("/")
        self._prefix = setting.prefix
        self._public = (setting.public_url or setting.endpoint).rstrip("/")
        self._title = title
        self._session = new_session(self._base)
        self._headers: dict[str, str] = {}
        if keys.get("key"):
            said = f"{keys['key']}:{keys.get('secret', '')}".encode()
            self._headers["Authorization"] = f"Basic {b64encode(said).decode('ascii')}"

    @property
    def title(self) -> str:
        """The name of the host for people."""
        return self._title

    def address(self, name: str) -> str:
        """The public address."""
        return f"{self._public}/{self._key(name)}"

    def signed(self, name: str) -> str:
        """The same: such a server signs nothing."""
        return self.address(name)

    def size(self, name: str) -> int | None:
        """The bytes of a file that is there; None also when the server does not say."""
        response = self._again(lambda: self._ask("HEAD", self._key(name)))
        length = response.headers.get("Content-Length", "")
        return int(length) if response.status_code == 200 and length.isdigit() else None

    def put(self, name: str, content: Content, *, sent: Sent = unheard) -> None:
        """Bring a file there; it is sent again from its beginning when the connection breaks."""

        def send() -> Response:
            with Reading(content) as reading:
                body = _Body(reading, sent, content.size) if content.size else b""
                response = self._ask("PUT", self._key(name), body=body, content_type=content.type)
                reading.check_unchanged()
                return response

        response = self._again(send)
        if response.status_code in (404, 409) and self._prefix:
            self._make_folders()
            response = self._again(send)
        if not 200 <= response.status_code < 300:
            raise self._refused(response.status_code)
        sent(content.size, content.size)

    def remove(self, name: str) -> None:
        """Remove a file."""
        status = self._again(lambda: self._ask("DELETE", self._key(name))).status_code
        if status >= 300 and status not in (404, 410):
            raise self._refused(status)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _key(self, name: str) -> str:
        return f"{self._prefix}/{name}" if self._prefix else name

    def _make_folders(self) -> None:
        """Make the folders of the prefix, where the server can."""
        made = ""
        for part in self._prefix.split("/"):
            made = f"{made}/{part}".lstrip("/")
            with contextlib.suppress(StudioError):
                self._ask("MKCOL", f"{made}/")

    def _refused(self, status: int) -> ServiceError:
        if 300 <= status < 400:
            return Refused(f"{self._title} points to another address, which is not followed.", "Correct its address.")
        place = urlsplit(self._base).path or "/"
        return status_error(status, {"title": self._title, "place": "folder", "bucket": place})

    def _again(self, ask: Callable[[], Response]) -> Response:
        """Ask, and ask again when the connection breaks or the server has trouble."""
        for number in range(1, _TRIES + 1):
            check_cancelled()
            try:
                response = ask()
                if response.status_code < 500 or response.status_code in (501, 507):
                    return response
                raise self._refused(response.status_code)
            except (NotSent, Unavailable):
                if number == _TRIES:
                    raise
                sleep(0.5 * 2 ** (number - 1))
        raise AssertionError("unreachable")

    def _ask(self, method: str, key: str, *, body: _Body | bytes | None = None, content_type: str = "") -> Response:
        headers = dict(self._headers)
        if content_type:
            headers["Content-Type"] = content_type
        try:
            with self._session.request(
                method,
                f"{self._base}/{key}",
                data=body,
                headers=headers,
                timeout=(CONNECT_S, _READ_S),
                allow_redirects=False,
                stream=True,
            ) as response:
                return response
        except StudioError:
            raise
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            host = urlsplit(self._base).hostname or "its address"
            raise NotSent(
                f"{self._title} at {host} could not be reached, or broke the connection.",
                "Check the network and its address.",
                type(error).__name__,
            ) from None


class _Body:
    """A file as the sender wants it: with a length, read in blocks, and heard of."""

    def __init__(self, reading: Reading, sent: Sent, size: int) -> None:
        self._reading, self._sent, self._size = reading, sent, size
        self._told_at = 0.0

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[bytes]:
        while block := self.read(1 << 18):
            yield block

    def read(self, size: int = -1) -> bytes:
        """The next block; raises ``Cancelled``."""
        check_cancelled()
        now = time.monotonic()
        if now - self._told_at > _LOOK_S:
            self._told_at = now
            self._sent(self._reading.done, self._size)
        return self._reading.read(size if size < 0 else max(size, 1 << 18))
