"""New projects on disk: empty, from a sample that ships with the program, or from a payload."""

from __future__ import annotations

import dataclasses
import os
import shutil
from pathlib import Path

from studio_gui.base.errors import ProjectFileError, TargetError
from studio_gui.base.paths import resource
from studio_gui.files.project_file import MEDIA_FOLDER, SUFFIX, open_project, save_project
from studio_gui.files.writing import make_folder, target_error
from studio_gui.model.project import Project


@dataclasses.dataclass(frozen=True, slots=True)
class Sample:
    """A project that ships with the program; ``id`` is its folder's name."""

    id: str
    name: str
    path: Path


def samples() -> tuple[Sample, ...]:
    """The samples that ship with the program, in the order of their names."""
    folder = resource("samples")
    found = sorted(folder.glob(f"*/*{SUFFIX}")) if folder.is_dir() else []
    return tuple(Sample(path.parent.name, path.stem, path) for path in found)


def sample(sample_id: str) -> Sample:
    """The sample with that id; raises :class:`ProjectFileError` naming those there are."""
    wanted = sample_id.strip().lower().replace(" ", "-")
    for one in samples():
        if one.id == wanted:
            return one
    names = ", ".join(one.id for one in samples()) or "none"
    raise ProjectFileError(f"There is no sample “{sample_id}”.", f"The samples are: {names}.")


def new_project_path(arg: str | Path) -> Path:
    """Where the ``.studio`` file of a new project goes.

    ``Name`` makes the folder ``Name`` with ``Name.studio`` in it; ``folder/Name.studio`` is taken as it is.
    Raises :class:`TargetError` when something is there already.
    """
    path = Path(os.path.abspath(Path(arg).expanduser()))
    if not path.name:
        raise TargetError("A project needs a name.", "Add one to the path.")
    file = path if path.suffix == SUFFIX else path / f"{path.name}{SUFFIX}"
    try:
        is_taken = file.exists() or (file.parent == path and path.is_dir() and any(path.iterdir()))
        if file.parent == path and path.exists() and not path.is_dir():
            raise TargetError(f"“{path}” is there already and is a file.", "Choose another name.")
    except OSError as error:
        raise target_error(path, error) from None
    if is_taken:
        what = "a project" if file.exists() else "a folder that is not empty"
        raise TargetError(f"“{file if file.exists() else path}” is there already: {what}.", "Choose another name.")
    return file


def create_project(project: Project, arg: str | Path) -> Path:
    """Save a new project and answer its ``.studio`` file; raises :class:`TargetError`, leaving nothing behind."""
    return _create(project, new_project_path(arg), media=None)


def create_from_sample(sample_id: str, arg: str | Path) -> Path:
    """Copy a sample to a new project and answer its ``.studio`` file; raises :class:`StudioError`."""
    chosen = sample(sample_id)
    opened = open_project(chosen.path)
    return _create(opened.project, new_project_path(arg), media=chosen.path.parent / MEDIA_FOLDER)


def _create(project: Project, file: Path, *, media: Path | None) -> Path:
    folder = file.parent
    was_there = folder.exists()
    make_folder(folder)
    try:
        if media is not None and media.is_dir():
            _copy_media(media, folder / MEDIA_FOLDER)
        save_project(project, file)
    except (OSError, TargetError) as error:
        if not was_there:
            shutil.rmtree(folder, ignore_errors=True)
        raise error if isinstance(error, TargetError) else target_error(folder, error) from None
    return file


def _copy_media(source: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for file in sorted(source.iterdir()):
        shutil.copyfile(file, folder / file.name)
