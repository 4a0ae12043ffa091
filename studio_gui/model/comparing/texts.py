"""Which words of a text differ."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from studio_gui.model.comparing.wording import plural, quoted

_TAG = re.compile(r"<[^<>]{0,400}>")
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+(?:['’][^\W{_CJK}]+)*|[^\w\s]")
_AROUND = 1
"""Words shown on either side of those that differ."""
_MOST_SPANS = 2
_MOST_WORDS = 3000
_OTHER_TEXT = 0.35
"""Below this likeness two texts are told as a whole."""


def spoken(text: str) -> str:
    """The words of a script without its markup."""
    return html.unescape(_TAG.sub(" ", text)) if "<" in text else text


def changed_words(before: str, after: str) -> str:
    """What differs, ``“our old office” → “our new office”``; for texts that say something else altogether, both."""
    if not before.strip() or not after.strip():
        return f"{quoted(before)} → {quoted(after)}"
    old, new = _words(before), _words(after)
    if len(old) * len(new) > _MOST_WORDS**2:
        return f"{quoted(before)} → {quoted(after)}"
    said_old, said_new = ([before[a:b] for a, b in spans] for before, spans in ((before, old), (after, new)))
    matcher = SequenceMatcher(None, said_old, said_new, autojunk=False)
    blocks = [code for code in _merged(matcher.get_opcodes()) if code[0] != "equal"]
    if not blocks:
        return "spaces or lines changed"
    if len(before) < 30 or matcher.ratio() < _OTHER_TEXT:
        return f"{quoted(before)} → {quoted(after)}"
    said = []
    for _, a, b, c, d in blocks[:_MOST_SPANS]:
        place = _place(before, old, a) if a == b or c == d else 0
        said.append(f"{_span(before, old, a, b, place=place)} → {_span(after, new, c, d, place=place)}")
    rest = len(blocks) - _MOST_SPANS
    return ", ".join(said) + (f" and {plural(rest, 'more place')}" if rest > 0 else "")


def _words(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _WORD.finditer(text)]


Code = tuple[str, int, int, int, int]


def _merged(codes: Sequence[Code]) -> list[Code]:
    """Places that differ with hardly a word between them are one place."""
    merged: list[Code] = []
    for position, code in enumerate(codes):
        tag, a, b, c, d = code
        is_bridge = tag == "equal" and b - a <= _AROUND and 0 < position < len(codes) - 1
        if merged and merged[-1][0] != "equal" and (tag != "equal" or is_bridge):
            last = merged[-1]
            merged[-1] = ("replace", last[1], b, last[3], d)
        else:
            merged.append((tag, a, b, c, d))
    return merged


def _place(text: str, words: list[tuple[int, int]], start: int) -> int:
    """How many words before ``start`` say where one is: a full stop or a comma does not do so alone."""
    count = min(start, _AROUND)
    while 0 < count < min(start, _AROUND + 2) and not _is_word(text, words[start - count]):
        count += 1
    return count


def _span(text: str, words: list[tuple[int, int]], start: int, end: int, *, place: int) -> str:
    """Words with those around them; ``place`` of those before are shown where one of two texts has nothing there."""
    first, last = max(0, start - (place or _AROUND)), min(len(words), end + _AROUND)
    # A full stop or a comma says nothing about where one is, unless there is nothing else to show.
    if start < end or place:
        first = first if place or _is_word(text, words[first]) else start
        last = last if last == end or _is_word(text, words[last - 1]) else end
    if first >= last:
        return "nothing"
    return quoted(text[words[first][0] : words[last - 1][1]], most=64)


def _is_word(text: str, span: tuple[int, int]) -> bool:
    return text[span[0]].isalnum()
