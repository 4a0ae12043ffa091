"""What is seen and what is heard of a video belong together, whatever form the file has and wherever it begins."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.audio.stream import AudioStream
from av.video.stream import VideoStream
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from studio_gui.base.media import facts_of
from studio_gui.model.playing import Part
from studio_gui.painting.media.videos import Videos
from studio_gui.render.mixing import RATE, Played
from tests.ui.painting.drawing import rgb_of

SIZE = (64, 36)
_BLOCK = 1024


def write(
    path: Path,
    *,
    frames: int = 120,
    rate: int = 30,
    shown: Sequence[int] | None = None,
    blocks: Sequence[int] = (),
    codec: str = "libx264",
    options: dict[str, str] | None = None,
) -> None:
    """A video that says the number of each picture in bars, and a tone in blocks of 1024 samples.

    ``shown`` are the pictures there are (all for None), ``blocks`` the blocks of sound.
    """
    with av.open(str(path), "w") as out:
        pictures = out.add_stream(codec, rate=rate, options=options or {"bf": "3", "g": "30", "crf": "18"})
        assert isinstance(pictures, VideoStream)
        pictures.width, pictures.height, pictures.pix_fmt = (*SIZE, "yuv420p")
        pictures.codec_context.time_base = Fraction(1, rate)
        sound = out.add_stream("aac", rate=RATE, layout="stereo") if blocks else None
        for index in range(frames) if shown is None else shown:
            frame = av.VideoFrame.from_ndarray(_bars(index), format="rgb24")
            frame.pts = index
            out.mux(pictures.encode(frame))
        out.mux(pictures.encode(None))
        if sound is not None:
            assert isinstance(sound, AudioStream)
            for block in blocks:
                wave = np.sin(np.arange(_BLOCK) * 2 * np.pi * 15 / _BLOCK).astype(np.float32) / 2
                heard = av.AudioFrame.from_ndarray(np.stack([wave, wave]), format="fltp", layout="stereo")
                heard.sample_rate, heard.pts, heard.time_base = RATE, block * _BLOCK, Fraction(1, RATE)
                out.mux(sound.encode(heard))
            out.mux(sound.encode(None))


def _bars(number: int) -> NDArray[np.uint8]:
    bits = np.array([number >> bit & 1 for bit in range(8)], np.uint8) * 200 + 20
    across = np.repeat(bits, SIZE[0] // 8)
    return np.broadcast_to(across[None, :, None], (SIZE[1], SIZE[0], 3)).copy()


def number_of(image: QImage | None) -> int:
    """The number that a picture says."""
    assert image is not None
    row = rgb_of(image)[SIZE[1] // 2, :, 1].reshape(8, -1).mean(axis=1)
    return sum(int(level > 128) << bit for bit, level in enumerate(row))


def heard(path: Path, seconds: float, *, part: Part | None = None) -> NDArray[np.bool_]:
    """Where anything is heard, every millisecond."""
    source = Played(path, 1.0, part=part)
    samples = np.zeros(round(seconds * RATE), np.float32)
    read = source.read(len(samples))
    source.close()
    samples[: read.shape[1]] = np.abs(read[0])
    loud: NDArray[np.bool_] = samples.reshape(-1, RATE // 1000).max(axis=1) > 0.1
    return loud


@pytest.mark.parametrize("kind", ["mp4", "mkv", "ts"])
def test_sound_that_begins_after_its_pictures_is_heard_beside_them(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"late.{kind}"
    write(path, blocks=range(47, 150))  # 1.003 s after the first picture
    loud = heard(path, 2.0)
    assert abs(int(np.flatnonzero(loud)[0]) - 1003) < 25  # an encoder may ring one block ahead
    assert not loud[:950].any()


@pytest.mark.parametrize("kind", ["mp4", "mkv"])
def test_after_a_hole_in_the_sound_it_is_heard_beside_its_pictures(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"hole.{kind}"
    write(path, blocks=[*range(47), *range(94, 180)])  # nothing from 1.003 to 2.005 s
    for skipped in (0.0, 0.4):
        loud = heard(path, 3.0 - skipped, part=Part(skipped, 3.0))
        first, end = 1003 - round(skipped * 1000), 2005 - round(skipped * 1000)
        assert loud[:first].all()
        assert not loud[first + 25 : end - 25].any()
        assert loud[end + 1 :].all()


def test_sound_that_is_shorter_than_its_pictures_goes_round_with_them(tmp_path: Path) -> None:
    path = tmp_path / "short.mp4"
    write(path, frames=60, blocks=range(70))  # two seconds of pictures, 1.49 of sound
    facts = facts_of(path)
    assert facts is not None
    loud = heard(path, 6.0, part=Part(0.0, facts.duration_s, goes_round=True))
    begins = np.flatnonzero(loud[1:] & ~loud[:-1]) + 1
    assert [round(begin / 1000, 2) for begin in begins] == [2.0, 4.0]


def test_what_is_said_over_the_last_picture_is_heard_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "long.mp4"
    write(path, frames=60, blocks=range(141))  # two seconds of pictures, three of sound
    facts, videos = facts_of(path), Videos()
    assert facts is not None
    assert abs(facts.duration_s - 3.0) < 0.05
    assert number_of(videos.frame(path, 2.8, size=SIZE)) == 59
    videos.close()
    write(path, frames=60, blocks=range(95))  # the last block is filled
    facts = facts_of(path)
    assert facts is not None
    assert facts.duration_s == 2.0


MOMENTS = (88, 3, 29, 30, 31, 59, 1, 60, 15, 117, 0, 90)


@pytest.mark.parametrize(
    ("kind", "codec", "options"),
    [
        ("mp4", "libx264", {"bf": "3", "g": "30"}),
        ("ts", "libx264", {"bf": "3", "g": "30"}),
        ("flv", "libx264", {"bf": "3", "g": "30"}),
        ("ts", "mpeg2video", {"bf": "2", "g": "15", "q": "2"}),
        ("mp4", "libx265", {"x265-params": "log-level=none:open-gop=1:keyint=30:bframes=4"}),
    ],
)
def test_a_jump_to_any_moment_shows_its_picture(tmp_path: Path, kind: str, codec: str, options: dict[str, str]) -> None:
    path = tmp_path / f"film.{kind}"
    write(path, codec=codec, options=options)
    videos = Videos()
    in_order = [number_of(videos.frame(path, index / 30, size=SIZE)) for index in range(120)]
    assert in_order == [*range(120)]
    assert [number_of(videos.frame(path, index / 30, size=SIZE)) for index in MOMENTS] == [*MOMENTS]
    videos.close()


@pytest.mark.parametrize(("kind", "rate"), [("mkv", 24), ("mkv", 30), ("mkv", 60), ("mp4", 24), ("flv", 60)])
def test_every_picture_of_a_file_that_counts_in_milliseconds_is_shown_once(
    tmp_path: Path, kind: str, rate: int
) -> None:
    path = tmp_path / f"film.{kind}"
    write(path, rate=rate)
    facts, videos = facts_of(path), Videos()
    assert facts is not None
    assert not facts.starts_s
    for index in range(120):
        assert number_of(videos.frame(path, index / rate, size=SIZE)) == index
        assert facts.picture_at(index / rate) == index
    videos.close()


@pytest.mark.parametrize("kind", ["mp4", "mkv"])
def test_a_recording_whose_pictures_come_when_something_happens_shows_each_in_its_time(
    tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"screen.{kind}"
    shown = [index for index in range(120) if index % 7 not in (2, 3, 4)]
    write(path, shown=shown, options={"bf": "0", "g": "30", "crf": "18"})
    facts, videos = facts_of(path), Videos()
    assert facts is not None
    seen: dict[int, int] = {}
    for tick in range(230):
        wanted = max(index for index in shown if index <= tick // 2)
        assert number_of(videos.frame(path, tick / 60, size=SIZE)) == wanted
        assert seen.setdefault(facts.picture_at(tick / 60), wanted) == wanted, "it is drawn again when it changes"
    videos.close()
