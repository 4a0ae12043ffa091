"""Videos of less usual forms look as in a player: their colours, what is behind them, and the shape of their pixels."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PySide6.QtGui import QColor, QImage, QPainter

from studio_gui.base.media import facts_of
from studio_gui.files.probing import probe
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_video
from studio_gui.painting import Assets, paint_clip
from studio_gui.painting.media.videos import Videos


def _write(
    path: Path, frame: VideoFrame, codec: str, form: str, *, matrix: int = 0, pixel: Fraction | None = None
) -> None:
    with av.open(str(path), "w") as out:
        stream = out.add_stream(codec, rate=25, options={"auto-alt-ref": "0"} if codec == "libvpx-vp9" else {})
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = frame.width, frame.height, form
        if matrix:
            stream.codec_context.colorspace = matrix
        if pixel:
            stream.codec_context.sample_aspect_ratio = pixel
        if codec == "libvpx-vp9":
            stream.metadata["alpha_mode"] = "1"
        for number in range(25):
            frame.pts = number
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def _flat(width: int, height: int, *color: int) -> VideoFrame:
    pixels = np.broadcast_to(np.array(color, np.uint8), (height, width, len(color))).copy()
    return VideoFrame.from_ndarray(pixels, "rgba" if len(color) == 4 else "rgb24")


@pytest.mark.parametrize(("matrix", "way"), [(1, "ITU709"), (5, "ITU601"), (6, "ITU601"), (9, "BT2020")])
def test_a_large_video_has_the_colours_of_the_matrix_it_names(tmp_path: Path, matrix: int, way: str) -> None:
    color = (200, 30, 40)
    frame = _flat(1280, 720, *color).reformat(format="yuv420p", dst_colorspace=way, dst_color_range="MPEG")
    _write(tmp_path / "a.mp4", frame, "libx264", "yuv420p", matrix=matrix)
    videos = Videos()
    image = videos.frame(tmp_path / "a.mp4", 0.0, size=(320, 180))
    videos.close()
    assert image is not None
    assert np.abs(np.array(QColor(image.pixel(160, 90)).getRgb()[:3]) - color).max() <= 4


@pytest.mark.parametrize(
    ("name", "codec", "form"),
    [("a.mov", "prores_ks", "yuva444p10le"), ("a.webm", "libvpx-vp9", "yuva420p"), ("b.mov", "qtrle", "argb")],
)
@pytest.mark.parametrize("at_s", [0.0, 0.5])
def test_what_is_behind_a_video_shines_through_where_it_is_transparent(
    tmp_path: Path, name: str, codec: str, form: str, at_s: float
) -> None:
    pixels = np.zeros((180, 320, 4), np.uint8)
    pixels[:, 160:] = (255, 0, 0, 128)
    frame = VideoFrame.from_ndarray(pixels, "rgba").reformat(format=form, dst_color_range="MPEG")
    (tmp_path / "media").mkdir()
    _write(tmp_path / "media" / name, frame, codec, form)
    assets = Assets(tmp_path)
    stage = QImage(160, 90, QImage.Format.Format_RGB32)
    stage.fill(QColor(0, 0, 255))
    clip = new_video(box=Rect(0, 0, 160, 90), size=(320, 180), media=f"media/{name}")
    for moment in (0.9, at_s):
        stage.fill(QColor(0, 0, 255))
        with QPainter(stage) as painter:
            paint_clip(painter, clip, assets=assets, at_s=moment)
    assets.close()
    assert QColor(stage.pixel(40, 45)).getRgb()[:3] == (0, 0, 255)
    assert np.abs(np.array(QColor(stage.pixel(120, 45)).getRgb()[:3]) - (128, 0, 127)).max() <= 5


def test_a_video_is_as_wide_as_its_pixels_are(tmp_path: Path) -> None:
    path = tmp_path / "dvd.mp4"
    _write(path, _flat(720, 576, 9, 99, 9).reformat(format="yuv420p"), "libx264", "yuv420p", pixel=Fraction(64, 45))
    facts, looked = facts_of(path), probe(path)
    assert facts is not None
    assert (facts.width, facts.height) == (looked.width, looked.height) == (1024, 576)
