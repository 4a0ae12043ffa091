"""Putting a file on disk so that it is either the old one or the new one, never half of each."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from studio_gui.base.errors import TargetError

_SAID: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("the disk is full", "Free some space or choose another place."),
    errno.EDQUOT: ("your share of the disk is used up", "Free some space or choose another place."),
    errno.EROFS: ("the disk is read-only", "Choose another place."),
    errno.EACCES: ("you may not write there", "Choose another place or change its rights."),
    errno.EPERM: ("you may not write there", "Choose another place or change its rights."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter one."),
    errno.ENOTDIR: ("a part of the path is a file, not a folder", "Choose another place."),
    errno.ENOENT: ("no file can be made there", "Choose another place."),
    errno.EIO: ("the disk reports a fault", "Choose another place, and look after that disk."),
    errno.ESTALE: ("the shared folder is gone", "Connect it again or choose another place."),
    errno.ENOTCONN: ("the shared folder is not connected", "Connect it again or choose another place."),
    errno.ETIMEDOUT: ("the shared folder does not answer", "Connect it again or choose another place."),
    errno.ENODEV: ("the disk is gone", "Connect it again or choose another place."),
    errno.ENXIO: ("the disk is gone", "Connect it again or choose another place."),
    errno.EFBIG: ("the disk takes no file of that size", "Choose another place."),
    errno.ELOOP: ("the link points to itself", "Choose another place."),
}


def target_error(path: Path, error: OSError) -> TargetError:
    """The sentence for a failed write to ``path``."""
    folder = path.parent
    if error.errno == errno.ENOENT and not folder.is_dir():
        return TargetError(
            f"“{path.name}” cannot be written: the folder “{folder}” does not exist.",
            "Make the folder or choose another place.",
            str(error),
        )
    unknown = os.strerror(error.errno).lower() if error.errno else str(error) or "the system does not say why"
    reason, hint = _SAID.get(error.errno or 0, (unknown, "Choose another place."))
    said = str(path) if len(str(path)) <= 200 else f"{str(path)[:100]}…{str(path)[-60:]}"
    return TargetError(f"“{said}” cannot be written: {reason}.", hint, str(error))


def replace_file(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` as a whole: temp file in the same folder, flush, fsync, rename, fsync folder.

    A link is followed, the rights of an existing file are kept, and a read-only file is not replaced.
    Raises :class:`TargetError`; the old file is then untouched.
    """
    with replacing(path) as file:
        file.write(content)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of ``path`` when the block ends well; else everything stays as it was.

    For content that is too large to be held; otherwise as :func:`replace_file`, errors of the system in the block
    included.
    """
    try:
        target = Path(os.path.realpath(path))
        _check_target(target)
        with _part_of(target) as part:
            with open(part, "xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _keep_rights(target, part)
            os.replace(part, target)
        sync_folder(target.parent)
    except OSError as error:
        raise target_error(path, error) from None


def _check_target(target: Path) -> None:
    if target.is_dir():
        raise TargetError(f"“{target}” is a folder.", "Add a file name.")
    if target.exists() and not os.access(target, os.W_OK):
        raise TargetError(f"“{target}” is read-only.", "Choose another name or change its rights.")


@contextlib.contextmanager
def _part_of(target: Path) -> Iterator[Path]:
    # A fixed prefix and few characters: the name must fit where the target's own name only just fits.
    part = target.with_name(f".studio-{secrets.token_hex(6)}.part")
    try:
        yield part
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


_LEFT = re.compile(r"\.studio-[0-9a-f]{12}\.part")
_LEFT_AFTER_S = 24 * 3600.0
"""What was not written to for so long belongs to nobody any more; clocks of shared folders are hours wrong at most."""


def clear_what_was_left(folder: Path) -> None:
    """Take away what writers that were killed left in ``folder``; what cannot be taken away stays."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not _LEFT.fullmatch(entry.name) or not entry.is_file(follow_symlinks=False):
                continue
            with contextlib.suppress(OSError):
                if time.time() - entry.stat(follow_symlinks=False).st_mtime > _LEFT_AFTER_S:
                    os.unlink(entry)


def _write_through(part: Path, content: bytes) -> None:
    with open(part, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _keep_rights(target: Path, part: Path) -> None:
    with contextlib.suppress(OSError):
        part.chmod(stat.S_IMODE(target.stat().st_mode))


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` survive a power cut, where the system can."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; raises :class:`TargetError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise TargetError(f"“{folder}” is a file, not a folder.", "Choose another place.") from None
    except OSError as error:
        raise target_error(folder, error) from None


def refuse_folder(folder: Path) -> None:
    """Raise :class:`TargetError` when no file can be put into a folder, or it cannot be made; nothing is made."""
    there = folder
    while not os.path.lexists(there) and there != there.parent:
        there = there.parent
    if not there.is_dir():
        raise TargetError(f"“{there}” is a file, not a folder.", "Choose another place.")
    _try_file_in(there, said=folder)


def why_read_only(path: Path) -> str:
    """Why a file that is there cannot be replaced, in a sentence; empty when it probably can. Nothing is tried."""
    if not os.access(path, os.W_OK):
        return f"“{path.name}” may not be changed by you."
    return "" if os.access(path.parent, os.W_OK) else f"You may not write in the folder “{path.parent.name}”."


def check_folder_takes_files(folder: Path) -> None:
    """Make a folder and see that a file can be put there; raises :class:`TargetError`, and leaves nothing behind."""
    make_folder(folder)
    _try_file_in(folder, said=folder)


def _try_file_in(folder: Path, *, said: Path) -> None:
    try:
        with _part_of(folder / "x") as part:
            _write_through(part, b"x")  # a full disk still takes empty files
    except OSError as error:
        raise target_error(said, error) from None
