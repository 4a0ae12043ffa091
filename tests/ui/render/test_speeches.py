"""The speech of long films: on the disk, in little memory, and the same as ever."""

from __future__ import annotations

import threading
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from studio_gui.base.paths import user_paths
from studio_gui.render.mixing import BLOCK, RATE, Spoken
from studio_gui.render.sounds import speeches
from studio_gui.render.sounds.gains import ducking
from studio_gui.render.sounds.speeches import Speeches
from studio_gui.speech.lips import mouths
from studio_gui.speech.sound import Sound, WordMark

MB = 1 << 20


def speech(seconds: float, *, seed: int = 1, rate: int = 22_050) -> Sound:
    """Syllables of noise."""
    count = round(seconds * rate)
    noise = np.random.default_rng(seed).normal(0, 4000, count)
    swell = np.sin(np.arange(count) / rate * 2 * np.pi * 3) > 0
    return Sound((noise * swell).astype(np.int16), rate, (WordMark(0.1 * seed, seed, 3),))


@pytest.fixture
def small_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of a second of speech stays in memory."""
    monkeypatch.setattr(speeches, "IN_MEMORY_BYTES", 4410)


@pytest.fixture
def sounds() -> list[Sound]:
    return [speech(0.05), Sound.silence(0), speech(0.5, seed=2), speech(0.3, seed=3, rate=16_000), speech(0.2, seed=4)]


def same(one: Sound, other: Sound) -> bool:
    return (one.rate, one.marks) == (other.rate, other.marks) and np.array_equal(one.samples, other.samples)


@pytest.mark.usefixtures("small_memory")
def test_what_is_put_away_comes_back_as_it_was(sounds: list[Sound]) -> None:
    with closing(Speeches()) as kept:
        for sound in sounds:
            kept.add(sound)
        assert kept[0] is sounds[0]
        assert kept[4] is not sounds[4]
        assert kept.durations_s() == [sound.duration_s for sound in sounds]
        assert all(same(*pair) for pair in zip(kept, sounds, strict=True))
        assert same(kept[-1], sounds[-1])
        assert all(same(*pair) for pair in zip(kept[1:4], sounds[1:4], strict=True))
        with pytest.raises(IndexError):
            kept[5]
    assert [path for path in user_paths().cache.rglob("*") if path.is_file()] == []


@pytest.mark.usefixtures("small_memory")
def test_several_threads_may_ask(sounds: list[Sound]) -> None:
    wrong: list[int] = []

    def ask(kept: Speeches) -> None:
        for turn in range(200):
            at = turn * 7 % len(sounds)
            if not same(kept[at], sounds[at]):
                wrong.append(at)

    with closing(Speeches()) as kept:
        for sound in sounds:
            kept.add(sound)
        threads = [threading.Thread(target=ask, args=(kept,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []


@pytest.mark.usefixtures("small_memory")
def test_where_nothing_can_be_put_away_it_stays_in_memory(sounds: list[Sound], studio_home: Path) -> None:
    studio_home.mkdir()
    (studio_home / "cache").write_text("in the way")
    with closing(Speeches()) as kept:
        for sound in sounds:
            kept.add(sound)
        assert [kept[at] is sounds[at] for at in range(len(sounds))] == [True] * len(sounds)


@pytest.mark.usefixtures("small_memory")
def test_on_a_disk_that_is_full_what_is_there_already_can_be_heard_and_the_rest_stays_in_memory(
    sounds: list[Sound],
) -> None:
    resource = pytest.importorskip("resource", reason="only some systems limit the size of files")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, before[1]))
    try:
        with closing(Speeches()) as kept:
            for sound in sounds:
                kept.add(sound)
            assert [kept[at] is sounds[at] for at in range(len(sounds))] == [True, True, False, True, True]
            assert all(same(*pair) for pair in zip(kept, sounds, strict=True))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def _memory() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


@pytest.mark.usefixtures("_memory")
def test_looking_and_listening_to_a_long_scene_takes_no_more_memory_than_to_a_short_one() -> None:
    long = speech(600)
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    shapes = mouths(long, 30)
    source, heard = Spoken(long), 0
    while (part := source.read(BLOCK)).shape[1]:
        heard += part.shape[1]
    gain = ducking(long)
    assert tracemalloc.get_traced_memory()[1] - before < 40 * MB
    assert len(shapes) == 18_000
    assert abs(heard - 600 * RATE) < 100
    assert gain(0, 10).shape == (10,)


@pytest.mark.parametrize("rate", [8_000, 22_050, 48_000])
def test_speech_that_is_skipped_is_as_if_it_had_been_heard(rate: int) -> None:
    sound = speech(4, rate=rate)
    whole = Spoken(sound).read(5 * RATE)
    assert whole.shape[1] == pytest.approx(4 * RATE, abs=4)
    for skipped in (0, 1, 1_000, BLOCK - 1, BLOCK, 3 * BLOCK + 17):
        source = Spoken(sound)
        source.skip(skipped)
        parts = [source.read(count) for count in (100, 10_000, 5 * RATE)]
        assert np.array_equal(np.concatenate(parts, axis=1), whole[:, skipped:])
    past = Spoken(sound)
    past.skip(5 * RATE)
    assert past.read(10).shape == (2, 0)
