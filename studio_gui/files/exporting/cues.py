"""Speech in pieces that can be read while they are heard: two lines at most, broken at sentences, with real moments."""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

LINE_WIDTH = 42.0
"""In letters, of which a Chinese sign counts as two; a cue has two lines. Source: habits of broadcasters."""
SHORT_WIDTH = 20.0
"""So short a sentence goes with the next."""
SHORTEST_S = 0.8
PAUSE_S = 1.5
"""So long after the beginning of a word its pause is too long for one caption."""

_SENTENCE = re.compile(r"[.!?…](?=[\s\"'”’»)\]]|$)[\"'”’»)\]]*|[。！？؟।॥][\"'”’」』）)]*|\n+")
_SHORTENED = re.compile(
    r"(?:^|[\s(.])(?:[A-Za-zÄÖÜ]|Drs?|Mr|Mrs|Ms|Prof|St|Nr|No|vs|ca|approx|bzw|bspw|usw|evtl|inkl|Abb|Fig|Mio|Mrd|Sra?|Mme)$"
)
_CLAUSE = re.compile(r"[,;:–—،؛、，；：](?=\s|$|[\u3000-\u9fff])")
_NEVER_FIRST = frozenset(
    "。、，．・：；！？）」』】〕》〉ー々ゝゞ…‥ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ,.!?:;)]}%”’"
)
"""No line of Chinese or Japanese begins with these. Source: JIS X 4051, kinsoku."""
_NEVER_LAST = frozenset("（「『【〔《〈([{“‘")


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


def cues_of(
    text: str, words: Sequence[Word], *, start_s: float, duration_s: float, line_width: float = LINE_WIDTH
) -> tuple[Cue, ...]:
    """The cues of one speech that begins ``start_s`` into the video and lasts ``duration_s``, of two lines at most.

    Where the voice noted no words, the moments are shared out by length. ``line_width`` is in letters.
    """
    timing = _Timing(text, words, duration_s)
    pieces = [
        part
        for begin, end in _pieces(text, 2 * line_width, timing)
        if text[begin:end].strip()
        for part in _fitting(text, begin, end, line_width)
    ]
    moments = [timing.at(begin + len(text[begin:end]) - len(text[begin:end].lstrip())) for begin, end in pieces]
    found: list[Cue] = []
    for index, (begin, end) in enumerate(pieces):
        until = moments[index + 1] if index + 1 < len(pieces) else duration_s
        since = min(moments[index], duration_s)
        if until - since < 0.01:
            until = min(since + SHORTEST_S, duration_s)
        if until > since:
            lines = in_lines(text[begin:end], line_width=line_width)
            found.append(Cue(start_s + since, start_s + until, lines))
    return tuple(found)


class _Timing:
    """When a character is heard: words noted by the voice, and between them in proportion."""

    def __init__(self, text: str, words: Sequence[Word], duration_s: float) -> None:
        known = {0: 0.0, len(text): duration_s}
        for word in words:
            if 0 <= word.offset < len(text):
                known[word.offset] = min(max(0.0, word.start_s), duration_s)
        self._places = sorted(known)
        self._moments = [known[place] for place in self._places]
        for index in range(1, len(self._moments)):
            self._moments[index] = max(self._moments[index - 1], self._moments[index])

    def gap_s(self, place: int) -> float:
        """From the beginning of the last word before a place to that of the first one after it."""
        right = bisect.bisect_left(self._places, place)
        return self._moments[right] - self._moments[right - 1] if 0 < right < len(self._places) - 1 else 0.0

    def at(self, place: int) -> float:
        right = bisect.bisect_left(self._places, place)
        if right >= len(self._places):
            return self._moments[-1]
        if self._places[right] == place or right == 0:
            return self._moments[right]
        before, after = self._places[right - 1], self._places[right]
        share = (place - before) / (after - before)
        return self._moments[right - 1] + share * (self._moments[right] - self._moments[right - 1])


