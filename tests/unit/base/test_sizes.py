"""Sizes as people read them."""

from __future__ import annotations

import pytest

from studio_gui.base.sizes import size_words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (227_800, "227.8 kB"),
        (999_949, "999.9 kB"),
        (999_950, "1.0 MB"),
        (999_999_999, "1.0 GB"),
        (4_200_000_000_000_000, "4200.0 TB"),
    ],
)
def test_a_size_has_the_unit_that_gives_few_digits(size: int, words: str) -> None:
    assert size_words(size) == words
