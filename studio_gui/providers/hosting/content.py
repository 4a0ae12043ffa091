"""A file as a host sees it: its content has a name, a type and a size."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from studio_gui.base.errors import Cancelled, MediaError
from studio_gui.providers.http import check_cancelled

_BLOCK = 1 << 20
_TYPES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".gif": "image/gif",
    ".svg": "image/svg+xml", ".bmp": "image/bmp", ".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime",
    ".webm": "video/webm", ".mkv": "video/x-matroska", ".mp3": "audio/mpeg", ".wav": "audio/wav", ".m4a": "audio/mp4",
    ".aac": "audio/aac", ".ogg": "audio/ogg", ".flac": "audio/flac", ".txt": "text/plain",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """A file and what is in it. ``name`` is made of the content, so that the same is brought to a host once."""

    path: Path
    name: str
    size: int
    """Bytes."""
    type: str
    """The content type it is handed out with."""
    modified_ns: int


def content_of(path: Path) -> Content:
    """Read a file through once; raises :class:`MediaError`, and ``Cancelled`` when nobody wants it any more."""
    digest = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            about = os.fstat(file.fileno())
            while block := file.read(_BLOCK):
                check_cancelled()
                digest.update(block)
    except OSError as error:
        raise _unreadable(path, error) from None
    suffix = path.suffix.lower() if path.suffix[1:].isascii() and path.suffix[1:].isalnum() else ".bin"
    name = digest.hexdigest()[:32] + suffix[:9]
    return Content(path, name, about.st_size, _TYPES.get(suffix, "application/octet-stream"), about.st_mtime_ns)


class Reading:
    """A file that is read block by block while it is sent, in whatever thread the sender has.

    ``stop`` makes the next block an error, so that the sender ends and cleans up behind itself.
    """

    def __init__(self, content: Content) -> None:
        self._content = content
        self._stopped = threading.Event()
        try:
            self._file = open(content.path, "rb")  # noqa: SIM115 - closed by whoever opened the reading
        except OSError as error:
            raise _unreadable(content.path, error) from None
        self.done = 0
        """Bytes that were read so far."""

    def __enter__(self) -> Reading:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._content.size

    def __iter__(self) -> Iterator[bytes]:
        while block := self.read(_BLOCK):
            yield block

    def stop(self) -> None:
        """Nobody wants it any more."""
        self._stopped.set()

    def read(self, size: int = -1) -> bytes:
        """The next block; raises ``Cancelled`` after :meth:`stop`, and :class:`MediaError`."""
        if self._stopped.is_set():
            raise Cancelled("Cancelled.")
        try:
            block = self._file.read(size)
        except OSError as error:
            raise _unreadable(self._content.path, error) from None
        self.done += len(block)
        return block

    def check_unchanged(self) -> None:
        """Raise :class:`MediaError` when the file is not the one any more whose content was named."""
        about = os.fstat(self._file.fileno())
        if (about.st_size, about.st_mtime_ns) != (self._content.size, self._content.modified_ns):
            name = self._content.path.name
            raise MediaError(
                f"“{name}” was changed while it was brought to the host.", "Try again when it is finished."
            )


def _unreadable(path: Path, error: OSError) -> MediaError:
    reason = error.strerror or type(error).__name__
    return MediaError(f"“{path.name}” cannot be read: {reason.lower()}.", "Check the file and its rights.", str(error))
