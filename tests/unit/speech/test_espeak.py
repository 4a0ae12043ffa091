"""The real voice in its real process: what it says, and what happens when it cannot."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import espeakng_loader
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_gui.base.errors import SpeechError
from studio_gui.speech import EspeakEngine, Sound, Voice, VoiceId
from studio_gui.speech.espeak_voices import LANGUAGES, OFFERED, PERSONAS
from tests.unit.speech.samples import SAMPLES

ENGLISH = VoiceId("espeak:en-us+f2")
LONG = "The quick brown fox jumps over the lazy dog. " * 600


def voice(engine: EspeakEngine, voice_id: str = ENGLISH) -> Voice:
    found = engine.find(VoiceId(voice_id))
    assert found
    return found


def peak(sound: Sound) -> int:
    return int(np.abs(sound.samples.astype(np.int32)).max(initial=0))


@pytest.mark.parametrize(("tag", "language", "text"), SAMPLES)
def test_it_is_heard_in_many_languages(engine: EspeakEngine, tag: str, language: str, text: str) -> None:
    sound = engine.say(text, voice(engine, f"espeak:{tag}+f1"))
    assert sound.rate == 22050
    assert 3 < sound.duration_s < 20
    assert peak(sound) > 6000
    assert engine.find(VoiceId(f"espeak:{tag}+f1")) in engine.voices()


def test_word_marks_name_the_words_in_order(engine: EspeakEngine) -> None:
    text = "Grüße 😀 from Zoë, who\x00 counts: one two three."
    sound = engine.say(text, voice(engine))
    words = [text[mark.text_offset : mark.text_offset + mark.length] for mark in sound.marks]
    assert {"Grüße", "from", "counts", "one", "two", "three"} <= set(words)
    starts = [mark.start_s for mark in sound.marks]
    assert starts == sorted(starts)
    assert starts[-1] < sound.duration_s


def test_every_offered_language_is_one_the_library_has(engine: EspeakEngine) -> None:
    assert {tag for tag, _, _ in LANGUAGES} <= set(engine.tags())
    assert len(engine.voices()) == len({v.id for v in engine.voices()}) == len(LANGUAGES) * len(OFFERED)


def test_no_offered_language_is_mute_and_voices_differ(engine: EspeakEngine) -> None:
    for tag, _, _ in LANGUAGES:
        sounds = [engine.say("2 taxi 5", voice(engine, f"espeak:{tag}+{variant}")) for variant in ("f2", "m7")]
        assert min(map(peak, sounds)) > 2000, tag
        assert sounds[0].samples.tobytes() != sounds[1].samples.tobytes(), tag


def test_all_variants_a_presenter_may_name_are_different_people(engine: EspeakEngine) -> None:
    said = {engine.say("Good morning", voice(engine, f"espeak:en-us+{v}")).samples.tobytes() for v in PERSONAS}
    assert len(said) == len(PERSONAS)


def test_speed_and_pitch_are_heard(engine: EspeakEngine) -> None:
    ada, text = voice(engine), "This is how fast I usually speak."
    slow, usual, fast = (engine.say(text, ada, speed=speed).duration_s for speed in (0.7, 1.0, 1.6))
    assert slow > usual * 1.25 > fast * 1.5
    low, high = (engine.say(text, ada, pitch=pitch).samples.tobytes() for pitch in (20, 80))
    assert low != high
    assert engine.say(text, ada, speed=99).duration_s == pytest.approx(
        engine.say(text, ada, speed=2.5).duration_s, abs=0.05
    )
    with pytest.raises(SpeechError, match="not a number"):
        engine.say(text, ada, speed=float("nan"))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), tag=st.sampled_from([tag for tag, _, _ in LANGUAGES]))
def test_any_text_goes_in(engine: EspeakEngine, text: str, tag: str) -> None:
    sound = engine.say(text, voice(engine, f"espeak:{tag}+m3"))
    assert all(0 <= mark.text_offset < len(text) for mark in sound.marks)


@pytest.mark.parametrize(
    "text",
    ["", "\x00", "\x01 5p hello", "\ud800", "😀👩‍👩‍👧", "a\x00b", "<speak>hi</speak>", "[[h@l'oU]]", "‮مرحبا", "\n\n\n"],
)
def test_odd_texts_do_no_harm(engine: EspeakEngine, text: str) -> None:
    engine.say(text, voice(engine))
    assert peak(engine.say("still here", voice(engine))) > 6000


def test_text_over_the_limit_is_refused_with_a_sentence(engine: EspeakEngine) -> None:
    with pytest.raises(SpeechError, match=r"100,001 characters is too long") as caught:
        engine.say("a" * 100_001, voice(engine))
    assert caught.value.hint


def test_a_text_that_would_never_end_is_refused() -> None:
    engine = EspeakEngine(max_seconds=300)
    with pytest.raises(SpeechError, match="more than 5 minutes"):
        engine.say("8,888,888 " * 9_000, voice(engine))
    assert peak(engine.say("still here", voice(engine))) > 6000
    engine.close()


def test_a_voice_it_does_not_have(engine: EspeakEngine) -> None:
    for unknown in ("espeak:xx+f2", "espeak:en-us+nobody", "other:en-us+f2", "", "espeak", "+"):
        assert engine.find(VoiceId(unknown)) is None
    stranger = Voice(VoiceId("espeak:xx-nowhere+f2"), "Stranger", "xx", "female", "espeak")
    with pytest.raises(SpeechError, match="no voice 'xx-nowhere"):
        engine.say("hello", stranger)


def test_killing_the_worker_between_texts_is_not_noticed() -> None:
    engine = EspeakEngine()
    before = engine.say("One more time.", voice(engine))
    first = engine.pid
    assert first
    os.kill(first, signal.SIGTERM)
    after = engine.say("One more time.", voice(engine))
    assert after.duration_s == pytest.approx(before.duration_s, abs=0.05)
    assert engine.pid != first
    engine.close()


def test_killing_the_worker_in_mid_sentence_is_not_noticed() -> None:
    engine = EspeakEngine()
    engine.tags()
    victim = engine.pid
    assert victim
    with ThreadPoolExecutor(1) as pool:
        speaking = pool.submit(engine.say, LONG, voice(engine))
        while not engine._worker._lock.locked():  # from here on it works for more than a second
            threading.Event().wait(0.001)
        os.kill(victim, signal.SIGTERM)
        assert speaking.result(60).duration_s > 1000
    assert engine.pid not in (None, victim)
    engine.close()


def test_four_threads_speak_at_once(engine: EspeakEngine) -> None:
    texts = [f"Sentence number {number}, spoken by somebody." for number in range(24)]
    alone = [engine.say(text, voice(engine)) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: engine.say(text, voice(engine)), texts))
    for one, other in zip(alone, together, strict=True):
        assert other.duration_s == pytest.approx(one.duration_s, abs=0.05)
        assert [mark.text_offset for mark in other.marks] == [mark.text_offset for mark in one.marks]


def test_the_worker_goes_when_the_engine_goes() -> None:
    engine = EspeakEngine()
    engine.say("Goodbye.", voice(engine))
    process = engine._worker._process
    assert process
    del engine
    gc.collect()
    assert process.returncode == 0
    assert not [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]


def test_the_worker_goes_when_the_program_ends() -> None:
    program = (
        "from studio_gui.speech import EspeakEngine\n"
        "engine = EspeakEngine()\n"
        "engine.say('Goodbye.', engine.voices()[0])\n"
        "print(engine.pid)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=True)
    assert run.stderr == ""
    if sys.platform != "win32":
        with pytest.raises(ProcessLookupError):
            os.kill(int(run.stdout), 0)


@pytest.mark.parametrize(
    ("program", "sentence"),
    [
        ("raise SystemExit(3)", "stopped while it was reading"),
        ("print('hello')", "stopped while it was reading"),
        (
            (
                "import sys; sys.modules['espeakng_loader'] = None\n"
                "from studio_gui.speech.espeak_worker import main; main()"
            ),
            "not installed",
        ),
        (
            (
                "import espeakng_loader as it; it.get_data_path = lambda: '/nowhere/at/all'\n"
                "import os; os.chdir = lambda path: None\n"
                "from studio_gui.speech.espeak_worker import main; main()"
            ),
            "does not work",
        ),
    ],
    ids=["dies", "babbles", "not installed", "no data"],
)
def test_a_missing_or_broken_engine_is_a_sentence(program: str, sentence: str) -> None:
    engine = EspeakEngine(command=[sys.executable, "-c", program])
    with pytest.raises(SpeechError, match=sentence) as caught:
        engine.say("hello", voice(engine))
    assert caught.value.hint
    assert "Traceback" not in caught.value.sentence()
    engine.close()


def test_an_engine_that_cannot_be_started_is_a_sentence() -> None:
    engine = EspeakEngine(command=["/nowhere/python"])
    with pytest.raises(SpeechError, match="could not be started"):
        engine.say("hello", voice(engine))


def test_an_engine_that_never_answers_is_given_up() -> None:
    engine = EspeakEngine(command=[sys.executable, "-c", "import sys; sys.stdin.read()"], timeout_s=0.5)
    with pytest.raises(SpeechError, match="took too long"):
        engine.say("hello", voice(engine))
    assert engine.pid is None


def test_the_program_itself_never_loads_the_library_nor_numpy_for_an_estimate() -> None:
    program = (
        "import sys\n"
        "from studio_gui.speech import estimate, language_of, plain_text\n"
        "estimate(plain_text('<p>hello</p>'))\n"
        "assert 'numpy' not in sys.modules\n"
        "from studio_gui.speech import EspeakEngine\n"
        "engine = EspeakEngine(); engine.say('hello', engine.voices()[0])\n"
        "assert 'espeakng_loader' not in sys.modules\n"
        "assert 'PySide6' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], timeout=30, check=True)


def test_a_very_long_path_with_foreign_letters_is_no_hindrance(tmp_path: Path) -> None:
    deep = tmp_path / "Größe und 长路径" / ("long" * 40) / ("longer" * 20)
    shutil.copytree(espeakng_loader.get_data_path(), deep / "espeak-ng-data")
    program = (
        f"import espeakng_loader as it; it.get_data_path = lambda: {str(deep / 'espeak-ng-data')!r}\n"
        "from studio_gui.speech.espeak_worker import main; main()"
    )
    engine = EspeakEngine(command=[sys.executable, "-c", program])
    assert peak(engine.say("Still here.", voice(engine))) > 5000
    engine.close()
