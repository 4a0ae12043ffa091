"""What boxes click to, which guides show, and that gaps come out equal."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studio_gui.model.gaps import Neighbours, gap_guides, snap_gap
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.snapping import Snap, line_guides, snap_edges, snap_move, targets_for

STAGE = (1920, 1080)
whole = st.integers(-500, 2500).map(float)
lengths = st.integers(1, 800).map(float)
rects = st.builds(Rect, whole, whole, lengths, lengths)


@given(rects, st.lists(rects, max_size=6), st.floats(0, 40))
def test_a_click_is_never_farther_than_the_threshold(moving: Rect, others: list[Rect], threshold: float) -> None:
    snap = snap_move(moving, targets_for(STAGE, others), threshold=threshold)
    assert abs(snap.dx or 0) <= threshold
    assert abs(snap.dy or 0) <= threshold


@example(Rect(200, -9, 449, 37), [Rect(0, 0, 209, 1), Rect(624, 0, 1, 1)])
@given(rects, st.lists(rects, max_size=6))
def test_after_a_click_one_is_in_place(moving: Rect, others: list[Rect]) -> None:
    """Clicking twice moves nothing further, and what holds is shown."""
    targets = targets_for(STAGE, others)
    snap = snap_move(moving, targets, threshold=8)
    again = snap_move(moving.moved(snap.dx or 0, snap.dy or 0), targets, threshold=8)
    if snap.dx is not None and any(guide.start.x == guide.end.x and not guide.is_gap for guide in snap.guides):
        assert again.dx == pytest.approx(0, abs=1e-6)
    if snap.dx is not None or snap.dy is not None:
        assert snap.guides


@given(rects, st.lists(rects, min_size=1, max_size=30), st.floats(1, 120))
def test_of_hundreds_of_lines_the_nearest_counts(moving: Rect, others: list[Rect], threshold: float) -> None:
    """However far the hand reaches when zoomed out: as near as the nearest edge or centre of any other."""
    targets = targets_for(STAGE, others, families=("clips",))
    places = (moving.left, moving.left + moving.width / 2, moving.right)
    gaps = [line.at - place for line in targets.across_x for place in places]
    least = min(map(abs, gaps))
    dx = snap_move(moving, targets, threshold=threshold, along_y=False).dx
    assert dx is None if least > threshold else dx is not None and abs(dx) == pytest.approx(least, abs=1e-5)


def test_the_middle_of_the_stage_holds() -> None:
    snap = snap_move(Rect(758, 400, 400, 200), targets_for(STAGE, []), threshold=6)
    assert snap.dx == 2
    [guide] = [guide for guide in snap.guides if guide.start.x == guide.end.x]
    assert (guide.start, guide.end) == (Point(960, 0), Point(960, 1080))


def test_a_guide_reaches_from_the_clip_to_what_it_is_aligned_with() -> None:
    targets = targets_for(STAGE, [Rect(300, 700, 100, 100)])
    snap = snap_move(Rect(302, 230, 70, 70), targets, threshold=6)
    assert snap.dx == -2
    [guide] = [guide for guide in snap.guides if guide.start.x == guide.end.x]
    assert (guide.start, guide.end) == (Point(300, 230), Point(300, 800))


def test_one_axis_can_be_left_alone() -> None:
    snap = snap_move(Rect(2, 2, 50, 50), targets_for(STAGE, []), threshold=6, along_y=False)
    assert (snap.dx, snap.dy) == (-2, None)
    assert all(guide.start.x == guide.end.x for guide in snap.guides)


def test_only_the_moving_side_clicks_when_resizing() -> None:
    targets = targets_for(STAGE, [Rect(500, 0, 100, 100)])
    assert snap_edges(Rect(100, 300, 395, 50), targets, x_side=1, y_side=0, threshold=6) == Snap(5, None)
    assert snap_edges(Rect(100, 300, 395, 50), targets, x_side=-1, y_side=0, threshold=3) == Snap(None, None)


def test_sides_only_when_asked() -> None:
    targets = targets_for(STAGE, [])
    centred = Rect(860, 300, 200, 51)
    assert line_guides(centred, targets, is_y=False)
    assert not line_guides(centred, targets, is_y=False, centers=False)


LEFT_AND_RIGHT = Neighbours([Rect(100, 100, 100, 100), Rect(600, 100, 100, 100)])


def test_halfway_between_two_neighbours() -> None:
    moving = Rect(347, 110, 100, 80)
    assert snap_gap(moving, LEFT_AND_RIGHT, threshold=6, is_x=True) == 3
    guides = gap_guides(moving.moved(3, 0), LEFT_AND_RIGHT, is_x=True)
    assert [guide.length for guide in guides] == [150, 150]
    assert all(guide.is_gap for guide in guides)


def test_as_far_as_the_next_two_are_from_each_other() -> None:
    row = Neighbours([Rect(100, 100, 100, 100), Rect(250, 100, 100, 100)])
    moving = Rect(397, 120, 100, 100)
    assert snap_gap(moving, row, threshold=6, is_x=True) == 3
    assert [guide.length for guide in gap_guides(moving.moved(3, 0), row, is_x=True)] == [50, 50]


def test_a_column_works_like_a_row() -> None:
    column = Neighbours([Rect(100, 100, 100, 100), Rect(100, 600, 100, 100)])
    assert snap_gap(Rect(110, 352, 80, 100), column, threshold=6, is_x=False) == -2


def test_clips_in_another_row_have_no_gap() -> None:
    assert snap_gap(Rect(347, 500, 100, 80), LEFT_AND_RIGHT, threshold=6, is_x=True) is None


@pytest.mark.parametrize(("left", "by", "gaps"), [(855, -1, 2), (859, 1, 0), (854, 0, 2), (860, 0, 0)])
def test_a_gap_and_the_middle_of_the_stage_both_near_the_nearer_counts(left: int, by: int, gaps: int) -> None:
    row = [Rect(120, 220, 200, 200), Rect(487, 220, 200, 200)]  # as far again is 854, the middle of the stage 860
    snap = snap_move(Rect(left, 235, 200, 200), targets_for(STAGE, row), threshold=12)
    assert snap.dx == by
    assert sum(guide.is_gap for guide in snap.guides) == gaps


def test_a_gap_that_the_other_axis_takes_out_of_its_row_leaves_the_line() -> None:
    row = [Rect(100, 100, 100, 101), Rect(250, 100, 100, 101)]
    targets = targets_for(
        STAGE, [*row, Rect(700, 205, 100, 100)], families=("clips", "gaps", "guides"), guides=((402,), ())
    )
    snap = snap_move(Rect(399, 200, 100, 100), targets, threshold=6)
    assert (snap.dx, snap.dy) == (3, 1)
    assert not any(guide.is_gap for guide in snap.guides)


def test_where_a_line_and_a_gap_hold_both_are_shown() -> None:
    row = [Rect(110, 220, 200, 200), Rect(485, 220, 200, 200)]
    snap = snap_move(Rect(857, 235, 200, 200), targets_for(STAGE, row), threshold=12)
    assert snap.dx == 3
    assert [guide.length for guide in snap.guides if guide.is_gap] == [175, 175]
    assert any(guide.start.x == guide.end.x == 960 for guide in snap.guides)


def test_what_lies_on_a_card_makes_one_neighbour_with_it() -> None:
    cards = [Rect(100, 100, 200, 200), Rect(400, 100, 200, 200)]
    texts = [Rect(card.left + 20, 150, 140, 40) for card in cards]
    moving, crowd = Rect(697, 120, 200, 200), Neighbours([*cards, *texts])
    assert snap_gap(moving, crowd, threshold=6, is_x=True) == 3
    assert [guide.length for guide in gap_guides(moving.moved(3, 0), crowd, is_x=True)] == [100, 100]
    touching = [Rect(100, 100, 100, 200), Rect(200, 100, 100, 200), cards[1]]
    assert snap_gap(moving, Neighbours(touching), threshold=6, is_x=True) == 3


@given(rects, st.lists(rects, max_size=6), st.booleans())
def test_shown_gaps_are_equal(moving: Rect, others: list[Rect], is_x: bool) -> None:
    neighbours = Neighbours(others)
    lengths_px = {round(guide.length, 2) for guide in gap_guides(moving, neighbours, is_x=is_x)}
    guides = gap_guides(moving, neighbours, is_x=is_x)
    assert len(guides) != 1
    for length in lengths_px:
        assert sum(round(guide.length, 2) == length for guide in guides) > 1


@given(rects, st.lists(rects, max_size=12), st.booleans())
def test_the_nearest_of_a_row_are_those_that_looking_at_all_of_them_finds(
    moving: Rect, others: list[Rect], is_x: bool
) -> None:
    def ends(rect: Rect, along: bool) -> tuple[float, float]:
        return (rect.left, rect.left + rect.width) if along else (rect.top, rect.top + rect.height)

    middle = sum(ends(moving, is_x)) / 2
    low, high = ends(moving, not is_x)
    in_row = [one for one in others if ends(one, not is_x)[0] < high and ends(one, not is_x)[1] > low]
    before, after = Neighbours(others).row(moving, is_x=is_x)
    for spans, side in (
        (before, [ends(one, is_x) for one in in_row if ends(one, is_x)[1] <= middle > ends(one, is_x)[0]]),
        (after, [ends(one, is_x) for one in in_row if ends(one, is_x)[0] >= middle < ends(one, is_x)[1]]),
    ):
        covered = [[start, end] for start, end, _ in spans]
        assert covered == sorted(covered)
        joined: list[list[float]] = []
        for start, end in sorted(side):
            if joined and start <= joined[-1][1] + 0.01:
                joined[-1][1] = max(joined[-1][1], end)
            else:
                joined.append([start, end])
        assert covered == (joined[-2:] if side and side[0][1] <= middle else joined[:2])


@given(rects, st.lists(rects, max_size=12), st.booleans(), st.floats(0, 40))
def test_what_lies_over_a_box_is_told_as_far_as_a_gap_beside_it_needs(
    moving: Rect, others: list[Rect], is_x: bool, most_over: float
) -> None:
    neighbours = Neighbours(others)
    before, after = neighbours.row(moving, is_x=is_x, most_over=most_over)
    all_before, all_after = neighbours.row(moving, is_x=is_x)
    start, end = (moving.left, moving.right) if is_x else (moving.top, moving.bottom)
    if all_before and all_before[-1][1] > start + most_over:
        assert [span[1] for span in before] == [all_before[-1][1]]
    else:
        assert before == all_before
    if all_after and all_after[0][0] < end - most_over:
        assert [span[0] for span in after] == [all_after[0][0]]
    else:
        assert after == all_after


def test_what_is_not_seen_gives_way_to_a_guide_within_reach_and_only_there() -> None:
    def moved(left: float, unseen: tuple[str, ...], threshold: float = 12) -> float | None:
        targets = targets_for((1920, 1080), (), families=("guides", "safe"), guides=((104.0,), ()), unseen=unseen)
        return snap_move(Rect(left, 300, 500, 50), targets, threshold=threshold).dx

    assert moved(97, ("safe",)) == pytest.approx(7)
    assert moved(97, ()) == pytest.approx(-1)
    assert moved(97, ("safe",), threshold=6) == pytest.approx(-1)
    assert moved(86, ("safe",)) == pytest.approx(10)


def test_a_guide_that_holds_hides_no_line_of_a_clip_that_holds_too() -> None:
    other = Rect(400, 800, 100, 100)
    targets = targets_for((1920, 1080), (other,), families=("guides", "clips"), guides=((350.0,), ()))
    snap = snap_move(Rect(352, 300, 200, 50), targets, threshold=6, along_y=False)
    assert {guide.start.x for guide in snap.guides} == {350, 450}
