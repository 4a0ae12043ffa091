"""From Qt's pixels to those of formats other than plain 4:2:0: with transparency, in few colours, or as they are."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Protocol

import numpy as np
from av.filter.context import FilterContext
from av.filter.graph import Graph
from av.video.format import VideoFormat
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from studio_gui.render.planes import Picture
from studio_gui.render.yuv import YuvPicture, pixels_of

SAMPLES = 8
"""How many pictures of a scene decide the colours of a GIF."""
_TICK = Fraction(1, 100)


class Shots(Protocol):
    """The pictures of one scene by number; :class:`SceneFilm` is one."""

    def picture(self, index: int, before: None) -> tuple[QImage, QRect | None]:
        """The whole picture; drawn into again by the next call."""


class Pixels(Protocol):
    """Turns the images of a film into what its track takes."""

    def begin(self, shots: Shots, frames: int) -> None:
        """A scene of so many frames begins."""

    def update(self, image: QImage, changed: QRect | None = None) -> Picture:
        """The picture after ``image`` changed within ``changed`` (everywhere for None); it is the caller's."""


def pixels_for(video: str, size: tuple[int, int], *, is_transparent: bool) -> Pixels:
    """What the encoder ``video`` wants to be fed."""
    if video == "gif":
        return FewColours(*size)
    if video == "png":
        return AsTheyAre()
    if video == "prores_ks":
        return Converted("yuva444p10le" if is_transparent else "yuv444p10le")
    return Converted("yuva420p") if is_transparent else YuvPicture(*size)


class AsTheyAre:
    """Every picture is kept as an image."""

    def begin(self, shots: Shots, frames: int) -> None:
        """See :class:`Pixels`."""

    def update(self, image: QImage, changed: QRect | None = None) -> QImage:
        """See :class:`Pixels`."""
        return image.copy()


class Converted:
    """Whole frames of a pixel format of FFmpeg: bt709, limited range, not multiplied by their opacity."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._converter = VideoReformatter()

    def begin(self, shots: Shots, frames: int) -> None:
        """See :class:`Pixels`."""

    def update(self, image: QImage, changed: QRect | None = None) -> VideoFrame:
        """See :class:`Pixels`."""
        return self._converter.reformat(
            _frame(image), format=self._form, src_colorspace=Colorspace.ITU709, dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG, dst_color_range=ColorRange.MPEG,
            threads=1,  # of 854 columns each thread wrote a few samples into the first row of the next one's
        )  # fmt: skip


class FewColours:
    """Frames of 256 colours, which are chosen anew for each scene from pictures all over it."""

    def __init__(self, width: int, height: int) -> None:
        self._size = width, height
        self._graph: tuple[Graph, FilterContext, FilterContext] | None = None
        self._count = 0

    def begin(self, shots: Shots, frames: int) -> None:
        """See :class:`Pixels`."""
        self._graph = self._reducing(self._palette(shots, frames))
        self._count = 0

    def update(self, image: QImage, changed: QRect | None = None) -> VideoFrame:
        """See :class:`Pixels`."""
        assert self._graph is not None
        _, source, sink = self._graph
        source.push(_timed(_frame(image), self._count))
        self._count += 1
        return _pulled(sink)

    def _palette(self, shots: Shots, frames: int) -> VideoFrame:
        graph, width, height = Graph(), *self._size
        source = _source(graph, width, height)
        choice, sink = graph.add("palettegen", "stats_mode=full"), graph.add("buffersink")
        source.link_to(choice)
        choice.link_to(sink)
        graph.configure()
        for count, index in enumerate(_spread(frames)):
            source.push(_timed(_frame(shots.picture(index, None)[0]), count))
        source.push(None)
        return _pulled(sink)

    def _reducing(self, palette: VideoFrame) -> tuple[Graph, FilterContext, FilterContext]:
        graph, width, height = Graph(), *self._size
        source, colours = _source(graph, width, height), _source(graph, palette.width, palette.height)
        use, sink = graph.add("paletteuse", "dither=bayer:bayer_scale=4"), graph.add("buffersink")
        source.link_to(use, 0, 0)
        colours.link_to(use, 0, 1)
        use.link_to(sink)
        graph.configure()
        colours.push(_timed(palette, 0))
        colours.push(None)
        return graph, source, sink


def _spread(frames: int) -> Iterator[int]:
    count = min(SAMPLES, frames)
    return (index * (frames - 1) // max(1, count - 1) for index in range(count))


def _source(graph: Graph, width: int, height: int) -> FilterContext:
    return graph.add_buffer(width=width, height=height, format=VideoFormat("bgra"), time_base=_TICK)


def _timed(frame: VideoFrame, index: int) -> VideoFrame:
    frame.pts, frame.time_base = index, _TICK
    return frame


def _pulled(sink: FilterContext) -> VideoFrame:
    frame = sink.pull()
    assert isinstance(frame, VideoFrame)
    return frame


def _frame(image: QImage) -> VideoFrame:
    """The image as a frame of its own, opaque unless the image knows transparency."""
    has_alpha = image.hasAlphaChannel()
    straight = image.convertToFormat(QImage.Format.Format_ARGB32) if has_alpha else image
    pixels = np.array(pixels_of(straight))  # the frame keeps the array, but the array would not keep the image
    if not has_alpha:
        pixels[:, :, 3] = 255
    return VideoFrame.from_ndarray(pixels, "bgra")
