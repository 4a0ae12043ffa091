"""The sound of a film, scene after scene; where scenes can be made by themselves, two at once.

In a film of still pictures the sound takes longest, and its encoder does not wait for what Python does besides.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType

from studio_gui.base.media import MediaFiles
from studio_gui.render.formats.sounds import SoundTrack
from studio_gui.render.mixing import RATE, Samples, mixed, sources_of
from studio_gui.render.segments.keeping import Kept
from studio_gui.render.segments.sound import StitchedSound, made_alone, stands_alone
from studio_gui.render.segments.store import Record
from studio_gui.render.timing import SceneSpan
from studio_gui.speech.sound import Sound

_AHEAD = 2
"""Scenes that may be made before their turn."""
_AHEAD_S = 60.0
"""Longer ones are not: they wait in memory, and their first second should not wait for their last."""


class Sounding:
    """Mixes a film; ``listen`` hears how many samples are made, and may raise to stop it."""

    def __init__(
        self,
        spans: Sequence[SceneSpan],
        sounds: Sequence[Sound],
        *,
        media: MediaFiles,
        kept: Kept,
        listen: Callable[[int], None],
    ) -> None:
        self._spans, self._sounds, self._media, self._kept = spans, sounds, media, kept
        self._listen = listen

    def write(self, track: SoundTrack) -> None:
        """All of it, in order."""
        count = len(self._spans) if isinstance(track, StitchedSound) else 0
        with _Ahead(self._made, count) as ahead:
            for index in range(len(self._spans)):
                start, length = self._place(index)
                key = self._key(index)
                before = self._kept.found(key)
                if before is not None:
                    track.replay(start, length, before.records())
                    continue
                record = self._kept.recording(key)
                made = ahead.take(index)
                if made is not None:
                    track.replay(start, length, made, record)
                else:
                    track.scene(start, length, self._blocks(index), record=record)
                record.keep()

    def _place(self, index: int) -> tuple[int, int]:
        """The first sample of a scene in the film, and how many it has."""
        span = self._spans[index]
        start = round(span.start * RATE / span.fps)
        return start, round((span.start + span.frames) * RATE / span.fps) - start

    def _key(self, index: int) -> str:
        start, length = self._place(index)
        return self._kept.sound_key(self._spans[index].scene, start=start, length=length, speech=self._sounds[index])

    def _made(self, index: int) -> list[Record] | None:
        """A scene made before its turn; None where that is better made, or found, in its turn."""
        start, length = self._place(index)
        if length > _AHEAD_S * RATE or not stands_alone(start, length) or self._kept.has(self._key(index)):
            return None
        return [*made_alone(start, length, self._blocks(index))]

    def _blocks(self, index: int) -> Iterator[Samples]:
        _, length = self._place(index)
        sources = sources_of(self._spans[index].scene, speech=self._sounds[index], assets=self._media, length=length)
        for block in mixed(sources, length):
            self._listen(0)
            yield block
            self._listen(block.shape[1])


class _Ahead:
    """A second thread, which makes scenes to come while the first makes one."""

    def __init__(self, make: Callable[[int], list[Record] | None], count: int) -> None:
        self._make, self._count = make, count
        self._moved = threading.Condition()
        self._at = -1
        """The scene that the first thread is at."""
        self._next = 0
        """The first scene that nobody has begun."""
        self._made: dict[int, list[Record] | BaseException | None] = {}
        self._thread = threading.Thread(target=self._run, name="movie-sound-ahead")

    def __enter__(self) -> _Ahead:
        if self._count > 1:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._moved:
            self._next = self._count
            self._moved.notify_all()
        if self._count > 1:
            self._thread.join()

    def take(self, index: int) -> list[Record] | None:
        """The scene whose turn it is, if it was made or is being made; None has the first thread make it.

        Raises what making it raised.
        """
        with self._moved:
            self._at = index
            self._moved.notify_all()
            if self._next <= index:
                self._next = index + 1
                return None
            self._moved.wait_for(lambda: index in self._made)
            made = self._made.pop(index)
        if isinstance(made, BaseException):
            raise made
        return made

    def _run(self) -> None:
        while (index := self._begin()) is not None:
            made: list[Record] | BaseException | None
            try:
                made = self._make(index)
            except BaseException as error:  # the thread whose turn it is raises it
                made = error
            with self._moved:
                self._made[index] = made
                self._moved.notify_all()

    def _begin(self) -> int | None:
        """The next scene to make, once it may be; None when there is none."""
        with self._moved:
            self._moved.wait_for(lambda: self._next >= self._count or 0 <= self._at >= self._next - _AHEAD)
            if self._next >= self._count:
                return None
            self._next += 1
            return self._next - 1
