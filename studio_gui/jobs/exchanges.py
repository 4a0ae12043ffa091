"""What was sent for each job and what was answered: the part of the store that tells what happened at services."""

from __future__ import annotations

from studio_gui.base.json_text import dumps, loads
from studio_gui.jobs.database import Database
from studio_gui.providers.base import JobId, Payload
from studio_gui.providers.transcript import Exchange

FIRST_EXCHANGES, LAST_EXCHANGES = 6, 20
"""Requests that are kept of one job: how it began, and how it stands."""


class RequestBook:
    """Payloads and exchanges by job. Thread-safe; every method may raise :class:`JobError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def request(self, job_id: JobId) -> Payload | None:
        """What a service is sent for the job; None while it is not built."""
        with self._database.reading() as connection:
            found = connection.execute("SELECT text FROM requests WHERE job_id = ?", (job_id,)).fetchone()
        if found is None:
            return None
        said = loads(str(found[0]), "The payload")
        return Payload.from_json(said if isinstance(said, dict) else {})

    def set_request(self, job_id: JobId, payload: Payload) -> None:
        """Write down what is going to be sent, before it is."""
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO requests VALUES (?, ?)", (job_id, dumps(payload.to_json())))

    def note_exchange(self, job_id: JobId, said: Exchange) -> None:
        """Keep a request and its answer, secrets masked; the first and the newest of each job are kept.

        Lists of a service name the person whose avatar a job makes: that is masked too.
        """
        with self._database.writing() as connection:
            names = connection.execute("SELECT name FROM avatars WHERE id = ?", (job_id,)).fetchall()
            said = said.without(*(name for (name,) in names))
            connection.execute(
                "INSERT INTO exchanges (job_id, at, took_s, method, url, sent, status, said, problem)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    job_id, said.at, said.took_s, said.method, said.url, said.sent, said.status, said.answer,
                    said.problem,
                ),
            )  # fmt: skip
            # The first say how it was sent; of the looks after it, the last are enough.
            connection.execute(
                "DELETE FROM exchanges WHERE job_id = ? AND number NOT IN"
                " (SELECT number FROM exchanges WHERE job_id = ? ORDER BY number LIMIT ?) AND number NOT IN"
                " (SELECT number FROM exchanges WHERE job_id = ? ORDER BY number DESC LIMIT ?)",
                (job_id, job_id, FIRST_EXCHANGES, job_id, LAST_EXCHANGES),
            )

    def exchanges(self, job_id: JobId) -> tuple[Exchange, ...]:
        """What was asked for a job and what was answered, the oldest first."""
        with self._database.reading() as connection:
            found = connection.execute(
                "SELECT at, took_s, method, url, sent, status, said, problem FROM exchanges WHERE job_id = ?"
                " ORDER BY number",
                (job_id,),
            ).fetchall()
        return tuple(Exchange(*values) for values in found)
