"""WAV files, loudness against a real meter, and mouths."""

from __future__ import annotations

import itertools
import struct
from pathlib import Path

import av
import av.filter
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.base.errors import SpeechError
from studio_gui.speech import EspeakEngine, Sound, VoiceId, levelled, mouths
from studio_gui.speech.loudness import loudness
from studio_gui.speech.warmth import warmed
from tests.unit.speech.samples import SAMPLES


def tone(*, hertz: float = 220, amplitude: float = 0.3, seconds: float = 1.0, rate: int = 22050) -> Sound:
    time = np.arange(round(seconds * rate)) / rate
    return Sound((np.sin(2 * np.pi * hertz * time) * amplitude * 32767).astype(np.int16), rate)


def joined(*sounds: Sound) -> Sound:
    return Sound(np.concatenate([sound.samples for sound in sounds]), sounds[0].rate)


def metered(sound: Sound) -> float:
    """The integrated loudness that FFmpeg's EBU R128 meter finds."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=sound.rate, format="s16", layout="mono")
    meter = graph.add("ebur128", "metadata=1")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(np.array(sound.samples)[None, :], format="s16", layout="mono")
    frame.sample_rate = sound.rate
    frame.pts = 0
    graph.push(frame)
    graph.push(None)
    found = float("nan")
    while True:
        try:
            found = float(graph.pull().metadata.get("lavfi.r128.I", found))
        except (av.error.EOFError, av.error.BlockingIOError):
            return found


def test_a_wav_file_comes_back(tmp_path: Path) -> None:
    sound = tone()
    (tmp_path / "tone.wav").write_bytes(sound.wav())
    back = Sound.read_wav(tmp_path / "tone.wav")
    assert back.rate == sound.rate
    assert np.array_equal(back.samples, sound.samples)
    with av.open(str(tmp_path / "tone.wav")) as file:
        assert sum(frame.samples for frame in file.decode(audio=0)) == len(sound.samples)


@pytest.mark.parametrize(("width", "channels"), list(itertools.product((1, 2, 3, 4), (1, 2))))
def test_wav_files_of_other_kinds_are_read(width: int, channels: int) -> None:
    steps = [0, 16384, -16384, 32512, -32768]
    whole = b""
    for step in steps:
        one = (
            bytes([(step >> 8) + 128])
            if width == 1
            else (step << 8 * (width - 2)).to_bytes(width, "little", signed=True)
        )
        whole += one * channels
    head = struct.pack("<HHIIHH", 1, channels, 8000, 8000 * width * channels, width * channels, width * 8)
    body = b"WAVEfmt " + struct.pack("<I", 16) + head + b"data" + struct.pack("<I", len(whole)) + whole
    back = Sound.read_wav(b"RIFF" + struct.pack("<I", len(body)) + body)
    assert back.samples.tolist() == steps


@pytest.mark.parametrize("data", [b"", b"RIFF", b"\x89PNG", b"RIFF\x00\x00\x00\x00WAVE"])
def test_what_is_no_wav_is_a_sentence(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "broken.wav").write_bytes(data)
    with pytest.raises(SpeechError, match=r"broken\.wav is not a WAV sound"):
        Sound.read_wav(tmp_path / "broken.wav")
    with pytest.raises(SpeechError):
        Sound.read_wav(tmp_path / "missing.wav")


def test_a_sound_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        tone().samples[0] = 1
    with pytest.raises(ValueError, match="int16"):
        Sound(np.zeros(3), 22050)  # type: ignore[arg-type]


@pytest.mark.parametrize(("tag", "language", "text"), SAMPLES)
def test_every_language_comes_out_equally_loud(engine: EspeakEngine, tag: str, language: str, text: str) -> None:
    voice = engine.find(VoiceId(f"espeak:{tag}+f2"))
    assert voice
    sound = levelled(engine.say(text, voice))
    assert metered(sound) == pytest.approx(-16, abs=2.5)
    assert loudness(sound) == pytest.approx(-16, abs=1)
    assert np.abs(sound.samples.astype(int)).max() <= 32000


def test_levelling_leaves_silence_and_odd_lengths_alone() -> None:
    for sound in (Sound.silence(0), Sound.silence(3), Sound(np.array([0, 5, -5], np.int16), 22050)):
        assert len(levelled(sound).samples) == len(sound.samples)
    assert loudness(Sound.silence(2)) == float("-inf")
    assert loudness(levelled(tone(amplitude=0.01))) == pytest.approx(-16, abs=0.3)
    assert loudness(levelled(tone(amplitude=0.9))) == pytest.approx(-16, abs=0.3)


def test_warmth_lowers_the_treble_alone() -> None:
    def change_db(hertz: float) -> float:
        before = tone(hertz=hertz)
        after = Sound(warmed(before.samples, before.rate), before.rate)
        assert len(after.samples) == len(before.samples)
        return loudness(after) - loudness(before)

    assert change_db(200) == pytest.approx(0, abs=0.3)
    assert change_db(1500) == pytest.approx(0, abs=0.5)
    assert change_db(8000) == pytest.approx(-7, abs=0.7)


def test_warmth_leaves_no_seams_in_a_long_sound() -> None:
    long = tone(hertz=440, seconds=30)
    wave = warmed(long.samples, long.rate).astype(int)[100:-100]
    assert np.abs(wave - long.samples[100:-100]).max() < 400


def test_a_pause_does_not_make_the_rest_louder() -> None:
    speech = tone(amplitude=0.1, seconds=3)
    with_pause = joined(speech, Sound.silence(10))
    assert loudness(with_pause) == pytest.approx(loudness(speech), abs=0.5)


def test_mouths_close_in_silence_and_move_in_speech(engine: EspeakEngine) -> None:
    voice = engine.find(VoiceId("espeak:en-us+f2"))
    assert voice
    spoken = levelled(engine.say("We have many new ideas about how people move.", voice))
    sound = joined(Sound.silence(1), spoken, Sound.silence(1))
    shapes = mouths(sound, 30)
    assert len(shapes) == int(np.ceil(sound.duration_s * 30))
    assert set(shapes[:29] + shapes[-29:]) == {0}
    inside = shapes[31:-31]
    assert set(inside) == {0, 1, 2, 3, 4, 5} or set(inside) == {1, 2, 3, 4, 5}
    assert inside.count(0) < len(inside) / 4
    changes = sum(one != other for one, other in itertools.pairwise(inside))
    assert len(inside) / 8 < changes < len(inside) / 1.5


def test_vowels_have_their_shapes() -> None:
    def vowel(first: float, second: float) -> Sound:
        time = np.arange(22050) / 22050
        wave = sum(
            np.sin(2 * np.pi * 120 * n * time)
            * sum(weight / (1 + ((120 * n - at) / 90) ** 2) for at, weight in ((first, 1.0), (second, 0.7)))
            for n in range(1, 40)
        )
        return Sound((wave / np.abs(wave).max() * 15000).astype(np.int16), 22050)

    assert max(set(ah := mouths(vowel(800, 1200), 30)), key=ah.count) == 2
    assert max(set(ee := mouths(vowel(300, 2400), 30)), key=ee.count) == 3
    assert max(set(oo := mouths(vowel(350, 480), 30)), key=oo.count) == 4


@given(
    samples=st.lists(st.integers(-32768, 32767), max_size=400),
    rate=st.sampled_from([8000, 22050, 48000]),
    fps=st.sampled_from([1, 23.976, 25, 29.97, 30, 60, 120]),
)
def test_mouths_of_anything(samples: list[int], rate: int, fps: float) -> None:
    sound = Sound(np.array(samples, np.int16), rate)
    shapes = mouths(sound, fps)
    assert set(shapes) <= set(range(6))
    assert (len(shapes) - 1) / fps < sound.duration_s + 1e-6 if shapes else not samples
    assert len(shapes) / fps >= sound.duration_s - 1e-6


@pytest.mark.parametrize("fps", [0, -1, float("nan"), float("inf")])
def test_mouths_need_a_frame_rate(fps: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        mouths(tone(), fps)
