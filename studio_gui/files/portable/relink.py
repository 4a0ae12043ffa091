"""Files that went missing, found again in a folder: by their content, and where that fails by the name they had."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from studio_gui.base.errors import MediaError
from studio_gui.files.media import MediaFolder
from studio_gui.files.names import media_in, name_of
from studio_gui.files.stamp import sha256_of
from studio_gui.model.edits.media_refs import replace_refs
from studio_gui.model.project import Project

_HASHED = re.compile(r"media/([0-9a-f]{16})(\.[A-Za-z0-9]{1,8})")
MOST_FILES = 200_000
"""So many files are looked at; whoever points at a whole disk need not wait for ever."""


@dataclass(frozen=True, slots=True)
class Relinked:
    """What was found."""

    by_content: tuple[str, ...]
    """References whose very file is back in ``media/``: the project stays as it is."""
    by_name: dict[str, str]
    """References to files of the same name with another content, and what they are now called."""
    missing: tuple[str, ...]

    def edit(self, project: Project) -> Project:
        """The project with what was found by name; places and sizes stay."""
        return replace_refs(project, self.by_name)


def relink(
    project: Project, path: Path, *, missing: Collection[str], folder: Path, is_stopped: Callable[[], bool] = bool
) -> Relinked:
    """Look for missing media in ``folder`` and below, and bring what is found into ``media/``.

    Of several of one name each gets the file in the folder it was in; where that does not tell them apart, none is
    guessed. Raises :class:`TargetError`. Links are not followed.
    """
    media = MediaFolder(path.parent)
    wanted = {match[1]: ref for ref in missing if (match := _HASHED.fullmatch(ref))}
    of_others = {match[1] for ref in media_in(project) if (match := _HASHED.fullmatch(ref))}
    names = {ref: name_of(ref, project).casefold() for ref in missing}
    suffixes = {Path(name).suffix.lower() for name in (*missing, *names.values())}
    found: set[str] = set()
    same_name: dict[str, list[Path]] = {name: [] for name in names.values()}
    for file in _files(folder, suffixes):
        if is_stopped() or len(found) == len(missing):
            break
        content = _hash_of(file)
        ref = wanted.get(content)
        if ref is not None and ref not in found:
            # Under its old reference, whatever suffix one would give it today.
            media.put(file, ref)
            found.add(ref)
        elif content not in of_others and file.name.casefold() in same_name:
            same_name[file.name.casefold()].append(file)
    by_name: dict[str, str] = {}
    for name, files in same_name.items():
        left = [ref for ref in missing if names[ref] == name and ref not in found]
        for ref, file in _told_apart(left, files).items():
            if (new := _added(media, file)) is not None:
                by_name[ref] = new
    still = tuple(ref for ref in missing if ref not in found and ref not in by_name)
    return Relinked(tuple(sorted(found)), by_name, still)


def _told_apart(refs: Collection[str], files: Collection[Path]) -> dict[str, Path]:
    """Which of the files of one name is which: those whose folders agree most first, no file twice."""
    pairs = sorted(((_agreement(ref, file), ref, file) for ref in refs for file in files), key=lambda each: -each[0])
    told: dict[str, Path] = {}
    for agreement, ref, file in pairs:
        is_the_only = len(refs) - len(told) == 1
        if ref not in told and file not in told.values() and (agreement or is_the_only):
            told[ref] = file
    return told


def _agreement(ref: str, file: Path) -> int:
    """How many of the folders around a file are called as in its reference, from the innermost outwards."""
    if _HASHED.fullmatch(ref):
        return 0
    folders = zip(reversed(Path(ref).parts[:-1]), reversed(file.parts[:-1]), strict=False)
    return sum(1 for _ in takewhile(lambda both: both[0].casefold() == both[1].casefold(), folders))


def _files(folder: Path, suffixes: Collection[str]) -> Iterator[Path]:
    left = MOST_FILES
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            left -= 1
            if left < 0:
                return
            file = Path(root, name)
            if file.suffix.lower() in suffixes and not file.is_symlink():
                yield file


def _hash_of(file: Path) -> str:
    try:
        return sha256_of(file)[:16]
    except OSError:
        return ""


def _added(media: MediaFolder, file: Path) -> str | None:
    try:
        return media.add(file)
    except MediaError:
        return None
