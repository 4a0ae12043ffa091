"""Footage that would be refused is cut and encoded anew into a file that passes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import av
import numpy as np
import pytest

from studio_gui.base.errors import Cancelled, MediaError, TargetError
from studio_gui.cli.main import main
from studio_gui.render.footage import Cut, can_fit, check_footage, fit_footage, suggested_cut
from tests.unit.footage.films import Film, make


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Too long, in the wrong container and codec, and quiet: an hour for a service, a second for a test."""
    folder = tmp_path_factory.mktemp("wrong")
    return make(Film(seconds=310, fps=2, size=(320, 180), codec="mpeg4", sound="quiet"), folder / "wrong.mkv")


def test_what_was_fitted_passes(wrong: Path, tmp_path: Path) -> None:
    report = check_footage(wrong)
    assert can_fit(report)
    assert report.facts is not None
    assert suggested_cut(report.facts).length_s == pytest.approx(299)
    target = tmp_path / "fitted.mp4"
    shares: list[float] = []
    fit_footage(wrong, target, Cut(150, 172), report=report, told=lambda share, _: shares.append(share))
    after = check_footage(target)
    assert after.passes
    assert after.facts is not None
    assert after.facts.duration_s == pytest.approx(22, abs=1)
    assert {each.code for each in after.findings} <= {"small", "slow"}
    assert shares == sorted(shares)
    assert shares[-1] > 0.9


def test_a_turned_film_is_upright_for_good(tmp_path: Path) -> None:
    film = make(Film(seconds=18, fps=6, size=(320, 180), codec="mpeg4", rotation=90), tmp_path / "turned.mp4")
    before = check_footage(film)
    fit_footage(film, tmp_path / "fitted.mp4", Cut(1, 17), report=before)
    after = check_footage(tmp_path / "fitted.mp4")
    assert after.facts is not None
    assert (after.facts.width, after.facts.height, after.facts.rotation) == (180, 320, 0)
    assert after.facts.duration_s == pytest.approx(16, abs=0.3)
    # The same pictures, seen upright: those of the old one are turned as its camera noted.
    one, other = (
        np.frombuffer(report.thumbnails[2].rgb, np.uint8).reshape(240, 135, 3).astype(int) for report in (before, after)
    )
    assert abs(one - other).mean() < abs(one - other[::-1, ::-1]).mean()


def test_lips_and_sound_stay_together(tmp_path: Path) -> None:
    film = make(Film(seconds=24, fps=6, size=(160, 90), codec="mpeg4"), tmp_path / "film.mp4")
    fit_footage(film, tmp_path / "fitted.mp4", Cut(3.2, 20), report=check_footage(film))
    with av.open(str(tmp_path / "fitted.mp4")) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        starts = [float((each.start_time or 0) * (each.time_base or 1)) for each in (video, audio)]
        lengths = [float((each.duration or 0) * (each.time_base or 1)) for each in (video, audio)]
    assert abs(starts[0] - starts[1]) < 0.2
    assert lengths == pytest.approx([16.8, 16.8], abs=0.25)


def test_a_part_that_would_be_refused_is_refused_here(wrong: Path, tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="15 s to 5 minutes"):
        fit_footage(wrong, tmp_path / "fitted.mp4", Cut(0, 9), report=check_footage(wrong))
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_one_leaves_nothing(wrong: Path, tmp_path: Path) -> None:
    def told(share: float, _words: str) -> None:
        if share > 0.2:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        fit_footage(wrong, tmp_path / "fitted.mp4", Cut(0, 60), report=check_footage(wrong), told=told)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_takes_no_file_is_named(wrong: Path, tmp_path: Path) -> None:
    with pytest.raises(TargetError, match=r"fitted\.mp4"):
        fit_footage(wrong, tmp_path / "gone" / "fitted.mp4", Cut(0, 20), report=check_footage(wrong))


def test_what_cannot_be_mended_is_not_offered(tmp_path: Path) -> None:
    assert not can_fit(check_footage(make(Film(sound="", rotation=90), tmp_path / "silent.mp4")))
    assert not can_fit(check_footage(tmp_path / "nothing.mp4"))


def test_the_command_says_it_and_mends_it(wrong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["avatar", "check-footage", str(wrong)]) == 1
    said = capsys.readouterr().out
    assert "It is 5:10 long; 15 s to 5 minutes are taken. (5:00) Cut out the best part." in said
    assert said.endswith("It would be refused.\n")
    target = tmp_path / "fitted.mp4"
    words = ["avatar", "check-footage", str(wrong), "--fit", str(target), "--from", "20", "--to", "40", "--json"]
    assert main(words) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["fitted"] == str(target)
    assert answer["facts"]["container"] == "MKV"
    assert {each["code"] for each in answer["findings"]} >= {"container", "too-long", "codec", "quiet"}
    assert main(["avatar", "check-footage", str(target)]) == 0
    assert capsys.readouterr().out.endswith("It would be taken.\n")


def test_the_command_never_writes_over_something_else(
    wrong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear Ada")
    link = tmp_path / "same.mkv"
    os.link(wrong, link)
    for target in (other, link):
        assert main(["avatar", "check-footage", str(wrong), "--fit", str(target)]) == 1
        assert "error: " in capsys.readouterr().err
    assert other.read_text() == "Dear Ada"
