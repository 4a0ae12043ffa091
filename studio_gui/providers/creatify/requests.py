"""What can be asked of Creatify, strict: the practice server checks with these what it is sent.

Source: “Create a Custom Avatar” and “Bring your own avatar”. What the schema leaves out and the second page requires is
required by the form in the window, not here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from studio_gui.base.json_text import JsonDict

Gender = Literal["m", "f", "nb"]
Name: TypeAlias = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=255)]
Words: TypeAlias = Annotated[str, StringConstraints(strict=True, max_length=255)]
Label: TypeAlias = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=255)]
Hook: TypeAlias = Annotated[str, StringConstraints(strict=True, max_length=200, pattern=r"^https?://[^\s/]+")]
Url: TypeAlias = Annotated[str, StringConstraints(strict=True, max_length=8192, pattern=r"^https?://[^\s/]+")]

VIDEO_TYPES = {".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime"}
"""Suffixes that footage may have, and what they are sent as."""


class PersonaFields(BaseModel):
    """What is said about a person whose avatar is made; ``creator_name`` is the real name, which is not shown."""

    model_config = ConfigDict(frozen=True, extra="allow", hide_input_in_errors=True)

    gender: Gender
    creator_name: Name
    video_scene: Words | None = None
    """One word for the place, such as ``office``."""
    keywords: Words | None = None
    labels: list[Label] = Field(default_factory=list)
    webhook_url: Hook | None = None

    def body(self) -> JsonDict:
        """The JSON of it; what is None is left out."""
        said: JsonDict = self.model_dump(mode="json", exclude_none=True)
        return said

    def form(self) -> list[tuple[str, str]]:
        """The fields of a form; a list is a field that comes several times."""
        pairs: list[tuple[str, str]] = []
        for name, value in self.body().items():
            parts = value if isinstance(value, list) else [value]
            pairs.extend((name, str(part)) for part in parts)
        return pairs


class NewPersona(PersonaFields):
    """``POST /api/personas_v2/``: an avatar from files on this computer.

    ``consent_video`` shows the person agreeing; it is sent when there is one (contract C18).
    """

    lipsync_input: Path = Field(exclude=True)
    consent_video: Path | None = Field(default=None, exclude=True)

    def files(self) -> list[tuple[str, Path]]:
        """Field name and file of everything that is uploaded."""
        consent = [("consent_video", self.consent_video)] if self.consent_video is not None else []
        return [("lipsync_input", self.lipsync_input), *consent]


class PersonaByUrl(PersonaFields):
    """``POST /api/personas/``: an avatar from a video at a public address."""

    lipsync_input: Url
