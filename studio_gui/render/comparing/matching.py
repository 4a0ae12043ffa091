"""Which part of a video is which scene.

The video is looked at a few times a second, very small, and cut where that explains the pictures best: scenes keep
their order, and none is left out. Where pictures say nothing (two scenes look alike) the lengths of the project count.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from studio_gui.base.errors import MediaError

GLANCE = (48, 27)
"""Width and height of what is compared: enough to tell scenes apart, too small for lips and letters to count."""
Glance = NDArray[np.float32]

_MOST_GLANCES = 1500
_PER_S = 8.0
_LEAN = 4.0
"""How much it counts, in steps of brightness, that a glance would belong to another scene by the lengths alone."""


def glances_of(film: Path) -> tuple[float, tuple[tuple[float, Glance], ...]]:
    """The length of a video in seconds, and small pictures of it: seconds, and red, green and blue.

    Raises :class:`MediaError` when it is no video.
    """
    try:
        with av.open(str(film)) as container:
            if not container.streams.video:
                raise MediaError(f"“{film.name}” has no pictures.", "Choose a video.")
            length = container.duration / av.time_base if container.duration else 0.0
            step = max(1 / _PER_S, length / _MOST_GLANCES)
            found = tuple(_glances(container, step))
    except (OSError, ValueError, av.error.FFmpegError) as error:
        raise MediaError(f"“{film.name}” cannot be read as a video.", "Choose another file.", repr(error)) from error
    if not found:
        raise MediaError(f"“{film.name}” has no pictures.", "Choose a video.")
    return max(length, found[-1][0] + step), found


def _glances(container: av.container.InputContainer, step: float) -> Iterator[tuple[float, Glance]]:
    stream = container.streams.video[0]
    stream.thread_type = "AUTO"
    after, start = 0.0, None
    for frame in container.decode(stream):
        at_s = float(frame.time or 0.0)
        start = at_s if start is None else start
        if at_s - start >= after - 1e-6:
            after = at_s - start + step
            small = frame.reformat(width=GLANCE[0], height=GLANCE[1], format="rgb24", interpolation="AREA")
            yield at_s - start, small.to_ndarray().astype(np.float32)


def cuts(
    scenes: Sequence[Sequence[Glance]],
    lengths: Sequence[float],
    seen: Sequence[tuple[float, Glance]],
    *,
    length_s: float,
) -> tuple[float, ...]:
    """Where each scene begins in the video, in seconds; the first at 0.

    ``scenes`` are pictures of each of them, ``lengths`` what they last in the project. A glance costs what it differs
    from the nearest picture of its scene; the cheapest way through wins.
    """
    count, glances = len(scenes), len(seen)
    if count <= 1 or glances < count:
        return tuple(length_s * n / max(1, count) for n in range(max(1, count)))
    costs = np.stack([_distance(pictures, seen) for pictures in scenes]) + _leaning(lengths, seen, length_s)
    best = np.full((count, glances), math.inf)
    came = np.zeros((count, glances), np.int64)
    best[0] = np.cumsum(costs[0])
    for scene in range(1, count):
        # To be in a scene is to have stayed there, or to come from the scene before.
        for at in range(scene, glances):
            stay, come = best[scene, at - 1], best[scene - 1, at - 1]
            came[scene, at] = at if come < stay else came[scene, at - 1]
            best[scene, at] = min(stay, come) + costs[scene, at]
    starts, at = [0.0] * count, glances - 1
    for scene in range(count - 1, 0, -1):
        begin = int(came[scene, at])
        starts[scene] = (seen[begin - 1][0] + seen[begin][0]) / 2
        at = begin - 1
    return tuple(starts)


def _distance(pictures: Sequence[Glance], seen: Sequence[tuple[float, Glance]]) -> NDArray[np.float64]:
    return np.array([min(float(np.abs(glance - picture).mean()) for picture in pictures) for _, glance in seen])


def _leaning(lengths: Sequence[float], seen: Sequence[tuple[float, Glance]], length_s: float) -> NDArray[np.float64]:
    """What it costs to be far from where the lengths alone would put a glance: little, and nothing inside."""
    total = sum(lengths) or 1.0
    ends = np.cumsum(lengths) / total * length_s
    begins = np.concatenate([[0.0], ends[:-1]])
    times = np.array([at_s for at_s, _ in seen])
    outside = np.maximum(0, np.maximum(begins[:, None] - times, times - ends[:, None]))
    return np.asarray(_LEAN * outside / length_s, np.float64)
