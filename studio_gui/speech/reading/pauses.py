"""Pauses in a script: ``[pause]``, ``[pause 0.5s]``, ``[pause 500 ms]``.

The services document no mark for a pause (plain text is recommended in ``scripts[].org``), so the mark is this editor's
own: it is never spoken, never shown, and never sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

DEFAULT_S = 0.5
LONGEST_S = 60.0

MARK = re.compile(
    r"\[\s*pause(?:\s*[:=]?\s*([+-]?\d{1,12}(?:[.,]\d{0,12})?)\s*(ms|s|sec|secs|seconds?)?)?\s*\]", re.IGNORECASE
)
"""Seconds unless it says ``ms``."""


def mark_of(seconds: float) -> str:
    """The mark for a pause."""
    return f"[pause {seconds:g}s]"


def seconds_of(found: re.Match[str]) -> float:
    """The length a mark names, from 0 to a minute."""
    if not found[1]:
        return DEFAULT_S
    number = float(found[1].replace(",", "."))
    return max(0.0, min(LONGEST_S, number / 1000 if (found[2] or "").lower() == "ms" else number))


def segments(text: str) -> Iterator[tuple[float, int, int]]:
    """The words between the marks: the pause before them in seconds, and where they begin and end.

    There is always a last one, which may be empty.
    """
    pause_s, start = 0.0, 0
    for found in MARK.finditer(text):
        if text[start : found.start()].strip() or not start:
            yield pause_s, start, found.start()
            pause_s = 0.0
        pause_s = min(LONGEST_S, pause_s + seconds_of(found))
        start = found.end()
    yield pause_s, start, len(text)


def without_pauses(text: str) -> str:
    """The text without its marks, and without the blanks that stood around them in vain."""
    if "[" not in text:
        return text
    joined = ""
    for _, start, end in segments(text):
        joined, added = meeting(joined, text[start:end])
        joined += added
    return joined


def meeting(before: str, after: str) -> tuple[str, str]:
    """Two texts that a mark stood between, so that one blank or line end remains where words would run together."""
    if not before or not after.strip():
        return before, after.lstrip() if before[-1:].isspace() or not before else after
    if before[-1].isspace() or after[0].isspace():
        stem, rest = before.rstrip(), after.lstrip()
        between = before[len(stem) :] + after[: len(after) - len(rest)]
        if rest[0] in ",.;:!?…، 。、，！？":
            return stem, rest
        return stem, ("\n" if "\n" in between else " ") + rest
    return before, f" {after}" if _are_latin(before[-1], after[0]) else after


def _are_latin(one: str, other: str) -> bool:
    return one < "\u2e80" and (other.isalnum() and other < "\u2e80")
