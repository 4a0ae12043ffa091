"""Ctrl+C that is lost on its way is asked for once more.

Python raises ``KeyboardInterrupt`` wherever the main thread happens to be. In a ``__del__``, in a callback of a weak
reference (every import ends with one), of the garbage collector or of C nobody can be told of an error, and C code that
asks whether something has an attribute clears whatever comes of it without a word. The program then goes on as if nobody
had asked. But what is still on its way, or is being cleaned up for, is held by somebody; what was lost is held by none.
"""

from __future__ import annotations

import _thread
import contextlib
import signal
import sys
import time
import weakref
from collections.abc import Coroutine, Iterator
from queue import SimpleQueue
from types import FrameType
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")
_LOOK_EVERY_S = 0.1
_LOOKS = 2
"""So often nobody holds it before it counts as lost: one who takes it to end the program lets go of it first."""


class _Stop(KeyboardInterrupt):
    """One Ctrl+C; unlike Python's own it can be referred to weakly."""


@contextlib.contextmanager
def no_stop_lost() -> Iterator[None]:
    """While it lasts, a Ctrl+C that was lost comes again until it is raised where somebody hears it.

    It does nothing in other threads than the main one, which alone is interrupted, and where Ctrl+C means something else
    than Python's own.
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
    """Whether Ctrl+C was pressed: what a library makes of it on its way is an error of many names then.

    Pydantic, interrupted while it builds a validator, raises a ``SchemaError``.
    """
    stops = getattr(signal.getsignal(signal.SIGINT), "__self__", None)
    return isinstance(stops, _Stops) and stops.was_asked


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
        self._is_over = False

    @property
    def was_asked(self) -> bool:
        """Whether Ctrl+C came since it was taken over."""
        return self._last is not None

    def begin(self) -> bool:
        """Take Ctrl+C over; says whether it was ours to take."""
        if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
            return False
        try:
            signal.signal(signal.SIGINT, self.on_signal)
        except ValueError:
            return False  # another thread than the main one
        _thread.start_new_thread(self._look, ())
        return True

    def end(self) -> None:
        """Give Ctrl+C back, unless somebody else has it by now."""
        self._is_over = True
        self._asked.put(False)
        if signal.getsignal(signal.SIGINT) == self.on_signal:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def on_signal(self, _number: int, _frame: FrameType | None) -> NoReturn:
        """Ctrl+C was pressed, or is asked for again."""
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
            signal.raise_signal(signal.SIGINT)
        else:
            signal.pthread_kill(self.main_thread, signal.SIGINT)  # it also ends a call of the system it waits in
