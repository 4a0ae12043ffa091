"""Ctrl+C, and whatever else asks a command politely to end; what is lost on its way is asked for once more.

Python raises ``KeyboardInterrupt`` wherever the main thread happens to be. In a ``__del__``, in a callback of a weak
reference (every import ends with one), of the garbage collector or of C nobody can be told of an error, and C code that
asks whether something has an attribute clears whatever comes of it without a word. The program then goes on as if nobody
had asked. But what is still on its way, or is being cleaned up for, is held by somebody; what was lost is held by none.

``kill``, the system that shuts down and a terminal that is closed would end the program on the spot, half a film left
behind: they are heard in the same way.
"""

from __future__ import annotations

import _thread
import contextlib
import signal
import sys
import threading
import time
import weakref
from collections.abc import Coroutine, Iterator
from queue import SimpleQueue
from types import FrameType
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")
_LOOK_EVERY_S = 0.1
SIGNALS = (signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if sys.platform != "win32" else []))
"""What asks a program to end and lets it clean up."""
_LOOKS = 2
"""So often nobody holds it before it counts as lost: one who takes it to end the program lets go of it first."""


class _Stop(KeyboardInterrupt):
    """One wish to end; unlike Python's own it can be referred to weakly."""


@contextlib.contextmanager
def no_stop_lost() -> Iterator[None]:
    """While it lasts, a Ctrl+C that was lost comes again until it is raised where somebody hears it.

    It does nothing in other threads than the main one, which alone is interrupted, and leaves a signal alone that means
    something else already: ``nohup`` and a shell's ``&`` have some ignored.
    """
    stops = _Stops()
    if not stops.begin():
        yield
        return
    try:
        yield
    finally:
        stops.end()


def was_stopped() -> bool:
    """Whether somebody asked to end: what a library makes of it on its way is an error of many names then.

    Pydantic, interrupted while it builds a validator, raises a ``SchemaError``.
    """
    hearers = (getattr(signal.getsignal(number), "__self__", None) for number in SIGNALS)
    return any(isinstance(hearer, _Stops) and hearer.was_asked for hearer in hearers)


def run_loop(work: Coroutine[Any, Any, T]) -> T:
    """What ``asyncio.run`` does, whose own way with Ctrl+C loses none: it cancels the work, and raises nothing."""
    import asyncio

    before = signal.getsignal(signal.SIGINT)
    # Before Python 3.11 it has none, and would leave Ctrl+C to Python.
    is_ours = isinstance(getattr(before, "__self__", None), _Stops) and sys.version_info >= (3, 11)
    if not is_ours or _thread.get_ident() != before.__self__.main_thread:  # type: ignore[union-attr]
        return asyncio.run(work)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return asyncio.run(work)
    finally:
        signal.signal(signal.SIGINT, before)


class _Stops:
    """Raises what is asked for, and looks in a thread of its own what becomes of it."""

    def __init__(self) -> None:
        self.main_thread = _thread.get_ident()
        self._asked: SimpleQueue[bool] = SimpleQueue()
        self._last: weakref.ref[_Stop] | None = None
        self._before: dict[int, Any] = {}
        self._number = int(signal.SIGINT)
        self._is_over = False

    @property
    def was_asked(self) -> bool:
        """Whether one came since they were taken over."""
        return self._last is not None

    def begin(self) -> bool:
        """Take the signals over that are ours to take; says whether there are any."""
        if _thread.get_ident() != threading.main_thread().ident:
            return False  # where no signal can be taken
        for number in SIGNALS:
            before = signal.getsignal(number)
            if before in (signal.default_int_handler, signal.SIG_DFL):
                self._before[number] = before
                signal.signal(number, self.on_signal)
        if not self._before:
            return False
        _thread.start_new_thread(self._look, ())
        return True

    def end(self) -> None:
        """Give them back, unless somebody else has them by now."""
        self._is_over = True
        self._asked.put(False)
        for number, before in self._before.items():
            if signal.getsignal(number) == self.on_signal:
                signal.signal(number, before)

    def on_signal(self, number: int, _frame: FrameType | None) -> NoReturn:
        """Somebody asks to end, or is asked for again."""
        self._number = number
        raise self._new()

    def _new(self) -> _Stop:
        # Not in `on_signal`: its frame is part of the traceback, and would hold what holds it.
        stop = _Stop()
        self._last = weakref.ref(stop)
        self._asked.put(True)  # a queue that may be interrupted at any place
        return stop

    def _look(self) -> None:
        if not self._asked.get():
            return
        looks = 0
        while not self._is_over:
            time.sleep(_LOOK_EVERY_S)
            looks = looks + 1 if self._last is not None and self._last() is None else 0
            if looks == _LOOKS and not self._is_over:
                looks = 0
                self._interrupt()

    def _interrupt(self) -> None:
        if sys.platform == "win32":
            signal.raise_signal(self._number)
        else:
            signal.pthread_kill(self.main_thread, self._number)  # it also ends a call of the system it waits in
