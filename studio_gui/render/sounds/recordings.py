"""A recorded or uploaded voice as speech: any sound file, one channel, at the loudness of every other voice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler

from studio_gui.base.errors import SpeechError
from studio_gui.files.media import resolve
from studio_gui.speech.espeak import MAX_SECONDS
from studio_gui.speech.loudness import levelled
from studio_gui.speech.sound import Samples, Sound

RATE = 24_000
"""What speech holds lies below 12 kHz; the lips listen up to 9 kHz."""


def recorded(ref: str, *, folder: Path | None) -> Sound:
    """The sound of a media reference as speech; raises :class:`SpeechError` when it is missing, or holds no sound."""
    path = resolve(ref, folder)
    if path is None:
        raise SpeechError(f"the recording “{ref}” is missing.", "Put it back, choose another, or let a voice read.")
    return _levelled(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _levelled(path: Path, _stamp: int) -> Sound:
    try:
        parts = list(_parts(path))
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise SpeechError("the recording cannot be read.", "Choose another sound file.", repr(error)) from error
    if not parts:
        raise SpeechError("the recording has no sound.", "Choose another sound file.")
    return levelled(Sound(np.concatenate(parts), RATE))


def _parts(path: Path) -> Iterator[Samples]:
    """Pieces of the sound; a broken file is heard as far as it goes, and nobody speaks for more than two hours."""
    with av.open(str(path)) as container:
        if not container.streams.audio:
            return
        resampler = AudioResampler(format="s16p", layout="mono", rate=RATE)
        count = 0
        try:
            for frame in chain(container.decode(audio=0), [None]):
                for part in resampler.resample(frame):
                    samples: Samples = part.to_ndarray()[0]
                    yield samples
                    count += len(samples)
                if count > MAX_SECONDS * RATE:
                    return
        except av.error.FFmpegError:
            if not count:
                raise
