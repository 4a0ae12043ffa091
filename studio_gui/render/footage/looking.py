"""Pictures along footage: how light, how sharp, how still, and small ones to look at."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from studio_gui.render.footage.finding import Thumbnail
from studio_gui.render.footage.opening import frame_at, time_of
from studio_gui.render.footage.rules import Look

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

MOMENTS = 12
_SMALL = 240
"""The longer side of a thumbnail, in pixels."""
_JUDGED = 480
"""The longer side of what sharpness is measured on: noise of a sensor is gone, soft focus is not."""


def look_along(
    container: InputContainer,
    stream: VideoStream,
    *,
    length_s: float,
    deadline: float,
    told: Callable[[float], None],
) -> tuple[list[Look], list[Thumbnail]]:
    """Look at up to twelve moments, evenly spread; stops when the clock (``time.monotonic``) passes ``deadline``."""
    looks: list[Look] = []
    small: list[Thumbnail] = []
    before: NDArray[np.float32] | None = None
    seen: set[float] = set()
    for index in range(MOMENTS):
        told(index / MOMENTS)
        if time.monotonic() > deadline:
            break
        frame = frame_at(container, stream, length_s * (index + 0.5) / MOMENTS)
        at = round(time_of(frame, stream), 3) if frame is not None else -1.0
        if frame is None or at in seen:
            continue
        seen.add(at)
        grey = _grey(frame)
        change = float(np.abs(grey - before).mean()) if before is not None and before.shape == grey.shape else None
        looks.append(Look(at, float(grey.mean()), _detail(grey), change))
        small.append(_thumbnail(frame, at))
        before = grey
    return looks, small


def _fitted(frame: VideoFrame, longest: int) -> tuple[int, int]:
    factor = min(1.0, longest / max(frame.width, frame.height))
    return max(2, round(frame.width * factor)), max(2, round(frame.height * factor))


def _grey(frame: VideoFrame) -> NDArray[np.float32]:
    width, height = _fitted(frame, _JUDGED)
    picture = frame.reformat(width=width, height=height, format="gray", interpolation="AREA")
    grey: NDArray[np.float32] = picture.to_ndarray().astype(np.float32)
    return grey


def _detail(grey: NDArray[np.float32]) -> float:
    """The mean of the strongest hundredth of edges, 0 to 255: a face in focus has some, whatever lies behind it."""
    if min(grey.shape) < 4:
        return 0.0
    across, down = np.abs(np.diff(grey, axis=1))[:-1], np.abs(np.diff(grey, axis=0))[:, :-1]
    edges = np.maximum(across, down).ravel()
    count = max(1, edges.size // 100)
    return float(np.partition(edges, edges.size - count)[-count:].mean())


def _thumbnail(frame: VideoFrame, at: float) -> Thumbnail:
    width, height = _fitted(frame, _SMALL)
    picture = frame.reformat(width=width, height=height, format="rgb24", interpolation="AREA").to_ndarray()
    upright = np.ascontiguousarray(np.rot90(picture, round(frame.rotation / 90) % 4))
    return Thumbnail(at, upright.shape[1], upright.shape[0], upright.tobytes())
