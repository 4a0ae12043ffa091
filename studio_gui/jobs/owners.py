"""Who works on a job: processes that hold a locked file for as long as they live.

The operating system lets go of the lock when a process ends, however it ends, so a job whose process was killed is
free at once, and one whose process is only suspended is never taken from it. No clock is involved.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import IO

from studio_gui.base.locks import lock_file

_TAKES_ALL = "all"
_TAKES_ONE = "one"


class Owner:
    """This process, or one tracker in it; ``name`` goes into the rows it works on.

    ``takes_all`` says whether it takes whatever waits, or came for one job only.
    """

    def __init__(self, folder: Path, *, takes_all: bool = True) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file: IO[bytes] | None = None
        while self._file is None:
            self.name = f"{_TAKES_ALL if takes_all else _TAKES_ONE}-{os.getpid()}-{secrets.token_hex(8)}"
            self._path = folder / f"{self.name}.lock"
            self._file = _held(self._path)

    def close(self) -> None:
        """Let go; whatever still has this owner's name is free."""
        if self._file is not None:
            self._file.close()
            self._file = None
            with contextlib.suppress(OSError):
                self._path.unlink()


def _held(path: Path) -> IO[bytes] | None:
    """A new file that is locked; None when somebody who looked whether it is held came between."""
    file = open(path, "xb")  # noqa: SIM115 - held until the process ends
    try:
        lock_file(file)
        if os.path.samestat(os.fstat(file.fileno()), path.stat()):
            return file
    except OSError:
        pass
    file.close()
    with contextlib.suppress(OSError):
        path.unlink()
    return None


def is_alive(name: str, folder: Path) -> bool:
    """Whether the owner of that name still holds its lock."""
    path = folder / f"{name}.lock"
    try:
        with open(path, "r+b") as file:
            lock_file(file)
            # While it is locked: one that has just been made would otherwise be locked, and then lose its name. Windows
            # takes no name from an open file, so there it is done afterwards, and fails where somebody has it open.
            with contextlib.suppress(OSError):
                path.unlink()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    with contextlib.suppress(OSError):
        path.unlink()
    return False


def is_another_at_work(folder: Path) -> bool:
    """Whether another process lives that takes whatever waits."""
    names = [path.stem for path in folder.glob(f"{_TAKES_ALL}-*.lock")]
    return any(is_alive(name, folder) for name in names if not name.startswith(f"{_TAKES_ALL}-{os.getpid()}-"))