def _pieces(text: str, most: float, timing: _Timing) -> Iterator[tuple[int, int]]:
    """Sentences; the long ones in parts that fit, very short ones together with the next, if it follows at once."""
    waiting: tuple[int, int] | None = None
    for begin, end in _sentences(text):
        if waiting is not None:
            fits = width(text[waiting[0] : end].strip()) <= most and text[waiting[1] - 1] != "\n"
            if fits and timing.gap_s(waiting[1]) < PAUSE_S:
                begin = waiting[0]
            else:
                yield waiting
            waiting = None
        if width(text[begin:end].strip()) <= min(SHORT_WIDTH, most / 4):
            waiting = (begin, end)
        else:
            yield from _parts(text, begin, end, most)
    if waiting is not None:
        yield waiting


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _SENTENCE.finditer(text):
        if _goes_on(text, found):
            continue
        yield start, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop only shortens a word: “e.g.”, “Dr. Miller”, “z. B.”, “ca. 3”."""
    if stop[0] != ".":
        return False
    after = text[stop.end() : stop.end() + 20].lstrip()[:1]
    return after.islower() or bool(after and _SHORTENED.search(text, max(0, stop.start() - 12), stop.start()))


def _parts(text: str, start: int, end: int, most: float) -> list[tuple[int, int]]:
    """A long sentence in parts that fit, broken after a comma, else between words, of about the same length."""
    end = start + len(text[start:end].rstrip())
    reached = [0.0, *accumulate(map(_width_of, text[start:end]))]
    origin, parts = start, []
    count = -(-reached[-1] // most)
    while count > 1 and reached[-1] - reached[start - origin] > most:
        goal = (reached[-1] - reached[start - origin]) / count
        cut = _cut(text, start, end, goal, most)
        parts.append((start, cut))
        start, count = cut, max(2, count - 1)
    return [*parts, (start, end)]


def _fitting(text: str, start: int, end: int, line_width: float) -> Iterator[tuple[int, int]]:
    """A piece as it is, or in parts where long words would make one of its two lines too wide."""
    lines = in_lines(text[start:end], line_width=line_width).split("\n")
    total = width(text[start:end])
    if len(lines) == 1 or max(map(width, lines)) <= line_width:
        yield start, end
        return
    cut = _cut(text, start, end, total / 2, 2 * line_width)
    yield from _fitting(text, start, cut, line_width)
    if text[cut:end].strip():
        yield from _fitting(text, cut, end, line_width)


def _cut(text: str, start: int, end: int, goal: float, most: float) -> int:
    places: list[tuple[float, int]] = []
    reached = 0.0
    for index in range(start, end - 1):
        reached += _width_of(text[index])
        if reached > most:
            break
        is_clause = bool(_CLAUSE.match(text, index))
        if is_clause or _can_break(text, index):
            places.append((abs(reached - goal) - (most / 4 if is_clause else 0), index + 1))
    return min(places)[1] if places else _whole_letters(text, min(end, start + max(1, int(most))), end)


def in_lines(text: str, *, line_width: float = LINE_WIDTH) -> str:
    """The words in one line, or in two of about the same length."""
    words = " ".join(text.split())
    if width(words) <= line_width:
        return words
    half, reached, best = width(words) / 2, 0.0, (float("inf"), 0)
    for index, char in enumerate(words[:-1]):
        reached += _width_of(char)
        if _can_break(words, index):
            best = min(best, (abs(reached - half), index + 1))
    cut = best[1]
    return f"{words[:cut].rstrip()}\n{words[cut:].lstrip()}" if cut else words


def _can_break(text: str, index: int) -> bool:
    """Whether a line may end after a character that another one follows."""
    char, after = text[index], text[index + 1]
    if char.isspace():
        return True
    if "\uac00" <= char <= "\ud7a3" and "\uac00" <= after <= "\ud7a3":
        return False  # Korean has blanks between its words
    return _is_wide(char) and after not in _NEVER_FIRST and char not in _NEVER_LAST and not _joins(char, after)


def _joins(char: str, after: str) -> bool:
    """Whether two characters are drawn as one: an accent, a skin colour, a family or a flag of emoji."""
    return (
        "\u200d" in (char, after)
        or _width_of(after) == 0
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or ("\U0001f1e6" <= char <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff")
    )


def _whole_letters(text: str, cut: int, end: int) -> int:
    """The next place from ``cut`` on where nothing that belongs together is torn apart."""
    while cut < end and _joins(text[cut - 1], text[cut]):
        cut += 1
    return cut


def width(text: str) -> float:
    """How wide a text is, in letters."""
    return sum(map(_width_of, text))


@lru_cache(maxsize=20_000)
def _width_of(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me") or char == "\n":
        return 0.0
    return 2.0 if _is_wide(char) else 1.0


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in ("W", "F")
