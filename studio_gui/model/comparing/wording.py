"""Numbers, names and lists as people say them."""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST_QUOTED = 48
_MOST_JOINED = 4
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*([\d.]{1,8})\s*)?\)")


def quoted(text: str, *, most: int = MOST_QUOTED) -> str:
    """The text on one line in quotes, cut off where it is long; “nothing” in words when it is empty."""
    line = " ".join(text.split())
    if not line:
        return "nothing"
    return f"“{line if len(line) <= most else line[: most - 1].rstrip() + '…'}”"


def number(value: float) -> str:
    """A number with at most one decimal, without one from ten on."""
    rounded = round(value, 1) if abs(value) < 10 else round(value)
    return f"{int(rounded)}" if rounded == int(rounded) else f"{rounded}"


def exact(value: float) -> str:
    """A number with as many decimals as it takes, six at most."""
    return f"{round(value, 6):.6f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value)}"


def numbers(before: float, after: float, unit: str = "") -> str:
    """Two numbers with an arrow; exact where rounding would make them look the same."""
    old, new = number(before), number(after)
    if old == new:
        old, new = exact(before), exact(after)
    gap = "" if unit in ("", "°") else "\N{NO-BREAK SPACE}"
    return f"{old} → {new}{gap}{unit}"


def color(text: str) -> str:
    """A colour as ``#RRGGBB``, or as it is written when it is none this editor knows; “none” when it is empty."""
    found = _RGB.fullmatch(text.strip())
    if found is None:
        return text.strip()[:40].upper() if text.strip().startswith("#") else text.strip()[:40] or "none"
    red, green, blue = (min(255, int(part)) for part in found.groups()[:3])
    return f"#{red:02X}{green:02X}{blue:02X}" + (f" at {found[4]}" if found[4] not in (None, "1") else "")


def joined(parts: Sequence[str]) -> str:
    """``a, b and c``; many end in ``and 5 more``."""
    if len(parts) > _MOST_JOINED:
        parts = [*parts[: _MOST_JOINED - 1], f"{len(parts) - _MOST_JOINED + 1} more"]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def plural(count: int, noun: str) -> str:
    """``1 change``, ``3 changes``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def capital(text: str) -> str:
    """The text beginning with a capital letter."""
    return text[:1].upper() + text[1:]
