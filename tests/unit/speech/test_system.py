"""The system's own voices: looked for in the background, spoken by another process, and never missed loudly.

The engine that Qt brings for tests really makes samples, a tenth of a second of them for each word.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_gui.base.errors import SpeechError
from studio_gui.speech import EspeakEngine, Speaker, SystemEngine, Voice, VoiceId

WORKER = [sys.executable, "-m", "studio_gui.render.system_voices"]
ANNE = VoiceId("system:mock:Anne@en-GB")


@pytest.fixture(scope="module")
def system() -> Iterator[SystemEngine]:
    pytest.importorskip("PySide6.QtTextToSpeech")
    engine = SystemEngine(command=[*WORKER, "mock"], patience_s=60)
    yield engine
    engine.close()


def worker_that(tmp_path: Path, body: str) -> list[str]:
    """The command of a real process that does with each request what the body says."""
    script = tmp_path / "worker.py"
    script.write_text(f"import json, os, sys\nfor line in sys.stdin:\n    request = json.loads(line)\n    {body}\n")
    return [sys.executable, str(script)]


def answers(head: dict[str, object], body: str = "") -> str:
    return f"print(json.dumps({head!r})); sys.stdout.write({body!r}); sys.stdout.flush()"


def test_voices_have_ids_that_stay(system: SystemEngine) -> None:
    voices = system.wait()
    assert voices == system.voices()
    assert Voice(ANNE, "Anne · English (United Kingdom)", "en-GB", "female", "system") in voices
    assert (
        Voice(VoiceId("system:mock:Eivind@nb-NO"), "Eivind · Norwegian Bokmål (Norway)", "nb-NO", "male", "system")
        in voices
    )
    assert len({voice.id for voice in voices}) == len(voices)
    assert system.find(ANNE) == next(voice for voice in voices if voice.id == ANNE)
    assert system.find(VoiceId("system:mock:Nobody@en-GB")) is None


def test_a_text_becomes_samples_and_word_marks(system: SystemEngine) -> None:
    anne = system.find(ANNE)
    assert anne
    sound = system.say("Hi 😀 world again", anne)
    assert sound.rate == 22050
    assert sound.duration_s == pytest.approx(0.4, abs=0.15)
    marks = [(mark.text_offset, mark.length) for mark in sound.marks]
    assert marks[0] == (0, 2)
    assert (5, 5) in marks
    assert [mark.start_s for mark in sound.marks] == sorted(mark.start_s for mark in sound.marks)


def test_speed_and_pitch_are_kept_within_their_limits(system: SystemEngine) -> None:
    anne = system.find(ANNE)
    assert anne
    for speed, pitch in ((0.0, -900), (99.0, 900)):
        assert system.say("Hello", anne, speed=speed, pitch=pitch).duration_s > 0
    with pytest.raises(SpeechError, match="not a number"):
        system.say("Hello", anne, speed=float("nan"))


def test_a_voice_that_was_removed_is_a_sentence(system: SystemEngine) -> None:
    gone = Voice(VoiceId("system:mock:Gone@en-GB"), "Gone", "en-GB", "female", "system")
    with pytest.raises(SpeechError, match="Gone is no longer on this computer"):
        system.say("Hello", gone)


def test_a_speech_that_does_not_end_is_ended() -> None:
    pytest.importorskip("PySide6.QtTextToSpeech")
    system = SystemEngine(command=[*WORKER, "mock"], patience_s=60, max_seconds=0.25)
    anne = system.find(ANNE)
    assert anne
    with pytest.raises(SpeechError, match="would take more than"):
        system.say("one two three four five six seven eight nine ten", anne)
    system.close()


def test_the_speaker_offers_and_uses_them(engine: EspeakEngine, system: SystemEngine, tmp_path: Path) -> None:
    system.wait()
    speaker = Speaker((engine, system), tmp_path)
    assert ANNE in {voice.id for voice in speaker.voices("en-GB")}
    assert speaker.default_voice("en-GB").engine == "espeak"
    assert speaker.say("Hello there", voice=ANNE).rate == 22050
    assert speaker.voice_for("你好，世界", voice=ANNE).language == "zh-CN"
    assert speaker.voice_for("Guten Tag", voice=VoiceId("system:darwin:Anna@de-DE")).language == "de-DE"


def test_the_built_in_voice_does_not_start_them(engine: EspeakEngine, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    system = SystemEngine(command=worker_that(tmp_path, f"open({str(asked)!r}, 'w')"))
    Speaker((engine, system), tmp_path / "speech").say("Hello")
    assert not system.is_listing
    assert system.pid is None
    assert not asked.exists()


def test_asking_for_voices_does_not_wait(tmp_path: Path) -> None:
    system = SystemEngine(command=worker_that(tmp_path, "import threading; threading.Event().wait()"), patience_s=1)
    start = time.perf_counter()
    assert system.voices() == ()
    assert time.perf_counter() - start < 0.5
    assert system.is_listing
    assert system.find(ANNE) is None  # waits for the second of patience, then goes without
    assert 0.9 < time.perf_counter() - start < 10
    assert not system.is_listing
    assert system.pid is None
    system.close()


def test_the_systems_own_voices_never_include_the_one_for_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STUDIO_SYSTEM_VOICES")
    system = SystemEngine(patience_s=60)
    assert all(not voice.id.startswith("system:mock:") for voice in system.wait())
    system.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a program of one line is none on Windows")
@pytest.mark.parametrize(("setting", "is_looked_for"), [("", False), ("yes", True), (None, True)])
def test_the_systems_own_voices_can_be_left_out(
    setting: str | None, is_looked_for: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("STUDIO_SYSTEM_VOICES")
    if setting is not None:
        monkeypatch.setenv("STUDIO_SYSTEM_VOICES", setting)
    looked, program = tmp_path / "looked", tmp_path / "program"
    program.write_text(f"#!{sys.executable}\nopen({str(looked)!r}, 'w')\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    system = SystemEngine(patience_s=60)
    assert system.wait() == ()
    assert looked.exists() == is_looked_for
    system.close()


@pytest.mark.parametrize(
    "body",
    [
        "sys.exit(3)",
        "os.abort()",
        "print('hello', flush=True)",
        answers({"error": "broken", "detail": "no Qt", "bytes": 0}),
        answers({"voices": None, "bytes": 0}),
        answers({"voices": [1, {"engine": 2}, {}], "bytes": 0}),
        answers({"voices": [], "bytes": 0}),
    ],
)
def test_a_system_without_voices_has_none_and_says_nothing(tmp_path: Path, body: str) -> None:
    system = SystemEngine(command=worker_that(tmp_path, body))
    assert system.wait() == ()
    assert system.pid is None
    assert system.find(ANNE) is None
    system.close()


def test_a_worker_that_cannot_start_means_no_voices() -> None:
    system = SystemEngine(command=["/nowhere/python"])
    assert system.wait() == ()
    anne = Voice(ANNE, "Anne", "en-GB", "female", "system")
    with pytest.raises(SpeechError, match="Anne could not be started"):
        system.say("Hello", anne)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("sys.exit(3)", "stopped while it was reading"),
        ("import threading; threading.Event().wait()", "took too long"),
        (answers({"error": "broken", "detail": "x", "bytes": 0}), "could not read this text"),
        (answers({"rate": 0, "marks": [], "bytes": 0}), "could not read this text"),
        (answers({"rate": 8000, "marks": [], "bytes": 1}, "x"), "could not read this text"),
    ],
)
def test_a_worker_that_fails_is_a_sentence(tmp_path: Path, body: str, sentence: str) -> None:
    system = SystemEngine(command=worker_that(tmp_path, body), timeout_s=2)
    anne = Voice(ANNE, "Anne", "en-GB", "female", "system")
    with pytest.raises(SpeechError, match=sentence):
        system.say("Hello", anne)
    system.close()


def test_only_one_search_for_many_who_ask(tmp_path: Path) -> None:
    row = {"engine": "x", "name": "Ann", "language": "en-GB", "spoken": "English", "gender": "female"}
    log = tmp_path / "log"
    body = f"open({str(log)!r}, 'a').write('x'); " + answers({"voices": [row], "bytes": 0})
    system = SystemEngine(command=worker_that(tmp_path, body))
    threads = [threading.Thread(target=system.wait) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [voice.id for voice in system.voices()] == ["system:x:Ann@en-GB"]
    assert log.read_text() == "x"
    system.close()
