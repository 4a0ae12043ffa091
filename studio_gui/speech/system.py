"""The voices that the computer's own system brings, through Qt, spoken by a worker process.

Windows and the Mac have some. On Linux Qt's engine for the desktop's speech service can only play aloud, so there
are none with the usual installation. Starting such an engine may take seconds, so voices are listed in the background
when somebody first asks for them.
"""

from __future__ import annotations

import math
import os
import platform
import threading
from collections.abc import Sequence
from importlib import metadata

import numpy as np
from pydantic import JsonValue

from studio_gui.base.errors import SpeechError
from studio_gui.speech.engine import MAX_CHARACTERS, Gender, Voice, VoiceId
from studio_gui.speech.espeak import MAX_SECONDS, speakable, too_long
from studio_gui.speech.sound import Sound, WordMark
from studio_gui.speech.worker import Worker, WorkerDied, python_module

_ANOTHER = "Choose another voice, or try again."


class SystemEngine:
    """The system's own voices behind the Engine protocol; ids are ``system:engine:name@language``."""

    id = "system"

    def __init__(
        self,
        *,
        command: Sequence[str] | None = None,
        patience_s: float = 5.0,
        timeout_s: float = 120.0,
        max_seconds: float = MAX_SECONDS,
    ) -> None:
        """``command`` replaces the worker process (without one, an empty ``STUDIO_SYSTEM_VOICES`` leaves the system's
        voices out, and no process is started to look for them); ``patience_s`` is how long listing, ``timeout_s`` how long a text
        may take; ``max_seconds`` is how long the speech itself may be.
        """
        self._is_left_out = command is None and os.environ.get("STUDIO_SYSTEM_VOICES") == ""
        self._worker = Worker(command or python_module("studio_gui.render.system_voices"))
        self._patience_s, self._timeout_s, self._max_seconds = patience_s, timeout_s, max_seconds
        self._starting = threading.Lock()
        self._lister: threading.Thread | None = None
        self._found: tuple[Voice, ...] = ()

    @property
    def version(self) -> str:
        """The versions of the system and of what speaks to it."""
        try:
            qt = metadata.version("PySide6")
        except metadata.PackageNotFoundError:
            qt = ""
        return f"{platform.platform()} {qt}"

    @property
    def pid(self) -> int | None:
        """The id of the worker process while it runs."""
        return self._worker.pid

    @property
    def is_listing(self) -> bool:
        """Whether the voices are being looked for at this moment, so that ``voices`` will have more later."""
        return self._lister is not None and self._lister.is_alive()

    def voices(self) -> tuple[Voice, ...]:
        """The voices found so far, at once; the first call begins to look for them in the background."""
        self._begin()
        return self._found

    def find(self, voice_id: VoiceId) -> Voice | None:
        """The voice with this id; for ids of this engine it waits until the voices are listed."""
        if not voice_id.startswith(f"{self.id}:"):
            return None
        self.wait()
        return next((voice for voice in self._found if voice.id == voice_id), None)

    def wait(self) -> tuple[Voice, ...]:
        """All voices, when they have been looked for; takes as long as ``patience_s`` at most the first time."""
        self._begin().join()
        return self._found

    def say(self, text: str, voice: Voice, *, speed: float = 1.0, pitch: int = 50) -> Sound:
        """Speak plain text; ``speed`` is kept within 0.5 to 2.5 and ``pitch`` within 0 to 100.

        Raises SpeechError when the text is too long, the voice is gone or its engine fails.
        """
        if len(text) > MAX_CHARACTERS:
            raise too_long(len(text))
        if not math.isfinite(speed):
            raise SpeechError("The speed of the speech is not a number.", "Set it to a value between 0.5 and 2.5.")
        request: dict[str, JsonValue] = {
            "do": "say",
            "engine": voice.id.split(":")[1],
            "voice": name_in(voice.id),
            "language": voice.language,
            "text": speakable(text),
            "speed": min(2.5, max(0.5, speed)),
            "pitch": min(100, max(0, pitch)),
            "max_seconds": self._max_seconds,
        }
        head, body = self._ask(request, voice=voice)
        return _sound(head, body, voice=voice)

    def close(self) -> None:
        """End the worker process; the next text starts a new one."""
        self._worker.close()
        with self._starting:  # one that is just being started cannot be waited for yet
            lister = self._lister
        if lister:
            lister.join()

    def _begin(self) -> threading.Thread:
        with self._starting:
            if self._lister is None:
                self._lister = threading.Thread(target=self._list, name="system voices", daemon=True)
                self._lister.start()
            return self._lister

    def _list(self) -> None:
        """A system without voices, or whose voices do not answer, has none; nobody needs an error for that."""
        if self._is_left_out:
            return
        try:
            head, _ = self._worker.ask({"do": "voices"}, timeout_s=self._patience_s)
        except (WorkerDied, OSError):
            return
        rows = head.get("voices")
        self._found = tuple(voice for row in rows if (voice := _voice(row))) if isinstance(rows, list) else ()
        if not self._found:
            self._worker.close()

    def _ask(self, request: dict[str, JsonValue], *, voice: Voice) -> tuple[dict[str, JsonValue], bytes]:
        try:
            head, body = self._worker.ask(request, timeout_s=self._timeout_s)
        except WorkerDied as death:
            what = "took too long over this text" if death.too_slow else "stopped while it was reading this text"
            raise SpeechError(f"The voice {voice.name} {what}.", _ANOTHER, str(death)) from death
        except OSError as error:
            raise SpeechError(f"The voice {voice.name} could not be started.", _ANOTHER, repr(error)) from error
        if "error" in head:
            raise _refusal(head, voice=voice, max_seconds=self._max_seconds)
        return head, body


