"""Avatars in every state, written as the tracker writes them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from studio_gui.app.avatars import AvatarForm, Consent
from studio_gui.app.services import Services
from studio_gui.jobs.diary import NewAvatar
from studio_gui.jobs.row import NewJob
from studio_gui.jobs.states import State
from studio_gui.jobs.store import Value
from studio_gui.providers.base import AccountId, JobId, Sighting
from studio_gui.providers.creatify.answers import STATUSES

REASON = "审核未通过:\n1. 同意视频中的人与素材中的人不一致。\n2. 请在光线充足的地方重新录制,并说出全名。\nPlease record both again."
"""What a review may say: several lines, in another language."""

DIARIES: dict[str, tuple[str, ...]] = {
    "pending": ("pending",),
    "processing": ("pending", "processing"),
    "voice_creating": ("pending", "processing", "voice_creating"),
    "video_validating": ("pending", "voice_creating", "video_validating"),
    "crop_and_matte": ("pending", "processing", "voice_creating", "crop_and_matte"),
    "reviewing": ("pending", "processing", "crop_and_matte", "processing", "reviewing"),
    "done": ("pending", "processing", "voice_creating", "video_validating", "crop_and_matte", "reviewing", "done"),
    "failed": ("pending", "processing", "failed"),
    "rejected": ("pending", "processing", "voice_creating", "reviewing", "rejected"),
    "unknown": ("pending", "quality_gate_2"),
    "ready": ("pending", "processing", "reviewing", "done"),
}
"""What is posed, and what the service said until then."""
NAMES = {
    "pending": "Ada Lovelace", "processing": "Grace Hopper", "voice_creating": "Alan Turing",
    "video_validating": "Katherine Johnson", "crop_and_matte": "Radia Perlman", "reviewing": "Edsger Dijkstra",
    "done": "Barbara Liskov", "failed": "Ken Thompson", "rejected": "Xia Peisu", "unknown": "Donald Knuth",
    "ready": "Margaret Hamilton", "unsure": "Tim Berners-Lee", "uploading": "Leslie Lamport", "refused": "Linus Torvalds",
}  # fmt: skip
_STEP_S = 2 * 3600.0


def pose(services: Services, state: str, *, name: str = "", remote_id: str = "", preview: str = "") -> str:
    """One avatar of the practice account; answers its id."""
    now = time.time()
    form = AvatarForm(
        account="practice", name=name or NAMES[state], gender="f", source="/home/ada/Footage.mp4",
        consent="/home/ada/Consent.mp4", scene="office",
    )  # fmt: skip
    consent = Consent("I confirm.", now, "/home/ada/Consent.mp4", "9f86d081884c7d659a2f", 4).to_text()
    folder = services.paths.data / "avatars"
    job = NewJob(
        AccountId("practice"), form.name, folder / "none.studio", "{}", folder / "none.mp4", kind="persona",
        avatar=NewAvatar(form.name, form.to_text(), consent),
    )  # fmt: skip
    row = services.store.insert(job)
    said = DIARIES.get(state)
    if said is None:
        _pose_before(services, row.id, state, now)
        return row.id
    told = remote_id or f"c0ffee-{state.replace('_', '-')}"
    sent = now - _STEP_S * len(said)
    fields: dict[str, Value] = {
        "sent_at": sent, "checked_at": now - 130, "next_at": now + 470, "remote_id": told, "changed_at": now - 4000,
    }  # fmt: skip
    _move(services, row.id, ("preparing", "submitting", "running"), fields)
    services.store.diary.note_made(row.id, told, account="practice")
    for index, word in enumerate(said):
        at = sent + index * _STEP_S if index < len(said) else now
        services.store.diary.note(row.id, _sighting(word, state, preview), at=at)
    last = said[-1]
    services.store.diary.note(row.id, _sighting(last, state, preview), at=now - 130)
    if last in ("failed", "rejected"):
        _move(services, row.id, ("failed",), {"error": "It was not made."})
    elif state == "ready":
        services.store.diary.note(row.id, _sighting("done", "active", preview), at=now - 130)
        _move(services, row.id, ("done",), {})
    return row.id


def _pose_before(services: Services, job_id: JobId, state: str, now: float) -> None:
    """What comes before the service has it."""
    if state == "uploading":
        words: dict[str, Value] = {"words": "Sending 148.2 of 412.7 MB", "fraction": 0.36, "sent_at": now}
        _move(services, job_id, ("preparing", "submitting"), words)
    elif state == "unsure":
        fields: dict[str, Value] = {
            "sent_at": now - 300, "error": "The connection broke before the answer came.",
            "hint": "Look it up before it is sent again.",
        }  # fmt: skip
        _move(services, job_id, ("preparing", "submitting", "unsure"), fields)
    elif state == "refused":
        kept = '{"fields": "{\\"lipsync_input\\": \\"Footage must contain a person.\\"}"}'
        words = {"error": "The service did not take it.", "hint": "Correct it.", "kept": kept}
        _move(services, job_id, ("preparing", "submitting", "failed"), words)


def _move(services: Services, job_id: JobId, steps: Sequence[State], fields: Mapping[str, Value]) -> None:
    for step in steps:
        services.store.move(job_id, step, fields=fields if step == steps[-1] else None)


def _sighting(word: str, state: str, preview: str) -> Sighting:
    is_bad = word in ("failed", "rejected")
    stage = "failed" if is_bad else "finished" if state == "active" else "running"
    reason = REASON if word == "rejected" else "No face was found in the footage." if is_bad else ""
    return Sighting(stage, words=STATUSES.get(word, word), state=word, url=preview, reason=reason)  # type: ignore[arg-type]


def pose_all(services: Services) -> dict[str, str]:
    """One of each: the nine states, an unknown word, ready, unsure, uploading and not taken."""
    return {state: pose(services, state) for state in NAMES}
