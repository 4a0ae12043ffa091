"""Other processes that draw and encode scenes of a film while this one is busy with others.

A member gets the film, then the numbers of scenes, and answers with the records of their segments
(``production.member``). They are put by in files without a name, so nothing is left of them however this ends; the scene is
then joined as a kept one is. Scenes that no member has begun are made by whoever asks for them.
"""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from studio_gui.base.errors import RenderError
from studio_gui.render.request import RenderRequest
from studio_gui.render.segments.store import Segment, SegmentWriter
from studio_gui.render.timing import SceneSpan
from studio_gui.speech.sound import Sound

MESSAGE = struct.Struct("<BI")
"""What a message is, and how many bytes of content follow: a record of a segment (1 to 9) or one of these."""
DONE, MOVED, FAILED = 0, 10, 11
"""The scene is whole; so many frames of it are (4 bytes); it cannot be made (an error as pickled)."""
NUMBER = struct.Struct("<I")
_LOOK_EVERY_S = 0.1
_END_S = 3.0


@dataclass(frozen=True, slots=True)
class Film:
    """What a member must know: the same as the process that leads."""

    request: RenderRequest
    spans: tuple[SceneSpan, ...]
    sounds: tuple[Sound, ...]


class Crew:
    """``count`` processes at work on scenes; ``todo`` are those to be made, in the order in which they are needed.

    The first of them is left to the caller, who needs it at once. Use it as a context manager: leaving it ends the processes.
    """

    def __init__(self, film: Film, todo: Sequence[int], *, count: int) -> None:
        self._film, self._folder = film, film.request.target.parent
        self._free = deque(todo[1:])
        self._frames: dict[int, int] = {}
        self._made: dict[int, Segment] = {}
        self._error: BaseException | None = None
        self._is_over = False
        self._changed = threading.Condition()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._threads: list[threading.Thread] = []
        try:
            for number in range(min(count, len(self._free))):
                process = _started()
                self._processes.append(process)
                thread = threading.Thread(target=self._lead, args=(process,), name=f"movie-crew-{number + 1}")
                self._threads.append(thread)
                thread.start()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def take(self, index: int, look: Callable[[], None]) -> Segment | None:
        """The pictures of a scene when a member makes or made them, else None: the caller has to make them.

        Waits, and calls ``look`` meanwhile, which may raise. Raises what the member did.
        """
        with self._changed:
            if index in self._free:
                self._free.remove(index)
            if index not in self._frames:
                return None
            while index not in self._made:
                if self._error is not None:
                    raise self._error
                self._changed.wait(_LOOK_EVERY_S)
                look()
            return self._made.pop(index)

    def frames_from(self, frame: int) -> int:
        """How many frames are finished in scenes that begin at a frame of the film or later; raises what a member did."""
        with self._changed:
            if self._error is not None:
                raise self._error
            return sum(done for index, done in self._frames.items() if self._film.spans[index].start >= frame)

    def close(self) -> None:
        """End them; what they made and nobody took is gone."""
        with self._changed:
            self._is_over = True
            self._free.clear()
        for process in self._processes:
            process.kill()
            process.wait(_END_S)
        for thread in self._threads:
            thread.join()
        for process in self._processes:
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    _close(pipe)
        for segment in self._made.values():
            segment.close()
        self._made.clear()

    def _lead(self, process: subprocess.Popen[bytes]) -> None:
        """Give one member scene after scene; runs on a thread of its own."""
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            film = pickle.dumps(self._film)
            process.stdin.write(NUMBER.pack(len(film)) + film)
            while (index := self._next()) is not None:
                process.stdin.write(NUMBER.pack(index))
                process.stdin.flush()
                segment = self._heard(process.stdout, index)
                with self._changed:
                    self._made[index] = segment
                    self._changed.notify_all()
            _close(process.stdin)  # nothing is left to do: it ends, and its memory is free
        except BaseException as error:  # it is raised again where the scene is asked for
            with self._changed:
                if self._error is None and not self._is_over:
                    self._error = _told(error)
                self._changed.notify_all()

    def _next(self) -> int | None:
        with self._changed:
            if not self._free or self._error is not None:
                return None
            index = self._free.popleft()
            self._frames[index] = 0
            return index

    def _heard(self, answers: IO[bytes], index: int) -> Segment:
        """A whole scene as a member says it; raises what the member did, and EOFError when it is gone."""
        file = cast(BinaryIO, tempfile.TemporaryFile(dir=self._folder))  # noqa: SIM115 - closed by the segment
        try:
            segment = SegmentWriter(file)
            while True:
                kind, length = MESSAGE.unpack(_exactly(answers, MESSAGE.size))
                content = _exactly(answers, length)
                if kind == FAILED:
                    raise pickle.loads(content)
                if kind == MOVED:
                    with self._changed:
                        (self._frames[index],) = NUMBER.unpack(content)
                    continue
                if kind == DONE:
                    segment.end()
                    return Segment(file)
                segment.add(kind, content)
        except BaseException:
            file.close()
            raise


def _started() -> subprocess.Popen[bytes]:
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(
        [sys.executable, "-m", "studio_gui.render.production.member"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": paths},
        cwd=Path.cwd(),
    )


def _exactly(answers: IO[bytes], count: int) -> bytes:
    content = answers.read(count)
    if len(content) < count:
        raise EOFError("a member ended")
    return content


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        pass  # what was still to be said, nobody hears


def _told(error: BaseException) -> BaseException:
    if isinstance(error, EOFError | BrokenPipeError):
        return RenderError(
            "The renderer stopped unexpectedly.", "Try again; if it happens again, please report it.", repr(error)
        )
    return error
