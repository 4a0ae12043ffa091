"""A project that a command changes: held by its lock, and written only when nobody else changed it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from studio_gui.cli.output import say_note
from studio_gui.files.locking import ProjectLock
from studio_gui.files.project_file import OpenedProject, open_project, project_path, save_project
from studio_gui.files.versions import keep_quietly
from studio_gui.model.project import Project


@contextlib.contextmanager
def held(arg: str) -> Iterator[OpenedProject]:
    """The project at ``arg``, which no window has open meanwhile; raises :class:`ProjectBusy`."""
    lock = ProjectLock(project_path(arg))
    try:
        yield open_project(arg)
    finally:
        lock.release()


def save(opened: OpenedProject, project: Project) -> None:
    """Save an edit, if it is one; raises :class:`TargetError`, :class:`ChangedOnDisk`.

    A command has no undo, so what was there is kept as a version too, whoever wrote it.
    """
    if project is opened.project:
        return
    keep_quietly(opened.path, opened.project)
    save_project(project, opened.path, expected=opened.stamp)
    keep_quietly(opened.path, project)


def say_notes(opened: OpenedProject) -> None:
    """Say what had to be mended."""
    for note in opened.notes:
        say_note(f"note: {note}")
