"""Colours as projects write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from studio_gui.model.colors import NAMES, Rgba, is_color, says_none
from studio_gui.painting.colors import color, parse

byte = st.integers(0, 255)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("rgb(54,188,37)", (54, 188, 37, 255)),
        ("rgb( 54 , 188 , 37 )", (54, 188, 37, 255)),
        ("rgba(1,2,3,0.5)", (1, 2, 3, 128)),
        ("rgb(100% 0% 50% / 25%)", (255, 0, 128, 64)),
        ("#abc", (0xAA, 0xBB, 0xCC, 255)),
        ("#abcd", (0xAA, 0xBB, 0xCC, 0xDD)),
        ("#00000060", (0, 0, 0, 0x60)),
        ("#1A2b3C", (0x1A, 0x2B, 0x3C, 255)),
        (" Tomato ", (255, 99, 71, 255)),
        ("", None),
        ("none", None),
        ("transparent", None),
        ("rgb(1,2)", None),
        ("rgb(nan,inf,0)", None),
        ("#12345", None),
        ("blurple", None),
    ],
)
def test_a_colour_is_read_as_the_documents_write_it(text: str, meant: tuple[int, ...] | None) -> None:
    assert parse(text) == meant


@given(byte, byte, byte, byte)
def test_eight_digits_end_in_the_opacity(red: int, green: int, blue: int, alpha: int) -> None:
    assert parse(f"#{red:02x}{green:02X}{blue:02x}{alpha:02x}") == Rgba(red, green, blue, alpha)


@given(st.text(max_size=40) | st.from_regex(r"rgba?\([0-9.%, -]{0,20}\)|#[0-9a-f]{0,9}", fullmatch=True))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = parse(text)
    assert found is None or all(0 <= part <= 255 for part in found)
    assert is_color(text) == (found is not None or says_none(text)), "the checks and the painters agree"


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_name_of_a_colour_is_known_to_qt(name: str) -> None:
    assert QColor.isValidColorName(name)
    assert color(name) == QColor(name)


def test_a_colour_nobody_understands_is_the_fallback_and_an_empty_one_is_none() -> None:
    assert color("blurple", "black") is not None
    assert color("", "black") is None
    assert color("rgba(0,0,0,0)", "black") is None
