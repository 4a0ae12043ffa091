"""Times of the day and spans as people read them."""

from __future__ import annotations

import time

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def time_of_day(seconds: float) -> str:
    """Hours and minutes, with the day when it is not today's; ``seconds`` since 1970."""
    then, today = time.localtime(seconds), time.localtime()
    said = time.strftime("%H:%M", then)
    return said if then[:3] == today[:3] else f"{then.tm_mday} {time.strftime('%b', then)} {said}"


def ago(seconds: float) -> str:
    """How long ago something was, e.g. ``4 s ago``."""
    return "just now" if seconds < 1 else f"{span(seconds, is_rough=True)} ago"


def span(seconds: float, *, is_rough: bool = False) -> str:
    """A length of time in words; ``is_rough`` gives one unit only."""
    whole = max(0, round(seconds))
    for unit, name, next_unit, next_name in (
        (_DAY, "d", _HOUR, "h"),
        (_HOUR, "h", _MINUTE, "min"),
        (_MINUTE, "min", 1, "s"),
    ):
        if whole >= unit:
            rest = whole % unit // next_unit
            return f"{whole // unit} {name}" + (f" {rest} {next_name}" if rest and not is_rough else "")
    return f"{whole} s"
