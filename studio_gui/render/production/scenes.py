"""The pictures of single scenes, drawn and encoded one while the other, their records handed on."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from av.video.codeccontext import VideoCodecContext

from studio_gui.painting import Assets
from studio_gui.render.encoder import VideoShape, VideoTrack, set_up
from studio_gui.render.offscreen import ensure_qt
from studio_gui.render.production.composing import Composer
from studio_gui.render.production.crew import MOVED, NUMBER, Film
from studio_gui.render.production.steps import Step
from studio_gui.render.segments.keeping import Kept
from studio_gui.render.segments.store import Recording

_AHEAD = 3
"""So many steps wait for the encoder at most."""


class _Spoken(Recording):
    """Hands on the records of a scene."""

    def __init__(self, say: Callable[[int, bytes], None]) -> None:
        super().__init__(None)
        self._say = say

    def add(self, kind: int, content: bytes) -> None:
        self._say(kind, content)


class SceneMaker:
    """Makes scenes of one film, one after the other; ``say`` takes their records and how many frames are finished."""

    def __init__(self, film: Film, say: Callable[[int, bytes], None]) -> None:
        ensure_qt()
        request, self._spans, self._say = film.request, film.spans, say
        shape = VideoShape(*request.size, request.fps)
        context = VideoCodecContext.create("libx264", "w")
        set_up(context, shape)
        context.open()
        self._track = VideoTrack(context, shape, write=lambda packet: None)
        assets = Assets(request.folder)
        self._composer = Composer(
            request, film.spans, film.sounds, assets=assets, kept=Kept(request, shape, assets), put=self._put,
            tell=self._tell,
        )  # fmt: skip
        self._encoding = ThreadPoolExecutor(max_workers=1, thread_name_prefix="scene-pictures")
        self._room = threading.Semaphore(_AHEAD)
        self._steps: deque[Future[None]] = deque()
        self._first = 0

    def make(self, index: int) -> None:
        """One scene, whole when this returns; raises what goes wrong."""
        self._first = self._spans[index].start
        self._composer.scene(index, _Spoken(self._say))
        while self._steps:
            self._steps.popleft().result()
        self._track.end()

    def _put(self, step: Step) -> None:
        self._room.acquire()
        self._steps.append(self._encoding.submit(self._go, step))
        while self._steps and self._steps[0].done():
            self._steps.popleft().result()

    def _go(self, step: Step) -> None:
        try:
            step.go(self._track)
        finally:
            self._room.release()

    def _tell(self, frame: int, number: int) -> None:
        self._say(MOVED, NUMBER.pack(frame - self._first))
