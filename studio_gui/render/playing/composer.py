"""Makes pictures ahead of the moment they are shown at, in a thread of its own.

Whoever shows them asks for a moment, says now and then which frame is due, and takes what is ready. A picture that
would come too late is left out: pictures may be dropped, sound never.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, replace

from studio_gui.painting import Assets
from studio_gui.render.playing.program import Program
from studio_gui.render.playing.reel import Patch, Reel, Size
from studio_gui.render.playing.voices import Voices

AHEAD_S = 1.5
"""How far ahead of what is shown pictures are made."""
MOST_BYTES = 80 << 20
"""What pictures made ahead may take; about ten whole ones of 1080 lines."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: pictures of ``size`` from a frame on, every ``stride``-th; only that one unless it runs."""

    number: int
    program: Program
    size: Size
    frame: int
    runs: bool
    stride: int = 1


class Composer:
    """``run`` belongs into a thread of its own; everything else is for the thread that shows."""

    def __init__(self, assets: Assets, voices: Voices) -> None:
        self._assets, self._voices = assets, voices
        self._moved = threading.Condition()
        self._order: Order | None = None
        self._ready: deque[Patch] = deque()
        self._bytes = 0
        self._next = 0
        self._reached = self._due = self._making = -1
        self._is_ended = False
        self._reel: Reel | None = None
        self.late = 0
        """Frames that were left out because their time had passed."""

    def ask(self, program: Program, frame: int, *, size: Size, runs: bool, stride: int = 1) -> None:
        """Begin anew at a frame; what was made for the order before is thrown away."""
        with self._moved:
            number = self._order.number + 1 if self._order is not None else 1
            self._order = Order(number, program, size, frame, runs, stride)
            self._ready.clear()
            self._bytes = 0
            self._next, self._reached, self._due = frame, frame - 1, frame
            self._moved.notify_all()

    def follow(self, program: Program) -> bool:
        """Go on with a program that differs later only; False when it does not, and has to be asked for."""
        with self._moved:
            order = self._order
            if order is None:
                return False
            ahead = max(self._reached, self._making, order.frame)
            if not order.program.is_same_around(program, min(self._due, order.frame), ahead):
                return False
            self._order = replace(order, program=program)
            self._moved.notify_all()
            return True

    def run_on(self, *, stride: int) -> None:
        """Make pictures ahead from where the order stands: the frame that is shown already is not made again."""
        with self._moved:
            if self._order is not None:
                self._order = replace(self._order, runs=True, stride=stride)
                self._moved.notify_all()

    def take(self, due: int) -> list[Patch]:
        """What is to be shown by the frame ``due``, in order; to be laid over each other."""
        with self._moved:
            self._due = max(self._due, due)
            taken: list[Patch] = []
            while self._ready and self._ready[0].frame <= due:
                patch = self._ready.popleft()
                self._bytes -= patch.image.sizeInBytes()
                taken.append(patch)
            self._moved.notify_all()
            return taken

    def has(self, frame: int) -> bool:
        """Whether all there is to show at a frame is ready, or was taken."""
        with self._moved:
            return self._reached >= frame

    def end(self) -> None:
        """Make nothing more: ``run`` comes back."""
        with self._moved:
            self._is_ended = True
            self._ready.clear()
            self._moved.notify_all()

    # --- in its thread ----------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Compose until the end; raises what went wrong, as :class:`SpeechError` does."""
        number = 0
        while True:
            with self._moved:
                self._moved.wait_for(self._has_work)
                order, frame = self._order, self._next
                if self._is_ended or order is None:
                    self._reel = None
                    return
                self._making = frame
            if self._reel is None or self._reel.size != order.size:
                self._reel = Reel(self._assets, self._voices, order.size)
            if order.number != number:
                self._reel.forget()
                number = order.number
            patch = self._reel.patch(order.program, frame)
            self._put(order.number, frame, patch)

    def _has_work(self) -> bool:
        if self._is_ended:
            return True
        order = self._order
        if order is None or self._next >= order.program.frames:
            return False
        if self._next == order.frame:
            return True
        if not order.runs or self._bytes > MOST_BYTES or not order.program.is_known_at(self._next):
            return False
        self._catch_up(order)
        return self._next <= self._due + AHEAD_S * order.program.fps and self._next < order.program.frames

    def _catch_up(self, order: Order) -> None:
        """Leave out what is too late to be seen."""
        missed = (self._due - self._next) // order.stride
        if missed > 0:
            missed = min(missed, (order.program.frames - 1 - self._next) // order.stride)
            self._next += missed * order.stride
            self.late += missed

    def _put(self, number: int, frame: int, patch: Patch | None) -> None:
        with self._moved:
            order, self._making = self._order, -1
            if order is None or order.number != number or self._is_ended:
                return  # something else is wanted by now
            if patch is not None:
                self._ready.append(patch)
                self._bytes += patch.image.sizeInBytes()
            self._next = frame + order.stride
            self._reached = self._next - 1
            self._moved.notify_all()
