"""Words that are said otherwise than they are written."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.model.saying import Saying
from studio_gui.speech.reading.dictionary import Dictionary, places_of


def said(text: str, *entries: Saying, language: str = "en", voice: str = "") -> str:
    """The text as it is read."""
    return Dictionary(entries).respelled(text, language=language, voice=voice).text


def entry(word: str, say: str, **fields: object) -> Saying:
    """One entry."""
    return Saying(word=word, say=say, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nguyen met nguyen's NGUYEN.", "Win met Win's Win."),
        ("Nguyens and McNguyen stay.", "Nguyens and McNguyen stay."),
        ("(Nguyen), “Nguyen”-Nguyen", "(Win), “Win”-Win"),
        ("Nguyen_1 Nguyen1", "Nguyen_1 Nguyen1"),
        ("Nguyen😀Nguyen", "Win😀Win"),
        ("", ""),
    ],
)
def test_whole_words_are_replaced_in_capitals_and_small_letters(text: str, wanted: str) -> None:
    assert said(text, entry("Nguyen", "Win")) == wanted


def test_case_counts_where_an_entry_says_so() -> None:
    assert said("US us", entry("US", "U S", match_case=True)) == "U S us"


def test_the_longest_entry_wins_and_what_was_put_in_is_not_looked_at_again() -> None:
    entries = (entry("New", "Old"), entry("New York", "Noo Yawk"), entry("Yawk", "no"))
    assert said("New York is New.", *entries) == "Noo Yawk is Old."


def test_writings_without_blanks_need_no_border() -> None:
    assert (
        said("我在重庆工作，用AI技术", entry("重庆", "虫庆"), entry("AI", "人工智能")) == "我在虫庆工作，用人工智能技术"
    )
    assert said("ไปกรุงเทพวันนี้", entry("กรุงเทพ", "X")) == "ไปXวันนี้"
    assert said("في المدينة القاهرة.", entry("القاهرة", "X")) == "في المدينة X."


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_accents_may_be_written_either_way_and_are_never_torn_off(form: str, written: str) -> None:
    text = unicodedata.normalize(written, "José and Jose")
    assert said(text, entry(unicodedata.normalize(form, "José"), "Ho-say")) == "Ho-say and Jose"
    assert said(unicodedata.normalize("NFD", "José"), entry("Jose", "X")) == unicodedata.normalize("NFD", "José")


def test_languages_and_voices_are_kept_apart() -> None:
    entries = (
        entry("Paris", "every"),
        entry("Paris", "french", language="fr"),
        entry("Paris", "brazil", language="pt-BR"),
        entry("Paris", "emma", voice="espeak:en-us+f2"),
    )
    assert said("Paris", *entries) == "every"
    assert said("Paris", *entries, language="fr-CA") == "french"
    assert said("Paris", *entries, language="pt-BR") == "brazil"
    assert said("Paris", *entries, language="pt-PT") == "every"
    assert said("Paris", *entries, language="fr", voice="espeak:en-us+f2") == "emma"


_words = st.text(st.characters(categories=("L", "N", "M", "P", "Zs", "So")), min_size=1, max_size=8).filter(str.strip)


@given(st.text(max_size=60), st.lists(st.tuples(_words, _words), max_size=6), st.booleans())
def test_places_lead_back_and_what_was_not_found_stays(text: str, rows: list[tuple[str, str]], case: bool) -> None:
    entries = [entry(word, say, match_case=case) for word, say in rows]
    result = Dictionary(entries).respelled(text, language="en")
    back, reached = "", 0
    for swap in result.swaps:
        assert swap.start >= reached
        assert result.text[swap.new_start : swap.new_end] == swap.saying.say
        assert unicodedata.normalize("NFC", text[swap.start : swap.end].casefold()) == unicodedata.normalize(
            "NFC", swap.saying.word.casefold()
        )
        assert result.place(swap.new_start) == swap.start
        back += text[reached : swap.start] + swap.saying.say
        reached = swap.end
    assert back + text[reached:] == result.text
    assert result.place(len(result.text)) == len(text)


def test_ten_thousand_words_and_a_thousand_entries_take_no_time() -> None:
    text = "The quick brown fox said hello to Word17 and word999 again. " * 1000
    dictionary = Dictionary([entry(f"word{number}", f"say{number}") for number in range(1000)])
    started = time.process_time()
    result = dictionary.respelled(text, language="en")
    assert len(result.swaps) == 2000
    assert time.process_time() - started < 2


def test_uses_are_found_by_the_same_rules() -> None:
    assert places_of("fox", "Fox, foxes and a fox") == ((0, 3), (17, 20))
    assert places_of("fox", "Fox", match_case=True) == ()
    assert places_of(" ", "a b") == ()
