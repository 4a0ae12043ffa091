"""Which fields of two values differ, whatever JSON they were read from: a default that is written out is no change."""

from __future__ import annotations

from studio_gui.model.value import Value

Pair = tuple[object, object]


def differing(before: Value, after: Value) -> dict[str, Pair]:
    """The fields in which two values of one kind differ, old and new: by name, unknown ones by their JSON key."""
    if before is after:
        return {}
    one, other = before.__dict__, after.__dict__
    names: dict[str, Pair] = {name: (one[name], other[name]) for name in other if one[name] is not other[name]}
    old, new = before.unknown(), after.unknown()
    if old or new:
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
