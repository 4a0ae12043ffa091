"""Numbers as a spreadsheet shows them: what the form of a cell makes of a value, in the English of the program."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

_ISO = "yyyy-mm-dd"
"""What stands where the form says “as the computer writes dates”, which the file does not tell."""
BUILT_IN = {
    "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "11": "0.00E+00", "14": _ISO,
    "15": "d-mmm-yy", "16": "d-mmm", "17": "mmm-yy", "18": "h:mm AM/PM", "19": "h:mm:ss AM/PM", "20": "h:mm",
    "21": "h:mm:ss", "22": f"{_ISO} h:mm", "37": "#,##0;(#,##0)", "38": "#,##0;(#,##0)", "39": "#,##0.00;(#,##0.00)",
    "40": "#,##0.00;(#,##0.00)", "41": "#,##0;-#,##0", "42": "$#,##0;-$#,##0", "43": "#,##0.00;-#,##0.00",
    "44": "$#,##0.00;-$#,##0.00", "45": "mm:ss", "46": "[h]:mm:ss", "47": "mm:ss.0", "48": "##0.0E+0", "49": "@",
}  # fmt: skip
"""The forms that a file names by a number only."""

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<span>[hms]+)\]|\[[^\]]*\]|_.|\*.'
    r"|(?P<half>AM/PM|A/P)|(?P<general>General)|(?P<power>E[+-]0+)|(?P<date>[ymdhs]+)"
    r"|(?P<mark>[0#?.,%@])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_LAST_DAY = 2_958_466
"""The first of January of the year 10,000, which no form has a place for."""


class _Token(NamedTuple):
    kind: str
    text: str

    @property
    def is_place(self) -> bool:
        """Whether a digit may stand here."""
        return self.kind == "mark" and self.text in "0#?"


_POINT = _Token("mark", ".")


def shown(value: float, form: str, *, from_1904: bool = False) -> str:
    """What is seen of a number in a cell of a form; ``from_1904`` says on which day the file begins to count."""
    if not math.isfinite(value):
        return ""
    parts = _parts(form)
    at = 0 if value > 0 or len(parts) == 1 else 1 if value < 0 else 2
    tokens = parts[at] if at < len(parts) else parts[0]
    if not any(one.kind in ("mark", "date", "span", "general", "power") for one in tokens):
        # Words alone, as for a zero that is written “none”; without any words nothing was said of numbers.
        said = "".join(one.text for one in tokens)
        return said if form else _general(value)
    try:
        if any(one.kind in ("date", "span") for one in tokens):
            return _moment(value, tokens, from_1904=from_1904)
        # A part of its own for what is below zero says how, or leaves the sign out on purpose.
        sign = "-" if value < 0 and at != 1 else ""
        return sign + _number(abs(value), tokens)
    except OverflowError:
        return _general(value)  # too large for its form, where a spreadsheet shows a row of #


def _parts(form: str) -> list[list[_Token]]:
    """The tokens of a form for numbers above, below, and at zero."""
    parts: list[list[_Token]] = [[]]
    for found in _TOKENS.finditer(form):
        kind = str(found.lastgroup or "")
        text = found[kind] if kind else ""
        if kind == "other" and text == ";":
            parts.append([])
        elif kind in ("quoted", "escaped", "currency", "other"):
            parts[-1].append(_Token("words", text))
        elif kind:
            parts[-1].append(_Token(kind, text.lower() if kind in ("date", "span") else text))
    return parts[:3]


def _general(value: float) -> str:
    """A number without a form."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.10g}"


def _number(value: float, tokens: list[_Token]) -> str:
    marks = [one.text for one in tokens if one.kind == "mark" and one.text != "%"]
    places = [one for one in marks[marks.index(".") :] if one in "0#?"] if "." in marks else []
    power = any(one.kind == "power" for one in tokens)
    if power or "@" in marks or any(one.kind == "general" for one in tokens) or _is_fraction(tokens):
        return _around(tokens, f"{value:.{len(places)}E}" if power else _general(value))
    while marks and marks[-1] == ",":  # each behind the last digit hides three
        marks.pop()
        value /= 1000
    value *= 100 ** sum(one == ("mark", "%") for one in tokens)
    if not math.isfinite(value):
        raise OverflowError
    before = marks[: marks.index(".")] if "." in marks else marks
    whole, _, rest = _rounded(value, len(places)).partition(".")
    whole = whole.lstrip("0").rjust(before.count("0"), "0")
    optional = len(places) - places.count("0")
    while optional and rest.endswith("0"):
        rest, optional = rest[:-1], optional - 1
    return _filled(tokens, whole, rest, has_groups="," in before)


