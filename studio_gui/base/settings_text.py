"""The text of the settings: what of it this version of the program understands, and the rest, which stays in it.

A newer version may know more themes, and more services: neither must cost anybody the other settings here, nor this one
there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import ValidationError

from studio_gui.base.errors import PayloadError
from studio_gui.base.json_text import Json, JsonDict, dumps, loads
from studio_gui.base.settings import Settings


@dataclass(frozen=True, slots=True)
class Understood:
    """The settings of a text, with the defaults for what was not understood."""

    settings: Settings = field(default_factory=Settings)
    values: JsonDict = field(default_factory=dict)
    """Values of settings that were not understood, by their names."""
    entries: JsonDict = field(default_factory=dict)
    """Of settings that hold many things, those that were not understood: lists and objects."""

    def text(self, settings: Settings) -> str:
        """What is written for ``settings``: where they still have the default, what was there stays."""
        said: JsonDict = settings.model_dump(mode="json")
        for name, left in self.entries.items():
            known = said[name]
            if isinstance(left, dict) and isinstance(known, dict):
                said[name] = {**left, **known}
            elif isinstance(left, list) and isinstance(known, list):
                ids = [_id_of(one) for one in known]
                said[name] = [*known, *(one for one in left if _id_of(one) not in ids)]
        for name, value in self.values.items():
            if getattr(settings, name) == getattr(self.settings, name):
                said[name] = value
        return dumps(said, indent=2) + "\n"


def understand(text: bytes | str) -> Understood:
    """Read the text of the settings; raises :class:`PayloadError` for what is no JSON object."""
    raw = loads(text, "The settings")
    if not isinstance(raw, dict):
        raise PayloadError("The settings are no JSON object.")
    values: JsonDict = {}
    entries: JsonDict = {}
    while True:
        try:
            return Understood(Settings.model_validate(raw), values, entries)
        except ValidationError as error:
            wrong: dict[str, list[int | str]] = {}
            for each in error.errors(include_url=False, include_input=False):
                wrong.setdefault(str(each["loc"][0]), []).extend(each["loc"][1:2])
            for name, places in wrong.items():
                raw = _without(raw, name, places, values, entries)


def _without(raw: JsonDict, name: str, wrong: list[int | str], values: JsonDict, entries: JsonDict) -> JsonDict:
    """The settings without the wrong entries of one of them, or without it; they are put where they are kept."""
    whole = raw[name]
    if wrong and isinstance(whole, list):
        entries[name] = [one for at, one in enumerate(whole) if at in wrong]
        return {**raw, name: [one for at, one in enumerate(whole) if at not in wrong]}
    if wrong and isinstance(whole, dict):
        entries[name] = {key: one for key, one in whole.items() if key in wrong}
        return {**raw, name: {key: one for key, one in whole.items() if key not in wrong}}
    values[name] = whole
    return {key: one for key, one in raw.items() if key != name}


def _id_of(entry: Json) -> Json:
    return entry.get("id") if isinstance(entry, dict) else None
