"""What a person fills in for an avatar, as it is kept and filled in again when the service says no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from studio_gui.base.errors import JobError
from studio_gui.base.json_text import JsonDict, dumps, loads

Kind = Literal["persona", "customavatar", "dreamavatar", "voiceclone"]
Gender = Literal["m", "f", "nb"]


@dataclass(frozen=True, slots=True)
class Making:
    """One way to make an avatar; ``suffixes`` are those of files it is made of."""

    title: str
    service: Literal["creatify", "aistudios"]
    source: str
    """What it is made of, in a word."""
    suffixes: tuple[str, ...]
    genders: tuple[Gender, ...]
    needs_consent_video: bool = False
    has_scene: bool = False
    locales: tuple[str, ...] = ()


_FILMS = (".mp4", ".m4v", ".mov")
KINDS: Mapping[Kind, Making] = {
    "persona": Making(
        "Avatar from footage", "creatify", "footage", _FILMS, ("m", "f", "nb"), needs_consent_video=True, has_scene=True
    ),
    "customavatar": Making(
        "Custom presenter from a video", "aistudios", "footage", _FILMS, ("m", "f"), locales=("en", "ko", "zh")
    ),
    "dreamavatar": Making(
        "Custom presenter from a photo", "aistudios", "photo", (".png", ".jpg", ".jpeg", ".webp"), ("m", "f")
    ),
    "voiceclone": Making(
        "Voice from a recording", "aistudios", "recording", (".wav", ".mp3", ".m4a", ".ogg"), ("m", "f"),
        locales=("en", "ko", "zh"),
    ),
}  # fmt: skip
"""What can be made, in the order of a menu; a voice is no presenter, but is made the same way."""

TASKS = frozenset({*KINDS, "persona-url"})
"""The kinds of jobs that make avatars; their title is the name of a person."""


class AvatarForm(BaseModel):
    """The values of the form; a value. ``source`` and ``consent`` are paths, ``source`` may be an address instead.

    Anything may stand in it: ``Avatars.check`` says what does not fit.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    account: str = ""
    kind: Kind = "persona"
    name: str = ""
    """Of the real person; the service asks for it and does not show it."""
    gender: str = ""
    """``m``, ``f`` or ``nb``."""
    source: str = ""
    consent: str = ""
    scene: str = ""
    """One word for the place, such as ``office``."""
    keywords: str = ""
    labels: tuple[str, ...] = ()
    webhook: str = ""
    locale: str = "en"

    @property
    def making(self) -> Making:
        """How it is made."""
        return KINDS[self.kind]

    @property
    def is_by_address(self) -> bool:
        """Whether the service fetches the source from an address."""
        return self.source.strip().lower().startswith(("http://", "https://"))

    @property
    def source_path(self) -> Path:
        """The file it is made of."""
        return Path(self.source.strip()).expanduser().absolute()

    @property
    def consent_path(self) -> Path | None:
        """The file that shows the person agreeing; None when there is none."""
        said = self.consent.strip()
        return Path(said).expanduser().absolute() if said else None

    @property
    def task(self) -> str:
        """The task of the service, as jobs name it."""
        return "persona-url" if self.kind == "persona" and self.is_by_address else self.kind

    def to_text(self) -> str:
        """The form for the diary."""
        said: JsonDict = self.model_dump(mode="json")
        return dumps(said)

    @classmethod
    def from_text(cls, text: str) -> AvatarForm:
        """The form in a diary; raises :class:`JobError` when it cannot be read."""
        try:
            return cls.model_validate(loads(text, "The form of the avatar"))
        except ValidationError:
            raise JobError("The form of the avatar cannot be read any more.", "Fill it in anew.") from None


FIELDS_OF_SERVICES: Mapping[str, str] = {
    "creator_name": "name", "name": "name", "lipsync_input": "source", "url": "source", "consent_video": "consent",
    "video_scene": "scene", "webhook_url": "webhook", "gender": "gender", "keywords": "keywords", "labels": "labels",
    "locale": "locale",
}  # fmt: skip
"""What services call the fields of the form, in their words about single fields."""


def form_fields(said: Mapping[str, str]) -> dict[str, str]:
    """A service's words about its fields, by the fields of the form; what has no field stands under an empty name."""
    found: dict[str, str] = {}
    for name, words in said.items():
        field = FIELDS_OF_SERVICES.get(name.split(".")[0], "")
        words = words if field else f"{name}: {words}"
        found[field] = f"{found[field]}; {words}" if field in found else words
    return found
