"""Mixing sounds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from av.audio.stream import AudioStream
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from studio_gui.model.playing import Part, Play
from studio_gui.painting import Assets
from studio_gui.render.mixing import BLOCK, RATE, Played, Samples, Spoken, mixed, sources_of
from studio_gui.render.sounds import limiting
from studio_gui.render.sounds.limiting import CEILING, Limiter
from studio_gui.speech.sound import Sound
from tests.ui.render import films

DATA = Path(__file__).parents[2] / "data" / "media"


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


LOUD = {
    "noise": lambda at: np.random.default_rng(1).normal(0, 0.6, len(at)),
    "a tone between its samples": lambda at: np.sin(2 * np.pi * 12_000 * at + np.pi / 4),
    "a tone with no sample near the ceiling": lambda at: 0.91 * np.sin(2 * np.pi * 12_000 * at + np.pi / 4),
    "a beat": lambda at: np.sin(2 * np.pi * 90 * at) * 3 * (at % 0.5 < 0.05),
    "a single crack": lambda at: 5.0 * (np.arange(len(at)) == 1000),
}


def _limited(mix: Samples, block: int) -> Samples:
    limiter = Limiter()
    parts = [limiter.put(mix[:, start : start + block]) for start in range(0, mix.shape[1], block)]
    return np.concatenate([*parts, limiter.end()], axis=1)


@pytest.mark.parametrize("wave", LOUD.values(), ids=[*LOUD])
def test_what_is_too_loud_is_turned_down_with_room_for_the_curve_between_samples(
    wave: Callable[[NDArray[np.float64]], NDArray[np.float64]],
) -> None:
    mix = np.stack([wave(np.arange(100_000) / RATE)] * 2).astype(np.float32)
    calm = _limited(mix, BLOCK)
    assert calm.shape == mix.shape
    curve = np.fft.irfft(np.pad(np.fft.rfft(calm[0]), (0, 150_000)), 400_000) * 4
    assert np.abs(curve).max() < 10 ** (-1 / 20)
    assert np.abs(curve).max() > CEILING * 0.8, "not softer than it must be"
    gain = calm[0][np.abs(mix[0]) > 0.01] / mix[0][np.abs(mix[0]) > 0.01]
    assert gain.min() > 0
    assert gain.max() <= 1.0001
    assert np.abs(_limited(mix, 4800) - calm).max() < 1e-5, "wherever blocks begin"


@given(st.integers(0, 3000), st.integers(1, 60))
def test_what_is_not_too_loud_stays_as_it_is(length: int, steps: int) -> None:
    mix = np.random.default_rng(length).uniform(-0.37, 0.37, (2, length)).astype(np.float32)
    assert np.array_equal(_limited(mix, steps * 48), mix)


@pytest.mark.parametrize(
    "play",
    [Play(), Play(start_s=0.3), Play(at_end="loop", end_s=0.5), Play(end_s=0.7)],
    ids=["by its scene", "at both ends", "in a round", "by hand"],
)
def test_a_sound_that_is_cut_off_does_not_click(tmp_path: Path, play: Play) -> None:
    films.write_tone(tmp_path / "media" / "a.wav", seconds=5, rate=48_000)
    scene = films.sound_scene("media/a.wav")
    scene = scene.changed(clips=(scene.clips[0].with_studio(play=play),))
    length = RATE + 27
    heard = np.concatenate(
        [*mixed(sources_of(scene, speech=Sound.silence(0), assets=Assets(tmp_path), length=length), length)], axis=1
    )
    cut = np.concatenate([np.zeros((2, 100)), heard, np.zeros((2, 100))], axis=1)
    assert np.abs(heard[:, 9600:14400]).max() > 0.45
    step = 0.5 * 2 * np.pi * 440 / RATE
    begin = RATE // 2 + 50 if play.at_end == "loop" else 0  # where it begins anew is as it is
    assert np.abs(np.diff(cut[:, begin:], axis=1)).max() < step * 1.2


def test_speech_that_a_scene_has_no_time_for_does_not_click() -> None:
    length, scene = RATE + 27, films.still_scene(seconds=1)
    for seconds in (1.0, 5.0):
        sources = sources_of(scene, speech=tone(seconds), assets=Assets(None), length=length)
        heard = np.concatenate([*mixed(sources, length)], axis=1)
        assert np.abs(heard[:, -9600:-1200]).max() > 0.25
        assert np.abs(heard[:, -1]).max() < 0.001


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


MUSIC = {"wav": "pcm_s16le", "flac": "flac", "mp3": "libmp3lame", "m4a": "aac", "ogg": "libopus", "webm": "libopus"}


def _music(folder: Path, kind: str, *, rate: int, seconds: float = 20.0) -> Path:
    """A tone that rises, so that every moment sounds different."""
    path = folder / f"music.{kind}"
    times = np.arange(int(seconds * rate)) / rate
    wave = (np.sin(2 * np.pi * (200 + 40 * times) * times) * 0.5).astype(np.float32)
    with av.open(str(path), "w") as out:
        stream = out.add_stream(MUSIC[kind], rate=rate, layout="stereo")
        assert isinstance(stream, AudioStream)
        for start in range(0, len(wave), 4096):
            part = wave[start : start + 4096]
            frame = av.AudioFrame.from_ndarray(np.stack([part, part]), format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = rate, start
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


PARTS = {
    "whole": None,
    "trimmed": Part(2.5, 15.0),
    "round and round": Part(1.0, 3.7, goes_round=True),
    "round to the end of the file": Part(13.0, 7.0, goes_round=True),
}


@pytest.mark.parametrize("part", PARTS.values(), ids=[*PARTS])
@pytest.mark.parametrize(("kind", "rate"), [(kind, 48_000) for kind in MUSIC] + [("wav", 44_100), ("mp3", 44_100)])
def test_what_is_skipped_is_as_if_it_had_been_heard(tmp_path: Path, kind: str, rate: int, part: Part | None) -> None:
    path = _music(tmp_path, kind, rate=rate)
    for seconds in (0.5, 8.123, 14.9):
        count = round(seconds * RATE)
        heard, skipped = Played(path, 1.0, part=part), Played(path, 1.0, part=part)
        heard.read(count)
        skipped.skip(count)
        wanted, got = heard.read(RATE), skipped.read(RATE)
        heard.close()
        skipped.close()
        assert abs(got.shape[1] - wanted.shape[1]) <= 2
        length = min(got.shape[1], wanted.shape[1])
        most = 1100 if kind == "webm" else 2  # its packets name whole milliseconds, and the first holds less
        shifts = range(-most, most + 1, 1 if most < 10 else 4)
        apart = [
            float(np.abs(wanted[:, most + by : length - most + by] - got[:, most : length - most]).mean())
            for by in shifts
        ]
        assert not length or min(apart) < 0.02, (seconds, min(apart))


def test_nothing_is_left_of_what_is_over(tmp_path: Path) -> None:
    path = _music(tmp_path, "wav", rate=48_000, seconds=1.0)
    for part in (None, Part(0.2, 0.5)):
        source = Played(path, 1.0, part=part)
        source.skip(30 * RATE)
        assert source.read(100).shape[1] == 0
        source.close()


def test_fades_and_ducking_go_on_where_they_were(tmp_path: Path) -> None:
    films.write_tone(tmp_path / "media" / "a.wav", seconds=6, rate=48_000)
    scene = films.sound_scene("media/a.wav")
    play = Play(fade_in_s=2, fade_out_s=2, ducks=True)
    scene = scene.changed(clips=(scene.clips[0].with_studio(play=play),))
    assets, speech = Assets(tmp_path), tone(3)
    heard = sources_of(scene, speech=speech, assets=assets, length=6 * RATE)
    skipped = sources_of(scene, speech=speech, assets=assets, length=6 * RATE)
    for one, other in zip(heard, skipped, strict=True):
        one.read(3 * RATE)
        other.skip(3 * RATE)
        assert np.allclose(one.read(2 * RATE), other.read(2 * RATE), atol=1e-3)
        one.close()
        other.close()


def test_a_seek_deep_into_long_music_decodes_only_what_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _music(tmp_path, "mp3", rate=44_100, seconds=120.0)
    decoded = 0

    class Counted:
        def __init__(self, **options: object) -> None:
            self._inner = av.AudioResampler(**options)  # type: ignore[arg-type]

        def resample(self, frame: av.AudioFrame | None) -> list[av.AudioFrame]:
            nonlocal decoded
            parts = self._inner.resample(frame)
            decoded += sum(part.samples for part in parts)
            return parts

    monkeypatch.setattr("studio_gui.render.mixing.AudioResampler", Counted)
    for part in (None, Part(10.0, 60.0, goes_round=True)):
        decoded = 0
        source = Played(path, 1.0, part=part)
        source.skip(110 * RATE)
        assert source.read(RATE).shape[1] == RATE
        source.close()
        assert 0 < decoded < 4 * RATE


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(20, 23_900), st.floats(0, 1), st.floats(0, 7)), min_size=1, max_size=4),
    st.floats(0, 0.2),
)
def test_what_is_taken_to_stay_under_the_ceiling_does(tones: list[tuple[float, float, float]], noise: float) -> None:
    places = np.arange(2000) / RATE
    sound = np.random.default_rng(1).uniform(-noise, noise, 2000)
    for hertz, size, phase in tones:
        sound += size * np.sin(places * 2 * np.pi * hertz + phase)
    sides = np.stack([sound, -sound]).astype(np.float32)
    if limiting._stays_under(sides):
        for weights in limiting._CURVE:
            assert np.abs(np.convolve(sides[0], weights[::-1], mode="valid")).max() <= CEILING + 1e-5


def test_a_loud_low_tone_needs_no_close_look_and_a_loud_hiss_does() -> None:
    places = np.arange(4800) / RATE
    low = 0.6 * np.sin(places * 2 * np.pi * 440).astype(np.float32)
    assert limiting._stays_under(np.stack([low, low]))
    hiss = np.random.default_rng(1).uniform(-0.6, 0.6, 4800).astype(np.float32)
    assert not limiting._stays_under(np.stack([hiss, hiss]))
