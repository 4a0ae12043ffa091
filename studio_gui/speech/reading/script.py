"""One script in the forms it has: as it is written, as captions show it, and as a voice reads it."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from functools import lru_cache

from studio_gui.speech.markup import plain_text
from studio_gui.speech.reading.dictionary import Dictionary, Respelled
from studio_gui.speech.reading.pauses import meeting, segments, without_pauses

_NO_WORDS = Dictionary(())


@dataclass(frozen=True, slots=True)
class Piece:
    """Words between two pauses."""

    pause_s: float
    """Silence before them."""
    words: Respelled
    """As they are read; the places lead back into the words as they are written."""
    shown_at: int
    """Where they begin in the shown script."""
    written_at: int
    """Where they begin in the script without its markup, marks of pauses included."""

    def shown_place(self, place: int) -> int:
        """Where a character that is read stands in the shown script."""
        return self.shown_at + self.words.place(place)


@dataclass(frozen=True, slots=True)
class Reading:
    """A script taken apart; ``shown`` has the true spelling and no marks."""

    shown: str
    pieces: tuple[Piece, ...]
    rest_s: float = 0.0
    """Silence after the last words."""

    @property
    def pauses_s(self) -> float:
        """All silence that was asked for."""
        return sum(piece.pause_s for piece in self.pieces) + self.rest_s

    def written_place(self, shown: int) -> int:
        """Where a character of the shown script stands in the one with marks (see ``plain_text``)."""
        index = bisect.bisect_right([piece.shown_at for piece in self.pieces], shown) - 1
        return shown if index < 0 else self.pieces[index].written_at + shown - self.pieces[index].shown_at


def reading_of(org: str, *, dictionary: Dictionary = _NO_WORDS, language: str = "en", voice: str = "") -> Reading:
    """The script ``org`` (markup allowed) as a voice reads it in a language; ``voice`` is one of this computer."""
    written = plain_text(org)
    shown, rest_s = "", 0.0
    pieces: list[Piece] = []
    for pause_s, start, end in segments(written):
        shown, added = meeting(shown, written[start:end])
        words = added.strip()
        if not words:
            rest_s += pause_s
            shown += added
            continue
        lead = len(added) - len(added.lstrip())
        written_at = start + len(written[start:end]) - len(written[start:end].lstrip())
        respelled = dictionary.respelled(words, language=language, voice=voice)
        pieces.append(Piece(pause_s, respelled, len(shown) + lead, written_at))
        shown += added
    return Reading(shown.rstrip(), tuple(pieces), rest_s)


@lru_cache(maxsize=256)
def shown_script(org: str) -> str:
    """The script as captions show it: true spelling, no markup, no marks."""
    return without_pauses(plain_text(org)).rstrip()
