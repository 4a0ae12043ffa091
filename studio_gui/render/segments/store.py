"""Segments as files: a row of records, and at the end a digest of them all.

The folder may be deleted at any time and by anybody, and several processes may use it: a file appears whole or not at
all, and one that does not read back exactly counts as absent.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import struct
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

LIMIT_BYTES = 2 << 30
LARGEST_BYTES = 256 << 20
"""A scene that takes more, about half an hour of moving pictures, is not kept."""
_ROOM_BYTES = 1 << 30
"""So much of the disk is left to others."""
_MAGIC = b"segment1"
_HEAD = struct.Struct("<BI")
_END = 0
_LEFT_BEHIND_S = 86_400

Record = tuple[int, bytes]
"""What kind it is (from 1), and its content."""


class Segment:
    """One kept segment, whole and sound; read it once."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def records(self) -> Iterator[Record]:
        """The records in order; closes the file at the end."""
        with self._file as file:
            file.seek(len(_MAGIC))
            while True:
                kind, length = _HEAD.unpack(file.read(_HEAD.size))
                if kind == _END:
                    return
                yield kind, file.read(length)

    def close(self) -> None:
        """It will not be read after all."""
        self._file.close()


class SegmentWriter:
    """Writes a segment into an empty file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.blake2b(digest_size=32)
        file.write(_MAGIC)

    def add(self, kind: int, content: bytes) -> None:
        """The next record; raises ``OSError``."""
        head = _HEAD.pack(kind, len(content))
        self._digest.update(head)
        self._digest.update(content)
        self._file.write(head)
        self._file.write(content)

    def end(self) -> None:
        """It is whole; raises ``OSError``."""
        self._file.write(_HEAD.pack(_END, 0) + self._digest.digest())
        self._file.flush()


class Recording:
    """One segment being kept; a disk that is full or cannot be written is no reason to stop: then it is not kept."""

    def __init__(self, target: Path | None) -> None:
        self._target = target
        self._part: Path | None = None
        self._file: BinaryIO | None = None
        self._writer: SegmentWriter | None = None
        self._size = 0
        if target is None:
            return
        with contextlib.suppress(OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(target.parent).free < _ROOM_BYTES:
                return
            self._part = target.with_name(f"{target.stem}-{os.getpid()}-{secrets.token_hex(4)}.part")
            self._file = open(self._part, "wb")  # noqa: SIM115 - closed in keep() or drop()
            self._writer = SegmentWriter(self._file)

    def add(self, kind: int, content: bytes) -> None:
        """Keep a record."""
        if self._file is None or self._writer is None:
            return
        self._size += len(content)
        if self._size > LARGEST_BYTES:
            self.drop()
            return
        try:
            self._writer.add(kind, content)
        except OSError:
            self.drop()

    def keep(self) -> None:
        """It is whole: from now on it is found."""
        if self._file is None or self._writer is None or self._part is None or self._target is None:
            return
        try:
            self._writer.end()
            self._file.close()
            os.replace(self._part, self._target)
            self._file = self._part = None
        except OSError:
            self.drop()

    def close(self) -> None:
        """Nothing more comes: what was not kept by now is not whole."""
        self.drop()

    def drop(self) -> None:
        """It will not be whole."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None
        if self._part is not None:
            with contextlib.suppress(OSError):
                self._part.unlink()

    def forget(self) -> None:
        """It was kept under a wrong key."""
        self.drop()
        if self._target is not None:
            with contextlib.suppress(OSError):
                self._target.unlink()


class SegmentStore:
    """The folder of segments; None keeps nothing and finds nothing."""

    def __init__(self, folder: Path | None, *, limit_bytes: int = LIMIT_BYTES) -> None:
        self._folder, self._limit = folder, limit_bytes

    def find(self, key: str) -> Segment | None:
        """The segment with that key, or None when there is none or it is damaged."""
        path = self._path(key)
        if path is None:
            return None
        try:
            file = open(path, "rb")  # noqa: SIM115 - closed by the segment
        except OSError:
            return None
        try:
            is_sound = _is_sound(file)
        except (OSError, struct.error):
            is_sound = False
        if not is_sound:
            file.close()
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return Segment(file)

    def has(self, key: str) -> bool:
        """Whether there is a segment with that key, sound or not."""
        path = self._path(key)
        return path is not None and path.is_file()

    def record(self, key: str) -> Recording:
        """Begin to keep a segment."""
        return Recording(self._path(key))

    def tidy(self) -> None:
        """Delete the segments that were not used for longest until a quarter of the limit is free, if it was passed."""
        if self._folder is None:
            return
        files = []
        for path in [*self._folder.glob("??/*")]:
            try:
                about = path.stat()
            except OSError:
                continue
            if path.suffix == ".part" and time.time() - about.st_mtime > _LEFT_BEHIND_S:
                with contextlib.suppress(OSError):
                    path.unlink()
            elif path.suffix == ".segment":
                files.append((about.st_mtime, about.st_size, path))
        total = sum(size for _, size, _ in files)
        if total <= self._limit:
            return
        for _, size, path in sorted(files):
            if total <= self._limit * 3 // 4:
                return
            with contextlib.suppress(OSError):
                path.unlink()
            total -= size

    def _path(self, key: str) -> Path | None:
        return None if self._folder is None else self._folder / key[:2] / f"{key}.segment"


def _is_sound(file: BinaryIO) -> bool:
    """Whether the records are those that were written, to the end."""
    digest = hashlib.blake2b(digest_size=32)
    if file.read(len(_MAGIC)) != _MAGIC:
        return False
    while True:
        head = file.read(_HEAD.size)
        kind, length = _HEAD.unpack(head)
        if kind == _END:
            return file.read() == digest.digest()
        if length > LARGEST_BYTES:
            return False
        content = file.read(length)
        digest.update(head)
        digest.update(content)
