"""Locks on files, which the operating system lets go of when a process ends, however it ends."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def lock(file: IO[bytes]) -> None:
        """Lock an open file until it is closed; raises ``OSError`` at once when another has it."""
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def lock(file: IO[bytes]) -> None:
        """Lock an open file until it is closed; raises ``OSError`` at once when another has it."""
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def one_at_a_time(path: Path, *, patience_s: float) -> Iterator[None]:
    """Let only one process at a time into the block; raises ``OSError`` when it takes longer than ``patience_s``."""
    end = time.monotonic() + patience_s
    with open(path, "ab") as file:
        while True:
            try:
                lock(file)
                break
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.01)
        yield
