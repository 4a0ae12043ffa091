"""What can be asked about the jobs: their rows, what waits, and what is known of services."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from studio_gui.base.errors import JobError
from studio_gui.jobs import owners
from studio_gui.jobs.again import EARLIER
from studio_gui.jobs.database import Database
from studio_gui.jobs.diary import AMONG, Diary
from studio_gui.jobs.exchanges import RequestBook
from studio_gui.jobs.ladder import CLOCK_SET_BACK_S, STALLED_FOR_GOOD_S
from studio_gui.jobs.row import COLUMNS, JobRow, row_from
from studio_gui.jobs.states import UNFINISHED
from studio_gui.providers.base import AccountId, JobId

_SELECT = f"SELECT {', '.join(COLUMNS)} FROM jobs"
DUE = f"(next_at <= ? OR updated_at > ? + {CLOCK_SET_BACK_S})"
"""A row that was written in the future tells that the clock was set back: then its time is not to be trusted."""

_IN_REVIEW = (
    "state = 'running' AND id IN (SELECT id FROM avatars) AND NOT EXISTS (SELECT 1 FROM jobs WHERE state = 'held')"
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What there is to do."""

    due: frozenset[AccountId]
    """Accounts with a job whose time has come."""
    pressing: frozenset[AccountId]
    """Accounts with a job that is not over and that a process stays for.

    None stays for what stalled a day ago, nor for avatars, which take days, unless an export waits for one.
    """


