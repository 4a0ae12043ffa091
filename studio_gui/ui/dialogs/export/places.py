"""Folders for videos: where they go unless somebody says otherwise, and how they are called."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from studio_gui.app.services import Services
from studio_gui.base.paths import HOME_VARIABLE
from studio_gui.files.project_file import RENDERS_FOLDER
from studio_gui.files.scratch import is_scratch


def place_in_words(folder: Path, project_folder: Path) -> str:
    """A folder as a person would say it: from the project on, or from the home folder on, else whole."""
    if folder.is_relative_to(project_folder):
        return str(Path(project_folder.name) / folder.relative_to(project_folder))
    if folder.is_relative_to(Path.home()):
        return str(Path("~") / folder.relative_to(Path.home()))
    return str(folder)


def default_folder(services: Services, path: Path) -> Path:
    """The project's ``renders``; the videos of a project that was never saved must outlive its scratch folder."""
    if not is_scratch(path):
        return path.parent / RENDERS_FOLDER
    films = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
    is_moved = HOME_VARIABLE in os.environ
    return services.paths.data / RENDERS_FOLDER if is_moved or not films else Path(films) / "Scene Studio"
