"""Colours as the documents write them; nothing here draws.

``rgb(…)``, ``rgba(…)``, hexadecimal with 3, 4, 6 or 8 digits, the names of SVG, and ``none`` or nothing for no colour.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTION = re.compile(r"rgba?\(([^()]*)\)")
_NO_COLOR = frozenset({"", "none", "transparent"})
NAMES = frozenset(
    """aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
    cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray
    darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
    darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue
    firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
    hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
    lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
    lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
    mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred
    midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
    palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple red
    rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray
    slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow
    yellowgreen""".split()
)  # fmt: skip


class Rgba(NamedTuple):
    """Red, green, blue and opacity, each 0 to 255."""

    red: int
    green: int
    blue: int
    alpha: int = 255


def is_color(text: str) -> bool:
    """Whether ``text`` can be drawn as it is written; no colour at all can, too."""
    word = plain(text)
    return word in NAMES or says_none(word) or in_numbers(word) is not None


def plain(text: str) -> str:
    """The text of a colour as the functions here compare it."""
    return text.strip().lower()


def says_none(text: str) -> bool:
    """Whether ``text`` says that there is no colour, and is not merely one that cannot be understood."""
    return plain(text) in _NO_COLOR


def in_numbers(text: str) -> Rgba | None:
    """The colour that is written in numbers; None for names, for none, and for what cannot be understood."""
    word = plain(text)
    if _HEX.fullmatch(word):
        return _from_hex(word[1:])
    found = _FUNCTION.fullmatch(word)
    return _from_numbers([part for part in re.split(r"[\s,/]+", found[1].strip()) if part]) if found else None


def _from_hex(digits: str) -> Rgba:
    if len(digits) <= 4:
        digits = "".join(digit * 2 for digit in digits)
    return Rgba(*(int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)))


def _from_numbers(parts: list[str]) -> Rgba | None:
    if len(parts) not in (3, 4):
        return None
    whole = [_number(part, 255) for part in parts[:3]]
    alpha = _number(parts[3], 1) if len(parts) == 4 else 1.0
    if alpha is None or None in whole:
        return None
    red, green, blue = (_byte(part) for part in whole if part is not None)
    return Rgba(red, green, blue, _byte(alpha * 255))


def _number(text: str, full: float) -> float | None:
    percent = text.endswith("%")
    try:
        value = float(text.removesuffix("%"))
    except ValueError:
        return None
    if not math.isfinite(value):
        return None
    return value * full / 100 if percent else value


def _byte(value: float) -> int:
    return max(0, min(255, round(value)))
