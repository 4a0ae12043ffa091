"""Words, numbers and colours as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.model.comparing import told
from studio_gui.model.comparing.texts import changed_words, spoken
from studio_gui.model.comparing.wording import color, joined, number, numbers, quoted
from studio_gui.model.new import new_project, new_scene
from tests.unit.model import strategies as s


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("Hello", "Hi", "“Hello” → “Hi”"),
        ("", "Hi", "nothing → “Hi”"),
        ("Hi", " ", "“Hi” → nothing"),
        (
            "We meet at nine in the old office, all of us.",
            "We meet at nine in the new office, all of us.",
            "“the old office” → “the new office”",
        ),
        (
            "Please bring your laptop and a pen to the meeting room.",
            "Please bring your laptop to the meeting room.",
            "“laptop and a pen to” → “laptop to”",
        ),
        (
            "An evening page wants warm light. It comes by itself.",
            "An evening page wants warm light. It comes by itself. Ask us.",
            "“itself.” → “itself. Ask us.”",
        ),
        (
            "An evening page wants warm light. It comes by itself.",
            "An evening page wants warm light. Ask us. It comes by itself.",
            "“light. It” → “light. Ask us. It”",
        ),
        (
            "It comes by itself. An evening page wants warm light.",
            "An evening page wants warm light.",
            "“It comes by itself. An” → “An”",
        ),
        ("Three steps lead to the top of it.\n", "Three steps lead  to the top of it.", "spaces or lines changed"),
        ("我们九点在旧办公室见面，请大家准时到场，不要迟到，谢谢大家的配合。",
         "我们九点在新办公室见面，请大家准时到场，不要迟到，谢谢大家的配合。", "“在旧办” → “在新办”"),
        ("All of this was about something else altogether.", "Nobody knows.",
         "“All of this was about something else altogether.” → “Nobody knows.”"),
    ],
)  # fmt: skip
def test_only_the_words_that_differ_are_shown(before: str, after: str, words: str) -> None:
    assert changed_words(before, after) == words


def test_many_places_are_counted() -> None:
    before = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    after = before.replace("two", "2").replace("six", "6").replace("ten", "10").replace("fourteen", "14")
    assert (
        changed_words(before, after)
        == "“one two three” → “one 2 three”, “five six seven” → “five 6 seven” and 2 more places"
    )


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_was_written_can_be_told(before: str, after: str) -> None:
    assert "→" in changed_words(before, after) or changed_words(before, after) == "spaces or lines changed"


def test_a_very_long_script_is_told_without_a_wait() -> None:
    before = "word " * 20_000
    assert (
        changed_words(before, before + "more")
        == f"“{('word ' * 10)[:47].rstrip()}…” → “{('word ' * 10)[:47].rstrip()}…”"
    )


def test_marks_are_not_words() -> None:
    assert spoken("<p>A&amp;B <span data-x='1'>go</span></p>").split() == ["A&B", "go"]
    assert spoken("1 < 2") == "1 < 2"


def test_numbers_are_rounded_unless_that_would_hide_the_change() -> None:
    assert [number(value) for value in (0.25, 3.04, 9.96, 12.4, -0.04)] == ["0.2", "3", "10", "12", "0"]
    assert numbers(100, 40, "%") == "100 → 40\N{NO-BREAK SPACE}%"
    assert numbers(48, 48.2, "pt") == "48 → 48.2\N{NO-BREAK SPACE}pt"


def test_colours_lists_and_quotations() -> None:
    assert color("rgb(47, 95,227)") == color("#2f5fe3") == "#2F5FE3"
    assert color("rgba(0,0,0,0.5)") == "#000000 at 0.5"
    assert color("") == "none"
    assert color("hotpink") == "hotpink"
    assert joined(["a", "b", "c", "d", "e", "f"]) == "a, b, c and 3 more"
    assert quoted(" two\nlines ") == "“two lines”"
    assert len(quoted("x" * 500)) <= 50


@given(s.projects())
def test_a_project_told_as_text_has_a_line_for_every_clip(project: object) -> None:
    from studio_gui.model.project import Project

    assert isinstance(project, Project)
    lines = told(project).splitlines()
    assert len(lines) >= 1 + sum(2 + len(scene.clips) for scene in project.scenes)


def test_one_sentence_of_a_script_is_one_line() -> None:
    text = told(new_project(name="Film", scenes=(new_scene(script="<p>One. Two!</p>三。四。"),)))
    assert [line for line in text.splitlines() if "script" in line] == [
        "  script: One.", "  script: Two!", "  script: 三。", "  script: 四。"
    ]  # fmt: skip
