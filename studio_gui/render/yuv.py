"""From Qt's pixels to those of the video: 4:2:0, bt709, limited range. Only what changed is converted again."""

from __future__ import annotations

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from studio_gui.render.planes import frame_of

_STEP = 16
"""Rectangles are widened to multiples of this, which the converter works in."""


class YuvPicture:
    """One picture in the video's colours, updated from an RGB32 image of the same even size."""

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._planes = np.zeros((height * 3 // 2, width), np.uint8)
        self._whole = VideoReformatter()
        self._part = VideoReformatter()

    def begin(self, shots: object, frames: int) -> None:
        """A scene begins; its colours are what they are."""

    def update(self, image: QImage, changed: QRect | None = None) -> VideoFrame:
        """The picture after ``image`` changed within ``changed`` (everywhere for None); the frame is the caller's."""
        rgb = pixels_of(image)
        if changed is None:
            return self._update_whole(rgb)
        left, top = changed.left() // _STEP * _STEP, changed.top() // _STEP * _STEP
        left, top = max(0, left), max(0, top)
        right = min(self._width, -(-(changed.right() + 1) // _STEP) * _STEP)
        bottom = min(self._height, -(-(changed.bottom() + 1) // _STEP) * _STEP)
        if right > left and bottom > top:
            # A second thread takes longer to wake than a part takes; the encoder's would have to wait for it as well.
            part = _converted(self._part, rgb[top:bottom, left:right], threads=1)
            self._store(part, left, top)
        return frame_of(self._planes)

    def _update_whole(self, rgb: NDArray[np.uint8]) -> VideoFrame:
        frame = _converted(self._whole, rgb)
        self._store(frame, 0, 0)
        return frame

    def _store(self, frame: VideoFrame, left: int, top: int) -> None:
        luma, first, second = (_plane(frame, index) for index in range(3))
        height, width = luma.shape
        self._planes[top : top + height, left : left + width] = luma
        # Both colour planes lie below the brightness, each a quarter of its size, two rows in one.
        colours = self._planes[self._height :].reshape(2, self._height // 2, self._width // 2)
        box = np.s_[top // 2 : top // 2 + first.shape[0], left // 2 : left // 2 + first.shape[1]]
        colours[0][box], colours[1][box] = first, second


def pixels_of(image: QImage) -> NDArray[np.uint8]:
    """The bytes of an RGB32 image as (height, width, 4) in the order blue, green, red, unused; not a copy."""
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4)


def _converted(reformatter: VideoReformatter, rgb: NDArray[np.uint8], *, threads: int = 0) -> VideoFrame:
    return reformatter.reformat(
        VideoFrame.from_numpy_buffer(rgb, "bgra"),
        format="yuv420p",
        src_colorspace=Colorspace.ITU709,
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.JPEG,
        dst_color_range=ColorRange.MPEG,
        threads=threads,
    )


def _plane(frame: VideoFrame, index: int) -> NDArray[np.uint8]:
    plane = frame.planes[index]
    rows: NDArray[np.uint8] = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    return rows[: plane.height, : plane.width]
