"""Pictures of all scenes in a folder."""

from __future__ import annotations

from pathlib import Path

from studio_gui.base.paths import safe_file_name
from studio_gui.files.importing.found import Report, unwatched, watched
from studio_gui.files.writing import make_folder
from studio_gui.model.project import Project


def frame_names(project: Project) -> tuple[str, ...]:
    """A file name for each scene, in their order also by name: ``01 Welcome.png``."""
    digits = max(2, len(str(len(project.scenes))))
    names = []
    for number, scene in enumerate(project.scenes, 1):
        name = safe_file_name(scene.studio.name)[:60].strip() if scene.studio.name.strip() else f"Scene {number}"
        names.append(f"{number:0{digits}d} {name}.png")
    return tuple(names)


def write_frames(
    project: Project,
    target: Path,
    *,
    folder: Path | None,
    height: int | None = None,
    report: Report = unwatched,
) -> tuple[Path, ...]:
    """Draw each scene as laid out into a PNG in ``target``; raises :class:`TargetError`, :class:`RenderError`.

    ``report`` is told before each picture and at the end, and may raise to stop; what is drawn by then stays.
    """
    from studio_gui.painting import Assets
    from studio_gui.render.frames import frame, write_picture

    make_folder(target)
    assets = Assets(folder)
    scenes = tuple(zip(project.scenes, frame_names(project), strict=True))
    made = []
    try:
        for scene, name in watched(scenes, report, "Scene"):
            write_picture(frame(project, scene, assets=assets, height=height), target / name)
            made.append(target / name)
    finally:
        assets.close()
    return tuple(made)
