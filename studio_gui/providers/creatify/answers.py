"""What Creatify answers, read tolerantly."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from studio_gui.base.json_text import JsonDict
from studio_gui.providers.answers import Address, AnswerModel, Flag, Number, Text, Words, listed, number_of

STATUSES: dict[str, str] = {
    "pending": "Accepted, waiting",
    "processing": "Being processed",
    "voice_creating": "Its voice is being made",
    "video_validating": "The footage is being checked",
    "crop_and_matte": "Being cut out",
    "reviewing": "Being reviewed",
    "done": "Done",
    "failed": "Failed",
    "rejected": "Rejected",
}
"""The nine documented values of ``process_status``, with what people read; their order is not documented."""

Stage = Literal["running", "approved", "done", "failed"]


class Persona(AnswerModel):
    """A custom avatar. Unknown fields are kept."""

    id: Text = ""
    creator_name: Text = ""
    gender: Text = ""
    video_scene: Text = ""
    keywords: Text = ""
    process_status: Words = ""
    is_active: Flag = False
    """Whether it can be used: approved and switched on."""
    failed_reason: Words = ""
    created_at: Text = ""
    updated_at: Text = ""
    type: Text = ""
    preview: Address = Field(default="", alias="preview_image_16_9")
    lipsync_input_url: Address = ""

    @property
    def stage(self) -> Stage:
        """What it means: only ``is_active`` is done; ``done`` without it waits for being switched on (C21)."""
        if self.process_status in ("failed", "rejected"):
            return "failed"
        if self.is_active:
            return "done"
        return "approved" if self.process_status == "done" else "running"

    @property
    def words(self) -> str:
        """What people read for the state; an unknown one is shown as it is."""
        if self.stage == "approved":
            return "Approved, not switched on yet"
        said = STATUSES.get(self.process_status, self.process_status.replace("_", " ").capitalize())
        return f"{said}: {self.failed_reason}" if self.stage == "failed" and self.failed_reason else said


class PersonaPage(AnswerModel):
    """One page of all avatars; ``next_page`` is 0 after the last."""

    count: int
    next_page: int
    personas: tuple[Persona, ...]

    @classmethod
    def read(cls, body: JsonDict, *, page: int) -> PersonaPage | None:
        """The page in an answer of ``paginated``; None when there is no list."""
        results = body.get("results")
        rows = listed(results) if isinstance(results, list) else None
        if rows is None:
            return None
        following = page + 1 if isinstance(body.get("next"), str) and body["next"] else 0
        people = tuple(Persona.model_validate(row) for row in rows)
        return cls(count=int(number_of(body.get("count")) or 0), next_page=following, personas=people)


class Credits(AnswerModel):
    """``GET /api/remaining_credits/``; may be a fraction."""

    remaining_credits: Number = None
