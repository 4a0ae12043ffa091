"""Makes the pictures of the README anew: the program draws its own window.

.venv/bin/python packaging/make_pictures.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path

from studio_gui.files.project_file import open_project, project_path, save_project
from studio_gui.files.versions import History, Reason
from studio_gui.model import edits
from studio_gui.model.geometry import Point
from studio_gui.model.project import Project

TARGET = Path(__file__).resolve().parent / "pictures"
PICTURES = {
    "window.png": ("--select", "onboarding"),
    "window-dark.png": ("--theme", "dark", "--tab", "layers", "--scene", "2", "product-launch"),
    "preview.png": ("--pose", "preview", "onboarding"),
    "export.png": ("--show", "export", "portrait-news"),
    "versions.png": ("--show", "versions", "onboarding"),
}


def main() -> None:
    """Draws each picture offscreen, with copies of the samples and a user folder that nobody has used before."""
    TARGET.mkdir(exist_ok=True)
    # A name that does not change from run to run: it is seen in the picture of the export dialog.
    place = Path(tempfile.gettempdir()) / "Lumen"
    place.mkdir()
    try:
        settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "STUDIO_HOME": str(place / "home")}
        for name, (*words, sample) in PICTURES.items():
            project = place / sample.replace("-", " ").capitalize()
            if not project.exists():
                _python(settings, "studio_gui", "new", str(project), "--from", sample)
            if "versions" in words:
                _live_through_a_week(project)
            _python(settings, "studio_gui.ui.picture", "-o", str(TARGET / name), *words, str(project))
    finally:
        shutil.rmtree(place)


def _live_through_a_week(folder: Path) -> None:
    """Give a project the history of a week: versions that were saved, exported and named."""
    path = project_path(folder)
    now, project = datetime.now(timezone.utc), open_project(path).project
    first, second, third = (scene.id for scene in project.scenes)
    title = project.scenes[1].clips[0].id
    logo = next(clip.id for clip in project.scenes[0].clips if clip.label == "Logo")
    week: list[tuple[float, Reason, str, Callable[[Project], Project]]] = [
        (6, "saved", "", lambda p: p),
        (3.2, "saved", "", lambda p: edits.set_script(p, first, text="Welcome to Lumen and Co! Let me show you around.")),
        (3, "named", "Sent to Ada", lambda p: edits.move_clips(p, second, clip_ids=[title], delta=Point(-12, 0))),
        (1.1, "exported", "", lambda p: edits.remove_clips(p, first, clip_ids=[logo])),
        (0.1, "saved", "", lambda p: edits.move_scene(p, scene_id=third, index=1)),
        (0, "saved", "", lambda p: edits.change_clip(p, second, clip_id=title, fields={"text": "Your first five days"})),
    ]  # fmt: skip
    for days, reason, name, edit in week:
        at, project = now - timedelta(days=days), edit(project)
        History(path, clock=partial(_same, at)).keep(project, reason=reason, name=name)
    save_project(project, path)


def _same(at: datetime) -> datetime:
    return at


def _python(settings: dict[str, str], module: str, *words: str) -> None:
    subprocess.run([sys.executable, "-m", module, *words], env=settings, check=True, timeout=60)


if __name__ == "__main__":
    main()
