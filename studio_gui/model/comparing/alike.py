"""Which fields of two values differ, whatever JSON they were read from: a default that is written out is no change."""

from __future__ import annotations

from studio_gui.model.value import Value

Pair = tuple[object, object]


def differing(before: Value, after: Value) -> dict[str, Pair]:
    """The fields in which two values of one kind differ, old and new: by name, unknown ones by their JSON key."""
    if before is after:
        return {}
    names = {name: (getattr(before, name), getattr(after, name)) for name in type(after).model_fields}
    old, new = _unknown(before), _unknown(after)
    names |= {key: (old.get(key), new.get(key)) for key in {**old, **new}}
    return {name: pair for name, pair in names.items() if not alike(*pair)}


def alike(before: object, after: object) -> bool:
    """Whether two parts of projects say the same."""
    if before is after:
        return True
    if isinstance(before, Value) and isinstance(after, Value):
        return type(before) is type(after) and not differing(before, after)
    if isinstance(before, tuple) and isinstance(after, tuple):
        return len(before) == len(after) and all(alike(a, b) for a, b in zip(before, after, strict=True))
    return isinstance(before, bool) == isinstance(after, bool) and before == after


def _unknown(value: Value) -> dict[str, object]:
    known = {str(field.validation_alias or name) for name, field in type(value).model_fields.items()}
    return {key: part for key, part in value.to_json().items() if key not in known}
