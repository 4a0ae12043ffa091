"""The voice that comes with the installation: espeak NG, spoken by a worker process.

It reads a hundred languages a thousand times faster than real time and sounds like a machine. The pace, the livelier
pitch range and the choice of variants below were picked by measuring pitch, pitch spread and hiss of all 99 variants
against those of read human speech.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib import metadata

import numpy as np
from pydantic import JsonValue

from studio_gui.base.errors import SpeechError
from studio_gui.speech.engine import MAX_CHARACTERS, Voice, VoiceId
from studio_gui.speech.espeak_voices import LANGUAGES, OFFERED, PERSONAS
from studio_gui.speech.sound import Sound, WordMark
from studio_gui.speech.warmth import warmed
from studio_gui.speech.worker import Worker, WorkerDied, python_module

WORDS_PER_MINUTE = 160
"""espeak's rate at speed 1.0: its own 175 is hurried for a presenter."""

MAX_SECONDS = 2 * 60 * 60
_RANGE = 75  # spread of about 2.5 semitones; espeak's 50 gives 1.7, read human speech 2.5 to 4
_FORMAT = "3"
_REINSTALL = "Run packaging/bootstrap.py once more to repair the installation."


class EspeakEngine:
    """espeak NG behind the Engine protocol."""

    id = "espeak"

    def __init__(
        self,
        *,
        command: Sequence[str] | None = None,
        timeout_s: float = 60.0,
        max_seconds: float = MAX_SECONDS,
    ) -> None:
        """``command`` replaces the worker process, ``timeout_s`` is how long one text may take to make.

        ``max_seconds`` is how long the speech itself may be: 100,000 digits would go on for a day.
        """
        self._max_seconds = max_seconds
        self._worker = Worker(command or python_module("studio_gui.speech.espeak_worker"))
        self._timeout_s = timeout_s

    @property
    def version(self) -> str:
        """The version of the package that brings the library, and of how we use it."""
        return _package_version()

    @property
    def pid(self) -> int | None:
        """The id of the worker process while it runs."""
        return self._worker.pid

    def voices(self) -> tuple[Voice, ...]:
        """The offered personas of every language, without starting the worker."""
        return _voices()

    def find(self, voice_id: VoiceId) -> Voice | None:
        """The voice of a known language with any of espeak's variants, ``espeak:en-us+f5``."""
        engine, _, rest = voice_id.partition(":")
        tag, _, variant = rest.partition("+")
        row = _by_tag().get(tag)
        persona = PERSONAS.get(variant)
        if engine != self.id or not row or not persona:
            return None
        return _voice(tag, variant)

    def say(self, text: str, voice: Voice, *, speed: float = 1.0, pitch: int = 50) -> Sound:
        """Speak plain text; ``speed`` is kept within 0.5 to 2.5 and ``pitch`` within 0 to 100.

        Raises SpeechError when the text is too long, the voice unknown or the engine missing or broken.
        """
        if len(text) > MAX_CHARACTERS:
            raise too_long(len(text))
        if not math.isfinite(speed):
            raise SpeechError("The speed of the speech is not a number.", "Set it to a value between 0.5 and 2.5.")
        request: dict[str, JsonValue] = {
            "do": "say",
            "text": speakable(text),
            "voice": voice.id.partition(":")[2],
            "rate": round(WORDS_PER_MINUTE * min(2.5, max(0.5, speed))),
            "pitch": min(100, max(0, pitch + PERSONAS[voice.id.partition("+")[2]].pitch_shift)),
            "range": _RANGE,
            "max_seconds": self._max_seconds,
        }
        head, body = self._ask(request)
        return _sound(head, body, len(text))

    def tags(self) -> tuple[str, ...]:
        """The language tags the running library reports, with its voices' own spelling."""
        head, _ = self._ask({"do": "voices"})
        tags = head["tags"]
        return tuple(str(tag) for tag in tags) if isinstance(tags, list) else ()

    def close(self) -> None:
        """End the worker process; the next text starts a new one."""
        self._worker.close()

    def _ask(self, request: dict[str, JsonValue]) -> tuple[dict[str, JsonValue], bytes]:
        try:
            head, body = self._ask_twice(request)
        except WorkerDied as death:
            raise _no_answer(death) from death
        except OSError as error:
            raise SpeechError("The speech engine could not be started.", _REINSTALL, repr(error)) from error
        if "error" in head:
            raise _refusal(str(head["error"]), str(head.get("detail", "")), max_seconds=self._max_seconds)
        return head, body

    def _ask_twice(self, request: dict[str, JsonValue]) -> tuple[dict[str, JsonValue], bytes]:
        """Speaking changes nothing, so a worker that dies under a text gets one successor."""
        try:
            return self._worker.ask(request, timeout_s=self._timeout_s)
        except WorkerDied as death:
            if death.too_slow:
                raise
            return self._worker.ask(request, timeout_s=self._timeout_s)


