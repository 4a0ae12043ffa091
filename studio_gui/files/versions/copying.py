"""A version as a project of its own, and a history that moves along when a project is saved for the first time."""

from __future__ import annotations

import contextlib
from pathlib import Path

from studio_gui.base.errors import MediaError, StudioError
from studio_gui.files.media import MediaFolder
from studio_gui.files.samples import create_project
from studio_gui.files.versions.entry import media_in
from studio_gui.files.versions.history import History
from studio_gui.model.project import Project


def create_copy(project: Project, arg: str | Path, *, folder: Path) -> Path:
    """Save a version as a new project with the media it needs out of ``folder``, and answer its ``.studio`` file.

    Media that are missing there are missing in the copy too. Raises :class:`TargetError`.
    """
    file = create_project(project, arg)
    bring_media(project, file.parent, folder=folder)
    return file


def bring_media(project: Project, target: Path, *, folder: Path) -> None:
    """Copy the media a project needs from one project's folder to another's; raises :class:`TargetError`."""
    media = MediaFolder(target)
    for ref in media_in(project):
        with contextlib.suppress(MediaError):
            media.adopt(ref, folder)


def bring_history(source: Path, target: Path) -> None:
    """Take the versions of the project at ``source`` along to the project at ``target``, as far as that can be done.

    For a project that was never saved: what was exported or given a name before is not lost with its scratch folder.
    """
    old, new = History(source), History(target)
    if old.folder == new.folder or not old.folder.is_dir():
        return
    with contextlib.suppress(OSError, StudioError):
        for version in reversed(old.versions()):
            new.take(old.load(version), version)
