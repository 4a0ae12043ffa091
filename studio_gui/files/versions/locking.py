"""One process at a time in a history, where the system can; the rest is safe without, but cleans nothing away."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from studio_gui.files.locking import lock_file


@contextlib.contextmanager
def only_one(path: Path, *, patience_s: float) -> Iterator[bool]:
    """Wait up to ``patience_s`` for all others to leave, and say whether they did; the block runs in either case.

    The system lets go of the lock when the process ends, however it ends.
    """
    try:
        file = open(path, "ab")  # noqa: SIM115 - closed below, after the block
    except OSError:
        yield False
        return
    with file:
        yield _is_locked(file, patience_s)


def _is_locked(file: IO[bytes], patience_s: float) -> bool:
    end = time.monotonic() + patience_s
    while True:
        try:
            lock_file(file)
        except OSError:
            if time.monotonic() > end:
                return False
            time.sleep(0.01)
        else:
            return True
