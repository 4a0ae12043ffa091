"""Japanese as it is read, where the reader is installed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.speech import EspeakEngine, VoiceId, estimate
from studio_gui.speech.kana import reading

SAMPLES = (
    "今日は、最初の一週間がどのようになるかをご紹介します。質問があれば、いつでも聞いてください。",
    "新しいコーヒーメーカーは静かで速く、環境に優しい製品です。",
)


def test_kana_and_other_letters_stay_as_they_are() -> None:
    for text in ("", "こんにちは", "コーヒー", "Hello 5", "한국어"):
        assert reading(text) == (text, list(range(len(text) + 1)))


@given(st.text(alphabet="今日は東京へ行きます。 新製品\nAbc5、！?ー々", max_size=40))
def test_every_syllable_knows_where_it_came_from(text: str) -> None:
    kana, places = reading(text)
    assert len(places) == len(kana) + 1
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


def test_ideographs_are_read() -> None:
    pytest.importorskip("pykakasi")
    assert reading("今日は東京へ")[0] == "きょうわとうきょうえ"


@pytest.mark.parametrize("text", SAMPLES)
def test_ideographs_are_spoken_as_long_as_estimated(engine: EspeakEngine, text: str) -> None:
    pytest.importorskip("pykakasi")
    voice = engine.find(VoiceId("espeak:ja+f2"))
    assert voice
    sound = engine.say(text, voice)
    assert estimate(text, language="ja").seconds == pytest.approx(sound.duration_s, rel=0.2)
    assert [mark.text_offset for mark in sound.marks] == sorted({mark.text_offset for mark in sound.marks})
    assert sound.marks[-1].text_offset < len(text)
