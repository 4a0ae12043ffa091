"""Encoders that would have the whole computer for themselves are put back into the line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_THREADS = Path("/proc/self/task")


@contextmanager
def scheduled_as_before() -> Iterator[None]:
    """Threads that a library makes urgent meanwhile are scheduled again as they were, new ones as the calling one.

    SVT-AV1 asks Linux to run its threads before everything else, and the one that opens it too. Where it may, which is
    as root and so in many containers, the computer stands still while a film is encoded, and so it does afterwards for
    whatever this process begins. Source: ``sched(7)``, ``SCHED_FIFO``. Whoever runs the program urgently has it so.
    """
    if sys.platform != "linux" or not _THREADS.is_dir():
        yield
        return
    own, before = os.sched_getscheduler(0), _policies()
    try:
        yield
    finally:
        for thread, policy in _policies().items():
            usual = before.get(thread, own)
            if _is_urgent(policy) and not _is_urgent(usual):
                with suppress(ProcessLookupError):  # it has just ended
                    os.sched_setscheduler(thread, usual, os.sched_param(0))


def _is_urgent(policy: int) -> bool:
    if sys.platform != "linux":
        return False
    return policy & ~os.SCHED_RESET_ON_FORK in (os.SCHED_FIFO, os.SCHED_RR)


def _policies() -> dict[int, int]:
    found = {}
    for thread in (int(entry.name) for entry in _THREADS.iterdir()):
        with suppress(ProcessLookupError):
            found[thread] = os.sched_getscheduler(thread)
    return found
