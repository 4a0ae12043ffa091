"""The sound of footage, heard in windows: all of it where it is as long as footage may be, samples of it else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from studio_gui.render.footage.rules import LONGEST_S, Hearing
from studio_gui.speech.loudness import loudness
from studio_gui.speech.sound import Samples, Sound

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer

_RATE = 16_000
_WINDOW_S = 1.0
_SAMPLED = 60
"""Windows of footage that is too long."""
_FULL = 32_300
"""A hair under full scale: encoders bend the tops of over-driven sound a little."""


def listen(
    container: InputContainer,
    stream: AudioStream,
    *,
    length_s: float,
    deadline: float,
    told: Callable[[float], None],
) -> tuple[list[Hearing], float]:
    """What is heard, a second each, and the loudness of all of it in LUFS (minus infinity for silence)."""
    heard: list[Hearing] = []
    kept: list[Samples] = []
    begins = [0.0] if length_s <= LONGEST_S * 1.1 else list(np.linspace(0, length_s - _WINDOW_S, _SAMPLED))
    for index, begin in enumerate(begins):
        lasts = length_s if len(begins) == 1 else _WINDOW_S
        for at, window in _windows(container, stream, float(begin), lasts):
            heard.append(_heard(at, window))
            kept.append(window)
            told(min(1.0, at / length_s if len(begins) == 1 and length_s else index / len(begins)))
            if time.monotonic() > deadline:
                return heard, _loudness(kept)
    return heard, _loudness(kept)


def _heard(at: float, window: Samples) -> Hearing:
    clipped = float((np.abs(window.astype(np.int32)) >= _FULL).mean()) if len(window) else 0.0
    return Hearing(at, loudness(Sound(window, _RATE)), clipped)


def _loudness(parts: list[Samples]) -> float:
    return loudness(Sound(np.concatenate(parts), _RATE)) if parts else float("-inf")


def _windows(
    container: InputContainer, stream: AudioStream, begin_s: float, lasts_s: float
) -> Iterator[tuple[float, Samples]]:
    """Mono samples from ``begin_s`` on, a second at a time; ends quietly where the file breaks off."""
    import av

    resampler = av.AudioResampler(format="s16", layout="mono", rate=_RATE)
    base = stream.time_base
    wanted = round(_WINDOW_S * _RATE)
    rest: NDArray[np.int16] = np.zeros(0, np.int16)
    at, end = begin_s, begin_s + lasts_s
    try:
        if begin_s and base:
            container.seek((stream.start_time or 0) + int(begin_s / float(base)), stream=stream, backward=True)
        else:
            container.seek(0)
        for frame in container.decode(stream):
            for part in resampler.resample(frame):
                rest = np.concatenate((rest, part.to_ndarray()[0]))
            while len(rest) >= wanted:
                yield at, rest[:wanted]
                rest, at = rest[wanted:], at + _WINDOW_S
                if at >= end - 1e-6:
                    return
    except (av.error.FFmpegError, OSError, ValueError, EOFError):
        pass  # what was heard until here is judged
    if len(rest) > wanted // 4:
        yield at, rest
