"""An avatar as people see it: what the diary and the job say together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from studio_gui.app.avatars.form import form_fields
from studio_gui.base.json_text import loads
from studio_gui.jobs.diary import AvatarRecord, Entry
from studio_gui.jobs.row import JobRow
from studio_gui.jobs.states import words_for

Phase = Literal["waiting", "sending", "unsure", "refused", "cancelled", "making", "approved", "ready", "failed"]
"""``waiting sending unsure refused cancelled`` come before the service has it, the others are what the service says.

``approved`` is done but not switched on yet: only ``ready`` can be used.
"""


@dataclass(frozen=True, slots=True)
class Avatar:
    """An avatar; a value. Times are seconds since 1970, 0 for never."""

    id: str
    account: str
    kind: str
    """The task that makes it: ``persona``, ``persona-url``, ``customavatar``, ``dreamavatar``, ``voiceclone``."""
    name: str
    phase: Phase
    words: str
    """How it stands, in words for people, in one line."""
    state: str
    """What the service calls it, as it came; empty while it said nothing."""
    reason: str
    """Why it failed or was rejected, in the service's own words and lines."""
    remote_id: str
    """What the service calls it; an ``ai_name`` of AI Studios. Empty while it has none."""
    voice_id: str
    preview: str
    """The address of its picture; it may run out."""
    fraction: float
    """How much of it has been sent, 0…1, while it is sent."""
    made_at: float
    sent_at: float
    checked_at: float
    changed_at: float
    next_at: float
    """When the service is asked next by itself; 0 when it is not asked any more."""
    error: str
    """What went wrong on the way, a sentence; empty when nothing did."""
    hint: str
    fields: Mapping[str, str] = field(default_factory=dict)
    """The service's words about single fields, by the fields of the form; under an empty name what fits none."""
    is_ours: bool = True
    """Whether it was asked for here, so that its form and consent are known."""

    @property
    def is_ready(self) -> bool:
        """Whether it can be used."""
        return self.phase == "ready"

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens by itself."""
        return self.phase in ("unsure", "refused", "cancelled", "ready", "failed")

    def to_json(self, entries: tuple[Entry, ...] = ()) -> dict[str, object]:
        """The avatar for machines, with its diary."""
        return {
            "id": self.id, "account": self.account, "kind": self.kind, "name": self.name, "phase": self.phase,
            "status": self.words, "state": self.state or None, "is_ready": self.is_ready,
            "reason": self.reason or None, "remote_id": self.remote_id or None, "voice_id": self.voice_id or None,
            "preview": self.preview or None, "made_at": self.made_at or None, "sent_at": self.sent_at or None,
            "checked_at": self.checked_at or None, "changed_at": self.changed_at or None,
            "next_check_at": self.next_at or None,
            "error": {"message": self.error, "hint": self.hint, "fields": dict(self.fields)} if self.error else None,
            "diary": [
                {"state": one.state, "since": one.since, "seen_at": one.seen_at, "reason": one.reason or None}
                for one in entries
            ],
        }  # fmt: skip


def avatar_of(record: AvatarRecord, row: JobRow | None) -> Avatar:
    """The avatar; ``row`` is None when its job was removed, or when it was made elsewhere."""
    remote_id = record.remote_id or (row.remote_id if row else "")
    phase = _phase(record, row, remote_id)
    is_asked = row is not None and not row.is_final and bool(remote_id)
    return Avatar(
        id=record.id, account=record.account, kind=record.kind, name=record.name, phase=phase,
        words=_words(record, row, phase), state=record.state, reason=record.reason, remote_id=remote_id,
        voice_id=record.voice_id, preview=record.preview,
        fraction=row.fraction if row and phase in ("waiting", "sending") else 0.0,
        made_at=record.made_at, sent_at=row.sent_at if row else 0.0,
        checked_at=max(record.checked_at, row.checked_at if row else 0.0), changed_at=record.changed_at,
        next_at=row.next_at if row is not None and is_asked else 0.0,
        error=row.error if row and (phase in _NOT_THERE or _is_lost(record, row)) else "",
        hint=row.hint if row else "", fields=_fields(row), is_ours=bool(record.form),
    )  # fmt: skip


_NOT_THERE = ("unsure", "refused", "cancelled")


def _is_lost(record: AvatarRecord, row: JobRow) -> bool:
    """Whether its job failed although the service never said that the avatar did."""
    return row.state == "failed" and record.stage not in ("failed", "finished") and bool(record.remote_id)


def _phase(record: AvatarRecord, row: JobRow | None, remote_id: str) -> Phase:
    if record.stage == "finished":
        return "ready"
    if record.stage == "failed":
        return "failed"
    if remote_id and row is not None and row.state == "failed":
        return "failed"  # the service does not have it any more
    if remote_id:
        return "approved" if record.state == "done" else "making"
    if row is None or row.state == "failed":
        return "refused"
    if row.state == "cancelled":
        return "unsure" if row.is_perhaps_sent else "cancelled"
    if row.state in ("unsure", "searching"):
        return "unsure"
    return "sending" if row.state == "submitting" else "waiting"


def _words(record: AvatarRecord, row: JobRow | None, phase: Phase) -> str:
    if phase == "ready":
        return "Ready"
    if row is not None and _is_lost(record, row):
        return "Not at the service any more"
    if row is not None and phase in ("making", "approved") and row.state == "cancelled":
        return "Not watched any more"
    if phase in ("making", "approved", "failed"):
        said = record.words or "The service has it"
    elif row is None:
        said = "Not at the service"
    elif phase == "refused":
        said = "Not taken"
    else:
        said = row.status if not row.is_final else words_for(row.state)
    return " ".join(said.split())


def _fields(row: JobRow | None) -> dict[str, str]:
    said = loads(row.kept["fields"], "The words of the service") if row and row.kept.get("fields") else None
    return form_fields({name: str(words) for name, words in said.items()}) if isinstance(said, dict) else {}
