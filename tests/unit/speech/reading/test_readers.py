"""Who reads a script by its language."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio_gui.model.comparing.scenes import compare
from studio_gui.model.edits.readers import set_reader, with_reader
from studio_gui.model.new import new_project, new_scene
from studio_gui.model.project import Project
from studio_gui.model.reader import Reader
from studio_gui.speech.reading.readers import reader_for

TAGS = st.sampled_from(["en", "en-GB", "EN-gb", "de", "pt-BR", "pt", "zh", "cmn"])


def _reader(language: str, voice: str) -> Reader:
    return Reader(language=language, voice=voice)


def test_the_closest_language_counts_and_of_two_the_first() -> None:
    readers = [_reader("en", "any"), _reader("en-GB", "british"), _reader("en-US", "american"), _reader("en", "late")]
    assert reader_for("en-GB", readers) == "british"
    assert reader_for("en", readers) == "any"
    assert reader_for("en-AU", readers) == "any"
    assert reader_for("fr", readers) is None
    assert reader_for("en", []) is None


@given(st.lists(st.tuples(TAGS, st.sampled_from(["a", "b", ""])), max_size=12))
def test_a_language_has_one_reader_at_most_and_the_last_choice_counts(choices: list[tuple[str, str]]) -> None:
    readers: tuple[Reader, ...] = ()
    for language, voice in choices:
        readers = with_reader(readers, language, voice)
    last = {language.casefold(): voice for language, voice in choices}
    assert {one.language.casefold(): one.voice for one in readers} == {
        tag: voice for tag, voice in last.items() if voice
    }
    assert len({one.language.casefold() for one in readers}) == len(readers)


def test_a_choice_that_changes_nothing_is_the_same_project() -> None:
    project = set_reader(new_project(name="A", scenes=(new_scene(),)), "de", "espeak:de+f1")
    assert set_reader(project, "de", "espeak:de+f1") is project
    assert set_reader(project, "fr", "") is project
    assert Project.read(project.to_json()).studio.readers[0].voice == "espeak:de+f1"


def test_versions_say_for_which_languages_another_voice_was_chosen() -> None:
    before = new_project(name="A", scenes=(new_scene(),))
    after = set_reader(set_reader(before, "de", "x"), "en", "y")
    assert [change.words for change in compare(before, after).project] == ["voice for de and en changed"]
