"""What can still be read of a broken list of jobs: what a service has, or may have, is not forgotten with it.

A list that is broken may show what stood in it a while ago. So nothing of it is sent: what waited to be is perhaps sent.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from studio_gui.base.errors import JobError

TABLES = ("jobs", "payloads", "requests", "exchanges", "avatars", "sightings", "removed")
"""What is put in first is what others name."""

Left = Mapping[str, list[dict[str, object]]]

_NOBODY_KNOWS = "The list of jobs was broken, so nobody knows whether it was sent."
_COMPUTER = "computer"


def read_out(path: Path) -> Left:
    """The rows of each table that can be read; never raises."""
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(path, timeout=1)) as broken:
        broken.row_factory = sqlite3.Row
        return {table: [*_rows(broken, table)] for table in TABLES}
    return {}


def _rows(broken: sqlite3.Connection, table: str) -> Iterator[dict[str, object]]:
    seen: set[int] = set()
    # What is broken ends a look from the beginning; from the end one comes to what lies behind it.
    for order in ("ASC", "DESC"):
        with contextlib.suppress(sqlite3.Error):
            for row in broken.execute(f"SELECT rowid AS row_number, * FROM {table} ORDER BY rowid {order}"):
                if row["row_number"] not in seen:
                    seen.add(row["row_number"])
                    yield {name: row[name] for name in row.keys()[1:]}


def put_in(connection: sqlite3.Connection, left: Left) -> int:
    """Put into a new list what makes sense there; answers how many jobs there are then."""
    connection.execute("BEGIN IMMEDIATE")
    for table in TABLES:
        columns = [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]
        for row in left.get(table, ()):
            said = _settled(row) if table == "jobs" else row
            if said is None or not said.keys() <= {*columns}:
                continue
            names, marks = ", ".join(said), ", ".join("?" * len(said))
            # One that names a job which could not be read finds no place.
            with contextlib.suppress(sqlite3.Error):
                connection.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", tuple(said.values()))
    connection.commit()
    return int(connection.execute("SELECT count(*) FROM jobs").fetchone()[0])


def _settled(row: dict[str, object]) -> dict[str, object] | None:
    """The row of a job as it goes into the new list; None for one that makes no sense."""
    from studio_gui.jobs.hands import LOOK_UP
    from studio_gui.jobs.row import COLUMNS, row_from

    try:
        job = row_from(tuple(row[name] for name in COLUMNS))
    except (KeyError, ValueError, TypeError, JobError):
        return None
    if job.is_final or job.remote_id or job.account == _COMPUTER:
        return row
    sent_at = job.sent_at or job.updated_at
    return {**row, "state": "unsure", "sent_at": sent_at, "owner": "", "error": _NOBODY_KNOWS, "hint": LOOK_UP}
