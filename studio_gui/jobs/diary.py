"""What is known of avatars: how each was asked for, and a diary of everything its service ever said about it.

It lies in the file of the jobs, in tables of its own: a job that made an avatar may be removed, the avatar stays. The
service's words are kept as they came; no order is assumed, steps may be skipped, come again or be unknown.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from studio_gui.providers.base import AccountId, AvatarId, Listed, Sighting

if TYPE_CHECKING:
    # Rows of jobs know what is asked for here, and the window knows rows: it must not wait for the database.
    from sqlite3 import Connection

    from studio_gui.jobs.database import Database

AMONG = "id IN (SELECT value FROM json_each(?))"
"""A condition: the id is in a list that is given as JSON."""
MOST_ENTRIES = 1000
"""Of one avatar; the oldest are left out when a service keeps changing its mind."""


@dataclass(frozen=True, slots=True)
class NewAvatar:
    """How an avatar was asked for; ``form`` and ``consent`` are JSON objects as text."""

    name: str
    form: str
    consent: str


@dataclass(frozen=True, slots=True)
class AvatarRecord:
    """An avatar as the diary has it; ``id`` is that of the job that asked for it, where there was one."""

    id: AvatarId
    account: AccountId
    kind: str
    """The task of the service that made it, e.g. ``persona``."""
    name: str
    made_at: float
    """Seconds since 1970, as are the others; when it was asked for, or what the service says."""
    remote_id: str
    """The service's own name for it; empty while it has none."""
    voice_id: str
    form: str
    consent: str
    state: str
    """What the service said last, as it came; empty while it said nothing."""
    stage: str
    words: str
    reason: str
    preview: str
    checked_at: float
    changed_at: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a diary: what the service said, when it said so first, and when last."""

    state: str
    stage: str
    words: str
    reason: str
    """Why it failed or was rejected, word for word."""
    since: float
    seen_at: float


_COLUMNS = tuple(one.name for one in fields(AvatarRecord))
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM avatars"

_BY_SERVICE = (
    "SELECT CASE WHEN avatars.remote_id != '' THEN avatars.remote_id ELSE jobs.remote_id END AS said, avatars.id"
    " FROM avatars LEFT JOIN jobs ON jobs.id = avatars.id WHERE avatars.account = ? AND said != ''"
)
_UNSETTLED = (
    "SELECT avatars.name FROM avatars JOIN jobs ON jobs.id = avatars.id WHERE avatars.account = ?"
    " AND jobs.remote_id = '' AND jobs.sent_at > 0"
)


class Diary:
    """The avatars in the file of the jobs. Thread-safe; every method may raise :class:`JobError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def avatars(self, *, only: Collection[str] | None = None) -> tuple[AvatarRecord, ...]:
        """The avatars, the newest first; ``only`` are the ids of those that are wanted."""
        wanted, values = ("", ()) if only is None else (f" WHERE {AMONG}", (json.dumps([*only]),))
        with self._database.reading() as connection:
            found = connection.execute(f"{_SELECT}{wanted} ORDER BY made_at DESC, rowid DESC", values).fetchall()
        return tuple(AvatarRecord(*values) for values in found)

    def avatar(self, avatar_id: str) -> AvatarRecord | None:
        """The avatar with that id; None when it is not known."""
        with self._database.reading() as connection:
            found = connection.execute(f"{_SELECT} WHERE id = ?", (avatar_id,)).fetchone()
        return AvatarRecord(*found) if found else None

    def entries(self, avatar_id: str) -> tuple[Entry, ...]:
        """What was said about an avatar, the oldest first."""
        with self._database.reading() as connection:
            found = connection.execute(
                "SELECT state, stage, words, reason, since, seen_at FROM sightings WHERE avatar_id = ? ORDER BY number",
                (avatar_id,),
            ).fetchall()
        return tuple(Entry(*values) for values in found)

    def note_made(self, avatar_id: str, remote_id: str, *, account: str, voice_id: str = "") -> None:
        """The service has it, under that name; one that was taken for another's until now is this one.

        What waits for that one waits for this one then, and what was said of it was said of this one.
        """
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE avatars SET remote_id = ?, voice_id = ? WHERE id = ?", (remote_id, voice_id, avatar_id)
            )
            same = "SELECT id FROM avatars WHERE account = ? AND remote_id = ? AND id != ? AND form = ''"
            for (twin,) in connection.execute(same, (account, remote_id, avatar_id)).fetchall():
                _unite(connection, twin, avatar_id)

    def note(self, avatar_id: str, said: Sighting, *, at: float, remote_id: str = "") -> bool:
        """Write down what the service said; answers whether that is news."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE avatars SET remote_id = ? WHERE id = ? AND remote_id = ''", (remote_id, avatar_id)
            )
            return note_sighting(connection, avatar_id, said, at=at)

    def note_list(self, account: str, listed: tuple[Listed, ...], *, kind: str, at: float) -> tuple[str, ...]:
        """Write down a list of a service, in one step; answers the ids of the avatars of which there is news.

        Those that were made elsewhere are known from then on too, apart from those that may be one that was perhaps
        sent from here.
        """
        news = []
        with self._database.writing() as connection:
            known: dict[str, str] = dict(connection.execute(_BY_SERVICE, (account,)).fetchall())
            unsettled = {name for (name,) in connection.execute(_UNSETTLED, (account,)).fetchall()}
            for one in listed:
                avatar_id = known.get(one.remote_id)
                if avatar_id is None and one.is_own and one.name not in unsettled:
                    avatar_id = _adopted(connection, account, kind, one)
                    known[one.remote_id] = avatar_id
                if avatar_id is not None and note_sighting(connection, avatar_id, one.sighting, at=at):
                    news.append(avatar_id)
        return tuple(news)

    def forget(self, avatar_id: str) -> None:
        """Forget an avatar and its diary; what the service has stays there."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM avatars WHERE id = ?", (avatar_id,))


def insert_avatar(
    connection: Connection, avatar_id: str, new: NewAvatar, *, account: str, kind: str, at: float
) -> None:
    """Remember an avatar in the step that remembers its job."""
    connection.execute(
        "INSERT INTO avatars (id, account, kind, name, made_at, form, consent) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (avatar_id, account, kind, new.name, at, new.form, new.consent),
    )


def forget_answers(connection: Connection, avatar_id: str) -> None:
    """It is sent anew: what the service said of the one before counts no longer; the diary keeps it."""
    connection.execute(
        "UPDATE avatars SET remote_id = '', voice_id = '', state = '', stage = '', words = '', reason = '',"
        " preview = '' WHERE id = ? AND form != ''",
        (avatar_id,),
    )


def note_sighting(connection: Connection, avatar_id: str, said: Sighting, *, at: float) -> bool:
    """Write down what a service said about an avatar; whether it said something else than before."""
    last = connection.execute(
        "SELECT number, state, stage, reason, seen_at FROM sightings WHERE avatar_id = ? ORDER BY number DESC LIMIT 1",
        (avatar_id,),
    ).fetchone()
    is_news = last is None or tuple(last[1:4]) != (said.state, said.stage, said.reason)
    # A clock that was set back makes no entry end before it began.
    now = max(at, float(last[4])) if last is not None else at
    if is_news:
        if not connection.execute("SELECT 1 FROM avatars WHERE id = ?", (avatar_id,)).fetchone():
            return False
        connection.execute(
            "INSERT INTO sightings (avatar_id, state, stage, words, reason, since, seen_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (avatar_id, said.state, said.stage, said.words, said.reason, now, now),
        )
        connection.execute(
            "DELETE FROM sightings WHERE avatar_id = ? AND number NOT IN"
            " (SELECT number FROM sightings WHERE avatar_id = ? ORDER BY number DESC LIMIT ?)",
            (avatar_id, avatar_id, MOST_ENTRIES),
        )
    else:
        connection.execute("UPDATE sightings SET seen_at = ? WHERE number = ?", (now, last[0]))
    connection.execute(
        "UPDATE avatars SET state = ?, stage = ?, words = ?, reason = ?, preview = ?, checked_at = ?,"
        " changed_at = CASE WHEN ? THEN ? ELSE changed_at END WHERE id = ?",
        (said.state, said.stage, said.words, said.reason, said.url, now, is_news, now, avatar_id),
    )
    return is_news


def _unite(connection: Connection, twin: str, avatar_id: str) -> None:
    """Let an avatar that was only seen in a list be the one that was asked for here."""
    connection.execute("UPDATE sightings SET avatar_id = ? WHERE avatar_id = ?", (avatar_id, twin))
    columns = "state, stage, words, reason, preview, checked_at, changed_at"
    connection.execute(
        f"UPDATE avatars SET ({columns}) = (SELECT {columns} FROM avatars WHERE id = ?) WHERE id = ?", (twin, avatar_id)
    )
    waiting = "SELECT id, kept FROM jobs WHERE instr(kept, 'waits_for')"
    for job_id, text in connection.execute(waiting).fetchall():
        kept = json.loads(text)
        named = json.loads(kept.get("waits_for", "[]"))
        if twin in named:
            settled = dict.fromkeys(avatar_id if one == twin else one for one in named)
            names = json.loads(kept.get("waits_as", "{}"))
            named_so = {avatar_id if one == twin else one: name for one, name in names.items()}
            said = json.dumps({**kept, "waits_for": json.dumps([*settled]), "waits_as": json.dumps(named_so)})
            connection.execute("UPDATE jobs SET kept = ?, revision = revision + 1 WHERE id = ?", (said, job_id))
    # Who asks about it now finds it gone and lets go of it; the job that asked for this one asks from now on.
    connection.execute("DELETE FROM jobs WHERE id = ?", (twin,))
    connection.execute("DELETE FROM avatars WHERE id = ?", (twin,))


def _adopted(connection: Connection, account: str, kind: str, one: Listed) -> str:
    from studio_gui.jobs.database import free_id

    avatar_id = free_id(connection)
    connection.execute(
        "INSERT INTO avatars (id, account, kind, name, made_at, remote_id) VALUES (?, ?, ?, ?, ?, ?)",
        (avatar_id, account, kind, one.name, one.made_at, one.remote_id),
    )
    return avatar_id
