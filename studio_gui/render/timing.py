"""How long each scene lasts, in whole frames."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studio_gui.base.errors import RenderError
from studio_gui.model.clips import AudioClip, Clip, VideoClip
from studio_gui.model.project import Project, Scene

BREATH_S = 0.3
"""Silence after the last word, so that scenes do not run into each other."""
DEFAULT_S = 5.0
"""A scene that says and plays nothing."""
FRAME_RATES = (24, 25, 30, 50, 60)
MAX_S = 36_000.0


@dataclass(frozen=True, slots=True)
class SceneSpan:
    """The place of a scene in the video; ``start`` and ``frames`` are whole frames."""

    scene: Scene
    start: int
    frames: int
    fps: int

    @property
    def start_s(self) -> float:
        """Seconds from the start of the video."""
        return self.start / self.fps

    @property
    def duration_s(self) -> float:
        """Seconds it lasts."""
        return self.frames / self.fps


def plan(
    project: Project,
    speech_s: Sequence[float],
    *,
    fps: int = 30,
    duration_of: Callable[[str], float | None] = lambda ref: None,
) -> tuple[SceneSpan, ...]:
    """The scenes one after the other; ``speech_s`` is the length of each one's speech in seconds, 0 for none.

    A scene lasts as long as ``studio.duration_s`` says; else as its speech and a breath; else as its longest video
    or sound (``duration_of`` a media reference); else five seconds. Raises :class:`RenderError` for a frame rate
    that is not offered.
    """
    if fps not in FRAME_RATES:
        offered = ", ".join(map(str, FRAME_RATES))
        raise RenderError(f"A video cannot have {fps} frames per second.", f"Choose one of {offered}.")
    spans, start = [], 0
    for scene, spoken in zip(project.scenes, speech_s, strict=True):
        frames = max(1, math.ceil(scene_length_s(scene, spoken, duration_of=duration_of) * fps - 1e-6))
        spans.append(SceneSpan(scene, start, frames, fps))
        start += frames
    return tuple(spans)


def scene_length_s(scene: Scene, speech_s: float, *, duration_of: Callable[[str], float | None]) -> float:
    """How long a scene lasts in seconds, before rounding to frames."""
    if scene.studio.duration_s is not None:
        return float(scene.studio.duration_s)
    if speech_s > 0:
        return min(MAX_S, speech_s + BREATH_S)
    longest = max((_media_s(clip, duration_of) for clip in scene.clips), default=0.0)
    return min(MAX_S, longest) if longest > 0 else DEFAULT_S


def _media_s(clip: Clip, duration_of: Callable[[str], float | None]) -> float:
    if not isinstance(clip, VideoClip | AudioClip) or clip.studio.hidden or not clip.studio.media:
        return 0.0
    return duration_of(clip.studio.media) or 0.0
