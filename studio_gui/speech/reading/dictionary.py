"""Words that are said otherwise than they are written: found in a text and replaced, with a way back to the places.

Whole words only, except in writings that put no blanks between words; the longest entry wins where several fit, and
among the same words the one that is meant for this voice, then for this language. What was put in is not looked at
again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from studio_gui.model.saying import Saying
from studio_gui.speech.language import normal_tag, primary, script_of

_WITHOUT_BLANKS = frozenset({"Hani", "Kana", "Thai", "Mymr"})


@dataclass(frozen=True, slots=True)
class Swap:
    """A word that was found: its place in the text, and in what became of the text (characters)."""

    start: int
    end: int
    new_start: int
    new_end: int
    saying: Saying


@dataclass(frozen=True, slots=True)
class Respelled:
    """A text as a voice reads it."""

    text: str
    swaps: tuple[Swap, ...] = ()

    def place(self, new: int) -> int:
        """Where a character of the new text stands in the old one; of a replaced word its beginning."""
        moved = 0
        for swap in self.swaps:
            if new < swap.new_start:
                break
            if new < swap.new_end:
                return swap.start
            moved = swap.end - swap.new_end
        return new + moved


class Dictionary:
    """Entries ready to be looked up; the earlier of two that are alike counts."""

    def __init__(self, sayings: Iterable[Saying]) -> None:
        self._entries: dict[str, list[tuple[str, Saying]]] = {}
        lengths: dict[str, set[int]] = {}
        for saying in sayings:
            for word in dict.fromkeys((saying.word, *_forms(saying.word))):
                if word.strip():
                    self._entries.setdefault(word.casefold(), []).append((word, saying))
                    lengths.setdefault(word[0].casefold(), set()).add(len(word))
        for found in self._entries.values():
            found.sort(key=lambda pair: (not pair[1].voice, not pair[1].language, not pair[1].match_case))
        self._lengths = {first: sorted(known, reverse=True) for first, known in lengths.items()}
        signs = sorted({sign for first in lengths for sign in (first, first.upper(), first.title()) if sign})
        self._first = re.compile("|".join(map(re.escape, signs))) if signs else None

    def respelled(self, text: str, *, language: str, voice: str = "") -> Respelled:
        """The text as it is read in a language by a voice of this computer, or by a service's for none."""
        parts: list[str] = []
        swaps: list[Swap] = []
        reached = length = 0
        for start, end, saying in self.found(text, language=language, voice=voice):
            parts += (text[reached:start], saying.say)
            length += start - reached
            swaps.append(Swap(start, end, length, length + len(saying.say), saying))
            length, reached = length + len(saying.say), end
        return Respelled("".join((*parts, text[reached:])), tuple(swaps)) if swaps else Respelled(text)

    def found(self, text: str, *, language: str, voice: str = "") -> Iterator[tuple[int, int, Saying]]:
        """Every place of a word that is said otherwise, from the left, none over another."""
        reached = 0
        for sign in self._first.finditer(text) if self._first is not None else ():
            start = sign.start()
            if start < reached or not _is_border(text, start):
                continue
            fitting = self._at(text, start, language, voice)
            if fitting is not None:
                reached = start + fitting[0]
                yield start, reached, fitting[1]

    def _at(self, text: str, start: int, language: str, voice: str) -> tuple[int, Saying] | None:
        """The longest entry that stands at a place, and how many characters it has there."""
        for length in self._lengths.get(text[start].casefold(), ()):
            for word, saying in self._entries.get(text[start : start + length].casefold(), ()):
                is_whole = len(word) == length and _stands(word, saying, text, start)
                if is_whole and is_meant(saying, language=language, voice=voice):
                    return length, saying
        return None


def is_meant(saying: Saying, *, language: str, voice: str = "") -> bool:
    """Whether an entry counts for a language and a voice."""
    if saying.voice and saying.voice != voice:
        return False
    if not saying.language:
        return True
    wanted, spoken = normal_tag(saying.language), normal_tag(language)
    if "-" in wanted and "-" in spoken:
        return wanted == spoken
    return primary(wanted) == primary(spoken)


def places_of(word: str, text: str, *, match_case: bool = False) -> tuple[tuple[int, int], ...]:
    """Where a word stands in a text, by the same rules."""
    if not word.strip():
        return ()
    entry = Dictionary([Saying(word=word, say=word, match_case=match_case)])
    return tuple((start, end) for start, end, _ in entry.found(text, language="en"))


def _stands(word: str, saying: Saying, text: str, start: int) -> bool:
    there = text[start : start + len(word)]
    is_same = there == word or (not saying.match_case and there.casefold() == word.casefold())
    return is_same and _is_border(text, start + len(word))


def _is_border(text: str, place: int) -> bool:
    """Whether a word may begin or end between two characters of a text."""
    if place <= 0 or place >= len(text):
        return True
    before, after = text[place - 1], text[place]
    if unicodedata.category(after).startswith("M"):
        return False  # an accent belongs to the letter before it
    if not (_is_letter(before) and _is_letter(after)):
        return True
    return script_of(before) in _WITHOUT_BLANKS or script_of(after) in _WITHOUT_BLANKS


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_" or unicodedata.category(sign).startswith("M")


def _forms(word: str) -> Sequence[str]:
    """The ways accents may be written: with their letter in one, or behind it."""
    return [unicodedata.normalize(form, word) for form in ("NFC", "NFD")] if not word.isascii() else ()
