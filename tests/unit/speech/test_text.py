"""Scripts as spoken, their language, and how long they take."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.speech import EspeakEngine, VoiceId, estimate, language_of, plain_text
from studio_gui.speech.language import fit
from tests.unit.speech.samples import SAMPLES


@pytest.mark.parametrize(
    ("org", "spoken"),
    [
        ("<p>Hello</p><p>there</p>", "Hello\nthere"),
        ("Hello<br>there<BR/>you<br />", "Hello\nthere\nyou"),
        ('<p><span style="a>b">one</span> two</p>', 'b">one two'),
        ("<p>Tom &amp; Ann &lt;3&nbsp;&#128512;</p>", "Tom & Ann <3 😀"),
        ("3 < 5 and 7 > 6", "3 < 5 and 7 > 6"),
        ("a <b>bold</b> word", "a bold word"),
        ("one<!-- two -->three", "onethree"),
        ("  many \t blanks \r\n\r\n  and lines ", "many blanks\nand lines"),
        ("soft\u00adhy\u200bphen\ufeff", "softhyphen"),
        ("", ""),
        ("<p></p>", ""),
        ("<p>欢迎</p>", "欢迎"),
        ("unfinished <p", "unfinished <p"),
    ],
)
def test_the_markup_is_not_spoken(org: str, spoken: str) -> None:
    assert plain_text(org) == spoken


@given(st.text())
def test_plain_text_takes_anything(text: str) -> None:
    spoken = plain_text(text)
    assert spoken == spoken.strip()
    assert "  " not in spoken
    assert "\n\n" not in spoken


@given(st.lists(st.sampled_from(["word", "ünï", "数", "!", "5"]), min_size=1).map(" ".join))
def test_plain_text_of_markup_is_its_words(words: str) -> None:
    assert plain_text(f"<p><span>{words}</span></p>") == words == plain_text(words)


def test_plain_text_of_hostile_markup_is_quick() -> None:
    start = time.perf_counter()
    plain_text("<" * 50_000 + "<p" * 30_000 + "<!--" * 10_000 + "&" * 50_000)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("text", "default", "language"),
    [
        ("Hello there", "en", "en"),
        ("Guten Tag", "de-DE", "de-DE"),
        ("Hello there", "zh", "en"),
        ("你好", "en", "zh"),
        ("你好", "zh-TW", "zh-TW"),
        ("東京", "ja", "ja"),
        ("東京へ行きます", "en", "ja"),
        ("안녕하세요", "en", "ko"),
        ("مرحبا", "en", "ar"),
        ("پچ پچ گفت", "en", "fa"),
        ("Привет", "en", "ru"),
        ("Привіт", "en", "uk"),
        ("Здраво ђаци", "en", "sr"),
        ("Здраво", "sr", "sr"),
        ("Zdravo", "sr", "sr"),
        ("שלום", "en", "he"),
        ("नमस्ते", "en", "hi"),
        ("नमस्कार", "mr", "mr"),
        ("สวัสดี", "en", "th"),
        ("Γειά", "en", "el"),
        ("Press the red Start button 开始", "en", "en"),
        ("点击 Start 按钮，然后等待", "en", "zh"),
        ("123 456 !?", "fr", "fr"),
        ("", "fr", "fr"),
        ("😀😀", "en", "en"),
    ],
)
def test_the_language_is_guessed_from_the_letters(text: str, default: str, language: str) -> None:
    assert language_of(text, default) == language


@pytest.mark.parametrize(
    ("wanted", "offered", "grade"),
    [
        ("en", "en-US", 2),
        ("en-US", "en-US", 2),
        ("en_us", "en-US", 2),
        ("en-AU", "en-US", 1),
        ("de", "en", 0),
        ("no", "nb", 2),
    ],
)
def test_tags_fit(wanted: str, offered: str, grade: int) -> None:
    assert fit(wanted, offered) == grade


@pytest.mark.parametrize(("tag", "language", "text"), SAMPLES)
def test_the_estimate_is_near_the_real_length(engine: EspeakEngine, tag: str, language: str, text: str) -> None:
    voice = engine.find(VoiceId(f"espeak:{tag}+f2"))
    assert voice
    real = engine.say(text, voice).duration_s
    assert estimate(text, language=language).seconds == pytest.approx(real, rel=0.2)
    assert estimate(text).seconds == pytest.approx(real, rel=0.35)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("...!?", 0),
        ("one", 1),
        ("Don't stop, it's well-known.", 4),
        ("one—two … three/four", 4),
        ("In 2026, 3 of 10", 5),
        ("你好世界", 4),
        ("你好 world", 3),
        ("東京へ", 3),
        ("안녕하세요 여러분", 2),
        ("नमस्ते दुनिया", 2),
        ("مرحبا بالعالم", 2),
    ],
)
def test_words_are_counted_as_people_count_them(text: str, words: int) -> None:
    assert estimate(text).words == words


def test_the_estimate_keeps_up_with_typing() -> None:
    for text in (
        "Hello there, friend. " * 240,
        "今天我们学习新的东西，" * 460,
        "مرحبا بكم " * 500,
        "한국어 문장입니다. " * 500,
    ):
        quickest = 1.0
        for _ in range(40):
            start = time.perf_counter()
            estimate(text[:5000])
            quickest = min(quickest, time.perf_counter() - start)
        assert quickest < 0.004


@given(st.text(), st.sampled_from([None, "en", "ja", "xx", ""]))
def test_the_estimate_takes_anything(text: str, language: str | None) -> None:
    guess = estimate(text, language=language)
    assert 0 <= guess.words <= len(text)
    assert 0 <= guess.seconds <= len(text)
    assert estimate(text, language=language, speed=2).seconds == pytest.approx(guess.seconds / 2)


@given(st.text(alphabet="abc de.,", max_size=200), st.text(alphabet="xyz ", max_size=50))
def test_more_text_never_takes_less_time(text: str, more: str) -> None:
    assert estimate(text + more).seconds >= estimate(text.strip()).seconds - 1e-9
