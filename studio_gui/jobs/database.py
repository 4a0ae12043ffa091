"""The SQLite file of the jobs: opening it, its tables, and what to do when it is broken. No job logic."""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from studio_gui.base.errors import JobError
from studio_gui.base.locks import NO_LOCKS, one_at_a_time
from studio_gui.jobs.salvaging import put_in, read_out
from studio_gui.providers.base import JobId

_MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE jobs (
        id TEXT PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
        project_path TEXT NOT NULL, state TEXT NOT NULL, words TEXT NOT NULL DEFAULT '',
        fraction REAL NOT NULL DEFAULT 0, frames_done INTEGER NOT NULL DEFAULT 0,
        frames_total INTEGER NOT NULL DEFAULT 0, created_at REAL NOT NULL, updated_at REAL NOT NULL,
        started_at REAL NOT NULL DEFAULT 0, payload_hash TEXT NOT NULL, resolution TEXT NOT NULL, fps INTEGER NOT NULL,
        overwrite INTEGER NOT NULL DEFAULT 0, target TEXT NOT NULL, result TEXT NOT NULL DEFAULT '',
        error TEXT NOT NULL DEFAULT '', hint TEXT NOT NULL DEFAULT '', attempt INTEGER NOT NULL DEFAULT 1,
        owner TEXT NOT NULL DEFAULT '', wish TEXT NOT NULL DEFAULT '', revision INTEGER NOT NULL DEFAULT 1,
        kept TEXT NOT NULL DEFAULT '{}'
    );
    CREATE INDEX jobs_by_state ON jobs (state, created_at);
    CREATE TABLE payloads (job_id TEXT PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE, text TEXT NOT NULL);
    """,
    """
    ALTER TABLE jobs ADD COLUMN remote_id TEXT NOT NULL DEFAULT '';
    ALTER TABLE jobs ADD COLUMN next_at REAL NOT NULL DEFAULT 0;
    ALTER TABLE jobs ADD COLUMN sent_at REAL NOT NULL DEFAULT 0;
    ALTER TABLE jobs ADD COLUMN checked_at REAL NOT NULL DEFAULT 0;
    ALTER TABLE jobs ADD COLUMN changed_at REAL NOT NULL DEFAULT 0;
    ALTER TABLE jobs ADD COLUMN looks INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE jobs ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX jobs_by_hash ON jobs (payload_hash);
    CREATE TABLE requests (job_id TEXT PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE, text TEXT NOT NULL);
    CREATE TABLE exchanges (
        number INTEGER PRIMARY KEY, job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, at REAL NOT NULL,
        took_s REAL NOT NULL, method TEXT NOT NULL, url TEXT NOT NULL, sent TEXT NOT NULL, status INTEGER NOT NULL,
        said TEXT NOT NULL, problem TEXT NOT NULL
    );
    CREATE INDEX exchanges_by_job ON exchanges (job_id, number);
    """,
    """
    CREATE TABLE avatars (
        id TEXT PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, made_at REAL NOT NULL,
        remote_id TEXT NOT NULL DEFAULT '', voice_id TEXT NOT NULL DEFAULT '', form TEXT NOT NULL DEFAULT '',
        consent TEXT NOT NULL DEFAULT '', state TEXT NOT NULL DEFAULT '', stage TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', preview TEXT NOT NULL DEFAULT '',
        checked_at REAL NOT NULL DEFAULT 0, changed_at REAL NOT NULL DEFAULT 0
    );
    CREATE INDEX avatars_by_service ON avatars (account, remote_id);
    CREATE TABLE sightings (
        number INTEGER PRIMARY KEY, avatar_id TEXT NOT NULL REFERENCES avatars (id) ON DELETE CASCADE,
        state TEXT NOT NULL, stage TEXT NOT NULL, words TEXT NOT NULL, reason TEXT NOT NULL, since REAL NOT NULL,
        seen_at REAL NOT NULL
    );
    CREATE INDEX sightings_by_avatar ON sightings (avatar_id, number);
    """,
    """
    CREATE TABLE removed (
        job_id TEXT NOT NULL, account TEXT NOT NULL, payload_hash TEXT NOT NULL, at REAL NOT NULL, status TEXT NOT NULL
    );
    CREATE INDEX removed_by_hash ON removed (payload_hash);
    """,
)
"""Entry n brings the file from version n to n + 1; entries are added, never changed."""

_BUSY_S = 10.0
_ID_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


class ListUnusable(JobError):
    """The list of jobs cannot be read or written now: a full disk, another program that holds it."""


class Database:
    """One connection, used from several threads one at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.note = ""
        """A sentence for people when a broken file had to be put aside."""
        self._lock = threading.RLock()
        self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Two processes that set up or put aside the same file at the same time would disturb each other.
            with one_at_a_time(self.path.with_name(f"{self.path.name}.lock"), patience_s=_BUSY_S):
                return self._connected_or_anew()
        except sqlite3.Error as error:
            raise _sentence(self.path, error) from None
        except OSError as error:
            hint = "Check the rights of that folder."
            if error.errno in NO_LOCKS:
                hint = "Its disk knows no locks; set STUDIO_HOME to a folder on another one."
            raise JobError(f"The list of jobs cannot be kept in “{self.path.parent}”.", hint, str(error)) from None

    def _connected_or_anew(self) -> sqlite3.Connection:
        try:
            return _connected(self.path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            left = read_out(self.path)
            aside = _put_aside(self.path)
            connection = _connected(self.path)
            count = put_in(connection, left)
            kept = {0: "", 1: "; one job could be read and is in it"}.get(
                count, f"; {count} jobs could be read and are in it"
            )
            self.note = f"The list of jobs was broken and was begun anew{kept}; the old one is kept as “{aside.name}”."
            return connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for questions."""
        with self._lock:
            try:
                yield self._connection
            except sqlite3.Error as error:
                raise _sentence(self.path, error) from None

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection inside a transaction that no other process writes during; all of it happens or nothing."""
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                except BaseException:
                    self._connection.rollback()
                    raise
                self._connection.commit()
            except sqlite3.Error as error:
                raise _sentence(self.path, error) from None

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        _refuse_newer(connection)
        # FULL: a row that says something may have been sent must be on the disk before it is.
        # What is forgotten is overwritten too, not where the system builds SQLite that way alone.
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the file is malformed")
        _migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection) -> None:
    if _version(connection) == len(_MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have been here while this one waited for its turn.
    for script in _MIGRATIONS[_version(connection) :]:
        for statement in script.split(";"):
            if statement.strip():
                connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")
    connection.commit()


def _refuse_newer(connection: sqlite3.Connection) -> None:
    if _version(connection) > len(_MIGRATIONS):
        raise JobError("The list of jobs was written by a newer Scene Studio.", "Update Scene Studio to see it.")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _put_aside(path: Path) -> Path:
    aside = path.with_name(f"{path.name}.broken-{time.strftime('%Y%m%d-%H%M%S')}")
    os.replace(path, aside)
    for tail in ("-wal", "-shm"):
        with contextlib.suppress(OSError):
            os.replace(path.with_name(path.name + tail), aside.with_name(aside.name + tail))
    return aside


_CAUSES = {
    "disk is full": ("the disk is full", "Free some space, then try again."),
    "readonly": ("it is read-only", "Change the rights of that folder, then try again."),
}
"""What SQLite says, and what is said of it."""


def _sentence(path: Path, error: sqlite3.Error) -> ListUnusable:
    for words, (cause, way_out) in _CAUSES.items():
        if words in str(error):
            return ListUnusable(f"The list of jobs in “{path}” cannot be written: {cause}.", way_out, str(error))
    hint = "Check the free space and the rights of that folder."
    if "locked" in str(error) or "busy" in str(error):
        return ListUnusable("The list of jobs is in use by another program.", "Try again in a moment.", str(error))
    return ListUnusable(f"The list of jobs in “{path}” cannot be used.", hint, str(error))


def free_id(connection: sqlite3.Connection) -> JobId:
    """An id that no job and no avatar has."""
    while True:
        made = "".join(secrets.choice(_ID_LETTERS) for _ in range(6))
        taken = "SELECT 1 FROM jobs WHERE id = ? UNION SELECT 1 FROM avatars WHERE id = ?"
        if not connection.execute(taken, (made, made)).fetchone():
            return JobId(made)
