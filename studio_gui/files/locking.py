"""One window at a time for a project: a locked file beside it, which the system frees when its process ends.

The file says who holds it. It lies in the project's folder and not in the user's data, because two people on two
computers may open the same project on a share; there it lies in a folder of its own, which git passes over and which
goes with it. Where no file can be put, or the system knows no locks there, a project is opened without one: it could
then hardly be saved there either.
"""

from __future__ import annotations

import contextlib
import getpass
import hashlib
import os
import platform
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from studio_gui.base.errors import ProjectBusy, StudioError
from studio_gui.base.json_text import JsonDict, dumps, loads
from studio_gui.base.locks import lock_file

FOLDER = ".open"
"""Of the locks beside projects; there only while one of them is open."""
_IGNORED = ".gitignore"
_MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project open, as far as the file says."""

    user: str = ""
    host: str = ""
    process: int = 0
    since: str = ""
    """Hour and minute at the holder's place."""

    def sentence(self) -> str:
        """Who it is, in words that go behind “open in”."""
        if not self.host:
            return "another window"
        if self.host != platform.node():
            return f"the window of {self.user or 'somebody'} on {self.host} since {self.since}"
        if self.process == os.getpid():
            return "another window of this program"
        whose = f" of {self.user}" if self.user != _user() else ""
        return f"another window{whose} on this computer since {self.since}"


class ProjectLock:
    """A project that is this window's; let go of it with :meth:`release`."""

    def __init__(self, path: Path) -> None:
        """Take the project at ``path``; raises :class:`ProjectBusy` saying who has it."""
        self.path = lock_path(path)
        self._file: IO[bytes] | None = None
        try:
            self._file = _taken(self.path)
        except BlockingIOError:
            who = holder_of(self.path)
            raise ProjectBusy(
                f"“{path.name}” is open in {who.sentence()}.", "Look at it read-only, or save a copy of it."
            ) from None
        except OSError:
            return

    @property
    def is_held(self) -> bool:
        """Whether there is a lock at all; some places have none."""
        return self._file is not None

    def release(self) -> None:
        """Let go; twice does no harm."""
        if self._file is None:
            return
        # First the name goes, then the lock: nobody may lock the file of a name that is about to vanish.
        with contextlib.suppress(OSError):
            self.path.unlink()
        self._file.close()
        self._file = None
        with contextlib.suppress(OSError):  # Windows removes no open file
            if sys.platform == "win32":
                self.path.unlink()
        _remove_folder(self.path.parent)


def is_open_elsewhere(project: Path) -> bool:
    """Whether another process, here or on another computer, has a project open; nothing is put beside it for that."""
    path = lock_path(project)
    with contextlib.ExitStack() as open_files:
        try:
            file = open_files.enter_context(open(path, "r+b"))
        except OSError:
            return False  # nobody has it, or nobody can know
        try:
            lock_file(file)
        except OSError:
            holder = holder_of(path)
            return (holder.process, holder.host) != (os.getpid(), platform.node())
    return False


def lock_path(project: Path) -> Path:
    """Where the lock of a project lies: ``.open/Name.studio.lock`` beside it, links followed."""
    real = Path(os.path.realpath(project))
    name = f"{real.name}.lock"
    if len(os.fsencode(name)) > 250:
        name = f"{hashlib.sha256(os.fsencode(real.name)).hexdigest()[:16]}.lock"
    return real.parent / FOLDER / name


def _taken(path: Path) -> IO[bytes]:
    """The locked file; raises ``BlockingIOError`` when another has it, other ``OSError`` where there are no locks."""
    while True:
        _make_folder(path.parent)
        try:
            file = open(path, "a+b")  # noqa: SIM115 - held until the project is closed
        except FileNotFoundError:
            if path.parent.parent.is_dir():
                continue  # the last holder of another project took the folder away in this moment
            raise
        try:
            lock_file(file)
            if _is_at(path, file):
                file.truncate(0)
                file.write(dumps(_me()).encode("utf-8"))
                file.flush()
                return file
        except PermissionError:
            file.close()
            raise BlockingIOError from None  # Windows says it so
        except BaseException:
            file.close()
            raise
        # The last holder removed the name between our opening and our locking it.
        file.close()


def _make_folder(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    with contextlib.suppress(FileExistsError, FileNotFoundError), open(folder / _IGNORED, "xb") as file:
        file.write(b"*\n")


def _remove_folder(folder: Path) -> None:
    """Take the folder away when nobody else has a lock in it."""
    with contextlib.suppress(OSError):
        if os.listdir(folder) == [_IGNORED]:
            (folder / _IGNORED).unlink()
            folder.rmdir()


def _is_at(path: Path, file: IO[bytes]) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _me() -> JsonDict:
    since = datetime.now().astimezone().strftime("%H:%M")
    return {"user": _user(), "host": platform.node(), "process": os.getpid(), "since": since}


def holder_of(path: Path) -> Holder:
    """What a lock file says; nothing when it says nothing sensible."""
    try:
        with open(path, "rb") as file:
            raw = loads(file.read(_MOST_BYTES))
    except (OSError, StudioError):
        return Holder()
    if not isinstance(raw, dict):
        return Holder()
    process = raw.get("process")
    said = {key: str(raw.get(key, ""))[:60] for key in ("user", "host", "since")}
    return Holder(**said, process=process if isinstance(process, int) else 0)
