"""What was sent before: nothing is paid for twice unasked, not even when the job that paid was removed from the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from studio_gui.base.errors import JobError
from studio_gui.jobs.states import as_state, words_for

if TYPE_CHECKING:
    from sqlite3 import Connection

    from studio_gui.jobs.row import JobRow

EARLIER = "earlier"
"""Under this name a job that is sent anew keeps what its service calls what it made before; empty where nobody knows."""
_COMPUTER = "computer"
"""The account that costs nothing: what it made it may make again."""


class SentBefore(JobError):
    """The very same was sent to the same account before; a person must say that it is meant."""

    is_sent = True
    """Whether anything has left, as far as that is known; else it waits, and what is sent now would be the first of two."""


@dataclass(frozen=True, slots=True)
class Sending:
    """Something that was sent, or may have been, or is going to be; ``at`` is in seconds since 1970."""

    id: str
    at: float
    status: str
    is_listed: bool
    """Whether its job is still in the list."""
    is_sent: bool = True
    """Whether anything has left, as far as that is known; else it waits to be sent."""

    def refusal(self, where: str) -> SentBefore:
        """The error for who would send the same again to ``where``."""
        when = datetime.fromtimestamp(self.at).astimezone()
        status = self.status if self.is_listed else f"{self.status}, removed from the list"
        said = f"The same was sent to {where} on" if self.is_sent else f"The same waits to be sent to {where} since"
        error = SentBefore(
            f"{said} {when:%d %b at %H:%M} (job {self.id}: {status}).",
            "Sending it again may cost again. Agree to it, or change the project.",
            self.id if self.is_listed else "",
        )
        error.is_sent = self.is_sent
        return error


def find_sent(connection: Connection, fingerprint: str, account: str, *, but: str = "") -> Sending | None:
    """The newest that sent the same to the same account, or may have; ``but`` is a job that does not count."""
    # `sent_at` is taken back when it is known that nothing was made by this sending; there may have been one before.
    is_sent = f"(sent_at > 0 OR remote_id != '' OR json_extract(kept, '$.{EARLIER}') IS NOT NULL)"
    found = connection.execute(
        f"SELECT id, max(sent_at, created_at * (sent_at = 0)), state, {is_sent} FROM jobs"
        " WHERE payload_hash = ? AND account = ? AND id != ?"
        f" AND (state NOT IN ('failed', 'cancelled') OR {is_sent})"
        " ORDER BY created_at DESC, rowid DESC LIMIT 1",
        (fingerprint, account, but),
    ).fetchone()
    if found is not None:
        status = words_for(as_state(str(found[2]))).lower()
        return Sending(str(found[0]), float(found[1]), status, is_listed=True, is_sent=bool(found[3]))
    found = connection.execute(
        "SELECT job_id, at, status FROM removed WHERE payload_hash = ? AND account = ? ORDER BY at DESC LIMIT 1",
        (fingerprint, account),
    ).fetchone()
    return Sending(str(found[0]), float(found[1]), str(found[2]), is_listed=False) if found is not None else None


def check_again(connection: Connection, row: JobRow) -> None:
    """Raise :class:`SentBefore` when a job that never got there would send what another one sent since."""
    if row.account != _COMPUTER and row.payload_hash:
        before = find_sent(connection, row.payload_hash, row.account, but=row.id)
        if before is not None:
            raise before.refusal(f"the account “{row.account}”")


def remember_removed(connection: Connection, row: JobRow) -> None:
    """Keep what a job sent that is removed from the list."""
    if row.payload_hash and (row.sent_at or row.remote_id or EARLIER in row.kept):
        status = words_for(row.state).lower()
        connection.execute(
            "INSERT INTO removed (job_id, account, payload_hash, at, status) VALUES (?, ?, ?, ?, ?)",
            (row.id, row.account, row.payload_hash, row.sent_at or row.created_at, status),
        )
