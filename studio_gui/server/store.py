"""What a practice server remembers: a table of JSON objects in SQLite, there again after a restart."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from studio_gui.base.errors import PayloadError, TargetError
from studio_gui.base.json_text import JsonDict, dumps, loads
from studio_gui.files.writing import make_folder

_TABLE = """CREATE TABLE IF NOT EXISTS things (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (kind, id))"""


class ServerStore:
    """Objects by kind and id, in the order they came. Safe for several threads."""

    def __init__(self, folder: Path) -> None:
        """Raises :class:`TargetError` when nothing can be kept in ``folder``."""
        make_folder(folder)
        self.folder = folder
        self._lock = threading.RLock()
        try:
            self._base = sqlite3.connect(folder / "practice.sqlite", check_same_thread=False, isolation_level=None)
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA synchronous=NORMAL")
            self._base.execute(_TABLE)
        except sqlite3.Error as error:
            raise TargetError(f"The practice server cannot keep anything in “{folder}”.", "", str(error)) from None

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._base.close()

    def get(self, kind: str, key: str) -> JsonDict | None:
        """The object, if it is there."""
        with self._lock, closing(self._base.execute(_ONE, (kind, key))) as found:
            row = found.fetchone()
        return _object(row[0]) if row else None

    def all(self, kind: str) -> list[JsonDict]:
        """Every object of a kind, the first that came first."""
        query = "SELECT body FROM things WHERE kind = ? ORDER BY number"
        with self._lock, closing(self._base.execute(query, (kind,))) as found:
            return [_object(row[0]) for row in found]

    def put(self, kind: str, key: str, body: JsonDict) -> None:
        """Keep an object, in the place of the one with its id; raises :class:`PayloadError` for what is no JSON."""
        text = _text_of(body)
        with self._lock:
            self._base.execute(
                "INSERT INTO things (kind, id, body) VALUES (?, ?, ?)"
                " ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
                (kind, key, text),
            )

    def change(self, kind: str, key: str, edit: Callable[[JsonDict], None]) -> JsonDict | None:
        """Change an object as one step; None when it is not there."""
        with self._lock:
            body = self.get(kind, key)
            if body is not None:
                edit(body)
                self.put(kind, key, body)
            return body

    def delete(self, kind: str, key: str) -> bool:
        """Forget an object; whether it was there."""
        with (
            self._lock,
            closing(self._base.execute("DELETE FROM things WHERE kind = ? AND id = ?", (kind, key))) as done,
        ):
            return done.rowcount > 0


_ONE = "SELECT body FROM things WHERE kind = ? AND id = ?"


def _text_of(body: JsonDict) -> str:
    """The object as text that can be read again: no NaN, not nested too deeply."""
    try:
        text = dumps(body)
    except (ValueError, RecursionError) as error:
        raise PayloadError("The body holds what JSON does not have.", "", str(error)) from None
    loads(text, "The body")
    return text


def _object(text: str) -> JsonDict:
    body = loads(text)
    assert isinstance(body, dict)
    return body
