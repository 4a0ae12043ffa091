"""Finds out, scene by scene, what a program needs to know: how long the speech is and when its words fall."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from studio_gui.base.errors import SpeechError
from studio_gui.model.clips import AudioClip, VideoClip
from studio_gui.model.project import Project, ProjectStudio, Scene
from studio_gui.painting import Assets
from studio_gui.render.playing.program import Program, program
from studio_gui.render.playing.voices import Voices
from studio_gui.speech.sound import WordMark

STEP_S = 0.1
"""About how long one step takes: after it somebody may look."""


@dataclass(frozen=True, slots=True)
class _Found:
    scene: Scene
    studio: ProjectStudio
    speech_s: float
    marks: tuple[WordMark, ...]
    problem: SpeechError | None = None


class Preparer:
    """Works in steps, one after the other, in any thread but the window's: media are opened and scripts are spoken."""

    def __init__(self, assets: Assets, voices: Voices, *, fps: int) -> None:
        self._assets, self._voices, self._fps = assets, voices, fps
        self._found: dict[str, _Found] = {}
        self._media_s: dict[str, float] = {}

    def guess(self, project: Project) -> Program:
        """The program as far as it is known without any work."""
        kept = [self._kept(project, scene) for scene in project.scenes]
        return program(
            project, [found.speech_s if found else None for found in kept], media_s=self._media_s, fps=self._fps
        )

    def step(
        self, project: Project, first: int, *, clock: Callable[[], float] = time.monotonic
    ) -> tuple[Program, SpeechError | None]:
        """Find out about some more scenes, from number ``first`` on; also why a scene of these cannot be spoken."""
        end = clock() + STEP_S
        problem: SpeechError | None = None
        for scene in _in_order(project.scenes, first):
            if self._kept(project, scene) is not None:
                continue
            found = self._found[scene.id] = self._look_at(project, scene)
            problem = problem or found.problem
            if clock() >= end:
                break
        return self.guess(project), problem

    def marks(self, scene: Scene) -> tuple[WordMark, ...]:
        """When the words of a scene fall, as far as that is known; safe to ask from any thread."""
        found = self._found.get(scene.id)
        return found.marks if found is not None and found.scene is scene else ()

    def _kept(self, project: Project, scene: Scene) -> _Found | None:
        found = self._found.get(scene.id)
        return found if found is not None and found.scene is scene and found.studio is project.studio else None

    def _look_at(self, project: Project, scene: Scene) -> _Found:
        for clip in scene.clips:
            if isinstance(clip, VideoClip | AudioClip) and clip.studio.media:
                self._media_s[clip.studio.media] = self._assets.duration_s(clip.studio.media) or 0.0
        sound, problem = self._voices.spoken(project, scene)
        return _Found(scene, project.studio, sound.duration_s, sound.marks, problem)


def _in_order(scenes: tuple[Scene, ...], first: int) -> Iterable[Scene]:
    """What is played next comes first."""
    return (*scenes[first:], *scenes[:first])
