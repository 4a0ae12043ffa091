"""How many processes draw one film.

One more costs what loading costs, half a second of a processor and about a quarter of a gigabyte: it pays where there are
processors to spare and more than one scene in which something moves. Drawing and encoding already keep two processors
busy in one process.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from studio_gui.model.clips import AvatarClip, VideoClip
from studio_gui.painting import Assets
from studio_gui.painting.effects.animation import animation_of
from studio_gui.render.timing import SceneSpan

MOST = 4
"""More than so many gain little: the sound and the file are made by one."""
_WORTH_S = 4.0
"""Seconds of moving pictures that a process must have to do, so that loading it pays."""
_FACE_SHARE = 0.2
"""What a speaking face costs of what moving pictures do: it changes a few times in a second and is small."""
_MEMORY_BYTES = 400 << 20
"""What one process may take at 1080 lines, and four times that at 2160."""
_FULL_HD = 1920 * 1080


def work_of(span: SceneSpan, *, assets: Assets, speaks: bool) -> float:
    """Seconds of moving pictures in a scene; 0 where nothing moves."""
    shares = [0.0, span.transition_frames / span.frames]
    for clip in span.scene.stacked():
        if not clip.is_drawn:
            continue
        animation = animation_of(clip)
        if animation is not None:
            shares.append(min(1.0, float(animation.duration) / span.duration_s))
        elif isinstance(clip, VideoClip) and assets.facts(clip.studio.media) is not None:
            shares.append(1.0)
        elif isinstance(clip, AvatarClip) and speaks and clip is span.scene.speaker:
            shares.append(_FACE_SHARE)
    return max(shares) * span.duration_s


def processes_for(
    asked: int,
    works: Sequence[float],
    *,
    size: tuple[int, int],
    cores: int | None = None,
    memory_bytes: float | None = None,
) -> int:
    """How many processes share scenes of so much work each (:func:`work_of`), this one among them.

    ``asked`` is what a person wants at most, 0 leaves it to the machine: its processors and its free memory, unless
    they are given.
    """
    moving = [work for work in works if work > 0]
    if asked:
        return max(1, min(asked, len(moving)))
    cores = processors() if cores is None else cores
    if cores <= 3:
        return 1
    worth = min(sum(work >= _WORTH_S / 2 for work in moving), int(sum(moving) // _WORTH_S))
    needed = _MEMORY_BYTES * max(1.0, size[0] * size[1] / _FULL_HD)
    memory_bytes = free_memory() if memory_bytes is None else memory_bytes
    room = int(memory_bytes // (2 * needed))  # half of what is free is left to others
    return max(1, min(MOST, cores // 2, worth, 1 + room))


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def free_memory() -> float:
    """Bytes that may be taken without hurting others; where the system does not say, enough for one more process."""
    free = 2.0 * _MEMORY_BYTES
    with contextlib.suppress(OSError, ValueError):
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                free = float(line.split()[1]) * 1024
    with contextlib.suppress(OSError, ValueError):  # a container has less than its machine
        group = Path("/sys/fs/cgroup")
        limit, taken = (group / "memory.max").read_text(), (group / "memory.current").read_text()
        free = min(free, float(limit) - float(taken))
    return free
