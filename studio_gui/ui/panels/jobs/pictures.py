"""The picture on a job's card, drawn from the project as it was exported; called off the GUI thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from studio_gui.base.json_text import loads
from studio_gui.model.reading import as_object, read_project
from studio_gui.painting import Assets
from studio_gui.render.thumbnails import thumbnail

_WHAT = "The exported project"


def first_scene(payload: str, folder: Path, *, width: int, ratio: float) -> QImage | None:
    """The first scene of the snapshot in ``payload``, ``width`` device-independent pixels wide."""
    project = read_project(as_object(loads(payload, _WHAT), _WHAT), _WHAT)
    if not project.scenes:
        return None
    if project.orientation == "portrait":
        width = round(width * 9 / 16 * 9 / 16)
    return thumbnail(project, project.scenes[0], assets=Assets(folder), width=width, ratio=ratio)
