"""A bounded memory for pictures: the least recently used go first. Safe to use from several threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtGui import QImage


class PictureCache:
    """Pictures by key, at most ``limit`` bytes of them."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._used = 0
        self._pictures: OrderedDict[Hashable, QImage | None] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], QImage | None]) -> QImage | None:
        """The picture under ``key``, made when it is not there; a failure (None) is remembered like a picture.

        Two threads that miss together both make it: no lock is held while pictures are decoded.
        """
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
        picture = make()
        with self._lock:
            self._forget(key)
            self._pictures[key] = picture
            self._used += _bytes_of(picture)
            while self._used > self._limit and len(self._pictures) > 1:
                self._forget(next(iter(self._pictures)))
        return picture

    def __contains__(self, key: Hashable) -> bool:
        return key in self._pictures

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._pictures.clear()
            self._used = 0

    def _forget(self, key: Hashable) -> None:
        if key in self._pictures:
            self._used -= _bytes_of(self._pictures.pop(key))


def _bytes_of(picture: QImage | None) -> int:
    return 64 if picture is None else 256 + picture.sizeInBytes()
