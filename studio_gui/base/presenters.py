"""The presenters that ship with the program: who they are and which clothes they have. How they are drawn is in ``painting``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from studio_gui.base.paths import resource


@dataclass(frozen=True, slots=True)
class Outfit:
    """One set of clothes of a presenter; ``id`` is what a clip's ``model.emotion`` says."""

    id: str
    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class PresenterVoice:
    """How a presenter speaks by default."""

    language: str = "en"
    pitch: int = 50
    variant: str = ""


@dataclass(frozen=True, slots=True)
class Presenter:
    """Somebody who ships with the program; ``id`` is what a clip's ``model.ai_name`` says."""

    id: str
    name: str
    about: str
    gender: str
    box: tuple[int, int]
    outfits: tuple[Outfit, ...]
    voice: PresenterVoice = PresenterVoice()

    def outfit(self, outfit_id: str) -> Outfit:
        """The outfit with this id, else the first."""
        return next((outfit for outfit in self.outfits if outfit.id == outfit_id), self.outfits[0])


@cache
def bundled_presenters() -> dict[str, Presenter]:
    """The presenters by id, in the order of the list that ships; empty when the list is missing."""
    listing = resource("presenters", "presenters.json")
    try:
        rows = json.loads(listing.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {row["id"]: _presenter(row, listing.parent) for row in rows}


def _presenter(row: dict[str, object], folder: Path) -> Presenter:
    outfits, box, voice = row["outfits"], row.get("box", [800, 1200]), row.get("voice", {})
    assert isinstance(outfits, list)
    assert isinstance(box, list)
    assert isinstance(voice, dict)
    return Presenter(
        id=str(row["id"]),
        name=str(row["name"]),
        about=str(row.get("about", "")),
        gender=str(row.get("gender", "")),
        box=(int(box[0]), int(box[1])),
        outfits=tuple(Outfit(str(o["id"]), str(o["name"]), folder / str(o["file"])) for o in outfits),
        voice=PresenterVoice(
            str(voice.get("language", "en")), int(voice.get("pitch", 50)), str(voice.get("variant", ""))
        ),
    )
