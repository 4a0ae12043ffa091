"""Projects that were never saved by the person: each has a folder in the user's data, so media can be added at once."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path

from studio_gui.base.errors import ProjectBusy
from studio_gui.base.paths import safe_file_name, user_paths
from studio_gui.files.importing.found import Report, unwatched, watched
from studio_gui.files.locking import ProjectLock
from studio_gui.files.media import MediaFolder
from studio_gui.files.project_file import MEDIA_FOLDER, SUFFIX, save_project
from studio_gui.files.samples import create_from_sample, sample
from studio_gui.files.writing import make_folder
from studio_gui.model.project import Project, new_id

_LONGEST = 80
"""Characters of a file's name: a folder is called so too, and some systems count the whole path."""


def _root() -> Path:
    return user_paths().data / "unsaved"


def is_scratch(path: Path | None) -> bool:
    """Whether a project lies in a scratch folder, or nowhere yet."""
    return path is None or _lies_in(path, _root())


@functools.lru_cache(maxsize=64)
def _lies_in(path: Path, folder: Path) -> bool:
    # Asked several times in a command, and each time every folder on the way is looked at.
    return folder.resolve() in path.resolve().parents


def new_scratch(project: Project) -> Path:
    """Write ``project`` to a new scratch folder and answer its file; raises ``TargetError``."""
    folder = _root() / new_id()
    make_folder(folder)
    file = folder / f"{project_file_name(project.name)}{SUFFIX}"
    save_project(project, file)
    return file


def drop_scratch(path: Path) -> None:
    """Remove the scratch folder of a project that was saved elsewhere or thrown away.

    It stays while another process has it open: a second start shows the same tabs, and may close them before the first.
    """
    if not is_scratch(path):
        return
    try:
        ProjectLock(path).release()
    except ProjectBusy:
        return
    shutil.rmtree(path.parent, ignore_errors=True)


def copy_media(source: Path | None, folder: Path, *, report: Report = unwatched) -> None:
    """Copy the media of one project folder to another; those that are there already are kept.

    ``report`` may raise to stop. Raises :class:`TargetError`; no file is ever there by half.
    """
    if source is None or source.resolve() == folder.resolve() or not (source / MEDIA_FOLDER).is_dir():
        return
    media = MediaFolder(folder)
    make_folder(media.folder)
    files = [path for path in sorted((source / MEDIA_FOLDER).iterdir()) if path.is_file() and path.name[0] != "."]
    for file in watched(files, report, "File"):
        media.put(file, f"{MEDIA_FOLDER}/{file.name}")


def project_file_name(name: str) -> str:
    """A project's name as a file name that every system takes, without suffix."""
    return safe_file_name(name[:_LONGEST], otherwise="Untitled")


def new_sample_scratch(sample_id: str) -> Path:
    """Copy a sample to a new scratch folder and answer its file; raises ``StudioError``."""
    chosen = sample(sample_id)
    return create_from_sample(sample_id, _root() / new_id() / chosen.path.name)
