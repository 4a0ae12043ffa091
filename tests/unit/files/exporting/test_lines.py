"""Where captions are broken: widths, signs that belong together, and scripts of any length."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.files.exporting.cues import Word, cues_of, in_lines, width


@pytest.mark.parametrize("line_width", [42, 24])
def test_no_caption_has_more_than_two_lines_or_a_line_too_wide(line_width: int) -> None:
    text = "The quick brown fox jumps over the lazy dog, and then it sleeps for a while in the warm sun. " * 3
    text += "Eine Wohnungseigentümergemeinschaft liefert ungewöhnlich viele Rechtsschutzversicherungen. " * 2
    cues = cues_of(text, (), start_s=0, duration_s=30, line_width=line_width)
    assert len(cues) > 5
    for cue in cues:
        lines = cue.text.split("\n")
        assert len(lines) <= 2
        assert all(width(line) <= line_width for line in lines if " " in line)


@pytest.mark.parametrize(
    "text", ["Ask Dr. Miller!", "Pumps, e.g. small ones.", "Etwa ca. 3,5 Mio. Mal.", "So z. B. Rot."]
)
def test_a_caption_does_not_end_where_a_word_is_shortened(text: str) -> None:
    said = f"A sentence stands before it. {text} And one more comes after it."
    cues = cues_of(said, (), start_s=0, duration_s=9)
    assert any(text in cue.text.replace("\n", " ") for cue in cues)


def test_korean_lines_are_broken_between_words() -> None:
    text = "안녕하세요 여러분. 우리 회사의 연례보고서를 소개합니다. 비용이 십이 퍼센트 줄었습니다."
    cues = cues_of(text, (), start_s=0, duration_s=9, line_width=24)
    assert [word for cue in cues for word in cue.text.split()] == text.split()
    assert any("\n" in cue.text for cue in cues)


def test_a_short_sentence_does_not_tell_what_comes_after_a_pause() -> None:
    text = "It is short. Then comes more."
    words = [Word(0.0, 0), Word(0.2, 3), Word(0.4, 6)]
    later = [Word(13 / 5, 13), Word(3.0, 18), Word(3.3, 24)]
    assert [cue.text for cue in cues_of(text, words + later, start_s=0, duration_s=4)] == [
        "It is short.",
        "Then comes more.",
    ]
    at_once = [Word(0.9, 13), Word(1.2, 18), Word(1.5, 24)]
    assert len(cues_of(text, words + at_once, start_s=0, duration_s=2)) == 1


def test_chinese_and_japanese_lines_begin_with_no_mark_and_tear_nothing() -> None:
    text = "これは長い文章です、とても長いので二行に分けられます。「引用」もあります！" * 2
    cues = cues_of(text, (), start_s=0, duration_s=30)
    assert "".join(cue.text.replace("\n", "") for cue in cues) == text
    for cue in cues:
        for line in cue.text.split("\n"):
            assert line[0] not in "、。！」っ"
            assert line[-1] != "「"
            assert width(line) <= 48


@pytest.mark.parametrize("sign", ["👩\u200d👩\u200d👧", "👍🏽", "🇩🇪", "❤️", "e\u0301"])
def test_signs_that_belong_together_stay_together(sign: str) -> None:
    cues = cues_of(sign * 120, (), start_s=0, duration_s=30)
    parts = "\n".join(cue.text for cue in cues).split("\n")
    assert "".join(parts) == sign * 120
    assert all(part.replace(sign, "") == "" for part in parts)


@given(st.text(max_size=300), st.floats(0.05, 100), st.sampled_from([42, 24]))
def test_nothing_is_lost_and_cues_follow_one_another(text: str, duration: float, line_width: int) -> None:
    cues = cues_of(text, (), start_s=3, duration_s=duration, line_width=line_width)
    assert all(3 <= cue.start_s < cue.end_s <= 3 + duration + 1e-6 for cue in cues)
    assert all(cue.text.strip() and cue.text.count("\n") <= 1 for cue in cues)
    assert [*in_lines(text).replace("\n", " ").split()] == [*" ".join(text.split()).split()] or not text.isascii()


@pytest.mark.parametrize(
    "text", ["word " * 10_000, "One sentence of six short words. " * 1_700, "字" * 10_000, "x" * 60_000]
)
def test_ten_thousand_words_take_no_time(text: str) -> None:
    words = [Word(index * 0.4, index * 5) for index in range(len(text) // 5)]
    started = time.process_time()
    cues = cues_of(text, words, start_s=0, duration_s=4_000)
    assert len(cues) > 100
    assert time.process_time() - started < 3


def test_mixed_directions_keep_their_order() -> None:
    text = "The word שלום means peace, and مرحبا means hello in another language of the world."
    cues = cues_of(text, (), start_s=0, duration_s=5)
    assert " ".join(cue.text.replace("\n", " ") for cue in cues) == text
