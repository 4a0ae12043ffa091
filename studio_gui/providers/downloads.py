"""Fetching a finished file from wherever a service put it.

The file grows as ``<target>.part`` beside its place, is checked by its length, flushed, and only then renamed. A
transfer that broke is gone on with where it ended (``Range`` with ``If-Range``), also by another process and after a
restart: what must match is kept in ``<target>.part.about``. No credentials are sent: the session is a bare one, and
names the server proposes are not even read. Addresses that have run out (401, 403, 404, 410) are asked for anew once.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
from requests import Response
from urllib3.exceptions import HTTPError

from studio_gui.files.writing import sync_folder, target_error
from studio_gui.providers.errors import Gone, NotSent, Refused, ServiceError, TooMany, Unavailable
from studio_gui.providers.http import (
    CONNECT_S,
    MOST_WAIT_S,
    READ_S,
    Pause,
    check_cancelled,
    length_said,
    new_session,
    retry_after_s,
    sleep,
)
from studio_gui.providers.transcript import masked_url

_log = logging.getLogger(__name__)

TRIES = 6
"""Tries in a row that bring nothing new before it is given up for now."""

_MOST_TRIES = 200
"""Tries altogether: a transfer that gains a little each time has an end too."""

_MOST_RENEWALS = 2
"""Addresses that are asked for after the first in one go."""
_BLOCK = 1 << 18
_MOST_REDIRECTS = 5
_RANGE = re.compile(r"bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\*)")
_EXPIRED = (401, 403, 404, 410)


@dataclass(frozen=True, slots=True)
class Fetched:
    """How far a download is, in bytes; ``total`` is 0 when the server does not say."""

    done: int
    total: int


def _nobody(fetched: Fetched) -> None:
    """Nobody watches."""


def _none() -> str:
    return ""


def _whatever(file: Path) -> None:
    """Nobody looks into it."""


def part_of(target: Path) -> Path:
    """Where the file grows until it is whole."""
    return target.with_name(target.name + ".part")


def clear_part(target: Path) -> None:
    """Forget what was fetched so far."""
    for path in (part_of(target), _about(target)):
        with contextlib.suppress(OSError):
            path.unlink()


def download(
    url: str,
    target: Path,
    *,
    fresh_url: Callable[[], str] = _none,
    progress: Callable[[Fetched], None] = _nobody,
    check: Callable[[Path], None] = _whatever,
    pause: Pause = sleep,
) -> int:
    """Fetch ``url`` into ``target`` and answer its size in bytes; a part of an earlier try is gone on with.

    ``fresh_url`` asks the service for another address when this one has run out; empty when there is none. ``check``
    looks into what came before it gets its name, and raises :class:`Refused` for what is not worth keeping, or
    :class:`Unavailable` for what may be more the next time. Raises :class:`Gone`, :class:`Unavailable`,
    :class:`NotSent`, :class:`Refused` or ``Cancelled`` (the part stays, to go on later), and :class:`TargetError` when
    the disk does not take it.
    """
    with contextlib.closing(new_session(url)) as session:
        return _Download(url, target, (fresh_url, progress, check), session, pause).run()


class _Download:
    """One file on its way."""

    def __init__(
        self,
        url: str,
        target: Path,
        calls: tuple[Callable[[], str], Callable[[Fetched], None], Callable[[Path], None]],
        session: requests.Session,
        pause: Pause,
    ) -> None:
        self._url, self._target, self._part = url, target, part_of(target)
        self._fresh_url, self._progress, self._check = calls
        self._session, self._pause = session, pause
        self._renewals = 0
        self._short = -1
        """How much there was when it did not seem to be all."""

    def run(self) -> int:
        failures = 0
        for number in itertools.count(1):
            check_cancelled()
            before = self._size()
            try:
                self._fetch()
                return self._finish()
            except Gone as error:
                self._renew(error)
            except (Unavailable, NotSent, TooMany) as error:
                failures = 1 if self._size() > before else failures + 1
                if failures >= TRIES or number >= _MOST_TRIES:
                    raise
                self._pause(min(error.retry_after_s or 0.5 * 2 ** (failures - 1), MOST_WAIT_S))
        raise AssertionError("unreachable")

    def _renew(self, error: Gone) -> None:
        """Take another address; raises ``error`` when there is none, or none that lasts."""
        fresh = self._fresh_url() if self._renewals < _MOST_RENEWALS else ""
        if not fresh:
            raise error
        self._renewals += 1
        self._url = fresh

    def _size(self) -> int:
        try:
            return self._part.stat().st_size
        except OSError:
            return 0

    def _fetch(self) -> None:
        """Fetch what is missing; returns when the file is whole."""
        mark = _read_about(self._target)[0]
        start = self._size() if mark else 0
        headers = {"Accept-Encoding": "identity"}
        if start and mark:
            headers |= {"Range": f"bytes={start}-", "If-Range": mark}
        with contextlib.closing(self._open(headers)) as response:
            self._write(response, *self._where(response, start))

    def _open(self, headers: Mapping[str, str]) -> Response:
        url = self._url
        for _ in range(_MOST_REDIRECTS + 1):
            response = self._get(url, headers)
            if response.status_code not in (301, 302, 303, 307, 308):
                return response
            response.close()
            url = _next_url(url, response.headers.get("Location", ""))
        raise Refused("The address of the video leads round in circles.", "Try again later.")

    def _get(self, url: str, headers: Mapping[str, str]) -> Response:
        host = _host(url)
        try:
            return self._session.get(
                url, headers=dict(headers), timeout=(CONNECT_S, READ_S), allow_redirects=False, stream=True
            )
        except (requests.ConnectionError, requests.Timeout) as error:
            raise NotSent(f"{host} could not be reached.", "Check the network.", type(error).__name__) from None
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            hint = "Fetch it at the service itself."
            raise Refused(f"The address of the video at {host} is not valid.", hint, type(error).__name__) from None

    def _where(self, response: Response, start: int) -> tuple[int, int, int]:
        """Where what comes begins and ends, and how long the whole file is, 0 where that is not said.

        Raises when nothing of use comes.
        """
        status = response.status_code
        # The length of a packed file is not that of what comes out of it, nor does a place in it say one there.
        is_packed = response.headers.get("Content-Encoding", "identity").lower() != "identity"
        if status == 206:
            found = _RANGE.match(response.headers.get("Content-Range", ""))
            if not found or int(found[1]) != start or is_packed:
                clear_part(self._target)
                raise Unavailable("The server sent another part of the video than was asked for.")
            total = int(found[3]) if found[3] != "*" else 0
            return start, int(found[2]) + 1, self._checked_same(response, total)
        if status == 200:
            total = 0 if is_packed else length_said(response.headers)
            self._begin(response, total, is_packed=is_packed)
            return 0, total, total
        if status == 416:
            if start and response.headers.get("Content-Range", "") == f"bytes */{start}":
                return start, start, start
            clear_part(self._target)
            raise Unavailable("The server has another video than before.")
        raise _failure(response, self._url)

    def _checked_same(self, response: Response, total: int) -> int:
        """The length of the file, as it is said now or was before.

        Servers there are that send the rest of whatever they have now, although the file became another one.
        """
        mark, expected = _read_about(self._target)
        there = response.headers.get("ETag" if mark.startswith('"') else "Last-Modified", "")
        is_other = mark and there and there != mark
        if is_other or (expected and total and expected != total):
            clear_part(self._target)
            raise Unavailable("The server has another video than before.")
        return total or expected

    def _begin(self, response: Response, total: int, *, is_packed: bool) -> None:
        """A new file: note what a later try must find unchanged; a packed one can only be fetched as a whole."""
        etag = response.headers.get("ETag", "")
        mark = etag if etag and not etag.startswith("W/") else response.headers.get("Last-Modified", "")
        clear_part(self._target)
        if mark and not is_packed:
            with contextlib.suppress(OSError):
                _about(self._target).write_text(json.dumps({"if_range": mark, "total": total}), encoding="utf-8")

    def _write(self, response: Response, start: int, end: int, total: int) -> None:
        done = start
        try:
            with open(self._part, "ab" if start else "wb") as file:
                for block in self._blocks(response):
                    file.write(block)
                    done += len(block)
                    self._progress(Fetched(done, total))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise target_error(self._target, error) from None
        if done == 0:
            raise Unavailable("The video that was fetched is empty.", "Try again later.")
        if end and done > end:
            clear_part(self._target)
            raise Unavailable("More came than the video has.", "Try again later.")
        if done < (whole := total or end):
            raise Unavailable(f"The transfer broke off after {done:,} of {whole:,} bytes.", "Try again later.")

    def _blocks(self, response: Response) -> Iterator[bytes]:
        """What comes; raises :class:`Unavailable` when it breaks off, what came before stays."""
        while True:
            check_cancelled()
            try:
                block = response.raw.read1(_BLOCK, decode_content=True)
            except (HTTPError, TimeoutError, ConnectionError) as error:
                raise Unavailable("The transfer broke off.", "Try again later.", type(error).__name__) from None
            if response.status_code == 416 or not block:
                return
            yield block

    def _finish(self) -> int:
        size = self._size()
        try:
            self._check(self._part)
        except Refused:
            clear_part(self._target)
            raise
        except Unavailable:
            if size != self._short:
                self._short = size
                clear_part(self._target)
                raise
            # Twice the very same: it is what the server has, and better than nothing.
            _log.warning("%s seems to be cut off, but the server has no more of it.", self._target.name)
        try:
            os.replace(self._part, self._target)
            sync_folder(self._target.parent)
        except OSError as error:
            raise target_error(self._target, error) from None
        clear_part(self._target)
        return size


def _failure(response: Response, url: str) -> ServiceError:
    status, host = response.status_code, _host(url)
    if status in _EXPIRED:
        return Gone(f"The address of the video at {host} has run out.", "Ask for it again.", status=status)
    if status == 429:
        many = TooMany(f"{host} was asked too often.", "Try again later.", status=status)
        return _waiting(many, response)
    if status >= 500:
        words = f"{host} answered with an error of its own ({status})."
        return _waiting(Unavailable(words, "Try again later.", status=status), response)
    hint = "Try again later, or fetch it at the service itself."
    return Refused(f"{host} does not hand out the video (status {status}).", hint, status=status)


def _waiting(error: ServiceError, response: Response) -> ServiceError:
    error.retry_after_s = retry_after_s(response.headers.get("Retry-After", ""))
    return error


def _host(url: str) -> str:
    """Who hands the file out, for sentences; an address may be none at all."""
    try:
        return urlsplit(url).hostname or "its server"
    except ValueError:
        return "its server"


def _next_url(url: str, location: str) -> str:
    """Where a redirect leads; raises :class:`Refused` when that is no web address, or less safe than before."""
    try:
        following = urljoin(url, location)
        before, after = urlsplit(url).scheme, urlsplit(following).scheme
    except ValueError:
        following, before, after = location, "", ""
    if not location or after not in ("http", "https") or (before == "https" and after == "http"):
        raise Refused("The address of the video leads somewhere unsafe.", "Try again later.", masked_url(following))
    return following


def _about(target: Path) -> Path:
    return target.with_name(target.name + ".part.about")


def _read_about(target: Path) -> tuple[str, int]:
    """What must match when the transfer goes on, and the length that was announced; empty and 0 when not known."""
    try:
        said = json.loads(_about(target).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "", 0
    mark, total = (said.get("if_range"), said.get("total")) if isinstance(said, dict) else (None, None)
    known = mark if isinstance(mark, str) and mark.isprintable() else ""
    return known, total if isinstance(total, int) else 0
