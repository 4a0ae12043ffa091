"""Frames from flat arrays: PyAV's own way guesses the height, and is wrong by two rows where four do not divide it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

Picture: TypeAlias = "VideoFrame | QImage"
"""What a video track takes: frames, or images where every picture is a file."""


def frame_of(flat: NDArray[np.uint8]) -> VideoFrame:
    """A frame of its own from brightness and, below it, both colours: (height * 3 / 2, width), both even."""
    rows, width = flat.shape
    height = rows * 2 // 3
    frame = VideoFrame(width, height, "yuv420p")
    colours = flat[height:].reshape(2, height // 2, width // 2)
    for index, source in enumerate((flat[:height], colours[0], colours[1])):
        plane = frame.planes[index]
        place = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
        place[: source.shape[0], : source.shape[1]] = source
    return frame
