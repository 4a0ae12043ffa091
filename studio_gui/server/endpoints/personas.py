"""The avatars of a practice server: they go through the documented states on their own, and end as they were told to.

An avatar whose ``keywords`` hold ``practice:rejected`` or ``practice:failed`` ends so; every other is done, and switched
on one step later. Nothing runs for it: where an avatar is follows from its age.
"""

from __future__ import annotations

import time
import uuid

from studio_gui.base.json_text import Json, JsonDict
from studio_gui.server.practice import PERSONA, Practice, now_text

STEPS = ("pending", "processing", "voice_creating", "video_validating", "crop_and_matte", "reviewing")
"""The states on the way, in the order this server takes; the documents give none."""

_OUTCOMES = {
    "practice:rejected": ("rejected", "consent video does not match"),
    "practice:failed": ("failed", "no face was found in the footage"),
}


def make_persona(practice: Practice, fields: JsonDict, *, footage: str, consent: str, endpoint: str) -> JsonDict:
    """Take a new avatar; ``footage`` and ``consent`` are addresses."""
    key, now = str(uuid.uuid4()), now_text()
    record: JsonDict = {
        **fields,
        "id": key,
        "lipsync_input": footage,
        "lipsync_input_url": footage,
        "consent_video": consent or None,
        "created_at": now,
        "updated_at": now,
        "began": time.time(),
        "endpoint": endpoint,
    }
    practice.store.put(PERSONA, key, record)
    hook = fields.get("webhook_url")
    if isinstance(hook, str) and hook:
        end_s = practice.settings.avatar_step_s * len(STEPS)
        practice.webhooks.send_later(end_s, hook, {"id": key, "status": _outcome(record)[0]})
    return shown(practice, record)


def shown(practice: Practice, record: JsonDict) -> JsonDict:
    """The avatar as it is now, in the form of ``GET /api/personas/{id}/``."""
    status, reason, is_active = _state(practice, record)
    hidden = ("began", "endpoint")
    said: JsonDict = {name: value for name, value in record.items() if name not in hidden}
    has_preview = is_active and practice.stock.own_file(str(record.get("lipsync_input"))) is not None
    preview: Json = f"{practice.base_url}/preview/{record['id']}.png" if has_preview else None
    for name in ("16_9", "1_1", "9_16"):
        said[f"preview_image_{name}"] = preview
        said[f"preview_video_{name}"] = None
    unknown: JsonDict = {"age_range": None, "location": None, "style": None, "matching_voice_non_null": ""}
    result: JsonDict = {"process_status": status, "failed_reason": reason, "is_active": is_active, "type": "custom"}
    return {**said, **unknown, **result}


def _state(practice: Practice, record: JsonDict) -> tuple[str, str, bool]:
    began, step_s = record.get("began"), practice.settings.avatar_step_s
    age_s = time.time() - float(began) if isinstance(began, (int, float)) else 0.0
    steps = int(age_s / step_s) if step_s > 0 else len(STEPS) + 1
    if steps < len(STEPS):
        return STEPS[max(0, steps)], "", False
    status, reason = _outcome(record)
    return status, reason, status == "done" and steps > len(STEPS)


def _outcome(record: JsonDict) -> tuple[str, str]:
    words = str(record.get("keywords") or "")
    return next((end for mark, end in _OUTCOMES.items() if mark in words), ("done", ""))
