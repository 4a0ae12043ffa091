"""Locks on files, which the operating system lets go of when a process ends, however it ends."""

from __future__ import annotations

import contextlib
import errno
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL})
"""What is said where a disk, such as a shared folder, knows no locks: waiting would change nothing."""
_FAR = 1 << 30
"""The byte that is locked on Windows, where a locked part of a file cannot be read: behind all that is in it."""

if sys.platform == "win32":
    import msvcrt

    def lock_file(file: IO[bytes]) -> None:
        """Lock an open file until it is closed; raises ``OSError`` at once when another has it."""
        at = file.tell()
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        finally:
            file.seek(at)

else:
    import fcntl

    def lock_file(file: IO[bytes]) -> None:
        """Lock an open file until it is closed; raises ``OSError`` at once when another has it."""
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def one_at_a_time(path: Path, *, patience_s: float) -> Iterator[None]:
    """Let only one process at a time into the block.

    Raises ``OSError`` when it takes longer than ``patience_s``, and at once where there are no locks.
    """
    end = time.monotonic() + patience_s
    with open(path, "ab") as file:
        while True:
            try:
                lock_file(file)
                break
            except OSError as error:
                if error.errno in NO_LOCKS or time.monotonic() > end:
                    raise
                time.sleep(0.01)
        yield


@contextlib.contextmanager
def alone_if_possible(path: Path, *, patience_s: float) -> Iterator[bool]:
    """Wait as :func:`one_at_a_time` does, and say whether all others left; the block runs in either case."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(one_at_a_time(path, patience_s=patience_s))
            is_alone = True
        except OSError:
            is_alone = False
        yield is_alone
