"""Footage is looked at before a wait of days: real files, each with one fault."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from studio_gui.base.errors import Cancelled
from studio_gui.render.footage import check_footage
from tests.unit.footage.films import Film, make

SMALL = {"size": (320, 180), "fps": 12, "codec": "mpeg4"}


def codes(path: Path) -> set[str]:
    return {f"{each.severity}:{each.code}" for each in check_footage(path).findings}


def test_good_footage_passes_without_a_word(tmp_path: Path) -> None:
    report = check_footage(make(Film(), tmp_path / "good.mp4"))
    assert report.findings == ()
    assert report.passes
    assert report.facts is not None
    assert (report.facts.container, report.facts.video_codec, report.facts.audio_codec) == ("mp4", "h264", "aac")
    assert (report.facts.width, report.facts.height, report.facts.fps) == (720, 720, 24)
    assert report.facts.duration_s == pytest.approx(16, abs=0.1)
    assert report.loudness_lufs == pytest.approx(-19, abs=3)
    times = [each.at_s for each in report.thumbnails]
    assert len(times) == 12
    assert times == sorted(times)
    assert times[-1] > 14
    assert all(len(each.rgb) == each.width * each.height * 3 for each in report.thumbnails)


@pytest.mark.parametrize(
    ("film", "suffix", "expected"),
    [
        (Film(), ".mov", set()),
        (Film(), ".mkv", {"error:container"}),
        (Film(seconds=6), ".mp4", {"error:too-short"}),
        (Film(seconds=301, fps=1), ".mp4", {"error:too-long", "warning:slow"}),
        (Film(fps=120), ".mp4", {"warning:fast"}),
        (Film(codec="mpeg4"), ".mp4", {"warning:codec"}),
        (Film(size=(640, 360)), ".mp4", {"warning:small"}),
        (Film(rotation=90), ".mp4", {"warning:turned"}),
        (Film(rotation=180), ".mov", {"warning:turned"}),
        (Film(sound=""), ".mp4", {"error:no-sound"}),
        (Film(sound="silence"), ".mp4", {"error:silent"}),
        (Film(sound="quiet"), ".mp4", {"warning:quiet"}),
        (Film(sound="hum"), ".mp4", {"warning:few-words"}),
        (Film(sound="clipped"), ".mp4", {"warning:clipped", "warning:loud"}),
        (Film(picture="black"), ".mp4", {"warning:black"}),
        (Film(picture="dark"), ".mp4", {"warning:dark"}),
        (Film(picture="bright"), ".mp4", {"warning:bright"}),
        (Film(picture="soft"), ".mp4", {"warning:soft"}),
        (Film(picture="still"), ".mp4", {"warning:still"}),
    ],
    ids=lambda value: "-".join(sorted(value)) or "fine" if isinstance(value, set) else None,
)
def test_each_fault_is_found_and_no_other(film: Film, suffix: str, expected: set[str], tmp_path: Path) -> None:
    assert codes(make(film, tmp_path / f"film{suffix}")) == expected


def test_a_turned_film_is_seen_upright(tmp_path: Path) -> None:
    report = check_footage(make(Film(rotation=90, **SMALL), tmp_path / "turned.mp4"))
    assert report.facts is not None
    assert (report.facts.width, report.facts.height) == (180, 320)
    assert all(each.height > each.width for each in report.thumbnails)


def test_what_is_found_along_the_way_has_its_times(tmp_path: Path) -> None:
    report = check_footage(make(Film(picture="dark", **SMALL), tmp_path / "dark.mp4"))
    dark = next(each for each in report.findings if each.code == "dark")
    assert set(dark.at_s) == {each.at_s for each in report.thumbnails}


def test_ten_hours_take_no_longer_than_a_minute_of_footage(tmp_path: Path) -> None:
    film = make(Film(seconds=36_000, fps=1 / 5, size=(320, 180), codec="mpeg4"), tmp_path / "long.mp4")
    began = time.monotonic()
    report = check_footage(film)
    assert time.monotonic() - began < 8
    assert "too-long" in {each.code for each in report.findings}
    assert report.facts is not None
    assert report.facts.duration_s == pytest.approx(36_000, rel=0.01)
    assert report.thumbnails[-1].at_s > 33_000


def _cut_off(path: Path) -> None:
    data = make(Film(**SMALL), path.with_name("whole.mp4")).read_bytes()
    path.write_bytes(data[: len(data) // 3])


def _sparse(path: Path) -> None:
    with open(path, "wb") as file:
        file.truncate(4 << 30)


def _hole(path: Path) -> None:
    """The list of frames is there, the frames are zeros."""
    data = bytearray(make(Film(**SMALL), path).read_bytes())
    at = data.index(b"mdat")
    data[at + 4 : data.index(b"moov") - 4] = bytes(data.index(b"moov") - at - 8)
    path.write_bytes(bytes(data))


BROKEN = {
    "empty": lambda path: path.write_bytes(b""),
    "words": lambda path: path.write_text("This is no video.\n" * 400),
    "cut off": _cut_off,
    "4 GB of nothing": _sparse,
    "frames of zeros": _hole,
    "a folder": lambda path: path.mkdir(),
    "not there": lambda path: None,
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_told_of_at_once(case: str, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    BROKEN[case](path)
    began = time.monotonic()
    report = check_footage(path)
    assert time.monotonic() - began < 8
    assert not report.passes
    assert report.findings[0].message.endswith(".")


def test_it_can_be_stopped(tmp_path: Path) -> None:
    film = make(Film(**SMALL), tmp_path / "film.mp4")
    heard: list[float] = []

    def told(share: float, _words: str) -> None:
        heard.append(share)
        if share > 0.3:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        check_footage(film, told=told)
    assert heard == sorted(heard)
    assert heard[-1] < 0.5
