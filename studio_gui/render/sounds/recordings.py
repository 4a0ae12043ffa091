"""A recorded or uploaded voice as speech: any sound file, one channel, at the loudness of every other voice."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
from av.audio.resampler import AudioResampler

from studio_gui.base.errors import SpeechError
from studio_gui.base.media import open_media, resolve
from studio_gui.files.names import name_of
from studio_gui.speech.espeak import MAX_SECONDS
from studio_gui.speech.loudness import levelled
from studio_gui.speech.sound import Samples, Sound

RATE = 24_000
"""What speech holds lies below 12 kHz; the lips listen up to 9 kHz."""
MOST_BYTES = 48 << 20
"""Of recordings that are kept decoded: a quarter of an hour. Two hours, the most there are, take 330 MB."""

Key: TypeAlias = tuple[Path, int, int]
"""A file, when it changed, and its size."""


def recorded(ref: str, *, folder: Path | None) -> Sound:
    """The sound of a media reference as speech; raises :class:`SpeechError` when it is missing, or holds no sound."""
    path = resolve(ref, folder)
    if path is None:
        raise SpeechError(
            f"the recording “{name_of(ref)}” is missing.", "Put it back, choose another, or let a voice read."
        )
    try:
        facts = path.stat()
    except OSError as error:
        raise _unreadable(error) from error
    key = (path, facts.st_mtime_ns, facts.st_size)
    sound = kept.get(key)
    if sound is None:
        sound = _levelled(path)
        kept.put(key, sound)
    return sound


class KeptSounds:
    """The sounds that were asked for last, as long as they are not too large together; safe for several threads."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._sounds: OrderedDict[Key, Sound] = OrderedDict()

    @property
    def size_bytes(self) -> int:
        """What they take."""
        return sum(sound.samples.nbytes for sound in self._sounds.values())

    def get(self, key: Key) -> Sound | None:
        """The sound, if it is here."""
        with self._lock:
            sound = self._sounds.get(key)
            if sound is not None:
                self._sounds.move_to_end(key)
            return sound

    def put(self, key: Key, sound: Sound) -> None:
        """Keep one; those that were asked for longest ago go, and one that is too large by itself is not kept."""
        with self._lock:
            self._sounds[key] = sound
            while self.size_bytes > self._most_bytes:
                self._sounds.popitem(last=False)


kept = KeptSounds(MOST_BYTES)


def _unreadable(error: Exception) -> SpeechError:
    return SpeechError("the recording cannot be read.", "Choose another sound file.", repr(error))


def _levelled(path: Path) -> Sound:
    try:
        parts = list(_parts(path))
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise _unreadable(error) from error
    if not parts:
        raise SpeechError("the recording has no sound.", "Choose another sound file.")
    return levelled(Sound(np.concatenate(parts), RATE))


def _parts(path: Path) -> Iterator[Samples]:
    """Pieces of the sound; a broken file is heard as far as it goes, and nobody speaks for more than two hours."""
    with open_media(path) as container:
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