class JobList(RequestBook):
    """The jobs in ``<folder>/jobs.sqlite``, to be read. Thread-safe; every method may raise :class:`JobError`."""

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self.owners_folder = folder / "owners"
        super().__init__(Database(folder / "jobs.sqlite"))
        self.diary = Diary(self._database)
        """What is known of avatars."""

    @property
    def note(self) -> str:
        """A sentence for people when a broken list had to be put aside, else empty."""
        return self._database.note

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def row(self, job_id: str) -> JobRow:
        """The job with that id, or the only one whose id begins so; raises :class:`JobError`."""
        with self._database.reading() as connection:
            found = connection.execute(
                f"{_SELECT} WHERE id = ? OR substr(id, 1, ?) = ? ORDER BY id = ? DESC LIMIT 2",
                (job_id, len(job_id), job_id, job_id),
            ).fetchall()
        if job_id and found and (len(found) == 1 or found[0][0] == job_id):
            return row_from(found[0])
        if found and job_id:
            raise JobError(f"Several jobs begin with “{job_id}”.", "Write more of the id.")
        raise JobError(f"There is no job “{job_id[:40]}”.", "See the ids: studio-gui jobs.")

    def rows(self, *, limit: int = 500) -> tuple[JobRow, ...]:
        """The jobs, the newest first."""
        with self._database.reading() as connection:
            found = connection.execute(f"{_SELECT} ORDER BY created_at DESC, rowid DESC LIMIT ?", (limit,)).fetchall()
        return tuple(row_from(values) for values in found)

    def unfinished(self) -> tuple[JobRow, ...]:
        """The jobs that wait or are worked on, the oldest first."""
        with self._database.reading() as connection:
            found = connection.execute(
                f"{_SELECT} WHERE state IN ({marks(UNFINISHED)}) ORDER BY created_at, rowid", UNFINISHED
            ).fetchall()
        return tuple(row_from(values) for values in found)

    def held(self) -> tuple[JobRow, ...]:
        """The jobs that wait for an avatar."""
        with self._database.reading() as connection:
            found = connection.execute(f"{_SELECT} WHERE state = 'held' ORDER BY created_at, rowid").fetchall()
        return tuple(row_from(values) for values in found)

    def pressing(self) -> tuple[JobRow, ...]:
        """The jobs that would rather go on than wait until somebody looks at them again, the oldest first."""
        with self._database.reading() as connection:
            found = connection.execute(
                f"{_SELECT} WHERE state IN ({marks(UNFINISHED)}) AND state != 'stalled' AND NOT ({_IN_REVIEW})"
                " ORDER BY created_at, rowid",
                UNFINISHED,
            ).fetchall()
        return tuple(row_from(values) for values in found)

    def avatar_rows(self, *, only: Collection[str] | None = None) -> dict[JobId, JobRow]:
        """The jobs that make or made an avatar, by their id; ``only`` are the ids of those that are wanted."""
        wanted, values = ("", ()) if only is None else (f" AND {AMONG}", (json.dumps([*only]),))
        with self._database.reading() as connection:
            found = connection.execute(f"{_SELECT} WHERE id IN (SELECT id FROM avatars){wanted}", values).fetchall()
        return {row.id: row for row in map(row_from, found)}

    def revisions(self) -> dict[JobId, int]:
        """A number for each job that grows with every change; comparing two answers tells what changed."""
        with self._database.reading() as connection:
            return {JobId(job_id): number for job_id, number in connection.execute("SELECT id, revision FROM jobs")}

    def payload(self, job_id: JobId) -> str:
        """The snapshot that was exported; raises :class:`JobError` for one that is done long since."""
        with self._database.reading() as connection:
            found = connection.execute("SELECT text FROM payloads WHERE job_id = ?", (job_id,)).fetchone()
        if found is None:
            raise JobError(f"The project of the job “{job_id}” is not kept any more.", "Export it again.")
        return str(found[0])

    def known_remote_ids(self, account: AccountId, *, but: JobId) -> frozenset[str]:
        """What a service calls the jobs and avatars of an account that are known here, ``but`` for one."""
        with self._database.reading() as connection:
            found = connection.execute(
                "SELECT remote_id FROM jobs WHERE account = ? AND id != ?"
                # Those without a form were only seen in a list: they may be the one that is looked for.
                " UNION SELECT remote_id FROM avatars WHERE account = ? AND id != ? AND form != ''"
                f" UNION SELECT value FROM jobs, json_each(json_extract(kept, '$.{EARLIER}')) WHERE account = ?",
                (account, but, account, but, account),
            ).fetchall()
        return frozenset(remote_id for (remote_id,) in found if remote_id)

    def waiting(self) -> Waiting:
        """How much there is to do, without reading the jobs."""
        now = self._clock()
        with self._database.reading() as connection:
            found = connection.execute(
                f"SELECT DISTINCT account, {DUE} AND state != 'held',"
                f" (state != 'stalled' OR changed_at > ?) AND NOT ({_IN_REVIEW}) FROM jobs"
                f" WHERE state IN ({marks(UNFINISHED)})",
                (now, now, now - STALLED_FOR_GOOD_S, *UNFINISHED),
            ).fetchall()
        due = frozenset(AccountId(account) for account, is_due, _ in found if is_due)
        pressing = frozenset(AccountId(account) for account, _, is_pressing in found if is_pressing)
        return Waiting(due, pressing)

    def wishes(self, owner: str) -> tuple[tuple[JobId, str], ...]:
        """What was asked of the jobs an owner works on, by any process."""
        with self._database.reading() as connection:
            found = connection.execute("SELECT id, wish FROM jobs WHERE owner = ? AND wish != ''", (owner,)).fetchall()
        return tuple((JobId(job_id), str(wish)) for job_id, wish in found)

    def is_alive(self, owner: str) -> bool:
        """Whether the process of that owner still lives."""
        return owners.is_alive(owner, self.owners_folder)


def row_of(connection: Connection, job_id: JobId) -> JobRow:
    """The job with that id, within a transaction; raises :class:`JobError`."""
    values = connection.execute(f"{_SELECT} WHERE id = ?", (job_id,)).fetchone()
    if values is None:
        raise JobError(f"There is no job “{job_id[:40]}”.", "See the ids: studio-gui jobs.")
    return row_from(values)


def marks(values: Sequence[str]) -> str:
    """A question mark for each, for ``IN (…)``."""
    return ", ".join("?" * len(values))
