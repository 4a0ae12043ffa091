"""Colours as the documents write them.

``rgb(…)``, ``rgba(…)``, ``#RGB``, ``#RGBA``, ``#RRGGBB``, ``#RRGGBBAA`` and the names of SVG are understood. Qt reads
eight digits as ``#AARRGGBB``, so no colour of a project may be given to ``QColor`` directly.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from PySide6.QtGui import QColor

_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTION = re.compile(r"rgba?\(([^()]*)\)")
_NAME = re.compile(r"[a-z]{3,24}")


class Rgba(NamedTuple):
    """Red, green, blue and opacity, each 0 to 255."""

    red: int
    green: int
    blue: int
    alpha: int = 255


def parse(text: str) -> Rgba | None:
    """The colour written in ``text``, or None for no colour: empty, ``none``, or nothing that can be understood."""
    word = text.strip().lower()
    if _HEX.fullmatch(word):
        return _from_hex(word[1:])
    found = _FUNCTION.fullmatch(word)
    if found:
        return _from_numbers([part for part in re.split(r"[\s,/]+", found[1].strip()) if part])
    if _NAME.fullmatch(word) and word not in ("none", "transparent") and QColor.isValidColorName(word):
        named = QColor.fromString(word)
        return Rgba(named.red(), named.green(), named.blue())
    return None


def color(text: str, fallback: str = "") -> QColor | None:
    """The colour as Qt's, ``fallback`` when it cannot be understood, None when it is empty or wholly transparent."""
    found = parse(text)
    if found is None and text.strip() and text.strip().lower() not in ("none", "transparent"):
        found = parse(fallback)
    return QColor(*found) if found and found.alpha else None


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
