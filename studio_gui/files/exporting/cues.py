"""Speech in pieces that can be read while they are heard: two lines at most, broken at sentences, with real moments."""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_WIDTH = 84.0
"""Of a cue: two lines of 42 letters; a Chinese sign counts as two. Source: habits of broadcasters."""
LINE_WIDTH = 42.0
SHORT_WIDTH = 20.0
"""So short a sentence goes with the next."""
SHORTEST_S = 0.8

_SENTENCE = re.compile(r"[.!?…](?=[\s\"'”’»)\]]|$)[\"'”’»)\]]*|[。！？؟।॥][\"'”’」』）)]*|\n+")
_CLAUSE = re.compile(r"[,;:–—،؛、，；：](?=\s|$|[\u3000-\u9fff])")


@dataclass(frozen=True, slots=True)
class Word:
    """When a word begins, and where it stands in the text (characters)."""

    start_s: float
    offset: int


@dataclass(frozen=True, slots=True)
class Cue:
    """Some words and when they are heard, in seconds from the start of the video."""

    start_s: float
    end_s: float
    text: str


def cues_of(text: str, words: Sequence[Word], *, start_s: float, duration_s: float) -> tuple[Cue, ...]:
    """The cues of one speech that begins ``start_s`` into the video and lasts ``duration_s``.

    Where the voice noted no words, the moments are shared out by length.
    """
    pieces = [(begin, end) for begin, end in _pieces(text) if text[begin:end].strip()]
    clock = _Clock(text, words, duration_s)
    moments = [clock.at(begin + len(text[begin:end]) - len(text[begin:end].lstrip())) for begin, end in pieces]
    found: list[Cue] = []
    for index, (begin, end) in enumerate(pieces):
        until = moments[index + 1] if index + 1 < len(pieces) else duration_s
        since = min(moments[index], duration_s)
        if until - since < 0.01:
            until = min(since + SHORTEST_S, duration_s)
        if until > since:
            found.append(Cue(start_s + since, start_s + until, in_lines(text[begin:end])))
    return tuple(found)


class _Clock:
    """When a character is heard: words noted by the voice, and between them in proportion."""

    def __init__(self, text: str, words: Sequence[Word], duration_s: float) -> None:
        known = {0: 0.0, len(text): duration_s}
        for word in words:
            if 0 < word.offset < len(text):
                known[word.offset] = min(max(0.0, word.start_s), duration_s)
        self._places = sorted(known)
        self._moments = [known[place] for place in self._places]
        for index in range(1, len(self._moments)):
            self._moments[index] = max(self._moments[index - 1], self._moments[index])

    def at(self, place: int) -> float:
        right = bisect.bisect_left(self._places, place)
        if right >= len(self._places):
            return self._moments[-1]
        if self._places[right] == place or right == 0:
            return self._moments[right]
        before, after = self._places[right - 1], self._places[right]
        share = (place - before) / (after - before)
        return self._moments[right - 1] + share * (self._moments[right] - self._moments[right - 1])


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Sentences; the long ones in parts that fit, very short ones together with the next."""
    waiting: tuple[int, int] | None = None
    for begin, end in _sentences(text):
        if waiting is not None:
            if width(text[waiting[0] : end].strip()) <= MOST_WIDTH and not text[: waiting[1]].endswith("\n"):
                begin = waiting[0]
            else:
                yield waiting
            waiting = None
        if width(text[begin:end].strip()) <= SHORT_WIDTH:
            waiting = (begin, end)
        else:
            yield from _parts(text, begin, end)
    if waiting is not None:
        yield waiting


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _SENTENCE.finditer(text):
        yield start, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A long sentence in parts that fit, broken after a comma, else between words, of about the same length."""
    parts: list[tuple[int, int]] = []
    count = -(-width(text[start:end].strip()) // MOST_WIDTH)
    while count > 1 and width(text[start:end].strip()) > MOST_WIDTH:
        goal = width(text[start:end]) / count
        cut = _cut(text, start, end, goal)
        parts.append((start, cut))
        start, count = cut, max(2, count - 1)
    return [*parts, (start, end)]


def _cut(text: str, start: int, end: int, goal: float) -> int:
    places: list[tuple[float, int]] = []
    reached = 0.0
    for index in range(start, end - 1):
        reached += _width_of(text[index])
        if reached > MOST_WIDTH:
            break
        is_clause = bool(_CLAUSE.match(text, index))
        if is_clause or text[index].isspace() or _is_wide(text[index]):
            places.append((abs(reached - goal) - (20 if is_clause else 0), index + 1))
    return min(places)[1] if places else min(end, start + int(MOST_WIDTH))


def in_lines(text: str) -> str:
    """The words in one line, or in two of about the same length."""
    words = " ".join(text.split())
    if width(words) <= LINE_WIDTH:
        return words
    half, reached, best = width(words) / 2, 0.0, (float("inf"), 0)
    for index, char in enumerate(words):
        reached += _width_of(char)
        if char == " " or (_is_wide(char) and index + 1 < len(words) and not _CLAUSE.match(words, index + 1)):
            best = min(best, (abs(reached - half), index + 1))
    cut = best[1]
    return f"{words[:cut].rstrip()}\n{words[cut:].lstrip()}" if cut else words


def width(text: str) -> float:
    """How wide a text is, in letters."""
    return sum(map(_width_of, text))


def _width_of(char: str) -> float:
    if unicodedata.combining(char) or char == "\n":
        return 0.0
    return 2.0 if _is_wide(char) else 1.0


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in ("W", "F")
