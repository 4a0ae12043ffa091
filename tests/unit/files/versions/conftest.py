"""A project in a folder of its own, and a clock that is set by hand."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from studio_gui.files.project_file import save_project
from studio_gui.files.versions import History
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_project, new_scene, new_shape, new_text
from studio_gui.model.project import Project


class Clock:
    """A time that goes on only when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 6, 9, 30, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    """Friday morning."""
    return Clock()


@pytest.fixture
def project() -> Project:
    """Three scenes: a shape, a title and a picture of its own, nothing."""
    picture = new_image(box=Rect(0, 0, 50, 50), size=(100, 100), media="media/0123456789abcdef.png")
    scenes = (
        new_scene(script="Hello").changed(clips=(new_shape("Circle", box=Rect(10, 10, 50, 50)),)),
        new_scene(script="Then").changed(clips=(new_text("Title", box=Rect(0, 0, 400, 80)), picture)),
        new_scene(script="Bye"),
    )
    return new_project(name="Film", scenes=tuple(s.changed(scene_idx=n) for n, s in enumerate(scenes)))


@pytest.fixture
def path(tmp_path: Path, project: Project) -> Path:
    """The project's file, saved."""
    folder = tmp_path / "Film"
    folder.mkdir()
    save_project(project, folder / "Film.studio")
    return folder / "Film.studio"


@pytest.fixture
def history(path: Path, clock: Clock) -> History:
    """The project's history, empty."""
    return History(path, clock=clock)
