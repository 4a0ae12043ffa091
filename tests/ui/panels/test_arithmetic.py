"""What can be typed into a number field."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.ui.forms.arithmetic import parse, shown


@pytest.mark.parametrize(
    ("typed", "unit", "old", "new"),
    [
        ("1920/2", "px", 7, 960),
        ("+10", "px", 7, 17),
        ("-10", "px", 7, -10),
        ("-=10", "px", 7, -3),
        ("*2", "px", 7, 14),
        ("/2", "px", 7, 3.5),
        ("50%", "px", 300, 150),
        ("50%", "%", 80, 50),
        ("12,5", "px", 0, 12.5),
        (" 48 px ", "px", 0, 48),
        ("(1080-200)/2", "px", 0, 440),
        ("3×4", "px", 0, 12),
        ("007", "px", 0, 7),
        ("1_000", "px", 0, 1000),
        ("45°", "°", 0, 45),
    ],
)
def test_what_is_typed_is_worked_out(typed: str, unit: str, old: float, new: float) -> None:
    assert parse(typed, unit=unit).of(old) == pytest.approx(new)


@pytest.mark.parametrize(
    "typed", ["", "abc", "1/0", "/0", "2**9", "__import__('os')", "1;2", "9" * 81, "True", "1e999"]
)
def test_what_is_no_number_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        parse(typed)


@given(st.text(max_size=90))
def test_nothing_that_is_typed_breaks_the_field(typed: str) -> None:
    try:
        entry = parse(typed, unit="px")
    except ValueError:
        return
    assert math.isfinite(entry.operand)


@given(st.floats(-1e6, 1e6), st.integers(0, 3))
def test_a_shown_number_reads_back(value: float, decimals: int) -> None:
    assert parse(shown(value, decimals)).of(0) == pytest.approx(round(value, decimals), abs=10**-decimals)
