"""Reading answers tolerantly: fields of the wrong type count as missing, unknown ones are kept, nothing crashes."""

from __future__ import annotations

import math
from datetime import datetime, timezone
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from studio_gui.base.json_text import Json, JsonDict, storable
from studio_gui.base.logs import without_secrets


class AnswerModel(BaseModel):
    """A value read from an answer; frozen, unknown fields are kept."""

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True)


def text_of(value: object) -> str:
    """A text; a number becomes one, anything else is empty."""
    if isinstance(value, str):
        return storable(value)
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def words_of(value: object) -> str:
    """A text that people read, not an id: a service may repeat the keys it was sent."""
    return without_secrets(text_of(value))


def number_of(value: object) -> float | None:
    """A finite number, also when it is written as text; else None."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):  # a whole number may be larger than any other
        return None
    return number if math.isfinite(number) else None


def flag_of(value: object) -> bool:
    """Whether it says yes."""
    return value is True or (isinstance(value, str) and value.strip().lower() == "true") or value == 1


def address_of(value: object) -> str:
    """A web address, else empty."""
    return storable(value) if isinstance(value, str) and value.lower().startswith(("http://", "https://")) else ""


_YEARS = range(1971, 9999)
"""What services write for a day that is not known, such as the first of the year 1, no clock can show."""


def moment_of(text: str) -> float | None:
    """Seconds since 1970 of a date and time as services write them, UTC where no zone is said; None for other texts."""
    try:
        moment = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    if moment.year not in _YEARS:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)).timestamp()


def first_text(body: object, *names: str) -> str:
    """The first of these members that holds a text."""
    if isinstance(body, dict):
        for name in names:
            said = text_of(body.get(name)).strip()
            if said:
                return said
    return ""


def listed(body: Json) -> list[JsonDict] | None:
    """The objects of a list answer: the answer itself, or its first member that is a list; None without a list.

    An empty list and no list are told apart: "there is no such project" must not be read out of a broken answer.
    """
    if isinstance(body, dict):
        body = next((value for value in body.values() if isinstance(value, list)), None)
    return [row for row in body if isinstance(row, dict)] if isinstance(body, list) else None


Text = Annotated[str, BeforeValidator(text_of)]
Words = Annotated[str, BeforeValidator(words_of)]
Number = Annotated[float | None, BeforeValidator(number_of)]
Flag = Annotated[bool, BeforeValidator(flag_of)]
Address = Annotated[str, BeforeValidator(address_of)]
