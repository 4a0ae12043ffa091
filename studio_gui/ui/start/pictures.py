"""Pictures of projects that are not open, drawn off the GUI thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from studio_gui.base.errors import StudioError
from studio_gui.files.project_file import open_project


def cover(path: Path, height_px: int) -> tuple[QImage | None, str]:
    """The first scene of a project as a picture, and what to say of the project; called off the GUI thread."""
    from PySide6.QtGui import QPainter

    from studio_gui.painting import Assets, paint_scene

    try:
        project = open_project(path).project
    except StudioError:
        return None, "Cannot be read"
    count = len(project.scenes)
    words = f"{count} scenes" if count != 1 else "1 scene"
    words += " · portrait" if project.orientation == "portrait" else ""
    if not project.scenes:
        return None, words
    width, height = project.stage_size
    image = QImage(round(width * height_px / height), height_px, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(height_px / height, height_px / height)
    paint_scene(painter, project.scenes[0], stage=(width, height), assets=Assets(path.parent))
    painter.end()
    return image, words
