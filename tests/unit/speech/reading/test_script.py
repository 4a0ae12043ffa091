"""Pauses and the three forms of a script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.model.new import new_project, new_scene
from studio_gui.model.saying import Saying
from studio_gui.speech.markup import plain_text
from studio_gui.speech.reading.dictionary import Dictionary
from studio_gui.speech.reading.pauses import DEFAULT_S, LONGEST_S, without_pauses
from studio_gui.speech.reading.script import reading_of, shown_script
from studio_gui.speech.reading.sending import as_sent

_WIN = Dictionary([Saying(word="Nguyen", say="Win")])


@pytest.mark.parametrize(
    ("mark", "seconds"),
    [
        ("[pause]", DEFAULT_S), ("[pause 0.5s]", 0.5), ("[Pause 2 s]", 2), ("[pause 250ms]", 0.25), ("[pause 1,5s]", 1.5),
        ("[pause: 3 seconds]", 3), ("[pause 1]", 1), ("[pause 0s]", 0), ("[pause -2s]", 0), ("[pause 99999999999s]", LONGEST_S),
    ],
)  # fmt: skip
def test_a_pause_is_silence_and_never_spoken(mark: str, seconds: float) -> None:
    reading = reading_of(f"One. {mark} Two.")
    assert [piece.words.text for piece in reading.pieces] == ["One.", "Two."]
    assert reading.pieces[1].pause_s == seconds
    assert reading.pauses_s == seconds
    assert reading.shown == "One. Two."


@pytest.mark.parametrize("text", ["[pausing]", "[pause for effect]", "[a pause]", "pause 1s", "[pause 1h]", "["])
def test_other_words_in_brackets_stay(text: str) -> None:
    assert without_pauses(text) == text
    assert reading_of(text).shown == text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Hello [pause 1s], world", "Hello, world"),
        ("Hello[pause 1s]world", "Hello world"),
        ("你好[pause 1s]世界", "你好世界"),
        ("One.\n[pause 1s]\nTwo.", "One.\nTwo."),
        ("[pause 1s] First", "First"),
        ("Last [pause 1s]", "Last"),
        ("[pause][pause 1s]", ""),
        ("مرحبا [pause 1s] hello 😀[pause]👍", "مرحبا hello 😀👍"),
    ],
)
def test_no_hole_is_left_where_a_pause_stood(written: str, shown: str) -> None:
    assert shown_script(written) == shown
    assert reading_of(written).shown == shown


def test_silence_at_both_ends_and_in_a_row_is_kept() -> None:
    reading = reading_of("[pause 1s]Hi[pause 1s] [pause 2s]there[pause 3s]")
    assert [(piece.pause_s, piece.words.text) for piece in reading.pieces] == [(1, "Hi"), (3, "there")]
    assert reading.rest_s == 3
    assert reading_of("[pause 2s]").pauses_s == 2
    assert reading_of("").pieces == ()


_parts = st.lists(
    st.sampled_from(["Nguyen ", "a", " ", "\n", "[pause 1s]", "[pause]", ".", "世", "😀", "<b>x</b>", "&amp;"])
)


@given(_parts.map("".join))
def test_every_word_has_its_place_in_every_form(org: str) -> None:
    reading, written = reading_of(org, dictionary=_WIN), plain_text(org)
    for piece in reading.pieces:
        first = piece.shown_place(0)
        assert reading.shown[first] == written[reading.written_place(first)]
        for swap in piece.words.swaps:
            assert reading.shown[piece.shown_place(swap.new_start) :].startswith("Nguyen")
    assert "[pause" not in reading.shown
    assert reading.shown == shown_script(org)


def test_a_service_gets_respelled_words_and_no_marks_and_the_script_keeps_both() -> None:
    scene = new_scene(script='<p class="Nguyen">Nguyen [pause 1s] speaks.</p>')
    project = new_project(name="Nguyen", scenes=(scene,))
    project = project.changed(studio=project.studio.changed(sayings=(Saying(word="Nguyen", say="Win"),)))
    sent = as_sent(project)
    assert sent.scenes[0].script_text == '<p class="Nguyen">Win speaks.</p>'
    assert sent.name == "Nguyen"
    assert project.scenes[0].script_text == '<p class="Nguyen">Nguyen [pause 1s] speaks.</p>'
    assert as_sent(sent) is sent
    own = as_sent(sent, sayings=[Saying(word="speaks", say="talks"), Saying(word="Win", say="Y", voice="espeak:en+f1")])
    assert own.scenes[0].script_text == '<p class="Nguyen">Win talks.</p>'
