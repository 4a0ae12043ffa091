"""Who reads a script by its language, out of what a project and a person have chosen."""

from __future__ import annotations

from collections.abc import Sequence

from studio_gui.model.reader import Reader
from studio_gui.speech.engine import VoiceId
from studio_gui.speech.language import fit


def reader_for(language: str, readers: Sequence[Reader]) -> VoiceId | None:
    """The voice for scripts of a language: of the choices that fit it the closest, and of these the first."""
    fits = [(fit(language, one.language), one.voice) for one in readers]
    grade, voice = max(fits, key=lambda pair: pair[0], default=(0, ""))
    return VoiceId(voice) if grade else None
