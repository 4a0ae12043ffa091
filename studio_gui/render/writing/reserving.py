"""One render at a time for a target: a locked file in the user's cache, which the system frees when its process ends."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from studio_gui.base.errors import TargetError
from studio_gui.base.paths import user_paths
from studio_gui.files.locking import lock_file


@contextlib.contextmanager
def reserved(target: Path) -> Iterator[None]:
    """Keep a target to oneself; raises :class:`TargetError` when another render is making it.

    Where nothing can be locked nothing is, and the one that is finished last stays.
    """
    name = hashlib.sha256(os.fsencode(os.path.realpath(target))).hexdigest()[:24]
    path = user_paths().cache / "making" / f"{name}.lock"
    try:
        file = _locked(path)
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
