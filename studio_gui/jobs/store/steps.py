"""How jobs come into the list, are taken, moved on, asked for and forgotten; each step is one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from sqlite3 import Connection
from typing import TypeAlias

from studio_gui.base.errors import JobError
from studio_gui.base.json_text import dumps
from studio_gui.base.logs import without_secrets
from studio_gui.jobs.again import EARLIER, Sending, check_again, find_sent, remember_removed
from studio_gui.jobs.database import free_id
from studio_gui.jobs.diary import AMONG, forget_answers, insert_avatar
from studio_gui.jobs.row import COLUMNS, JobRow, NewJob
from studio_gui.jobs.states import STAGES, TAKEN, UNFINISHED, WORKED_ON, State, check_step
from studio_gui.jobs.store.reading import DUE, JobList, marks, row_of
from studio_gui.providers.base import AccountId, JobId

Value: TypeAlias = str | int | float
MOST_KEPT_PAYLOADS = 50
"""Jobs that are done and whose project is still known; a project may have many megabytes."""

INTERRUPTED = "Scene Studio ended while it was being sent, so nobody knows whether it arrived."

_OF_ONE_SENDING = frozenset({"url", "seen", "words", "charged", "credits", "fields", "voice_id"})
"""What is kept of a job that is forgotten when it is sent anew."""

_UNTIL_DONE = "url"
"""What is kept of a job until its file is here: an address may carry the right to read what is there."""

_FORGET_OLD_ADDRESSES = (
    f"UPDATE jobs SET kept = json_remove(kept, '$.{_UNTIL_DONE}')"
    f" WHERE state = 'done' AND json_extract(kept, '$.{_UNTIL_DONE}') IS NOT NULL"
)
"""Earlier versions kept them."""

_FORGET_OLD_PAYLOADS = (
    "DELETE FROM payloads WHERE job_id IN"
    " (SELECT id FROM jobs WHERE state = 'done' ORDER BY created_at DESC, rowid DESC LIMIT -1 OFFSET ?)"
)
MOST_KEPT_DETAILS = 200
"""Jobs that are over and of which is known what was sent and answered. What was perhaps sent is kept for good."""

_FORGET_OLD_DETAILS = (
    "DELETE FROM {table} WHERE job_id IN"
    " (SELECT id FROM jobs WHERE state = 'done' OR state IN ('failed', 'cancelled')"
    " AND (remote_id != '' OR sent_at = 0) ORDER BY created_at DESC, rowid DESC LIMIT -1 OFFSET ?)"
)
_WORDS = ("words", "error", "hint")
_CHANGEABLE = frozenset(COLUMNS) - {"id", "state", "created_at", "updated_at", "revision", "payload_hash"}


@dataclass(frozen=True, slots=True)
class Slot:
    """An account that has room for work: at most ``at_once`` jobs over all processes."""

    account: AccountId
    at_once: int


class NotOurs(JobError):
    """Another process has taken the job: whoever thought to have it leaves it alone."""


class JobStore(JobList):
    """The jobs, to be written down and moved on as well."""

    def insert(self, job: NewJob, *, refuse: Callable[[Sending], None] | None = None) -> JobRow:
        """Remember a new job as ``queued``, or ``held`` when it waits for avatars.

        ``refuse`` is called with what sent the same before and may raise; asking and writing are one step, so
        that of two processes that are asked for the same at once only one gets it.
        """
        now = self._clock()
        request = job.request
        digest = job.fingerprint or (request.fingerprint if request is not None else _digest(job.payload))
        with self._database.writing() as connection:
            if refuse is not None and (before := find_sent(connection, digest, job.account)) is not None:
                refuse(before)
            job_id = free_id(connection)
            said: dict[str, Value] = {
                "id": job_id, "account": job.account, "kind": job.kind, "title": job.title,
                "project_path": str(job.project_path), "state": _first(job.kept), "created_at": now, "updated_at": now,
                "payload_hash": digest, "resolution": job.resolution, "fps": job.fps, "overwrite": int(job.overwrite),
                "target": str(job.target), "kept": json.dumps(dict(job.kept)),
            }  # fmt: skip
            marks = ", ".join("?" * len(said))
            connection.execute(f"INSERT INTO jobs ({', '.join(said)}) VALUES ({marks})", tuple(said.values()))
            connection.execute("INSERT INTO payloads VALUES (?, ?)", (job_id, job.payload))
            if request is not None:
                connection.execute("INSERT INTO requests VALUES (?, ?)", (job_id, dumps(request.to_json())))
            if job.avatar is not None:
                insert_avatar(connection, job_id, job.avatar, account=job.account, kind=job.kind, at=now)
            connection.execute(_FORGET_OLD_ADDRESSES)
            connection.execute(_FORGET_OLD_PAYLOADS, (MOST_KEPT_PAYLOADS,))
            for table in ("payloads", "requests", "exchanges"):
                connection.execute(_FORGET_OLD_DETAILS.format(table=table), (MOST_KEPT_DETAILS,))
            return row_of(connection, job_id)

    def follow(self, avatar_id: str) -> None:
        """Have an avatar that was made elsewhere asked about, as if it had been sent from here; once is enough."""
        now = self._clock()
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO jobs (id, account, kind, title, project_path, state, created_at, updated_at,"
                " sent_at, payload_hash, resolution, fps, target, remote_id)"
                " SELECT id, account, kind, name, '', 'running', ?, ?, ?, '', '', 0, '', remote_id FROM avatars"
                " WHERE id = ? AND remote_id != ''",
                (now, now, now, avatar_id),
            )

    def claim(
        self, owner: str, slot: Slot, *, only: JobId | None = None, in_hand: Collection[JobId] | None = None
    ) -> JobRow | None:
        """Take the next job of an account for ``owner``: one that is due, or one whose process is gone.

        None when there is none or the account has no room. An orphan keeps its state: who takes it must settle it.
        ``in_hand`` are the jobs that ``owner`` works on: others of it are orphans too, whose end could not be written.
        """
        now = self._clock()
        with self._database.writing() as connection:
            owned = connection.execute(
                f"SELECT id, owner FROM jobs WHERE account = ? AND owner != '' AND state IN ({marks(UNFINISHED)})",
                (slot.account, *UNFINISHED),
            ).fetchall()
            alive = {name: self.is_alive(name) for name in {name for _, name in owned}}
            lost = () if in_hand is None else {job_id for job_id, name in owned if name == owner} - {*in_hand}
            busy = [job_id for job_id, name in owned if alive[name] and job_id not in lost]
            if len(busy) >= slot.at_once:
                return None
            found = connection.execute(
                f"SELECT id, next_at FROM jobs WHERE account = ? AND state IN ({marks(TAKEN)})"
                f" AND id NOT IN ({marks(busy)}) AND {DUE} AND (? = '' OR id = ?)"
                " ORDER BY created_at, rowid LIMIT 1",
                (slot.account, *TAKEN, *busy, now, now, only or "", only or ""),
            ).fetchone()
            if found is None:
                return None
            # It is due until the step says when the next one is: a row written now no longer tells that the clock was set.
            self._set(connection, JobId(found[0]), {"owner": owner, "next_at": min(float(found[1]), now)})
            return row_of(connection, JobId(found[0]))

    def move(
        self,
        job_id: JobId,
        state: State,
        *,
        fields: Mapping[str, Value] | None = None,
        kept: Mapping[str, str] | None = None,
        only_from: State | None = None,
        owner: str | None = None,
    ) -> JobRow:
        """Take a job to another state, with other fields in the same step; raises :class:`JobError` if it may not.

        ``kept`` is kept besides what is kept already, an address only until the job is done. ``only_from`` is for who
        does not own the job and has only seen it in that state, and ``owner`` for who must own it: raises
        :class:`NotOurs` when another does. One that would wait again or be sent although it was cancelled meanwhile is
        cancelled.
        """
        with self._database.writing() as connection:
            row = row_of(connection, job_id)
            if owner not in (None, row.owner):
                raise NotOurs(f"The job “{row.id}” is in other hands.")
            if only_from not in (None, row.state):
                raise JobError(f"The job “{row.id}” is no longer what it was: {row.status_inside}.")
            said: dict[str, Value] = dict(fields or {})
            is_unsent = STAGES[state].kind == "waiting" or state == "submitting"
            if row.wish == "cancel" and is_unsent and "cancelled" in _follows(row):
                state = "cancelled"
                said["sent_at"] = 0
            check_step(row.state, state)
            after = {**row.kept, **(kept or {})}
            if state == "done":
                after.pop(_UNTIL_DONE, None)
            if after != row.kept:
                said["kept"] = json.dumps(after)
            if state not in WORKED_ON:
                said |= {"owner": "", "wish": ""}
            self._set(connection, job_id, said, state=state)
            return row_of(connection, job_id)

    def let_go(self, job_id: JobId) -> JobRow:
        """Nobody works on the job any more; one that was cancelled meanwhile is that."""
        with self._database.writing() as connection:
            row = row_of(connection, job_id)
            if row.wish == "cancel" and "cancelled" in _follows(row) and row.state != "submitting":
                self._set(connection, job_id, {"owner": "", "wish": "", "words": ""}, state="cancelled")
            else:
                self._set(connection, job_id, {"owner": ""})
            return row_of(connection, job_id)

    def note_progress(self, job_id: JobId, *, fields: Mapping[str, Value]) -> None:
        """Change fields of a job without changing its state."""
        with self._database.writing() as connection:
            self._set(connection, job_id, fields)

    def keep(self, job_id: JobId, name: str, value: str) -> None:
        """Keep something a provider must find again after a kill."""
        with self._database.writing() as connection:
            kept = {**row_of(connection, job_id).kept, name: value}
            self._set(connection, job_id, {"kept": json.dumps(kept)})

    def cancel(self, job_id: JobId, *, is_asked: bool = False) -> JobRow:
        """Cancel a job that nobody works on; ask whoever does to stop.

        One that is cancelled already is answered as it is: two who ask for the same at once both have what they want.
        Raises :class:`JobError` for another that is over, but not when ``is_asked``: who asked before is told its end.
        """
        with self._database.writing() as connection:
            row = row_of(connection, job_id)
            if row.state == "cancelled" or (is_asked and row.is_final):
                return row
            if row.is_final and "cancelled" not in _follows(row):
                raise JobError(f"The job “{row.id}” is over: {row.status_inside}.", "There is nothing to cancel.")
            if row.owner and self.is_alive(row.owner):
                self._set(connection, job_id, {"wish": "cancel"})
            elif "cancelled" not in _follows(row) or row.state == "submitting":
                # Its process died while it was sending: nobody knows whether it arrived.
                said = {"owner": "", "wish": "", "words": "", "error": row.error or INTERRUPTED}
                self._set(connection, job_id, said, state="unsure")
            else:
                self._set(connection, job_id, {"owner": "", "wish": "", "words": ""}, state="cancelled")
            return row_of(connection, job_id)

    def retry(self, job_id: JobId, *, send_again: bool = False) -> JobRow:
        """Put a job that failed or was cancelled back to work; raises :class:`JobError` for others.

        What a service has already is looked at again. ``send_again`` has it sent once more instead, which may cost
        once more; a job that was perhaps sent is only sent again that way, and so is one whose like was sent since:
        that raises :class:`SentBefore`.
        """
        with self._database.writing() as connection:
            row = row_of(connection, job_id)
            if not row.is_final or "queued" not in _follows(row):
                hint = "Export the project again." if row.state == "done" else "Wait for it, or cancel it first."
                raise JobError(f"The job “{row.id}” cannot be repeated: {row.status_inside}.", hint)
            if row.is_perhaps_sent and not send_again:
                raise JobError(
                    f"Nobody knows whether the job “{row.id}” was sent.",
                    "Look it up at the service first; send it again only if it is not there.",
                )
            fresh: dict[str, Value] = {
                "attempt": row.attempt + 1, "fraction": 0, "frames_done": 0, "frames_total": 0, "words": "",
                "error": "", "hint": "", "owner": "", "wish": "", "result": "",
                "next_at": 0, "looks": 0, "failures": 0, "changed_at": self._clock(),
            }  # fmt: skip
            is_there = bool(row.remote_id or row.kept.get("url")) and not send_again
            if not is_there:
                if not send_again:
                    check_again(connection, row)
                _check_kept(connection, job_id)
                kept = {name: value for name, value in row.kept.items() if name not in _OF_ONE_SENDING}
                if row.remote_id or row.sent_at:
                    # It stays at the service: whoever looks for what is sent now must not take that one for it, and
                    # who wants the same once more is asked, also where this time nothing is made.
                    kept[EARLIER] = json.dumps([*json.loads(kept.get(EARLIER, "[]")), row.remote_id])
                fresh |= {"remote_id": "", "sent_at": 0, "kept": json.dumps(kept)}
                forget_answers(connection, job_id)
            self._set(connection, job_id, fresh, state="running" if is_there else _first(row.kept))
            return row_of(connection, job_id)

    def look_up(self, job_id: JobId) -> JobRow:
        """Have a job that was perhaps sent looked for at its service; raises :class:`JobError` for others."""
        with self._database.writing() as connection:
            row = row_of(connection, job_id)
            if not row.is_perhaps_sent:
                raise JobError(f"The job “{row.id}” need not be looked up: {row.status_inside}.")
            self._set(connection, job_id, {"owner": "", "wish": "", "next_at": 0}, state="searching")
            return row_of(connection, job_id)

    def check_now(self, job_id: JobId) -> JobRow:
        """Let the next step of a job be done at once, whatever was waited for; raises :class:`JobError` for others."""
        with self._database.writing() as connection:
            row = row_of(connection, job_id)
            if row.is_final:
                hint = "Look it up instead." if row.state == "unsure" else "There is nothing to wait for."
                raise JobError(f"The job “{row.id}” is over: {row.status_inside}.", hint)
            self._set(connection, job_id, {"next_at": 0})
            if row.state == "held":
                connection.execute(
                    f"UPDATE jobs SET next_at = 0 WHERE state IN ({marks(TAKEN)})"
                    " AND id IN (SELECT value FROM json_each(?))",
                    (*TAKEN, row.kept["waits_for"]),
                )
            return row_of(connection, job_id)

    def check_all_now(self, ids: Collection[str]) -> tuple[JobId, ...]:
        """Let the next step of each of these be done at once, in one step; answers which are not over."""
        with self._database.writing() as connection:
            which, values = f"{AMONG} AND state IN ({marks(UNFINISHED)})", (json.dumps([*ids]), *UNFINISHED)
            found = connection.execute(f"SELECT id FROM jobs WHERE {which}", values).fetchall()
            set_now = "UPDATE jobs SET next_at = 0, updated_at = ?, revision = revision + 1"
            connection.execute(f"{set_now} WHERE {which}", (self._clock(), *values))
        return tuple(JobId(job_id) for (job_id,) in found)

    def remove(self, job_id: JobId) -> None:
        """Forget a job that is over; its video stays. Raises :class:`JobError` while it is worked on."""
        with self._database.writing() as connection:
            row = row_of(connection, job_id)
            if not row.is_final:
                raise JobError(f"The job “{row.id}” is not over.", "Cancel it first.")
            remember_removed(connection, row)
            connection.execute("DELETE FROM jobs WHERE id = ?", (job_id,))

    def adopt(self, job_id: JobId, remote_id: str) -> bool:
        """Let what was found at the service be this job's, unless it is another one's; answers whether it is."""
        with self._database.writing() as connection:
            account = row_of(connection, job_id).account
            taken = "SELECT 1 FROM jobs WHERE account = ? AND remote_id = ? AND id != ?"
            if connection.execute(taken, (account, remote_id, job_id)).fetchone():
                return False
            self._set(connection, job_id, {"remote_id": remote_id})
            return True

    def _set(
        self, connection: Connection, job_id: JobId, fields: Mapping[str, Value], *, state: State | None = None
    ) -> None:
        if unknown := fields.keys() - _CHANGEABLE:
            raise TypeError(f"a job has no field {', '.join(sorted(unknown))} to change")
        said: dict[str, Value] = {**fields, "updated_at": self._clock()}
        # A service may repeat the keys it was sent, in whatever it says.
        said |= {name: without_secrets(text) for name in _WORDS if isinstance(text := said.get(name), str)}
        if state is not None:
            said["state"] = state
        names = ", ".join(f"{name} = ?" for name in said)
        connection.execute(f"UPDATE jobs SET {names}, revision = revision + 1 WHERE id = ?", (*said.values(), job_id))


def _first(kept: Mapping[str, str]) -> State:
    """The state in which a job waits to be sent."""
    return "held" if "waits_for" in kept else "queued"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _follows(row: JobRow) -> frozenset[str]:
    return STAGES[row.state].follows


def _check_kept(connection: Connection, job_id: JobId) -> None:
    """Raise :class:`JobError` when there is nothing to send: an avatar that was made elsewhere, or a job of long ago."""
    kept = "SELECT 1 FROM payloads WHERE job_id = ? UNION SELECT 1 FROM requests WHERE job_id = ?"
    if not connection.execute(kept, (job_id, job_id)).fetchone():
        raise JobError(f"What was sent for the job “{job_id}” is not kept any more.", "Ask for it anew.")
