"""The process that speaks with the system's own voices through Qt: JSON lines in, a JSON line and raw samples out.

Run as ``python -m studio_gui.render.system_voices [ENGINE …]``; without names all engines Qt brings for this system
are used, except the one made for tests. Requests are ``{"do": "voices"}`` and ``{"do": "say", "engine", "voice",
"language", "text", "speed", "pitch", "max_seconds"}``; samples are int16, little endian, mono. It is a process of its
own because engines of the system may take seconds to start, or hang, or crash.
"""

from __future__ import annotations

import math
import os
import sys

# What carries the callbacks of the Mac's voices; read when the application is made.
os.environ.setdefault("QT_EVENT_DISPATCHER_CORE_FOUNDATION", "1")
os.environ["QT_LOGGING_RULES"] = "qt.multimedia.*=false"

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtTextToSpeech import QTextToSpeech, QTextToSpeechEngine, QVoice

from studio_gui.render.recording import Recording
from studio_gui.render.speech_plugins import open_engine
from studio_gui.speech.answering import Answer, Refused, Request, answer_requests

_FOR_TESTS = "mock"


class Voices:
    """The engines of this computer that can hand over samples, opened when first needed."""

    def __init__(self, names: list[str]) -> None:
        """``names`` are Qt's names of the engines to use; none for all there are."""
        self._names = names or [name for name in QTextToSpeech.availableEngines() if name != _FOR_TESTS]
        self._open: dict[str, tuple[QTextToSpeech, QTextToSpeechEngine] | None] = {}

    def answer(self, request: Request) -> Answer:
        """Answer one request; raises Refused when it cannot be done."""
        return self._say(request) if request["do"] == "say" else self._list()

    def _engine(self, name: str) -> QTextToSpeechEngine | None:
        if name not in self._open:
            self._open[name] = open_engine(name) if name in self._names else None
        found = self._open[name]
        return found[1] if found else None

    def _list(self) -> Answer:
        rows: list[dict[str, str]] = []
        for name in self._names:
            engine = self._engine(name)
            for voice in _voices(engine) if engine else ():
                gender = "male" if voice.gender() == QVoice.Gender.Male else "female"
                spoken = {"language": _tag(voice.locale()), "spoken": _spoken(voice.locale())}
                rows.append({"engine": name, "name": voice.name(), "gender": gender, **spoken})
        return {"voices": rows}, b""

    def _say(self, request: Request) -> Answer:
        engine = self._engine(request["engine"])
        if engine is None or not _choose(engine, name=request["voice"], language=request["language"]):
            raise Refused("voice", request["voice"])
        engine.setRate(_rate(request["engine"], speed=float(request["speed"])))
        engine.setPitch(min(1.0, max(-1.0, (float(request["pitch"]) - 50) / 50)))
        recording = Recording(engine, max_seconds=float(request["max_seconds"]))
        recording.make(request["text"])
        return {"rate": recording.rate, "marks": recording.marks(request["text"])}, recording.samples()


def _voices(engine: QTextToSpeechEngine) -> list[QVoice]:
    """All voices, each once; an engine names only those of its current language."""
    found: dict[tuple[str, str], QVoice] = {}
    for locale in sorted(engine.availableLocales(), key=_tag):
        if engine.setLocale(locale):
            for voice in engine.availableVoices():
                found.setdefault((voice.name(), _tag(voice.locale())), voice)
    return list(found.values())


def _choose(engine: QTextToSpeechEngine, *, name: str, language: str) -> bool:
    for voice in _voices(engine):
        if voice.name() == name and _tag(voice.locale()) == language:
            return engine.setLocale(voice.locale()) and engine.setVoice(voice)
    return False


def _tag(locale: QLocale) -> str:
    return locale.name().replace("_", "-")


def _spoken(locale: QLocale) -> str:
    """The language in words, ``English (United Kingdom)``."""
    language, place = QLocale.languageToString(locale.language()), QLocale.territoryToString(locale.territory())
    return f"{language} ({place})" if "_" in locale.name() else language


def _rate(engine: str, *, speed: float) -> float:
    """Qt's rate, -1 to 1, for a speed; what it means differs by engine."""
    if engine == "winrt":  # linear on both sides: half the pace at -1, six times at 1
        rate = (speed - 1) * 2 if speed < 1 else (speed - 1) / 5
    else:  # three times the pace at 1 and a third at -1, as Microsoft documents it for the older voices
        rate = math.log(max(speed, 0.01), 3)
    return min(1.0, max(-1.0, rate))


def main() -> None:
    """Answer until the program closes its end."""
    application = QCoreApplication(sys.argv[:1])
    answer_requests(Voices(sys.argv[1:]).answer)
    del application


if __name__ == "__main__":
    main()
