"""A story of edits that can be told again: what the project is after so many of them is known to the letter."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from studio_gui.files.project_file import open_project, save_project
from studio_gui.files.project_text import project_bytes
from studio_gui.model import edits
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.new import new_image, new_project, new_scene, new_shape, new_text
from studio_gui.model.project import Project

SCENES, CLIPS = 12, 8


def write_beginning(path: Path, media: str) -> None:
    """The project every story begins with."""
    box = Rect(10, 20, 300, 200)
    clips = [new_shape("Star", box=box), new_text("Words", box=box)]
    clips.append(new_image(box=box, size=(300, 200), media=media, name="Picture"))
    many = tuple(clips[n % 3].changed(id=f"{clips[n % 3].type}-{n}") for n in range(CLIPS))
    scenes = tuple(new_scene(script=f"Scene {n}").changed(clips=many) for n in range(SCENES))
    save_project(new_project(name="0", scenes=scenes), path)


def step(project: Project, number: int) -> Project:
    """The project after edit ``number`` (1, 2, …); its name is the number."""
    scene = project.scenes[number * 5 % len(project.scenes)]
    clip = scene.clips[number % len(scene.clips)]
    project = edits.move_clips(project, scene.id, clip_ids=[clip.id], delta=Point(1, number % 7))
    if number % 11 == 0:
        project = edits.set_script(project, scene.id, text=f"Said at step {number}. Schön, 你好.")
    if number % 17 == 0:
        project = edits.move_scene(project, scene_id=scene.id, index=number % 5)
    return project.changed(name=str(number))


class Story:
    """What the project is at every step."""

    def __init__(self, path: Path) -> None:
        self._states = [open_project(path).project]
        self.text = lru_cache(maxsize=8)(self._text)

    def state(self, number: int) -> Project:
        """The project after so many edits."""
        while len(self._states) <= number:
            self._states.append(step(self._states[-1], len(self._states)))
        return self._states[number]

    def _text(self, number: int) -> bytes:
        return project_bytes(self.state(number))

    def is_at(self, project: Project) -> int:
        """How many edits a project is after, if it is that very project to the letter; fails when it is not."""
        number = int(project.name)
        assert project_bytes(project) == self.text(number), f"the project is not what it was after {number} edits"
        return number
