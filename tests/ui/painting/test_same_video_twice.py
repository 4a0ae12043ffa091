"""The same video at several moments at once, as when two clips show different parts of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from studio_gui.painting.media import videos
from studio_gui.painting.media.videos import Videos
from tests.ui.render import films

SIZE = (160, 90)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    films.write_clip(path, frames=200, rate=25, tone=False)
    return path


def _alone(path: Path, at_s: float) -> QImage | None:
    fresh = Videos()
    try:
        return fresh.frame(path, at_s, size=SIZE)
    finally:
        fresh.close()


@pytest.mark.parametrize("starts", [(0.0, 5.0), (0.0, 1.0), (4.0, 1.5, 0.2)])
def test_each_moment_goes_on_without_going_back(clip: Path, starts: tuple[float, ...]) -> None:
    shown = Videos()
    try:
        for index in range(20):
            for start in starts:
                at_s = start + index / 25
                assert shown.frame(clip, at_s, size=SIZE) == _alone(clip, at_s)
            if index == 10:
                settled = [*shown._open]
        # Who is asked for one moment after the other, always by the same, has nothing to seek.
        assert len(settled) == len(starts)
        assert {id(each) for each in shown._open} == {id(each) for each in settled}
        assert all(each.distance_s(start + 20 / 25) < 0.1 for each, start in zip(shown._open, starts, strict=True))
    finally:
        shown.close()


def test_looking_here_and_there_opens_a_video_once(clip: Path) -> None:
    shown = Videos()
    try:
        for at_s in (0.0, 6.0, 2.0, 7.0, 3.0, 1.0, 5.0):
            assert shown.frame(clip, at_s, size=SIZE) == _alone(clip, at_s)
        assert len(shown._open) == 1
    finally:
        shown.close()


def test_a_wall_of_videos_keeps_them_all_open_but_not_without_end(tmp_path: Path, clip: Path) -> None:
    paths = [tmp_path / f"{number}.mp4" for number in range(videos.MAX_OPEN + 4)]
    for path in paths:
        path.write_bytes(clip.read_bytes())
    shown = Videos()
    try:
        for path in paths[:9]:
            shown.frame(path, 0, size=SIZE)
        assert len(shown._open) == 9
        for path in paths:
            shown.frame(path, 0, size=SIZE)
        assert len(shown._open) == videos.MAX_OPEN
    finally:
        shown.close()
