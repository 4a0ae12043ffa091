"""Choosing voices, keeping sounds, and speaking at one loudness."""

from __future__ import annotations

import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from studio_gui.base.errors import SpeechError
from studio_gui.speech import EspeakEngine, Sound, Speaker, Voice, VoiceId, WordMark
from studio_gui.speech.cache import SoundCache

TEXT = "Welcome to the team. Today we will show you around."


def kept(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "speech").glob("??/*"))


def same(one: Sound, other: Sound) -> bool:
    return one.rate == other.rate and one.marks == other.marks and bool(np.array_equal(one.samples, other.samples))


def test_what_was_said_once_is_remembered(speaker: Speaker, tmp_path: Path) -> None:
    first = speaker.say(TEXT)
    assert [path.suffix for path in kept(tmp_path)] == [".json", ".wav"]
    quickest = 1.0
    for _ in range(5):
        start = time.perf_counter()
        again = speaker.say(TEXT)
        quickest = min(quickest, time.perf_counter() - start)
        assert same(first, again)
    assert quickest < 0.02
    speaker.say(TEXT, speed=1.2)
    speaker.say(TEXT, pitch=60)
    speaker.say(TEXT, language="en-GB")
    assert len(kept(tmp_path)) == 8


def test_a_remembered_sound_needs_no_engine(speaker: Speaker, tmp_path: Path) -> None:
    first = speaker.say(TEXT)
    broken = Speaker((EspeakEngine(command=["/nowhere/python"]),), tmp_path / "speech")
    assert same(broken.say(TEXT), first)
    with pytest.raises(SpeechError):
        broken.say("Something new.")


@pytest.mark.parametrize("harm", [b"", b"RIFF", b"not a sound at all", None])
@pytest.mark.parametrize("victim", [".wav", ".json"])
def test_a_damaged_entry_is_made_anew(speaker: Speaker, tmp_path: Path, harm: bytes | None, victim: str) -> None:
    first = speaker.say(TEXT)
    path = next(path for path in kept(tmp_path) if path.suffix == victim)
    if harm is None:
        path.write_bytes(path.read_bytes()[:-1])
    else:
        path.write_bytes(harm)
    again = speaker.say(TEXT)
    assert again.duration_s == pytest.approx(first.duration_s, abs=0.05)
    assert SoundCache(tmp_path / "speech").get(path.stem) is not None


def test_a_cache_that_cannot_be_written_does_not_silence_anybody(engine: EspeakEngine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert Speaker((engine,), tmp_path / "file" / "speech").say(TEXT).duration_s > 2


def test_the_cache_forgets_what_was_not_used_for_longest(tmp_path: Path) -> None:
    cache = SoundCache(tmp_path, limit_bytes=100_000)
    for number in range(4):
        cache.put(f"{number:02}key", Sound.silence(1, 16000))
        os.utime(tmp_path / f"{number:02}" / f"{number:02}key.wav", (number, number))
    assert cache.get("00key") is not None  # used: now the youngest
    cache.tidy()
    assert [cache.get(f"{number:02}key") is not None for number in range(4)] == [True, False, False, True]
    assert not list(tmp_path.rglob("*.part"))


def test_marks_survive_the_cache(tmp_path: Path) -> None:
    cache = SoundCache(tmp_path)
    sound = Sound(np.arange(100, dtype=np.int16), 8000, (WordMark(0.1234567, 3, 2),))
    cache.put("abc", sound)
    found = cache.get("abc")
    assert found
    assert same(found, sound)
    note = next(tmp_path.rglob("*.json"))
    note.write_text(json.dumps({"crc32": json.loads(note.read_text())["crc32"], "marks": [[1]]}))
    assert cache.get("abc") is None


def test_four_threads_with_the_same_text_hear_the_same(speaker: Speaker) -> None:
    with ThreadPoolExecutor(4) as pool:
        sounds = list(pool.map(lambda number: speaker.say(f"{TEXT} {number % 3}"), range(24)))
    for number, sound in enumerate(sounds):
        assert same(sound, sounds[number % 3])


@pytest.mark.parametrize("blank", ["", " ", "\n\t  ", "\u3000"])
def test_no_text_is_no_sound(speaker: Speaker, tmp_path: Path, blank: str) -> None:
    assert speaker.say(blank).duration_s == 0
    assert kept(tmp_path) == []


def test_a_text_over_the_limit_is_a_sentence(speaker: Speaker) -> None:
    with pytest.raises(SpeechError, match="too long to be spoken"):
        speaker.say("word " * 20_001)


def test_voices_are_offered_by_language_the_best_fit_first(speaker: Speaker) -> None:
    assert {voice.language for voice in speaker.voices("pt")} == {"pt-BR", "pt-PT"}
    assert speaker.voices("pt-PT")[0].language == "pt-PT"
    assert speaker.voices("zh_CN")[0].language == speaker.voices("cmn")[0].language == "zh-CN"
    assert speaker.voices("no")[0].language == "nb"
    assert speaker.voices("tlh") == ()
    assert {voice.gender for voice in speaker.voices("en")} == {"female", "male"}
    assert len(speaker.voices()) > 800


def test_the_default_voice_follows_language_gender_and_presenter(speaker: Speaker) -> None:
    assert speaker.default_voice("en").language == "en-US"
    assert speaker.default_voice("en-gb").language == "en-GB"
    assert speaker.default_voice("de", gender="male").gender == "male"
    assert speaker.default_voice("fr", variant="f4").id == "espeak:fr-fr+f4"
    assert speaker.default_voice("fr", variant="nobody", gender="male").gender == "male"
    assert speaker.default_voice("tlh").language == "en-US"
    assert speaker.default_voice("").language == "en-US"


def test_chinese_is_not_read_by_an_english_voice(speaker: Speaker) -> None:
    paul = speaker.default_voice("en", variant="m3")
    assert speaker.voice_for("你好，世界", language="en").language == "zh-CN"
    assert speaker.voice_for("你好，世界", voice=paul).id == "espeak:cmn+m3"
    assert speaker.voice_for("Hello 你好", voice=paul.id) == paul
    assert speaker.voice_for("Bonjour", voice=paul) == paul
    assert speaker.voice_for("Сайн байна уу", language="mn").language == "ru"
    assert speaker.say("你好，世界", voice=paul).duration_s < 3


def test_a_voice_from_another_computer_is_a_sentence(speaker: Speaker) -> None:
    zira = VoiceId("sapi:Zira")
    assert speaker.voice_for("Hello", voice=zira) == speaker.default_voice("en")
    assert speaker.voice_for("Hallo", voice=zira, language="de") == speaker.default_voice("de")
    assert same(speaker.say("Hello", voice=zira), speaker.say("Hello"))
    foreign = Voice(VoiceId("sapi:Zira"), "Zira", "en-US", "female", "sapi")
    with pytest.raises(SpeechError, match="Zira is not on this computer"):
        speaker.say("Hello", voice=foreign)


def test_without_any_engine_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="no voice on this computer"):
        Speaker((), tmp_path).say("Hello")
