"""Giving a finished video its name, so that nothing is overwritten unasked and a kill in between loses nothing."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from studio_gui.base.errors import TargetError
from studio_gui.files.writing import sync_folder, target_error


def free_name(target: Path, *, taken: Collection[Path] = ()) -> Path:
    """``target``, or ``name (2).mp4`` and so on when that is there already or in ``taken``."""
    return next(path for path in _names(target) if path not in taken and not path.exists())


def _names(target: Path) -> Iterator[Path]:
    yield target
    number = 2
    while True:
        yield target.with_name(f"{target.stem} ({number}){target.suffix}")
        number += 1


def publish(work_file: Path, target: Path, *, overwrite: bool, announce: Callable[[Path], None]) -> Path:
    """Give ``work_file`` its final name and answer it; ``announce`` is told the name before it is given.

    Raises :class:`TargetError`; the work file is then still there.
    """
    try:
        if overwrite:
            announce(target)
            os.replace(work_file, target)
            sync_folder(target.parent)
            return target
        for name in _names(target):
            if not name.exists():
                announce(name)
                if _given(work_file, name):
                    sync_folder(name.parent)
                    return name
    except OSError as error:
        raise target_error(target, error) from None
    raise TargetError(f"“{target}” cannot be written.", "Choose another name.")


def _given(work_file: Path, name: Path) -> bool:
    """Name the file without replacing one that appeared meanwhile; False when one did."""
    try:
        os.link(work_file, name)
    except FileExistsError:
        return False
    except OSError:
        # Some disks know no second name for a file; then the moment between looking and renaming is borne.
        if name.exists():
            return False
        os.rename(work_file, name)
        return True
    work_file.unlink()
    return True


def was_published(work_files: Collection[Path], name: Path) -> bool:
    """Whether a kill came after ``name`` was given: it is there, and no work file is, or one is the very same file."""
    if not name.is_file():
        return False
    left = [path for path in work_files if path.exists()]
    try:
        return not left or any(path.samefile(name) for path in left)
    except OSError:
        return False


def clear_away(work_files: Collection[Path]) -> None:
    """Remove what attempts left behind."""
    for work_file in work_files:
        for tail in ("", ".part", ".part.about"):
            path = work_file.with_name(work_file.name + tail)
            with contextlib.suppress(OSError):
                path.unlink()
