"""Scripts as text, Markdown and subtitles: readable lines, real moments, and the way back."""

from __future__ import annotations

from itertools import pairwise

import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.base.film_time import length_words
from studio_gui.files.exporting.cues import LINE_WIDTH, Cue, Word, cues_of, in_lines, width
from studio_gui.files.exporting.scripts import Said, as_markdown, as_srt, as_text, as_vtt, stamp, written
from studio_gui.files.importing.scripts import parts_of_markdown, parts_of_text
from studio_gui.files.importing.subtitles import cues_of as cues_read

_TEXT = "Hello and welcome to the show. Today we talk about lines, which are never ever too long for anybody to read in time. Yes."


def _said(*texts: str, name: str = "", notes: str = "") -> list[Said]:
    return [Said(n, name, text, notes, 10.0 * (n - 1), 10.0) for n, text in enumerate(texts, 1)]


def test_moments_are_those_of_the_words() -> None:
    words = [
        Word(0.0, 0),
        Word(1.5, _TEXT.index("Today")),
        Word(4.25, _TEXT.index("which")),
        Word(7.0, _TEXT.index("Yes")),
    ]
    cues = cues_of(_TEXT, words, start_s=20.0, duration_s=8.0)
    assert [cue.text.replace("\n", " ") for cue in cues] == [
        "Hello and welcome to the show.",
        "Today we talk about lines,",
        "which are never ever too long for anybody to read in time.",
        "Yes.",
    ]
    assert [cue.start_s for cue in cues] == [20.0, 21.5, 24.25, 27.0]
    assert cues[-1].end_s == 28.0


def test_without_noted_words_the_time_is_shared_out() -> None:
    cues = cues_of("One two three four five. Six seven eight nine tenth.", [], start_s=0, duration_s=10)
    assert cues[0].start_s == 0
    assert cues[1].start_s == pytest.approx(4.9, abs=0.2)


def test_lines_are_balanced_and_signs_of_chinese_count_twice() -> None:
    assert in_lines("short") == "short"
    first, second = in_lines("which are never too long for anybody to read in time").split("\n")
    assert abs(len(first) - len(second)) < 12
    chinese = "这是一个很长的中文句子没有空格但是应该能够在适当的地方断开"
    assert all(width(line) <= LINE_WIDTH for line in in_lines(chinese).split("\n"))


@given(
    text=st.text(st.sampled_from("abc defg. ,?!\n中文。مرحبا é'"), max_size=300),
    duration=st.floats(0.1, 500),
    moments=st.lists(st.tuples(st.floats(-1, 600), st.integers(0, 320)), max_size=20),
)
def test_cues_follow_each_other_fit_and_say_everything(
    text: str, duration: float, moments: list[tuple[float, int]]
) -> None:
    cues = cues_of(text, [Word(*each) for each in moments], start_s=5, duration_s=duration)
    for before, after in pairwise(cues):
        assert before.start_s <= after.start_s
    for cue in cues:
        assert 5 <= cue.start_s < cue.end_s <= 5 + duration + 1e-6
        assert cue.text.count("\n") <= 1
        assert width(cue.text) <= 2 * LINE_WIDTH + 2
    if not moments:
        assert "".join("".join(cue.text for cue in cues).split()) == "".join(text.split())


def test_subtitles_are_read_by_others_as_they_were_written() -> None:
    said = [
        Said(1, "", "x", "", 0, 5, (Cue(0.0, 1.2345, "Hello <b> & you"), Cue(1.2345, 3661.5, "Two\nlines"))),
        Said(2, "", "", "", 5, 5),
    ]
    srt = pysubs2.SSAFile.from_string(as_srt(said), format_="srt", keep_html_tags=True)
    assert [(event.start, event.end) for event in srt] == [(0, 1234), (1234, 3_661_500)]
    vtt = cues_read(as_vtt(said), form="vtt")
    assert [cue.text for cue in vtt] == ["Hello <b> & you", "Two\nlines"]
    assert as_vtt(said).startswith("WEBVTT\n\n00:00:00.000 --> 00:00:01.234\n")


def test_plain_text_comes_back_as_it_went() -> None:
    texts = ["One line.", "Two\nlines.", "Three."]
    assert [part.text for part in parts_of_text(as_text(_said(*texts)))] == texts


@given(
    st.lists(
        st.text(st.sampled_from("ab 1.)#*_[]<>&-+=~|`\\!>é中"), min_size=1, max_size=20).map(str.strip), min_size=1
    )
)
def test_markdown_comes_back_as_it_went(lines: list[str]) -> None:
    kept = [" ".join(line.split()) for line in lines if line.split()]
    text = "\n".join(kept)
    name, parts = parts_of_markdown(as_markdown(_said(text, "Second.", notes="A note."), title="The * name"))
    assert name == "The * name"
    assert [part.text for part in parts] == [text, "Second."]
    assert [part.notes for part in parts] == ["A note.", "A note."]
    assert [part.name for part in parts] == ["Scene 1", "Scene 2"]


def test_forms_are_chosen_by_the_name() -> None:
    said = _said("Words.")
    assert written(said, suffix=".TXT", title="x") == "Words.\n"
    assert written(said, suffix=".doc", title="x") is None
    assert (stamp(3661.0005, ","), length_words(59.6), length_words(3661)) == ("01:01:01,000", "1:00", "1:01:01")
