"""Seconds of a video as people read them."""

from __future__ import annotations

import pytest

from studio_gui.base.film_time import elapsed_words, length_words, place_words


@pytest.mark.parametrize(
    ("seconds", "length", "elapsed"),
    [
        (-1, "0:00", "0:00"),
        (0, "0:00", "0:00"),
        (59.4, "0:59", "0:59"),
        (59.6, "1:00", "0:59"),
        (75, "1:15", "1:15"),
        (3723, "1:02:03", "1:02:03"),
        (36_000, "10:00:00", "10:00:00"),
    ],
)
def test_a_length_is_rounded_and_what_is_over_is_not(seconds: float, length: str, elapsed: str) -> None:
    assert (length_words(seconds), elapsed_words(seconds)) == (length, elapsed)


def test_a_frame_that_begins_a_second_shows_it_at_every_frame_rate() -> None:
    for fps in (24, 25, 30, 60, 24000 / 1001, 30000 / 1001, 60000 / 1001):
        for second in range(1, 120):
            assert elapsed_words(second * fps / fps) == length_words(second)


def test_the_end_of_a_film_is_its_length() -> None:
    assert [place_words(at, 30.8) for at in (0, 30.7, 30.8)] == ["0:00 / 0:31", "0:30 / 0:31", "0:31 / 0:31"]
    assert place_words(0, 0) == "0:00 / 0:00"
