"""JSON in and out without losing what was written.

Reading keeps key order (as ``dict`` does), integers as integers, and floats whose text Python would write
differently (``1.50``, ``1e3``) as :class:`ExactFloat`, which remembers its text. Writing gives that text back.
``NaN`` and ``Infinity`` are refused: JSON has no such numbers and no service takes them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from typing_extensions import Self

from studio_gui.base.errors import PayloadError

Json: TypeAlias = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
JsonDict: TypeAlias = dict[str, Json]

MAX_DEPTH = 64
"""Levels of nesting taken; real payloads have about eight."""

MAX_INT_DIGITS = 400

_PIECED_LEVELS = 5
"""So far down a value is written piece by piece: a project, its scenes, their clips."""
_FEW = 32
"""What stands in a longer list is a piece each."""
_HALF = re.compile(r"[\ud800-\udfff]")
_plain = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


class ExactFloat(float):
    """A float that is written back with the digits it was read with."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> Self:
        value = super().__new__(cls, text)
        value.text = text
        return value

    def __reduce__(self) -> tuple[type[ExactFloat], tuple[str]]:
        return ExactFloat, (self.text,)


def _read_float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise PayloadError(f"The number {text} is too large.", "Write a number below 1e308.")
    return value if repr(value) == text else ExactFloat(text)


def _read_int(text: str) -> int | float:
    if text == "-0":
        return ExactFloat(text)
    if len(text) > MAX_INT_DIGITS:
        raise PayloadError(f"A number has {len(text)} digits.", "Write a number of reasonable length.")
    return int(text)


def _refuse_constant(text: str) -> Json:
    raise PayloadError(f"{text} is not a JSON number.", "Replace it with an ordinary number.")


def loads(text: str | bytes, what: str = "The text", *, step: Callable[[], None] | None = None) -> Json:
    """Read JSON from ``text``; ``what`` names it in errors. ``step`` is called after each object, and may end it.

    Raises :class:`PayloadError` with line and column when it is not JSON, is nested too deeply, or holds NaN.
    """
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise PayloadError(
                f"{what} is not text: byte {error.start} is not UTF-8.", "Choose a JSON file.", str(error)
            ) from None
    try:
        value: Json = json.loads(
            text.removeprefix("\ufeff"),
            parse_float=_read_float,
            parse_int=_read_int,
            parse_constant=_refuse_constant,
            object_hook=None if step is None else _stepping(step),
        )
    except json.JSONDecodeError as error:
        raise _not_json(text, what, error) from None
    except RecursionError:
        raise _too_deep(what) from None
    except PayloadError as error:
        raise PayloadError(f"{what} cannot be used: {error.message}", error.hint) from None
    _check_depth(value, what)
    return value


def _stepping(step: Callable[[], None]) -> Callable[[JsonDict], JsonDict]:
    def stepped(found: JsonDict) -> JsonDict:
        step()
        return found

    return stepped


def _not_json(text: str, what: str, error: json.JSONDecodeError) -> PayloadError:
    """In words that help also somebody who took the wrong file, and never heard of JSON."""
    held = text.removeprefix("\ufeff").strip()
    if not held:
        return PayloadError(f"{what} is empty, which is not valid JSON.", "Use another copy of it.")
    is_cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    if held[0] not in "{[":
        hint = "It holds something else; choose another file."
    else:
        hint = "It seems to be cut off; use a complete copy." if is_cut else "Correct it there, or use an earlier copy."
    where = f"line {error.lineno}, column {error.colno}"
    return PayloadError(f"{what} is not valid JSON ({where}: {error.msg}).", hint)


def _too_deep(what: str) -> PayloadError:
    return PayloadError(f"{what} is nested more than {MAX_DEPTH} levels deep.", "A project is never that deep.")


def _check_depth(value: Json, what: str) -> None:
    level: list[Json] = [value]
    for _ in range(MAX_DEPTH):
        level = [child for parent in level for child in _children(parent)]
        if not level:
            return
    raise _too_deep(what)


def _children(value: Json) -> Iterator[Json]:
    if isinstance(value, dict):
        return (child for child in value.values() if isinstance(child, (dict, list)))
    if isinstance(value, list):
        return (child for child in value if isinstance(child, (dict, list)))
    return iter(())


def dumps(value: Json, *, indent: int | None = None) -> str:
    """Write JSON; text stays readable (no ``\\u`` escapes) and exact floats keep their digits.

    Lone surrogates, which no UTF-8 file can hold, are escaped.
    """
    if _holds_exact(value):
        return "".join(_write(value, indent, 0))
    if indent is None:
        return _escape_surrogates("".join(_compact(value, _PIECED_LEVELS)))
    return _escape_surrogates(
        json.dumps(value, ensure_ascii=False, indent=indent, separators=(",", ": "), allow_nan=False)
    )


def _compact(value: Json, levels: int) -> Iterator[str]:
    """The text in pieces of a scene or a clip each.

    C's encoder keeps the interpreter from other threads until it is done; pieces of a number each would take thrice as long.
    """
    if levels and isinstance(value, dict) and all(type(key) is str for key in value):
        head = "{"
        for key, child in value.items():
            yield head + _plain(key) + ":"
            yield from _compact(child, levels - 1)
            head = ","
        yield "}" if value else "{}"
    elif levels and isinstance(value, list):
        head, levels = "[", 0 if len(value) > _FEW else levels - 1
        for child in value:
            yield head
            yield from _compact(child, levels)
            head = ","
        yield "]" if value else "[]"
    else:
        yield _plain(value)


def storable(text: str) -> str:
    """The text with a mark for each half of a character: JSON can hold one, no file and no list of jobs can.

    Services cut long texts without looking, in the midst of an emoji.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _HALF.sub("\ufffd", text)
    return text


def storable_json(value: Json) -> Json:
    """The value with a mark for each half of a character in its texts; the very same where there is none."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        parts = [storable_json(part) for part in value]
        return value if all(new is old for new, old in zip(parts, value, strict=True)) else parts
    if isinstance(value, dict):
        pairs = {storable(key): storable_json(part) for key, part in value.items()}
        is_same = pairs.keys() == value.keys() and all(pairs[key] is value[key] for key in value)
        return value if is_same else pairs
    return value


def _escape_surrogates(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def _holds_exact(value: Json) -> bool:
    stack: list[Json] = [value]
    while stack:
        top = stack.pop()
        if type(top) is ExactFloat:
            return True
        if isinstance(top, dict):
            stack.extend(top.values())
        elif isinstance(top, list):
            stack.extend(top)
    return False


def _write(value: Json, indent: int | None, level: int) -> Iterator[str]:
    if isinstance(value, ExactFloat):
        yield value.text
    elif isinstance(value, dict) and value:
        pairs = ((_scalar(key) + (": " if indent is not None else ":"), child) for key, child in value.items())
        yield from _write_many("{", pairs, "}", indent, level)
    elif isinstance(value, list) and value:
        yield from _write_many("[", (("", child) for child in value), "]", indent, level)
    else:
        yield _scalar(value)


def _write_many(
    opening: str, parts: Iterator[tuple[str, Json]], closing: str, indent: int | None, level: int
) -> Iterator[str]:
    newline = "" if indent is None else "\n" + " " * indent * (level + 1)
    yield opening
    for position, (head, child) in enumerate(parts):
        yield ("," if position else "") + newline + head
        yield from _write(child, indent, level + 1)
    yield ("" if indent is None else "\n" + " " * indent * level) + closing


def _scalar(value: Json) -> str:
    return _escape_surrogates(_plain(value))
