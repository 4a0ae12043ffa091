"""One render at a time for a target: a locked file in the user's cache, which the system frees when its process ends."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from studio_gui.base.errors import Cancelled, TargetError
from studio_gui.base.paths import user_paths
from studio_gui.files.locking import lock_file

PATIENCE_S = 3.0
"""How long to wait for another render: one whose program was killed hears of it and ends, which takes a moment."""
_LOOK_EVERY_S = 0.05


@contextlib.contextmanager
def reserved(target: Path, *, is_cancelled: Callable[[], bool] | None = None) -> Iterator[None]:
    """Keep a target to oneself; raises :class:`TargetError` when another render is making it and does not end soon.

    Where nothing can be locked nothing is, and the one that is finished last stays. Raises :class:`Cancelled` when
    ``is_cancelled`` says so meanwhile.
    """
    name = hashlib.sha256(os.fsencode(os.path.realpath(target))).hexdigest()[:24]
    path = user_paths().cache / "making" / f"{name}.lock"
    try:
        file = _patiently_locked(path, is_cancelled)
    except BlockingIOError:
        raise TargetError(
            f"“{target}” is being made by another render right now.", "Wait until it is there, or choose another name."
        ) from None
    except OSError:
        file = None
    try:
        yield
    finally:
        if file is not None:
            # First the name goes, then the lock: nobody may lock the file of a name that is about to vanish.
            with contextlib.suppress(OSError):
                path.unlink()
            file.close()


def _patiently_locked(path: Path, is_cancelled: Callable[[], bool] | None) -> IO[bytes]:
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            return _locked(path)
        except BlockingIOError:
            if time.monotonic() > end:
                raise
        if is_cancelled is not None and is_cancelled():
            raise Cancelled("The video was cancelled.")
        time.sleep(_LOOK_EVERY_S)


def _locked(path: Path) -> IO[bytes]:
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = open(path, "ab")  # noqa: SIM115 - closed when the render is over
        try:
            lock_file(file)
        except PermissionError:
            file.close()
            raise BlockingIOError from None  # Windows says it so
        except OSError:
            file.close()
            raise
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.stat(path), os.fstat(file.fileno())):
                return file
        file.close()  # the one before took the name away between our opening and our locking it