def speakable(text: str) -> str:
    """The text with everything the library would choke on replaced by blanks, character by character.

    Control characters include NUL, which ends a C string, and U+0001, which starts espeak's own commands; lone
    surrogates have no UTF-8 form. Places keep their numbers, so word marks stay right.
    """
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n" else sign for sign in text)


def too_long(characters: int) -> SpeechError:
    """The error for a text over the limit."""
    return SpeechError(
        f"A text of {characters:,} characters is too long to be spoken in one piece.",
        f"Split it over several scenes of at most {MAX_CHARACTERS:,} characters.",
    )


def _sound(head: dict[str, JsonValue], body: bytes, characters: int) -> Sound:
    rate = head.get("rate")
    found = head.get("marks")
    if not isinstance(rate, int) or not isinstance(found, list):
        raise _refusal("broken", repr(head)[:200])
    marks: list[WordMark] = []
    for mark in found:
        match mark:
            case [int(sample), int(offset), int(length)] if 0 <= offset < characters:
                if not marks or offset > marks[-1].text_offset:
                    marks.append(WordMark(sample / rate, offset, min(length, characters - offset)))
    return Sound(warmed(np.frombuffer(body, "<i2").astype(np.int16), rate), rate, tuple(marks))


def _refusal(kind: str, detail: str, *, max_seconds: float = MAX_SECONDS) -> SpeechError:
    if kind == "missing":
        return SpeechError("The built-in voice is not installed.", _REINSTALL, detail)
    if kind == "voice":
        return SpeechError(f"The speech engine has no voice '{detail}'.", "Choose another voice for this script.")
    if kind == "long":
        minutes = f"{max_seconds / 60:,.0f} minutes"
        return SpeechError(f"This text would take more than {minutes} to speak.", "Split it over several scenes.")
    return SpeechError("The speech engine does not work.", _REINSTALL, detail)


def _no_answer(death: WorkerDied) -> SpeechError:
    if death.too_slow:
        return SpeechError("The speech engine took too long over this text.", "Try a shorter text.", str(death))
    hint = f"Try again with a shorter or different text. {_REINSTALL}"
    return SpeechError("The speech engine stopped while it was reading this text.", hint, str(death))


@cache
def _package_version() -> str:
    return "/".join([_version_of("espeakng-loader"), _version_of("pykakasi"), _FORMAT])


def _version_of(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "none"


@cache
def _by_tag() -> dict[str, tuple[str, str]]:
    return {tag: (language, name) for tag, language, name in LANGUAGES}


def _voice(tag: str, variant: str) -> Voice:
    language, name = _by_tag()[tag]
    persona = PERSONAS[variant]
    return Voice(VoiceId(f"espeak:{tag}+{variant}"), f"{persona.name} · {name}", language, persona.gender, "espeak")


@cache
def _voices() -> tuple[Voice, ...]:
    return tuple(_voice(tag, variant) for tag, _, _ in LANGUAGES for variant in OFFERED)