def language_in(voice_id: str) -> str:
    """The language that an id of this engine names after its last ``@``, or nothing."""
    return voice_id.rpartition("@")[2] if voice_id.startswith(f"{SystemEngine.id}:") and "@" in voice_id else ""


def name_in(voice_id: str) -> str:
    """What to call a voice of which only the id is known."""
    if not voice_id.startswith(f"{SystemEngine.id}:"):
        return voice_id
    return voice_id.split(":", 2)[-1].rpartition("@")[0] or voice_id


def _voice(row: JsonValue) -> Voice | None:
    match row:
        case {"engine": str(engine), "name": str(name), "language": str(tag), "spoken": str(spoken), "gender": gender}:
            who: Gender = "male" if gender == "male" else "female"
            voice_id = VoiceId(f"{SystemEngine.id}:{engine}:{name}@{tag}")
            return Voice(voice_id, f"{name} · {spoken}", tag, who, SystemEngine.id)
    return None


def _sound(head: dict[str, JsonValue], body: bytes, *, voice: Voice) -> Sound:
    rate, found = head.get("rate"), head.get("marks")
    if not isinstance(rate, int) or rate <= 0 or not isinstance(found, list) or len(body) % 2:
        raise _refusal({"detail": repr(head)[:200]}, voice=voice, max_seconds=0)
    marks: list[WordMark] = []
    for mark in found:
        match mark:
            case [int(sample), int(offset), int(length)] if not marks or offset > marks[-1].text_offset:
                marks.append(WordMark(sample / rate, offset, length))
    return Sound(np.frombuffer(body, "<i2").astype(np.int16), rate, tuple(marks))


def _refusal(head: dict[str, JsonValue], *, voice: Voice, max_seconds: float) -> SpeechError:
    detail = str(head.get("detail", ""))
    if head.get("error") == "voice":
        return SpeechError(f"The voice {voice.name} is no longer on this computer.", _ANOTHER, detail)
    if head.get("error") == "long":
        minutes = f"{max_seconds / 60:,.0f} minutes"
        return SpeechError(f"This text would take more than {minutes} to speak.", "Split it over several scenes.")
    return SpeechError(f"The voice {voice.name} could not read this text.", _ANOTHER, detail)
