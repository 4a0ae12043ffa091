"""Jobs that wait for avatars: let go when every avatar is ready, ended when one will not be.

Only ``is_active`` at the service makes an avatar ready; that is what the diary calls ``finished``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from studio_gui.base.errors import JobError
from studio_gui.jobs.diary import AvatarRecord
from studio_gui.jobs.row import JobRow
from studio_gui.jobs.store import JobStore
from studio_gui.providers.base import JobId

WAITS_FOR, WAITS_AS = "waits_for", "waits_as"
"""Under these names a job keeps the ids of the avatars it waits for, and what their service calls each of them."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    """Of one avatar: ready, or why it will not be; neither while it is on its way."""

    name: str
    is_ready: bool = False
    why_not: str = ""


def kept_for(avatars: Mapping[str, str]) -> dict[str, str]:
    """What a job keeps that waits for these avatars; what their service calls them, which is in what is sent, by id."""
    return {WAITS_FOR: json.dumps([*avatars]), WAITS_AS: json.dumps({**avatars})} if avatars else {}


def _named(row: JobRow) -> dict[str, str]:
    said = row.kept.get(WAITS_AS, "")
    return {str(one): str(name) for one, name in json.loads(said).items()} if said else {}


def waits_for(row: JobRow) -> tuple[str, ...]:
    """The ids of the avatars that a job waits for, or waited for."""
    said = row.kept.get(WAITS_FOR, "")
    return tuple(str(one) for one in json.loads(said)) if said else ()


def release(store: JobStore) -> bool:
    """Let go of what has waited enough; whether something waits on."""
    held = store.held()
    rows = store.avatar_rows() if held else {}
    waiting = [row for row in held if _waits_on(store, row, rows)]
    return bool(waiting)


def _waits_on(store: JobStore, row: JobRow, rows: Mapping[JobId, JobRow]) -> bool:
    names = _named(row)
    found = [_verdict(store.diary.avatar(one), rows.get(JobId(one)), names.get(one, "")) for one in waits_for(row)]
    hopeless = next((one for one in found if one.why_not), None)
    try:
        if hopeless is not None:
            error = f"The presenter “{hopeless.name}” it waited for will not be ready: {hopeless.why_not}."
            hint = "Nothing was sent. Choose another presenter, then export again."
            store.move(row.id, "failed", fields={"error": error, "hint": hint, "words": ""}, only_from="held")
        elif all(one.is_ready for one in found):
            # Another process may have let go of it and be sending it by now: then it must not be sent anew.
            store.move(row.id, "queued", fields={"words": "", "next_at": 0}, only_from="held")
        else:
            words = "Waiting for " + " and ".join(one.name for one in found if not one.is_ready)
            if words != row.words:
                store.note_progress(row.id, fields={"words": words})
            return True
    except JobError:
        if store.row(row.id).state == "held":
            raise
        # Another process was faster, or it was cancelled.
    return False


def _verdict(record: AvatarRecord | None, row: JobRow | None, wanted: str) -> _Verdict:
    """``wanted`` is what the service called the avatar when it was put into what is sent; empty where nobody noted it."""
    if record is None:
        return _Verdict("?", why_not="it was forgotten")
    if wanted and record.remote_id not in ("", wanted):
        return _Verdict(record.name, why_not="it was made anew, and is not the one in the project")
    if record.stage == "finished":
        return _Verdict(record.name, is_ready=True)
    if record.stage == "failed":
        said = " ".join((record.reason or record.words).split()).rstrip(".。")
        return _Verdict(record.name, why_not=said or record.state)
    if row is not None and row.is_final and row.state != "unsure":
        return _Verdict(record.name, why_not=row.error.rstrip(".") or "it is not watched any more")
    return _Verdict(record.name)
