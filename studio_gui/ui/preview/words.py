"""Which word is said at a moment."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from studio_gui.speech.sound import WordMark

_LONGEST_S = 1.5
"""A word that is followed by none for longer than this is not being said any more."""


def word_at(marks: Sequence[WordMark], at_s: float) -> tuple[int, int]:
    """Place and length of the word that is said at a moment; (0, 0) for none."""
    index = bisect_right(marks, at_s, key=lambda mark: mark.start_s) - 1
    if index < 0:
        return 0, 0
    mark = marks[index]
    return (mark.text_offset, mark.length) if at_s - mark.start_s <= _LONGEST_S else (0, 0)
