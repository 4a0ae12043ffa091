"""Single pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from studio_gui.base.errors import RenderError, TargetError
from studio_gui.model.project import RESOLUTIONS
from studio_gui.painting import Assets
from studio_gui.render.frames import frame, size_for, write_picture
from studio_gui.render.request import video_size
from studio_gui.render.thumbnails import thumbnail
from tests.ui.painting.drawing import rgb_of
from tests.ui.render.films import project_of, psnr, still_scene


def test_a_frame_has_exactly_the_shape_of_the_stage() -> None:
    for orientation, size in (("landscape", (1920, 1080)), ("portrait", (1080, 1920))):
        project = project_of(still_scene(), orientation=orientation)
        picture = frame(project, project.scenes[0], assets=Assets(None))
        assert (picture.width(), picture.height()) == size
        small = frame(project, project.scenes[0], assets=Assets(None), height=270)
        assert (small.width(), small.height()) == (round(size[0] * 270 / size[1]), 270)


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
@pytest.mark.parametrize("resolution", RESOLUTIONS)
def test_a_frame_as_high_as_a_film_is_as_wide_too(orientation: str, resolution: str) -> None:
    stage = project_of(still_scene(), orientation=orientation).stage_size
    film = video_size(resolution, stage)
    assert size_for(stage, film[1]) == film
    assert size_for(stage, film[1] + 1)[0] == round(stage[0] * (film[1] + 1) / stage[1])


@pytest.mark.parametrize("height", [0, -5, 100_000])
def test_a_senseless_height_is_a_sentence(height: int) -> None:
    project = project_of(still_scene())
    with pytest.raises(RenderError, match="pixels high"):
        frame(project, project.scenes[0], assets=Assets(None), height=height or -1)


def test_a_thumbnail_looks_like_the_frame() -> None:
    project = project_of(still_scene())
    small = thumbnail(project, project.scenes[0], assets=Assets(None), width=160, ratio=2)
    assert (small.width(), small.height(), small.devicePixelRatio()) == (320, 180, 2)
    like = frame(project, project.scenes[0], assets=Assets(None), height=180)
    assert psnr(rgb_of(small.convertToFormat(QImage.Format.Format_RGB32)), rgb_of(like)) > 22


def test_a_picture_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    project = project_of(still_scene())
    picture = frame(project, project.scenes[0], assets=Assets(None), height=90)
    for name in ("a.png", "b.jpg"):
        write_picture(picture, tmp_path / name)
        assert QImage(str(tmp_path / name)).size() == picture.size()
    with pytest.raises(TargetError, match="cannot be written"):
        write_picture(picture, tmp_path / "none" / "a.png")
    (tmp_path / "dir.png").mkdir()
    with pytest.raises(TargetError, match="cannot be written"):
        write_picture(picture, tmp_path / "dir.png")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "b.jpg", "dir.png"]
