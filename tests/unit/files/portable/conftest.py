"""A project on disk with a picture, a drawing that ships, and a missing file."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_gui.base.paths import resource
from studio_gui.files.media import MediaFolder
from studio_gui.files.project_file import open_project, save_project
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_project, new_scene, picture_background
from studio_gui.model.project import Project

GONE = "media/0123456789abcdef.png"


def drawing(path: Path, color: str) -> Path:
    """A small SVG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect fill="{color}"/></svg>')
    return path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The ``.studio`` file: a picture used twice, a background of the program, a file that is gone, one nobody uses."""
    folder = tmp_path / "Film"
    folder.mkdir()
    media = MediaFolder(folder)
    logo = media.add(drawing(tmp_path / "in" / "Our logo.svg", "red"))
    media.add(drawing(tmp_path / "in" / "Never used.svg", "green"))
    box = Rect(0, 0, 80, 60)
    shipped = next(resource("backgrounds").glob("*.svg")).name
    clips = [new_image(box=box, size=(8, 8), media=ref) for ref in (logo, logo, GONE)]
    online = new_image(box=box, size=(8, 8), url="https://example.invalid/pictures/Sky.png?x=1")
    scene = new_scene().changed(clips=(*clips, online), background=picture_background(f"builtin:backgrounds/{shipped}"))
    save_project(new_project(name="Film", scenes=(scene,)), folder / "Film.studio")
    return folder / "Film.studio"


@pytest.fixture
def film(place: Path) -> Project:
    return open_project(place).project
