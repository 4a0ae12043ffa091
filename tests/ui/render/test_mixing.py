"""Mixing sounds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.painting import Assets
from studio_gui.render.mixing import BLOCK, RATE, Played, Spoken, limited, mixed, sources_of
from studio_gui.speech.sound import Sound
from tests.ui.render import films


def tone(seconds: float, *, rate: int = 22_050) -> Sound:
    """Speech as far as a mixer can tell."""
    times = np.arange(int(seconds * rate)) / rate
    return Sound((np.sin(times * 2 * np.pi * 300) * 12_000).astype(np.int16), rate)


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000])
def test_speech_keeps_its_length_and_loudness_at_the_rate_of_the_video(rate: int) -> None:
    heard = Spoken(tone(1.5, rate=rate)).read(10 * RATE)
    assert abs(heard.shape[1] - 1.5 * RATE) < RATE / 100
    assert np.array_equal(heard[0], heard[1])
    power = np.sum(np.mean(np.square(heard), axis=1))
    assert np.sqrt(power) == pytest.approx(12_000 / 32_768 / np.sqrt(2), rel=0.05), "the power of both sides together"


@given(st.integers(1, 4 * BLOCK))
def test_the_mix_has_exactly_the_length_asked_for(length: int) -> None:
    blocks = list(mixed([Spoken(tone(0.5))], length))
    assert sum(block.shape[1] for block in blocks) == length


def test_reading_in_small_parts_gives_the_same_as_reading_at_once(tmp_path: Path) -> None:
    films.write_tone(tmp_path / "a.wav", seconds=1.3)
    whole, parts = Played(tmp_path / "a.wav", 0.5), Played(tmp_path / "a.wav", 0.5)
    at_once = whole.read(2 * RATE)
    pieces = [parts.read(count) for count in (1, 999, 5000, 0, 70_000)]
    whole.close()
    parts.close()
    assert np.array_equal(at_once, np.concatenate(pieces, axis=1))
    assert abs(at_once.shape[1] - 1.3 * RATE) < 200


@given(st.lists(st.floats(-8, 8, width=32), min_size=1, max_size=50))
def test_loud_sums_are_bent_and_never_cut(values: list[float]) -> None:
    block = np.array([values, values], np.float32)
    calm = limited(block)
    assert np.abs(calm).max() <= 1
    quiet = np.abs(block) <= 0.9
    assert np.array_equal(calm[quiet], block[quiet])
    assert np.array_equal(np.sign(calm), np.sign(block))


def test_hidden_and_missing_sounds_are_not_heard(tmp_path: Path) -> None:
    films.write_tone(tmp_path / "media" / "a.wav")
    assets, silence = Assets(tmp_path), Sound.silence(0)
    scene = films.sound_scene("media/a.wav")
    heard = sources_of(scene, speech=silence, assets=assets)
    assert len(heard) == 1
    heard[0].close()
    hidden = scene.changed(clips=(scene.clips[0].with_studio(hidden=True),))
    assert sources_of(hidden, speech=silence, assets=assets) == []
    assert sources_of(films.sound_scene("media/none.wav"), speech=silence, assets=assets) == []
