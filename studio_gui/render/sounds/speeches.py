"""The speech of a film, scene by scene: hours of it wait on the disk, so that a long film takes no more memory."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from io import FileIO
from typing import overload

import numpy as np

from studio_gui.base.paths import user_paths
from studio_gui.speech.sound import Sound, WordMark

IN_MEMORY_BYTES = 32 << 20
"""Twelve minutes of speech: most films have less."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the samples of a sound lie in the file."""

    start: int
    count: int
    rate: int
    marks: tuple[WordMark, ...]


class Speeches(Sequence[Sound]):
    """Sounds in order, from several threads; what is asked for from the disk is read anew each time."""

    def __init__(self) -> None:
        self._held: list[Sound | _Place] = []
        self._bytes = 0
        self._file: FileIO | None = None
        self._lock = threading.Lock()

    def add(self, sound: Sound) -> None:
        """The next one; where it cannot be put on the disk it stays in memory."""
        self._bytes += sound.samples.nbytes
        place = self._put_away(sound) if self._bytes > IN_MEMORY_BYTES else None
        self._held.append(place or sound)

    def durations_s(self) -> list[float]:
        """How long each plays, in seconds."""
        return [each.duration_s if isinstance(each, Sound) else each.count / each.rate for each in self._held]

    def close(self) -> None:
        """Nothing more is asked for."""
        if self._file is not None:
            self._file.close()

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, index: int) -> Sound: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Sound]: ...

    def __getitem__(self, index: int | slice) -> Sound | Sequence[Sound]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        held = self._held[index]
        return held if isinstance(held, Sound) else self._read(held)

    def _put_away(self, sound: Sound) -> _Place | None:
        import tempfile  # most films need none

        with self._lock, contextlib.suppress(OSError):
            if self._file is None:
                folder = user_paths().cache
                folder.mkdir(parents=True, exist_ok=True)
                # Without a buffer: what a full disk refuses would stay in it, and come up at each look at what fits.
                self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - closed in close()
            start = self._file.seek(0, 2)
            if self._file.write(np.ascontiguousarray(sound.samples).data) == sound.samples.nbytes:
                return _Place(start, len(sound.samples), sound.rate, sound.marks)
        return None

    def _read(self, place: _Place) -> Sound:
        with self._lock:
            assert self._file is not None
            self._file.seek(place.start)
            content = self._file.read(place.count * 2)
        return Sound(np.frombuffer(content, np.int16, place.count), place.rate, place.marks)
