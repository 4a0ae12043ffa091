"""The avatars of a practice server: they go through the documented states on their own, and end as they were told to.

An avatar is done in the end, and switched on one step later, unless a word in its ``keywords`` says otherwise:
``practice:rejected``, ``practice:failed`` and ``practice:chinese`` (rejected, for several lines of reasons) end it so,
``practice:inactive`` never switches it on, ``practice:backwards``, ``practice:skips`` and ``practice:unknown`` take it
another way. Nothing runs for it: where an avatar is follows from its age.
"""

from __future__ import annotations

import time
import uuid

from studio_gui.base.json_text import Json, JsonDict
from studio_gui.server.practice import PERSONA, Practice, now_text

STEPS = ("pending", "processing", "voice_creating", "video_validating", "crop_and_matte", "reviewing")
"""The states on the way, in the order this server takes; the documents give none."""

CHINESE_REASON = "视频审核未通过：\n1. 画面中人物未正对镜头；\n2. 授权视频中的姓名与表单不一致。\n请修改后重新提交。"
"""A reason of several lines, as a reviewer may write it."""

_OUTCOMES = {
    "practice:rejected": ("rejected", "consent video does not match"),
    "practice:failed": ("failed", "no face was found in the footage"),
    "practice:chinese": ("rejected", CHINESE_REASON),
}
_WAYS = {
    "practice:backwards": ("pending", "processing", "reviewing", "processing", "pending", "reviewing"),
    "practice:skips": ("pending", "reviewing"),
    "practice:unknown": ("pending", "quality_gate_7", "reviewing"),
}


def make_persona(practice: Practice, fields: JsonDict, *, footage: str, consent: str, endpoint: str) -> JsonDict:
    """Take a new avatar; ``footage`` and ``consent`` are addresses."""
    record = record_of(fields, footage=footage, consent=consent, endpoint=endpoint)
    practice.store.put(PERSONA, str(record["id"]), record)
    hook = fields.get("webhook_url")
    if isinstance(hook, str) and hook:
        end_s = practice.settings.avatar_step_s * len(way_of(record))
        practice.webhooks.send_later(end_s, hook, {"id": record["id"], "status": _outcome(record)[0]})
    return shown(practice, record)


def record_of(fields: JsonDict, *, footage: str, consent: str, endpoint: str) -> JsonDict:
    """A new avatar as the server keeps it."""
    now = now_text()
    return {
        **fields,
        "id": str(uuid.uuid4()),
        "lipsync_input": footage,
        "lipsync_input_url": footage,
        "consent_video": consent or None,
        "created_at": now,
        "updated_at": now,
        "began": time.time(),
        "endpoint": endpoint,
    }


def shown(practice: Practice, record: JsonDict) -> JsonDict:
    """The avatar as it is now, in the form of ``GET /api/personas/{id}/``."""
    status, reason, is_active = _state(practice, record)
    hidden = ("began", "endpoint", "fixed")
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
    fixed = record.get("fixed")
    if isinstance(fixed, dict):
        return str(fixed.get("process_status")), str(fixed.get("failed_reason") or ""), fixed.get("is_active") is True
    began, step_s, way = record.get("began"), practice.settings.avatar_step_s, way_of(record)
    age_s = time.time() - float(began) if isinstance(began, (int, float)) else 0.0
    steps = int(age_s / step_s) if step_s > 0 else len(way) + 1
    if steps < len(way):
        return way[max(0, steps)], "", False
    status, reason = _outcome(record)
    is_never = "practice:inactive" in _marks(record)
    return status, reason, status == "done" and steps > len(way) and not is_never


def way_of(record: JsonDict) -> tuple[str, ...]:
    """The states an avatar goes through before it ends."""
    return next((way for mark, way in _WAYS.items() if mark in _marks(record)), STEPS)


def _outcome(record: JsonDict) -> tuple[str, str]:
    return next((end for mark, end in _OUTCOMES.items() if mark in _marks(record)), ("done", ""))


def _marks(record: JsonDict) -> str:
    return str(record.get("keywords") or "")


def fill(practice: Practice, count: int) -> None:
    """Have so many avatars more, as an account has that was used for years; each stands where it is."""
    every = (*STEPS, "done", "failed", "rejected")
    for number in range(count):
        status = every[number % len(every)]
        said: JsonDict = {"gender": ("m", "f", "nb")[number % 3], "creator_name": f"Person {number + 1:03d}"}
        record = record_of(said, footage="", consent="", endpoint="personas_v2")
        reason = CHINESE_REASON if status == "rejected" else "no face was found" if status == "failed" else ""
        record["fixed"] = {"process_status": status, "failed_reason": reason, "is_active": status == "done"}
        practice.store.put(PERSONA, str(record["id"]), record)
