"""The one door to speech: picks a voice, speaks at an even loudness, remembers what was said."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterable
from pathlib import Path

from studio_gui.base.errors import SpeechError
from studio_gui.speech.cache import SoundCache
from studio_gui.speech.engine import MAX_CHARACTERS, Engine, Gender, Voice, VoiceId
from studio_gui.speech.espeak import too_long
from studio_gui.speech.language import fit, language_of
from studio_gui.speech.loudness import levelled
from studio_gui.speech.sound import Sound
from studio_gui.speech.system import language_in

_FORMAT = 1
_FALLBACK = "en-US"


class Speaker:
    """Speaks with any of the given engines; safe to call from several threads at once.

    ``engines`` come in order of preference. ``cache_dir`` is made when the first sound is kept there.
    """

    def __init__(self, engines: Iterable[Engine], cache_dir: Path) -> None:
        self._engines = tuple(engines)
        self._cache = SoundCache(cache_dir)
        self._speaking = threading.Lock()

    def voices(self, language: str | None = None) -> tuple[Voice, ...]:
        """Every voice, or those of one language (``pt`` or ``pt-BR``): the best fit first."""
        found = [voice for engine in self._engines for voice in engine.voices()]
        if language is None:
            return tuple(found)
        return _fitting(language, found)

    def find(self, voice_id: VoiceId) -> Voice | None:
        """The voice a project names, or None when this computer does not have it."""
        return next((voice for engine in self._engines if (voice := engine.find(voice_id))), None)

    def default_voice(self, language: str, *, gender: Gender | None = None, variant: str | None = None) -> Voice:
        """The voice to use for a language when nobody chose one; an unknown language is read by an English voice.

        ``gender`` and ``variant`` (a presenter's, such as ``f2``) are honoured where the language has them.
        Raises SpeechError when there is no voice at all.
        """
        offered = self._first_choice(language) or self._first_choice(_FALLBACK) or self.voices()
        if not offered:
            raise SpeechError("There is no voice on this computer.", "Run packaging/bootstrap.py once more.")
        if variant:
            named = self.find(VoiceId(f"{offered[0].id.partition('+')[0]}+{variant}"))
            if named:
                return named
        return next((voice for voice in offered if voice.gender == gender), offered[0])

    def voice_for(self, text: str, *, voice: Voice | VoiceId | None = None, language: str = "en") -> Voice:
        """Who will read this text: the chosen voice, unless its language is not written in the text's letters.

        Then somebody of the same kind reads it who can. For a voice that this computer does not have (a project made
        on another one) the default voice of its language reads.
        """
        chosen = voice if isinstance(voice, Voice) or voice is None else self.find(voice)
        if isinstance(voice, str) and not chosen:
            language = language_in(voice) or language
        spoken = chosen.language if chosen else language
        needed = language_of(text, spoken)
        if not self._first_choice(needed):  # better a neighbour that knows the letters than an English voice
            needed = language_of(text, _FALLBACK)
        if chosen and needed == spoken:
            return chosen
        if not chosen:
            return self.default_voice(needed)
        variant = chosen.id.partition("+")[2] or None
        return self.default_voice(needed, gender=chosen.gender, variant=variant)

    def say(
        self,
        text: str,
        *,
        voice: Voice | VoiceId | None = None,
        language: str = "en",
        speed: float = 1.0,
        pitch: int = 50,
    ) -> Sound:
        """Speak plain text (see ``plain_text``) at about -16 LUFS, from the cache when it was said before.

        ``language`` (BCP-47) counts when no voice is given. ``speed`` 1.0 is the usual pace, ``pitch`` 0 to 100.
        Text without a visible character gives a sound of no length. Raises SpeechError.
        """
        if len(text) > MAX_CHARACTERS:
            raise too_long(len(text))
        if not text.strip():
            return Sound.silence(0)
        reader = self.voice_for(text, voice=voice, language=language)
        engine = self._engine(reader)
        key = _key(engine, reader, text=text, speed=speed, pitch=pitch)
        sound = self._cache.get(key)
        if sound is None:
            with self._speaking:  # two threads with the same text: the second finds it in the cache
                sound = self._cache.get(key)
                if sound is None:
                    sound = levelled(engine.say(text, reader, speed=speed, pitch=pitch))
                    self._cache.put(key, sound)
        return sound

    def _first_choice(self, language: str) -> tuple[Voice, ...]:
        """The voices of the first engine that knows the language: engines further down need not even start."""
        for engine in self._engines:
            found = _fitting(language, engine.voices())
            if found:
                return found
        return ()

    def _engine(self, voice: Voice) -> Engine:
        for engine in self._engines:
            if engine.id == voice.engine:
                return engine
        raise SpeechError(f"The engine of the voice {voice.name} is not on this computer.", "Choose another voice.")


def _fitting(language: str, voices: Iterable[Voice]) -> tuple[Voice, ...]:
    fits = [(fit(language, voice.language), voice) for voice in voices]
    return tuple(voice for grade, voice in sorted(fits, key=lambda pair: -pair[0]) if grade)


def _key(engine: Engine, voice: Voice, *, text: str, speed: float, pitch: int) -> str:
    made_from = [_FORMAT, engine.id, engine.version, voice.id, float(speed), int(pitch), text]
    return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()
