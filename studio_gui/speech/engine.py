"""What a voice and a speech engine are; no engine lives here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NewType, Protocol

if TYPE_CHECKING:
    from studio_gui.speech.sound import Sound

VoiceId = NewType("VoiceId", str)
Gender = Literal["female", "male"]

MAX_CHARACTERS = 100_000
"""The longest text an engine is given; more than an hour and a half of speech."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who can read a script aloud.

    ``id`` is ``engine:language+variant`` and stays the same for ever, because projects store it. ``language`` is a
    BCP-47 tag such as ``en-US``; ``name`` is what people see.
    """

    id: VoiceId
    name: str
    language: str
    gender: Gender
    engine: str


class Engine(Protocol):
    """Something that turns text into sound; it may be called from several threads at once."""

    @property
    def id(self) -> str:
        """A short stable word, the first part of its voices' ids."""

    @property
    def version(self) -> str:
        """Changes whenever the same text would sound different, so that old recordings are not used."""

    def voices(self) -> tuple[Voice, ...]:
        """Every voice worth offering, the most pleasant of each language first."""

    def find(self, voice_id: VoiceId) -> Voice | None:
        """The voice with this id, also one that ``voices`` does not offer, or None."""

    def say(self, text: str, voice: Voice, *, speed: float = 1.0, pitch: int = 50) -> Sound:
        """Speak plain text.

        ``speed`` 1.0 is the voice's usual pace, ``pitch`` runs from 0 to 100 around 50.
        Raises SpeechError when the engine is missing, broken, too slow, or the text too long.
        """
