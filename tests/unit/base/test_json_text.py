"""JSON text comes back as it was read."""

from __future__ import annotations

import copy
import json
import math
import pickle
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.base.errors import PayloadError
from studio_gui.base.json_text import MAX_DEPTH, ExactFloat, Json, dumps, loads

exact_numbers = st.from_regex(r"-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,6})?([eE][+-]?[0-9]{1,2})?", fullmatch=True)


@given(st.lists(exact_numbers, min_size=1))
def test_numbers_keep_their_digits(numbers: list[str]) -> None:
    text = "[" + ",".join(numbers) + "]"
    assert dumps(loads(text)) == text


@given(exact_numbers)
def test_an_exact_number_is_an_ordinary_number_to_everyone_else(text: str) -> None:
    value = loads(text)
    assert isinstance(value, (int, float))
    assert float(value) == float(text)


def test_an_exact_number_survives_copies_and_other_processes() -> None:
    value = ExactFloat("1.50")
    for same in (copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert (same, dumps(same)) == (1.5, "1.50")


def test_indented_text_looks_the_same_with_and_without_exact_numbers() -> None:
    plain: Json = {"a": [1, {"b": None, "c": []}, {}], "d": "é\n“", "e": True}
    assert dumps({"x": ExactFloat("1.50"), **plain}, indent=2).replace("1.50", "1.5") == dumps(
        {"x": 1.5, **plain}, indent=2
    )


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(anything)
def test_text_in_pieces_is_the_text_that_pythons_own_writer_writes(value: Json) -> None:
    # What was sent is known again by it.
    assert dumps(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize("value", [math.nan, {"a": [math.inf]}, [[[[[[[-math.inf]]]]]]]])
def test_what_json_has_no_number_for_is_not_written(value: Json) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps(value)


def test_writing_a_huge_project_leaves_python_to_the_window_meanwhile() -> None:
    scene: Json = {"clips": [{"id": str(n), "text": "word " * 40, "left": n / 7} for n in range(12)], "speed": 1}
    huge: Json = {"scenes": [scene] * 4000}
    is_over, turns = threading.Event(), 0

    def write() -> None:
        dumps(huge)
        is_over.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not is_over.is_set():
        turns += 1
        is_over.wait(0.0005)
    writer.join()
    assert turns > 8, "it was written in one piece"


def test_a_lone_surrogate_can_be_written_to_a_file() -> None:
    text = dumps(loads('["\\ud800", "ok", 1.50]'))
    assert text.encode("utf-8") == b'["\\ud800","ok",1.50]'
    assert loads(dumps(["\udc00"])) == ["\udc00"]


def test_a_byte_order_mark_is_passed_over() -> None:
    assert loads(b"\xef\xbb\xbf{}") == {}
    assert loads("\ufeff[1]") == [1]


def test_depth_is_bounded() -> None:
    fits = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert dumps(loads(fits)) == fits
    with pytest.raises(PayloadError, match="levels deep"):
        loads("[" + fits + "]")


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", "-Infinity", "1e400", "{", "", "nul", "1 2", '"\\x"'])
def test_what_is_not_json_is_refused(text: str) -> None:
    with pytest.raises(PayloadError, match="It"):
        loads(text, "It")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('{"a": [1', "cut off"),
        ('{"a": "b', "cut off"),
        ('{"a": 1,}', "Correct"),
        ("{'a': 1}", "Correct"),
        ("hello", "something else"),
        (" \n", "another copy"),
    ],
)
def test_what_is_cut_off_is_told_from_what_is_wrongly_written(text: str, hint: str) -> None:
    with pytest.raises(PayloadError) as caught:
        loads(text)
    assert hint in caught.value.hint