def _rounded(value: float, places: int) -> str:
    """As a number is written, half a digit goes up; as it is kept, 1.005 lies a little below."""
    if value >= 1e12 or places > 12:
        return f"{value:.{places}f}"
    return f"{Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


def _is_fraction(tokens: list[_Token]) -> bool:
    return any(one == _Token("words", "/") for one in tokens) and any(one.text in ("?", "#") for one in tokens)


def _around(tokens: list[_Token], said: str) -> str:
    """A number that is written as one piece, with the words before and behind it."""
    at = [index for index, one in enumerate(tokens) if one.kind != "words"]
    head, tail = tokens[: at[0]], tokens[at[-1] + 1 :]
    return "".join(one.text for one in head) + said + "".join(one.text for one in tail)


def _filled(tokens: list[_Token], whole: str, rest: str, *, has_groups: bool) -> str:
    """The digits in their places, with the words that stand among them: ``00-00`` makes ``12-34`` of 1234."""
    point = tokens.index(_POINT) if _POINT in tokens else len(tokens)
    places = [index for index, one in enumerate(tokens[:point]) if one.is_place]
    pieces: dict[int, str] = {}
    left, count = list(whole), 0
    for index in reversed(places):
        # The first place takes all that is left.
        for _ in range(len(left) if index == places[0] else min(1, len(left))):
            group = "," if has_groups and count and count % 3 == 0 else ""
            pieces[index] = left.pop() + group + pieces.get(index, "")
            count += 1
    if rest:
        pieces[point] = f".{rest}"
    return "".join(
        pieces.get(index, "") if one.kind == "mark" and one.text != "%" else one.text
        for index, one in enumerate(tokens)
    )


def _moment(value: float, tokens: list[_Token], *, from_1904: bool) -> str:
    is_span = any(one.kind == "span" for one in tokens)
    if value < 0:
        return _general(value)
    digits = min(3, sum(one == ("mark", "0") for one in tokens))
    # What is below a shown second is rounded, so that 9:59:59.9996 is ten o'clock.
    seconds = round(value * 86_400 * 10**digits) / 10**digits
    if seconds >= _LAST_DAY * 86_400 and not is_span:
        return _general(value)
    # Day 60 is a leap day that never was; the days before it are one later than they seem.
    first = (1904, 1, 1) if from_1904 else (1899, 12, 30 if value >= 60 else 31)
    day = datetime(*first, tzinfo=timezone.utc)
    moment = day + timedelta(seconds=seconds) if seconds < _LAST_DAY * 86_400 else day
    has_half = any(one.kind == "half" for one in tokens)
    times = [i for i, one in enumerate(tokens) if one.kind in ("date", "span")]
    said = []
    for index, one in enumerate(tokens):
        if one.kind == "date":
            at = times.index(index)
            last = tokens[times[at - 1]].text if at else ""
            following = tokens[times[at + 1]].text if at + 1 < len(times) else ""
            is_minute = one.text[0] == "m" and (last[:1] == "h" or following[:1] == "s") and len(one.text) < 3
            said.append(_piece(one.text, moment, is_minute=is_minute, has_half=has_half))
        elif one.kind == "span":
            unit = {"h": 3600, "m": 60, "s": 1}[one.text[0]]
            said.append(str(int(seconds // unit)).rjust(len(one.text), "0"))
        elif one.kind == "half":
            said.append(("AM" if moment.hour < 12 else "PM")[: 2 if len(one.text) > 3 else 1])
        elif one == _POINT and digits:
            said.append(f"{seconds % 1:.{digits}f}"[1:])
        elif not one.is_place:
            said.append(one.text)
    return "".join(said)


def _piece(token: str, moment: datetime, *, is_minute: bool, has_half: bool) -> str:
    """A date's or a clock's part: ``dddd`` is a weekday, ``mm`` a month or minutes."""
    letter, size = token[0], len(token)
    if letter == "y":
        return f"{moment.year:04}" if size > 2 else f"{moment.year % 100:02}"
    if letter == "m" and not is_minute and size > 2:
        name = _MONTHS[moment.month - 1]
        return name[:1] if size == 5 else name[:3] if size == 3 else name
    if letter == "d" and size > 2:
        name = _DAYS[moment.weekday()]
        return name[:3] if size == 3 else name
    hour = (moment.hour + 11) % 12 + 1 if has_half else moment.hour
    number = {
        "d": moment.day, "h": hour, "s": moment.second, "m": moment.minute if is_minute else moment.month,
    }[letter]  # fmt: skip
    return f"{number:02}" if size > 1 else str(number)
