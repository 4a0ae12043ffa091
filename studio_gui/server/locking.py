"""Only one practice server at a time works in a folder; the system lets go when its process ends, however it ends."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from studio_gui.base.errors import StudioError
from studio_gui.files.writing import make_folder


class FolderTaken(StudioError):
    """Another practice server works in the folder."""


class FolderLock:
    """A folder that nobody else takes until :meth:`release`; raises :class:`FolderTaken`."""

    def __init__(self, folder: Path) -> None:
        make_folder(folder)
        self._base = sqlite3.connect(folder / "lock.sqlite", timeout=0, isolation_level=None, check_same_thread=False)
        try:
            self._base.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            self._base.close()
            raise FolderTaken(
                f"Another practice server works in “{folder}”.", "End it, or choose another folder.", str(error)
            ) from None

    def release(self) -> None:
        """Let others have it."""
        self._base.close()
