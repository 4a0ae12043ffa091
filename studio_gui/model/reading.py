"""From parsed JSON to a project, with a sentence for everything that does not fit."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from pydantic import ValidationError

from studio_gui.base.errors import PayloadError
from studio_gui.base.json_text import Json, JsonDict
from studio_gui.model.fields import MAX_PX, MAX_TEXT
from studio_gui.model.project import Project
from studio_gui.model.value import Step, no_step

_SAID = {
    "missing": "is missing",
    "int_type": "should be a whole number",
    "float_type": "should be a number",
    "string_type": "should be text",
    "bool_type": "should be true or false",
    "tuple_type": "should be a list",
    "model_type": "should be an object",
    "dict_type": "should be an object",
    "finite_number": "should be an ordinary number",
    "string_too_long": f"has more than {MAX_TEXT:,} characters",
    "less_than_equal": f"is more than {MAX_PX:,}",
    "greater_than_equal": f"is less than -{MAX_PX:,}",
    "string_too_short": "is empty",
}
MOST_ENTRIES = 50_000
"""In one list: scenes of a project, clips of a scene."""
_TAGS = frozenset({"aiModel", "shape", "image", "textImage", "videoImage", "audio", "unknown"})


@contextmanager
def collector_paused() -> Iterator[None]:
    """Garbage collection held off while many values are made; a full pass would only find them alive."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_project(raw: Mapping[str, Json], what: str = "The project", *, step: Step = no_step) -> Project:
    """The project in ``raw``; raises :class:`PayloadError` naming scene, clip and field of the first misfit.

    ``step`` is called with each value in it, and may end the reading.
    """
    _check_lengths(raw, what)
    try:
        with collector_paused():
            return Project.read(raw, step=step)
    except ValidationError as error:
        raise PayloadError(
            f"{what} cannot be used: {sentence_of(error, raw)}.", "Correct that value and try again.", str(error)
        ) from None


def _check_lengths(raw: Mapping[str, Json], what: str) -> None:
    """Refuse lists no project has: every entry that does not fit would be noted before the first one is named."""
    scenes = raw.get("scenes")
    entries = scenes if isinstance(scenes, list) else []
    holders = [raw, raw.get("studio"), *entries[:MOST_ENTRIES]]
    lists = [value for holder in holders if isinstance(holder, dict) for value in holder.values()]
    if any(isinstance(value, list) and len(value) > MOST_ENTRIES for value in lists):
        raise PayloadError(
            f"{what} has a list of more than {MOST_ENTRIES:,} entries.", "A project is never that large."
        )


def sentence_of(error: ValidationError, raw: object) -> str:
    """The first misfit in words, e.g. ``in scene 1, clip 2 (image-1h), left should be a number``."""
    first = error.errors(include_url=False, include_context=True, include_input=False)[0]
    is_either_number = first["type"] == "int_type" and first["loc"][-1] == "int"
    said = _said("float_type" if is_either_number else first["type"], first.get("ctx") or {})
    place, field = _place([part for part in first["loc"] if part not in _TAGS], raw)
    where = f"in {place}, " if place else ""
    return f"{where}{field or 'the content'} {said}"


def _said(kind: str, context: Mapping[str, object]) -> str:
    if kind in ("less_than_equal", "greater_than_equal") and abs(_limit(context)) != MAX_PX:
        return f"must be {'at most' if kind == 'less_than_equal' else 'at least'} {_limit(context):g}"
    return _SAID.get(kind, "does not fit the documents")


def _limit(context: Mapping[str, object]) -> float:
    limit = context.get("le", context.get("ge", 0))
    return float(limit) if isinstance(limit, (int, float)) else 0.0


def _place(loc: Sequence[int | str], raw: object) -> tuple[str, str]:
    places: list[str] = []
    fields: list[str] = []
    at = raw
    for position, part in enumerate(loc):
        at = _step(at, part)
        before = loc[position - 1] if position else ""
        if isinstance(part, int):
            fields.clear()
            places.append(_numbered(str(before), part, at))
        elif part in ("int", "float", "str", "bool") or part.startswith("constrained"):
            continue
        else:
            fields.append(part)
    return ", ".join(places), ".".join(fields)


def _numbered(group: str, index: int, at: object) -> str:
    name = {"scenes": "scene", "clips": "clip", "scripts": "script"}.get(group, f"{group} entry")
    clip_id = at.get("id") if isinstance(at, dict) and group == "clips" else None
    return f"{name} {index + 1}" + (f" ({clip_id})" if isinstance(clip_id, str) and len(clip_id) < 60 else "")


def _step(at: object, part: int | str) -> object:
    if isinstance(at, dict):
        return at.get(part)
    if isinstance(at, list) and isinstance(part, int) and part < len(at):
        return at[part]
    return at


def as_object(value: Json, what: str) -> JsonDict:
    """``value`` when it is a JSON object; raises :class:`PayloadError` otherwise."""
    if isinstance(value, dict):
        return value
    raise PayloadError(f"{what} is not a project: it holds no JSON object.", "Choose a project or a payload.")
