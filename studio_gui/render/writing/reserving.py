"""One render at a time for a target: a locked file in the user's cache, which the system frees when its process ends."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from studio_gui.base.errors import Cancelled, TargetError
from studio_gui.base.locks import lock_file
from studio_gui.base.paths import user_paths
from studio_gui.render.request import PRIVATE, part_of

PATIENCE_S = 3.0
"""How long to wait for another render: one whose program was killed hears of it and ends, which takes a moment."""
_LOOK_EVERY_S = 0.05


@contextlib.contextmanager
def reserved(target: Path, *, is_cancelled: Callable[[], bool] | None = None) -> Iterator[None]:
    """Keep a target to oneself; raises :class:`TargetError` when another render is making it and does not end soon.

    Where nothing can be locked nothing is, and the one that is finished last stays. Raises :class:`Cancelled` when
    ``is_cancelled`` says so meanwhile.
    """
    path = _lock_of(part_of(target))
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


def clear_left_behind(folder: Path) -> None:
    """Delete what renders of this computer's user left in a folder that were killed together with who asked for them.

    Their locks are still there and nobody's; what has none in the user's cache may be another person's, and stays.
    """
    for path in [*folder.glob(f"{PRIVATE}*.part")]:
        lock = _lock_of(path)
        if not lock.is_file():
            continue
        with contextlib.suppress(OSError), _locked(lock):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
            lock.unlink()


def _lock_of(part: Path) -> Path:
    """The file that is locked while a film is made in ``part``."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(part))).hexdigest()[:24]
    return user_paths().cache / "making" / f"{name}.lock"


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
