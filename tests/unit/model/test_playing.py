"""How files play within their scene."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from studio_gui.model.playing import ONCE, TRANSITIONS, Play, Transition


@pytest.mark.parametrize(
    ("play", "at_s", "wanted"),
    [
        (ONCE, 1, 1), (ONCE, 9, 3.999), (Play(at_end="hide"), 4.1, None), (Play(at_end="loop"), 9, 1),
        (Play(start_s=1, end_s=3, at_end="loop"), 2.5, 1.5), (Play(start_s=1, end_s=3), 9, 2.999),
        (Play(start_s=9), 0, 4), (Play(start_s=9, at_end="loop"), 5, 4), (Play(start_s=9, at_end="hide"), 0, None),
        (Play(start_s=3, end_s=1, at_end="loop"), 5, 3), (Play(end_s=99), 5, 3.999), (Play(at_end="unknown"), 9, 3.999),
    ],
)  # fmt: skip
def test_trims_loops_and_ends(play: Play, at_s: float, wanted: float | None) -> None:
    assert play.moment(at_s, 4.0) == wanted


@pytest.mark.parametrize(("fps", "start_s", "end_s"), [(30, 0.1, 0.4), (25, 0, 0.1), (24, 0.5, 1), (60, 0.7, 1.1)])
def test_what_is_cut_off_is_never_seen(fps: int, start_s: float, end_s: float) -> None:
    slack_s = 0.0005  # of files that count in milliseconds
    for at_end in ("loop", "hold"):
        play = Play(start_s=start_s, end_s=end_s, at_end=at_end)
        moments = [play.moment(index / fps, 4.0) for index in range(10 * fps)]
        assert all(moment is not None and start_s <= moment < end_s - slack_s for moment in moments)


def test_a_round_begins_with_its_first_picture() -> None:
    play = Play(start_s=0.1, end_s=0.4, at_end="loop")
    assert [play.moment(index / 10, 4.0) for index in range(0, 300, 3)] == [pytest.approx(0.1)] * 100


def test_a_file_of_one_picture_goes_round_and_one_of_no_length_stands_still() -> None:
    assert Play(at_end="loop").moment(100, 0.04) == pytest.approx(0.0, abs=0.04)
    assert Play(at_end="loop", start_s=2, end_s=2).moment(5, 10) == 2
    assert Play(at_end="loop").moment(3.5, None) == 3.5


@given(
    st.builds(
        Play,
        start_s=st.floats(0, 36_000),
        end_s=st.none() | st.floats(0, 36_000),
        at_end=st.sampled_from(["hold", "loop", "hide", ""]),
    ),
    st.floats(0, 1e6),
    st.floats(0, 36_000),
)
def test_no_moment_lies_outside_the_file(play: Play, at_s: float, file_s: float) -> None:
    moment = play.moment(at_s, file_s)
    part = play.part(file_s)
    assert part.length_s >= 0
    assert moment is None or 0 <= moment <= (file_s or 36_000)
    assert moment is not None or play.at_end == "hide"


@pytest.mark.parametrize("fields", [{"start_s": -1}, {"end_s": -0.1}, {"fade_in_s": 61}, {"start_s": 1e9}])
def test_what_cannot_be_is_refused(fields: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        Play(**fields)  # type: ignore[arg-type]


def test_a_transition_nobody_knows_is_a_cut() -> None:
    assert not Transition(kind="star-wipe").is_known
    assert all(Transition(kind=kind).is_known for kind, _ in TRANSITIONS)
    with pytest.raises(ValidationError):
        Transition(duration_s=0)
