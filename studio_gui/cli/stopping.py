"""Ctrl+C that Python loses is asked for once more.

Python raises ``KeyboardInterrupt`` wherever the main thread happens to be. Where nobody can be told of an error (in a
``__del__``, in a callback of a weak reference, of the garbage collector or of a C library), it writes "Exception ignored"
and goes on as if nobody had asked. That is no rare place: every import ends with such a callback.
"""

from __future__ import annotations

import _thread
import contextlib
import signal
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_PAUSE_S = 0.05
"""How long what ignored it is given to come to its end; what takes longer ignores it again and is waited for again."""


@contextlib.contextmanager
def no_stop_lost() -> Iterator[None]:
    """While it lasts, a ``KeyboardInterrupt`` that was ignored comes again, until it is raised where somebody hears it.

    Enter it on the main thread, which alone is interrupted.
    """
    before, main_thread, is_over = sys.unraisablehook, _thread.get_ident(), False

    def hear(lost: UnraisableHookArgs) -> None:
        if issubclass(lost.exc_type, KeyboardInterrupt):
            # Not here: what is raised in here is ignored as well. And not by `threading`, whose locks the main thread
            # may hold at this moment.
            _thread.start_new_thread(interrupt, ())
        else:
            before(lost)

    def interrupt() -> None:
        time.sleep(_PAUSE_S)
        if is_over:
            return
        if sys.platform == "win32":
            signal.raise_signal(signal.SIGINT)
        else:
            signal.pthread_kill(main_thread, signal.SIGINT)  # it also ends a call of the system the thread waits in

    sys.unraisablehook = hear
    try:
        yield
    finally:
        is_over = True
        sys.unraisablehook = before
