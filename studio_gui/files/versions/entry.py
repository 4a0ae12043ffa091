"""One version as it lies on disk: a line about it, then a line with the project but for its scenes.

The first line is all that lists, thinning and cleaning need, so that they stay quick with hundreds of large projects.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Literal, cast

from studio_gui.base.errors import ProjectFileError, StudioError
from studio_gui.base.json_text import ExactFloat, Json, JsonDict, dumps, loads
from studio_gui.files import names
from studio_gui.model.project import Project, Scene

FORM = 1
"""The form of entries this version writes; entries of a newer form are left alone."""

Reason = Literal["saved", "exported", "named"]
_REASONS: dict[str, Reason] = {"saved": "saved", "exported": "exported", "named": "named"}
_ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{4}")
_BUNDLE = re.compile(r"[0-9a-f]{20}")
_OWN = "media/"
_HASH = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Version:
    """A moment of a project that was kept."""

    id: str
    at: datetime
    """When it was kept, in UTC."""
    reason: Reason
    name: str
    """What a person called it; empty for most."""
    file: str
    """The name of the project's file then."""
    title: str
    """The project's name then."""
    scenes: int
    media: tuple[str, ...] = ()
    """The files in ``media/`` that it needs."""
    bundles: tuple[str, ...] = ()
    """The bundles that hold its scenes."""

    @property
    def is_lasting(self) -> bool:
        """Whether it is never thinned out: it was exported, or has a name."""
        return self.reason == "exported" or bool(self.name)

    def to_json(self) -> JsonDict:
        """The version for machines and for the first line of its file."""
        said: JsonDict = {"id": self.id, "at": self.at.isoformat(), "reason": self.reason, "name": self.name}
        return said | {"file": self.file, "title": self.title, "scenes": self.scenes}


@dataclass(frozen=True, slots=True)
class SceneRef:
    """Where a scene of a version is, and the ``sceneIdx`` that it had there.

    The number is not in the bundle: moving one scene gives new numbers to all behind it, which are otherwise the same.
    """

    hash: str
    bundle: str
    index: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A version with what is needed to put its project together again."""

    version: Version
    head: JsonDict
    scenes: tuple[SceneRef, ...]


def new_version_id(at: datetime) -> str:
    """An id that sorts by time and differs from that of another process."""
    return f"{at.astimezone(timezone.utc):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


def is_version_id(text: str) -> bool:
    """Whether a text has the form of an id."""
    return _ID.fullmatch(text) is not None


def scene_text(scene: Scene) -> tuple[str, int | None]:
    """The scene as it goes into a bundle, without its number, and the number."""
    raw = scene.to_json()
    number = raw.get("sceneIdx")
    if isinstance(number, bool) or not isinstance(number, int):
        return dumps(raw), None
    return dumps({**raw, "sceneIdx": 0}), number


def hash_of(text: str) -> str:
    """What a scene is called by its content."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]


def media_in(project: Project) -> tuple[str, ...]:
    """The files of the project's own ``media/`` folder that its scenes need, each once."""
    return tuple(ref for ref in names.media_in(project) if ref.startswith(_OWN))


def text_of(entry: Entry) -> str:
    """What is in the file of a version."""
    version = entry.version
    first: JsonDict = {"form": FORM, **version.to_json(), "media": [*version.media], "bundles": [*version.bundles]}
    places = {name: place for place, name in enumerate(version.bundles)}
    scenes: list[Json] = [[ref.hash, places[ref.bundle], ref.index] for ref in entry.scenes]
    return f"{dumps(first)}\n{dumps({'project': entry.head, 'scenes': scenes})}\n"


def version_in(line: str) -> Version | None:
    """The version that the first line of a file tells of; None when a newer program wrote it.

    Raises :class:`ProjectFileError` when it is not such a line.
    """
    raw = _object(line)
    if isinstance(raw.get("form"), int) and cast(int, raw["form"]) > FORM:
        return None
    try:
        at = datetime.fromisoformat(_text(raw, "at"))
        reason = _REASONS.get(_text(raw, "reason"))
        if at.tzinfo is None or reason is None or not is_version_id(_text(raw, "id")):
            raise ValueError("not a version")
        scenes = raw["scenes"]
        return Version(
            id=_text(raw, "id"),
            at=at.astimezone(timezone.utc),
            reason=reason,
            name=_text(raw, "name"),
            file=_text(raw, "file"),
            title=_text(raw, "title"),
            scenes=scenes if isinstance(scenes, int) else 0,
            media=_texts(raw, "media"),
            bundles=tuple(_checked(name, _BUNDLE) for name in _texts(raw, "bundles")),
        )
    except (KeyError, ValueError, OverflowError) as error:
        raise _damaged(str(error)) from None


def entry_in(text: str) -> Entry:
    """The whole entry in the text of a file; raises :class:`ProjectFileError`."""
    first, _, rest = text.partition("\n")
    version = version_in(first)
    if version is None:
        raise _damaged("newer form")
    raw = _object(rest)
    head, scenes = raw.get("project"), raw.get("scenes")
    if not isinstance(head, dict) or not isinstance(scenes, list):
        raise _damaged("no project")
    return Entry(version, head, tuple(_ref(part, version.bundles) for part in scenes))


def _ref(part: Json, bundles: tuple[str, ...]) -> SceneRef:
    match part:
        case [str(name), int(place), int() | None as number] if 0 <= place < len(bundles):
            return SceneRef(_checked(name, _HASH), bundles[place], None if number is None else int(number))
    raise _damaged("a scene is not said rightly")


def named(entry: Entry, name: str) -> Entry:
    """The entry under another name."""
    return replace(entry, version=replace(entry.version, name=name))


def _object(line: str) -> JsonDict:
    try:
        raw = loads(line, "The version")
    except StudioError as error:
        raise _damaged(error.message) from None
    if not isinstance(raw, dict):
        raise _damaged("no object")
    return raw


def _text(raw: Mapping[str, Json], key: str) -> str:
    value = raw[key]
    if not isinstance(value, str):
        raise ValueError(key)
    return value


def _texts(raw: Mapping[str, Json], key: str) -> tuple[str, ...]:
    values = raw[key]
    if not isinstance(values, list):
        raise ValueError(key)
    return tuple(value for value in values if isinstance(value, str))


def _checked(text: str, form: re.Pattern[str]) -> str:
    # These become names of files: nothing but the program's own may get through.
    if form.fullmatch(text) is None:
        raise _damaged("a strange name")
    return text


def _damaged(detail: str) -> ProjectFileError:
    return ProjectFileError("The version is damaged.", "Choose another one.", detail)


def with_number(raw: JsonDict, number: int | None) -> JsonDict:
    """The scene's JSON from a bundle with the number it had in the version."""
    return raw if number is None or isinstance(raw.get("sceneIdx"), ExactFloat) else {**raw, "sceneIdx": number}
