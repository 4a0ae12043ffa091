"""The collector of the window: how much it looks through at a time, and what it still finds."""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from studio_gui.ui import garbage
from studio_gui.ui.garbage import BUSY_S, FLOOD, FLOODS_AT_LAST, MOST, MOST_FLOODS, QUIET_LOOKS, GarbageCollector


class _Thing:
    """Anything that can hold on to itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def collector(qapp: object) -> Iterator[GarbageCollector]:
    gc.collect()
    gc.freeze()  # what other tests left behind is not looked at
    owner = QObject()
    collector = GarbageCollector(owner)
    yield collector
    collector.stop()


@pytest.fixture
def looked_at() -> Iterator[list[int]]:
    """How many things were looked through, each time."""
    sizes: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            sizes.append(sum(len(gc.get_objects(generation=n)) for n in range(info["generation"] + 1)))

    gc.callbacks.append(note)
    yield sizes
    gc.callbacks.remove(note)


def test_hours_of_work_with_hundreds_of_clips_are_never_looked_through_at_once(
    collector: GarbageCollector, looked_at: list[int]
) -> None:
    """The window stood still for twenty milliseconds every now and then, while clips were dragged."""
    kept = []
    for _ in range(60):
        kept += [[n] for n in range(MOST - 500)]
        collector.look()
    assert len(looked_at) > 40
    assert max(looked_at) <= FLOOD
    assert gc.get_freeze_count() > len(kept) / 2


def test_what_a_start_has_loaded_is_set_aside_at_once(qapp: object, looked_at: list[int]) -> None:
    loaded = [[n] for n in range(2 * FLOOD)]
    collector = GarbageCollector(QObject(qapp))
    kept = [[n] for n in range(1_000)]
    collector.look()
    collector.stop()
    assert len(looked_at) == 1
    assert len(kept) <= looked_at[0] < len(loaded) / 4


class _Elsewhere(GarbageCollector):
    """One of a program that has the keyboard no more, whatever other tests have left in front."""

    @property
    def _is_away(self) -> bool:
        return True


def test_everything_is_looked_through_when_one_is_away_and_nothing_is_made(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window stood still in the midst of a drag, for another window had the keyboard."""
    collector = _Elsewhere(QObject(qapp))
    monkeypatch.setattr(garbage, "THOROUGH_S", 0.0)
    thing = weakref.ref(_Thing())
    assert thing() is not None
    gc.freeze()
    kept = []
    for _ in range(2 * QUIET_LOOKS):
        kept += [[n] for n in range(1_000)]
        collector.look()
    assert thing() is not None
    for _ in range(QUIET_LOOKS):
        collector.look()
    collector.stop()
    assert thing() is None


def test_a_large_project_that_opens_is_set_aside(collector: GarbageCollector, looked_at: list[int]) -> None:
    project = [[n] for n in range(2 * FLOOD)]
    before = gc.get_freeze_count()
    collector.look()
    assert looked_at == []
    assert gc.get_freeze_count() >= before + len(project)


def test_what_dies_amid_much_work_is_found(collector: GarbageCollector) -> None:
    dead, kept = [], []
    for _ in range(20):
        kept += [[n] for n in range(MOST // 2)]
        dead.append(weakref.ref(_Thing()))
        collector.look()
    assert [thing() for thing in dead] == [None] * 20


def test_what_lived_a_little_longer_is_found(collector: GarbageCollector) -> None:
    thing: _Thing | None = _Thing()
    dead, kept = weakref.ref(thing), []
    for _ in range(4):
        kept += [[n] for n in range(MOST // 2)]
        collector.look()
        thing = None
    assert dead() is None


def _flood(collector: GarbageCollector, times: int) -> list[weakref.ref[_Thing]]:
    """Make so much garbage, so often, that it is set aside unseen; one of each."""
    dead = []
    for _ in range(times):
        things = [_Thing() for _ in range(FLOOD + 1)]
        dead.append(weakref.ref(things[0]))
        del things
        collector.look()
    return dead


def test_after_many_floods_of_garbage_all_is_looked_through_when_nobody_works(collector: GarbageCollector) -> None:
    """In the midst of a gesture it took an eighth of a second."""
    dead = _flood(collector, MOST_FLOODS + 2)
    assert all(thing() is not None for thing in dead)
    for _ in range(QUIET_LOOKS):
        assert all(thing() is not None for thing in dead)
        collector.look()
    assert all(thing() is None for thing in dead)


def test_hands_that_leave_nothing_behind_are_not_taken_for_nobody(collector: GarbageCollector) -> None:
    """A text was dragged for five seconds, and in the midst of it everything was looked through."""
    dead = _flood(collector, MOST_FLOODS + 1)
    for _ in range(2 * QUIET_LOOKS):
        until_s = time.thread_time() + 1.5 * BUSY_S
        while time.thread_time() < until_s:
            pass
        collector.look()
    assert any(thing() is not None for thing in dead)
    for _ in range(QUIET_LOOKS):
        collector.look()
    assert all(thing() is None for thing in dead)


def test_floods_of_garbage_do_not_pile_up_for_ever(
    collector: GarbageCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert FLOODS_AT_LAST > MOST_FLOODS
    monkeypatch.setattr(garbage, "FLOODS_AT_LAST", MOST_FLOODS + 3)
    left = sum(thing() is not None for thing in _flood(collector, 2 * MOST_FLOODS + 7))
    assert 0 < left <= MOST_FLOODS + 3


def test_it_looks_of_itself(collector: GarbageCollector, looked_at: list[int], qtbot: QtBot) -> None:
    """Every half second, when it has a turn: not in one in which a window is painted or hundreds of clips are drawn."""
    kept = [[n] for n in range(MOST - 500)]
    qtbot.waitUntil(lambda: bool(looked_at))
    assert kept
