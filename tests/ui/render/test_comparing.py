"""A video is cut into the scenes it shows, and pictures are told apart by a number."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from studio_gui.base.errors import MediaError
from studio_gui.model.project import Project
from studio_gui.render.comparing.comparison import Comparison
from studio_gui.render.comparing.likeness import likeness, ssim
from studio_gui.render.comparing.matching import Glance, cuts
from studio_gui.render.movie import render_movie
from studio_gui.render.request import RenderRequest
from studio_gui.render.speaking import own_speaker
from tests.ui.render import films

COLORS = ("#2F5FE3", "#803020", "#1E7F4F")


def picture(color: str = "#2F5FE3", *, x: int = 40) -> QImage:
    image = QImage(160, 90, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    with QPainter(image) as painter:
        painter.fillRect(x, 20, 40, 40, QColor("white"))
    return image


def test_the_same_picture_is_the_same_and_every_difference_lowers_the_number() -> None:
    assert likeness(picture(), picture()).score == pytest.approx(1)
    assert likeness(picture(), picture()).words == "the same"
    scores = [likeness(picture(), picture(x=x)).score for x in (40, 44, 60, 110)]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] < 0.8
    assert likeness(picture(), picture("#000000", x=110)).words == "different"


def test_what_differs_is_red_and_what_does_not_is_grey() -> None:
    heat = likeness(picture(), picture(x=90)).heat
    there, same = heat.pixelColor(110, 40), heat.pixelColor(10, 80)
    assert there.red() > 200 > 100 > there.green()
    assert same.red() == same.green() == same.blue()


def test_the_number_is_that_of_the_formula() -> None:
    draw = np.random.default_rng(5)
    one = draw.uniform(0, 255, (8, 8)).astype(np.float32)
    other = np.clip(one + draw.normal(0, 20, (8, 8)), 0, 255).astype(np.float32)
    x, y = one.astype(np.float64), other.astype(np.float64)
    covariance = ((x - x.mean()) * (y - y.mean())).mean()
    top = (2 * x.mean() * y.mean() + 6.5025) * (2 * covariance + 58.5225)
    below = (x.mean() ** 2 + y.mean() ** 2 + 6.5025) * (x.var() + y.var() + 58.5225)
    assert float(ssim(one, other)[0, 0]) == pytest.approx(top / below, rel=1e-4)


def glance(level: float) -> Glance:
    return np.full((27, 48, 3), level, np.float32)


@pytest.mark.parametrize("starts", [(0, 10, 20), (0, 3, 25), (0, 26, 28)])
def test_scenes_are_found_wherever_they_begin(starts: tuple[int, ...]) -> None:
    levels = [20 + 60 * sum(at >= start for start in starts) for at in range(30)]
    seen = [(at / 5, glance(level + at % 3)) for at, level in enumerate(levels)]
    scenes = [[glance(20 + 60 * n)] for n in (1, 2, 3)]
    found = cuts(scenes, [2, 2, 2], seen, length_s=6)
    assert found == pytest.approx([start / 5 for start in starts], abs=0.11)


def test_where_pictures_say_nothing_the_lengths_count() -> None:
    seen = [(at / 5, glance(50)) for at in range(30)]
    assert cuts([[glance(50)]] * 2, [4, 2], seen, length_s=6) == pytest.approx((0, 4), abs=0.21)
    assert cuts([[glance(50)]] * 40, [1] * 40, seen, length_s=6)[1] == pytest.approx(0.15)


def project(lengths: tuple[float, ...], *, changed: int | None = None) -> Project:
    """A scene of each colour; the number of one may be given that looks otherwise."""
    scenes = [
        films.still_scene(seconds=length, color=color, words="Other" if n == changed else "Same")
        for n, (length, color) in enumerate(zip(lengths, COLORS, strict=True))
    ]
    return films.project_of(*scenes)


def test_a_film_of_other_lengths_is_compared_scene_by_scene(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    render_movie(RenderRequest(project((1.2, 0.4, 0.8), changed=1), None, film, "480", 25))
    comparison = Comparison(project((0.6, 0.6, 0.6)), None, film, speaker=own_speaker())
    parts = comparison.find_parts()
    assert [part.start_s for part in parts] == pytest.approx([0, 1.2, 1.6], abs=0.13)
    scores = [comparison.pair(part, 0.5).likeness.score for part in parts]
    assert scores[0] > 0.97 < scores[2]
    assert scores[1] < min(scores[0], scores[2]) - 0.005
    assert not comparison.has_other_shape
    comparison.close()


def test_what_is_no_film_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"not a film")
    with pytest.raises(MediaError, match="cannot be read as a video"):
        Comparison(project((1, 1, 1)), None, tmp_path / "a.mp4", speaker=own_speaker())
    films.write_tone(tmp_path / "b.wav")
    with pytest.raises(MediaError, match="cannot be read as a video"):
        Comparison(project((1, 1, 1)), None, tmp_path / "b.wav", speaker=own_speaker())
    films.write_clip(tmp_path / "c.mp4")
    with pytest.raises(MediaError, match="no scenes"):
        Comparison(project((1, 1, 1)).changed(scenes=()), None, tmp_path / "c.mp4", speaker=own_speaker())
