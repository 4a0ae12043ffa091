"""Mixes the sound of a program ahead of being heard, in a thread of its own; it waits for speech and drops nothing."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from studio_gui.painting import Assets
from studio_gui.render.mixing import RATE, Samples, mixed, sources_of
from studio_gui.render.playing.program import Place, Program
from studio_gui.render.playing.tempo import Stretcher, Wire
from studio_gui.render.playing.voices import Voices
from studio_gui.render.timing import SceneSpan

AHEAD_S = 2.0
"""How much sound is kept ready."""


@dataclass(frozen=True, slots=True)
class _Order:
    number: int
    program: Program
    place: Place
    tempo: float


class Feeder:
    """``run`` belongs into a thread of its own; everything else is for the thread that plays."""

    def __init__(self, assets: Assets, voices: Voices, wire: Wire) -> None:
        self.wire = wire
        self._assets, self._voices = assets, voices
        self._moved = threading.Condition()
        self._order: _Order | None = None
        self._asked = self._begun = 0
        self._ready: deque[bytes] = deque()
        self._bytes = 0
        self._is_done = self._is_ended = False

    def ask(self, program: Program, place: Place, *, tempo: float = 1.0) -> None:
        """Begin anew at a moment."""
        with self._moved:
            self._asked += 1
            self._order = _Order(self._asked, program, place, tempo)
            self._ready.clear()
            self._bytes, self._is_done = 0, False
            self._moved.notify_all()

    def follow(self, program: Program) -> None:
        """Go on with a program in which more is known of what comes."""
        with self._moved:
            if self._order is not None:
                self._order = replace(self._order, program=program)
                self._moved.notify_all()

    def rest(self) -> None:
        """Nothing is to be heard for now."""
        with self._moved:
            self._order = None
            self._ready.clear()
            self._bytes = 0
            self._moved.notify_all()

    def take(self, most: int) -> bytes:
        """At most so many bytes, whole moments of all channels."""
        most -= most % self.wire.frame_bytes
        with self._moved:
            parts: list[bytes] = []
            while most > 0 and self._ready:
                part = self._ready.popleft()
                if len(part) > most:
                    self._ready.appendleft(part[most:])
                    part = part[:most]
                parts.append(part)
                most -= len(part)
                self._bytes -= len(part)
            self._moved.notify_all()
            return b"".join(parts)

    @property
    def is_done(self) -> bool:
        """Whether everything up to the end of the program was taken."""
        with self._moved:
            return self._is_done and not self._ready

    def end(self) -> None:
        """Mix nothing more: ``run`` comes back."""
        with self._moved:
            self._is_ended = True
            self._order = None
            self._moved.notify_all()

    # --- in its thread ----------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Mix until the end."""
        while True:
            with self._moved:
                self._moved.wait_for(self._has_work)
                order = self._order
                if self._is_ended or order is None:
                    return
                self._begun = order.number
            self._feed(order)

    def _has_work(self) -> bool:
        return self._is_ended or (self._order is not None and self._order.number != self._begun)

    def _feed(self, order: _Order) -> None:
        stretcher = Stretcher(self.wire, order.tempo)
        place: Place | None = order.place
        while place is not None:
            program = self._known(order, place)
            if program is None:
                return
            index = program.index_at(program.frame_at(place))
            for block in self._blocks(program, index, place.frame):
                if not self._put(order, stretcher.put(block)):
                    return
            program = self._latest(order) or program
            after = next((i for i, span in enumerate(program.spans) if span.scene.id == place.scene_id), index) + 1
            place = Place(program.spans[after].scene.id) if after < len(program.spans) else None
        if self._put(order, stretcher.end()):
            with self._moved:
                self._is_done = self._order is not None and self._order.number == order.number
                self._moved.notify_all()

    def _known(self, order: _Order, place: Place) -> Program | None:
        """Wait until what is heard at a moment is known; None when something else is wanted by then."""

        def is_ready() -> bool:
            program = self._current(order)
            return program is None or program.is_known_at(program.frame_at(place))

        with self._moved:
            self._moved.wait_for(is_ready)
            return self._current(order)

    def _latest(self, order: _Order) -> Program | None:
        with self._moved:
            return self._current(order)

    def _current(self, order: _Order) -> Program | None:
        now = self._order
        return now.program if now is not None and now.number == order.number and not self._is_ended else None

    def _put(self, order: _Order, sound: bytes) -> bool:
        most = int(AHEAD_S * self.wire.rate) * self.wire.frame_bytes
        with self._moved:
            self._moved.wait_for(lambda: self._current(order) is None or self._bytes < most)
            if self._current(order) is None:
                return False
            if sound:
                self._ready.append(sound)
                self._bytes += len(sound)
                self._moved.notify_all()
            return True

    def _blocks(self, program: Program, index: int, frame: int) -> Iterator[Samples]:
        span = program.spans[index]
        speech = self._voices.sound(program.project, span.scene)
        start, end = _sample(span, frame), _sample(span, span.frames)
        sources = sources_of(span.scene, speech=speech, assets=self._assets, length=end)
        for source in sources:
            source.skip(start)
        return mixed(sources, end - start)


def _sample(span: SceneSpan, frame: int) -> int:
    """Where a frame of a scene begins, in samples of the scene; counted as the video counts them."""
    begin = round(span.start * RATE / span.fps)
    return round((span.start + min(frame, span.frames)) * RATE / span.fps) - begin
