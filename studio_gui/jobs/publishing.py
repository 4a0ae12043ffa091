"""Giving a finished video its name, so that nothing is overwritten unasked and a kill in between loses nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from studio_gui.base.errors import TargetError
from studio_gui.files.writing import sync_folder, target_error


def free_name(target: Path, *, taken: Collection[Path] = (), is_folder: bool = False, subtitles: str = "") -> Path:
    """``target``, or ``name (2).mp4`` and so on when that is there already or in ``taken``.

    ``subtitles`` is the kind of those that go beside it: their name has to be free too.
    """
    for path in _names(target, is_folder=is_folder):
        if path in taken or path.exists():
            continue
        if not subtitles or not beside(path, subtitles, is_folder=is_folder).exists():
            return path
    raise AssertionError("unreachable: there is always another name")


def beside(video: Path, kind: str, *, is_folder: bool = False) -> Path:
    """The name of the subtitles (``srt`` or ``vtt``) of a video, or of a folder of pictures."""
    return video.with_name(f"{video.name if is_folder else video.stem}.{kind}")


def _names(target: Path, *, is_folder: bool) -> Iterator[Path]:
    yield target
    stem, suffix = (target.name, "") if is_folder else (target.stem, target.suffix)
    number = 2
    while True:
        yield target.with_name(f"{stem} ({number}){suffix}")
        number += 1


def publish(
    work_file: Path,
    target: Path,
    *,
    overwrite: bool,
    announce: Callable[[Path], None],
    subtitles: Path | None = None,
    announced: Path | None = None,
) -> Path:
    """Give ``work_file`` its final name and answer it; ``announce`` is told the name before it is given.

    ``subtitles`` is a file that gets the same name with its own ending, just before. ``announced`` is the name that an
    attempt before announced which was killed. Raises :class:`TargetError`; the work file is then still there.
    """
    try:
        if overwrite:
            announce(target)
            _replace(work_file, target, subtitles)
            sync_folder(target.parent)
            return target
        for name in _names(target, is_folder=work_file.is_dir()):
            with _Companion(subtitles, name, work_file, was_announced=name == announced) as companion:
                if name.exists() or companion.is_taken:
                    continue
                announce(name)
                if companion.give() and _given(work_file, name):
                    companion.stay()
                    sync_folder(name.parent)
                    return name
    except OSError as error:
        raise target_error(target, error) from None
    raise AssertionError("unreachable: there is always another name")


def _replace(work_file: Path, target: Path, subtitles: Path | None) -> None:
    is_folder = work_file.is_dir()
    if is_folder and target.is_dir():
        try:
            target.rmdir()
        except OSError:
            raise TargetError(
                f"The folder “{target}” is there already and is not empty.", "Export it again under another name."
            ) from None
    if subtitles is not None and subtitles.exists():
        os.replace(subtitles, beside(target, subtitles.suffix[1:], is_folder=is_folder))
    os.replace(work_file, target)


class _Companion:
    """The subtitles while a name is tried: unless they may stay, they are taken back."""

    def __init__(self, file: Path | None, name: Path, work_file: Path, *, was_announced: bool) -> None:
        self._file, self._was_announced = file, was_announced
        self._name = beside(name, file.suffix[1:], is_folder=work_file.is_dir()) if file is not None else name
        self._is_given = False

    def __enter__(self) -> _Companion:
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_given and self._file is not None:
            if self._file.exists():
                self._name.unlink()
            else:
                os.rename(self._name, self._file)

    @property
    def is_taken(self) -> bool:
        """Whether there is something of that name which a killed attempt did not put there."""
        if self._file is None or not self._name.exists():
            return False
        is_ours = self._file.samefile(self._name) if self._file.exists() else self._was_announced
        return not is_ours

    def give(self) -> bool:
        """Name them; False when somebody took the name meanwhile."""
        if self._file is None or not self._file.exists():
            return True
        if self._name.exists() and self._name.samefile(self._file):
            self._is_given = True
        else:
            self._is_given = _linked(self._file, self._name) or _renamed(self._file, self._name)
        return self._is_given

    def stay(self) -> None:
        """The video has its name."""
        self._is_given = False
        if self._file is not None:
            self._file.unlink(missing_ok=True)


def _given(work_file: Path, name: Path) -> bool:
    """Name the file without replacing one that appeared meanwhile; False when one did."""
    if not work_file.is_dir() and _linked(work_file, name):
        work_file.unlink()
        return True
    return _renamed(work_file, name)


def _linked(file: Path, name: Path) -> bool:
    """Give a file a second name; False where there is something, or the disk knows no second names."""
    try:
        os.link(file, name)
    except OSError:
        return False
    return True


def _renamed(file: Path, name: Path) -> bool:
    """Rename where nothing is; the moment between looking and renaming is borne."""
    if name.exists():
        return False
    os.rename(file, name)
    return True


def was_published(work_files: Collection[Path], name: Path) -> bool:
    """Whether a kill came after ``name`` was given: it is there, and no work file is, or one is the very same file."""
    if not name.exists():
        return False
    left = [path for path in work_files if path.exists()]
    try:
        return not left or any(path.samefile(name) for path in left)
    except OSError:
        return False


def clear_away(work_files: Collection[Path]) -> None:
    """Remove what attempts left behind."""
    for work_file in work_files:
        for tail in ("", ".part", ".part.about", ".srt", ".vtt"):
            path = work_file.with_name(work_file.name + tail)
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
                continue
            with contextlib.suppress(OSError):
                path.unlink()
