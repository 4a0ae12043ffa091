"""Work in slices: what is done in one turn of the loop, in which order, and what becomes of work that is given up."""

from __future__ import annotations

import itertools
import time

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer
from pytestqt.qtbot import QtBot

from studio_gui.ui.slices import OTHERS_S, SLICE_S, Slices, Soon, Work, have_turn, wait_for


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


def long_step() -> None:
    """Take all the time that a slice has."""
    end = time.perf_counter() + SLICE_S
    while time.perf_counter() < end:
        pass


def saying(words: list[str], word: str, *, times: int) -> Work:
    for _ in range(times):
        words.append(word)
        long_step()
        yield


def turn() -> None:
    """One turn of the loop."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def test_short_steps_are_done_in_one_slice(owner: QObject, qtbot: QtBot) -> None:
    slices, done = Slices(owner), []

    def work() -> Work:
        for number in range(20):
            done.append(number)
            yield

    slices.start(work())
    assert done == []
    qtbot.waitUntil(lambda: not slices.is_working)
    assert done == list(range(20))
    assert slices.done <= 3


def test_of_two_that_have_much_to_do_one_works_in_a_turn(owner: QObject) -> None:
    """A drag of hundreds worked out values and drew pictures in the same turn, which then took twice as long."""
    first, second, words = Slices(owner), Slices(owner), []
    first.start(saying(words, "a", times=5))
    second.start(saying(words, "b", times=5))
    counts = [0]
    while first.is_working or second.is_working:
        turn()
        counts.append(len(words))
    steps = [after - before for before, after in itertools.pairwise(counts)]
    assert max(steps) == 1
    assert "".join(words) == "ababababab"


def test_a_step_can_ask_for_a_turn_of_its_own(owner: QObject, qtbot: QtBot) -> None:
    slices, turns = Slices(owner), []

    def work() -> Work:
        for _ in range(3):
            turns.append(slices.done)
            slices.be_interrupted()
            yield

    slices.start(work())
    qtbot.waitUntil(lambda: not slices.is_working)
    assert turns == [1, 2, 3]


def test_a_work_that_is_given_up_is_not_gone_on_with(owner: QObject) -> None:
    slices, words = Slices(owner), []
    slices.start(saying(words, "old", times=50))
    while not words:
        turn()
    slices.start(saying(words, "new", times=2))
    while slices.is_working:
        turn()
    slices.start(saying(words, "never", times=2))
    slices.drop()
    for _ in range(5):
        turn()
    assert words.count("old") == 1
    assert words.count("new") == 2
    assert "never" not in words


def test_what_is_left_can_be_done_at_once_but_not_from_within(owner: QObject) -> None:
    slices, words = Slices(owner), []

    def work() -> Work:
        slices.finish()
        words.append("a")
        yield
        words.append("b")

    slices.start(work())
    slices.finish()
    assert words == ["a", "b"]
    assert not slices.is_working
    slices.finish()
    assert words == ["a", "b"]


def test_a_work_that_fails_does_not_stand_in_the_way_of_the_next(owner: QObject, qtbot: QtBot) -> None:
    slices, words = Slices(owner), []

    def broken() -> Work:
        yield
        raise ValueError("a bug")

    with qtbot.captureExceptions() as found:
        slices.start(broken())
        qtbot.waitUntil(lambda: bool(found))
    assert not slices.is_working
    slices.start(saying(words, "next", times=1))
    qtbot.waitUntil(lambda: not slices.is_working)
    assert words == ["next"]


def test_others_have_their_turns_while_a_step_has_a_loop_of_its_own(owner: QObject, qtbot: QtBot) -> None:
    first, second, words = Slices(owner), Slices(owner), []

    def asking() -> Work:
        qtbot.waitUntil(lambda: words == ["b", "b", "b"])
        words.append("answered")
        yield

    first.start(asking())
    second.start(saying(words, "b", times=3))
    qtbot.waitUntil(lambda: not first.is_working)
    assert words == ["b", "b", "b", "answered"]


def test_who_is_gone_is_passed_over(owner: QObject, qtbot: QtBot) -> None:
    other = QObject()
    first, second, words = Slices(other), Slices(owner), []
    first.start(saying(words, "gone", times=50))
    second.start(saying(words, "here", times=5))
    while "gone" not in words:
        turn()
    del first
    other.deleteLater()
    qtbot.waitUntil(lambda: not second.is_working)
    assert words.count("here") == 5
    assert words.count("gone") < 50


def test_between_slices_there_is_the_pause_that_was_asked_for(owner: QObject) -> None:
    slices, words = Slices(owner, pause_ms=30), []
    begin = time.monotonic()
    slices.start(saying(words, "a", times=3), after_ms=30)
    while slices.is_working:
        turn()
    assert time.monotonic() - begin >= 0.09


def test_what_is_asked_for_soon_is_done_once_and_in_a_turn_of_its_own(owner: QObject, qtbot: QtBot) -> None:
    done = []
    soon = Soon(owner, lambda: done.append("done"))
    soon.ask()
    soon.ask()
    assert done == []
    qtbot.waitUntil(lambda: not soon.is_working)
    assert done == ["done"]
    soon.ask()
    soon.drop()
    for _ in range(3):
        turn()
    assert done == ["done"]


def test_what_is_asked_for_soon_while_it_is_being_done_is_done_once_more(owner: QObject, qtbot: QtBot) -> None:
    done: list[str] = []

    def do() -> None:
        done.append("done")
        if len(done) == 1:
            soon.ask()  # what it looks at has changed since it looked

    soon = Soon(owner, do)
    soon.ask()
    qtbot.waitUntil(lambda: len(done) == 2)
    assert not soon.is_working


def test_what_is_asked_for_soon_right_after_a_long_turn_is_not_lost(owner: QObject, qtbot: QtBot) -> None:
    done: list[str] = []

    def do() -> None:
        done.append("done")
        end = time.perf_counter() + 2 * SLICE_S
        while time.perf_counter() < end:
            pass

    soon = Soon(owner, do)
    soon.ask()
    while not done:
        turn()
    soon.ask()
    qtbot.waitUntil(lambda: len(done) == 2)


def test_work_goes_on_however_seldom_the_system_lets_the_program_run(
    owner: QObject, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waited was forgotten when the system gave the processor to others at the beginning of a turn."""
    slices, done, now = Slices(owner, hurries=True), [], time.perf_counter
    lost = itertools.count()
    monkeypatch.setattr(time, "perf_counter", lambda: now() + next(lost) * 2 * OTHERS_S)
    slices.start(saying(done, "a", times=3))
    qtbot.waitUntil(lambda: not slices.is_working)
    assert done == ["a"] * 3


def test_who_waits_for_a_work_goes_on_when_it_is_done_and_others_had_their_turns_meanwhile(owner: QObject) -> None:
    words: list[str] = []
    QTimer.singleShot(0, owner, lambda: words.append("other"))
    wait_for(saying(words, "step", times=4), owner)
    assert words.count("step") == 4
    assert words.index("other") < 4
    assert not owner.findChildren(Slices) or not owner.findChild(Slices).is_working


def test_who_wants_another_turn_lets_others_have_theirs_first(owner: QObject) -> None:
    words: list[str] = []
    QTimer.singleShot(0, owner, lambda: words.append("other"))
    have_turn(owner)
    assert words == ["other"]


def test_who_waits_for_a_work_is_told_of_its_mistake(owner: QObject) -> None:
    def fails() -> Work:
        yield
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        wait_for(fails(), owner)


def test_a_work_that_one_waits_for_is_done_although_the_program_ends(owner: QObject) -> None:
    words: list[str] = []

    def ends() -> Work:
        QCoreApplication.quit()
        yield from saying(words, "step", times=5)

    wait_for(ends(), owner)
    assert words == ["step"] * 5
