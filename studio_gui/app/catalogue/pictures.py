"""Small pictures from the network, kept on disk: checked when they come and when they are read, and bounded in size."""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from pathlib import Path
from urllib.parse import urlsplit

from studio_gui.base.errors import MediaError, TargetError
from studio_gui.files.probing import probe
from studio_gui.files.writing import make_folder, replace_file

MOST_BYTES = 64 << 20
_MOST_FILE_BYTES = 6 << 20
_MOST_SIDE = 6000
_BLOCK = 1 << 16
_TIMEOUT_S = 10.0
_MARK = b"studio-picture-1\n"
_DIGEST = 32


class PictureCache:
    """Pictures by their address. Thread-safe; what is asked for is fetched in the caller's thread.

    A file begins with a mark and the hash of what follows, so one that the disk has spoilt is fetched anew.
    """

    def __init__(self, folder: Path, *, most_bytes: int = MOST_BYTES) -> None:
        self._folder, self._most = folder, most_bytes
        self._lock = threading.Lock()

    def known(self, url: str) -> bytes | None:
        """The picture as it lies on disk; None when it is not there, or not sound any more."""
        try:
            path = self._path(url)
            data = path.read_bytes()
        except (OSError, ValueError):  # not there, or no address
            return None
        body = data[len(_MARK) + _DIGEST :]
        if not data.startswith(_MARK) or hashlib.sha256(body).digest() != data[len(_MARK) : len(_MARK) + _DIGEST]:
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # what is looked at is thrown away last
        return body

    def get(self, url: str) -> bytes | None:
        """The picture, fetched when it is not there; None when it cannot be had now or is no picture.

        Blocks for seconds. Nothing is sent along: no credentials, no cookies.
        """
        found = self.known(url)
        if found is not None or not url.lower().startswith(("http://", "https://")):
            return found
        body = _fetched(url)
        if body is None or not self._is_picture(body):
            return None
        self._keep(url, body)
        return body

    def _path(self, url: str) -> Path:
        """The same for addresses that differ in their signature alone."""
        parts = urlsplit(url)
        name = hashlib.sha256(f"{parts.scheme}://{parts.netloc}{parts.path}".encode()).hexdigest()
        return self._folder / f"{name[:40]}.picture"

    def _is_picture(self, body: bytes) -> bool:
        """Whether it decodes as a picture of a sane size; looked at in a file, as the probe wants it."""
        make_folder(self._folder)
        trial = self._folder / f".{hashlib.sha256(body).hexdigest()[:16]}.{threading.get_ident()}.trial"
        try:
            trial.write_bytes(body)
            facts = probe(trial)
        except (MediaError, OSError):
            return False
        finally:
            with contextlib.suppress(OSError):
                trial.unlink()
        return facts.kind == "picture" and 0 < max(facts.width, facts.height) <= _MOST_SIDE

    def _keep(self, url: str, body: bytes) -> None:
        with self._lock, contextlib.suppress(TargetError):  # a full disk: it is shown all the same
            replace_file(self._path(url), _MARK + hashlib.sha256(body).digest() + body)
            self._tidy()

    def _tidy(self) -> None:
        """Throw away what was not looked at for longest, until the rest fits."""
        found = []
        for path in self._folder.glob("*.picture"):
            with contextlib.suppress(OSError):
                about = path.stat()
                found.append((about.st_mtime, about.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= self._most:
                return
            with contextlib.suppress(OSError):
                path.unlink()
                total -= size


def _fetched(url: str) -> bytes | None:
    import requests  # slow to load, and the window starts without it

    from studio_gui.providers.hosting.answering import stranger

    try:
        with stranger(url) as session, session.get(url, timeout=_TIMEOUT_S, stream=True) as answer:
            if answer.status_code != 200:
                return None
            body = b""
            for block in answer.iter_content(_BLOCK):
                body += block
                if len(body) > _MOST_FILE_BYTES:
                    return None
            return body
    except (requests.RequestException, ValueError, OSError):
        return None
