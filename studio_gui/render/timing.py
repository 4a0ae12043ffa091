"""How long each scene lasts, in whole frames."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studio_gui.base.errors import RenderError
from studio_gui.model.clips import AudioClip, Clip, VideoClip
from studio_gui.model.playing import ONCE
from studio_gui.model.project import Project, Scene

BREATH_S = 0.3
"""Silence after the last word, so that scenes do not run into each other."""
DEFAULT_S = 5.0
"""A scene that says and plays nothing."""
FRAME_RATES = (24, 25, 30, 50, 60)
MAX_S = 36_000.0
_PLAYED = (VideoClip, AudioClip)


@dataclass(frozen=True, slots=True)
class SceneSpan:
    """The place of a scene in the video; ``start`` and ``frames`` are whole frames.

    In its first ``transition_frames`` frames it comes in over the last picture of the scene before.
    """

    scene: Scene
    start: int
    frames: int
    fps: int
    transition_frames: int = 0

    @property
    def start_s(self) -> float:
        """Seconds from the start of the video."""
        return self.start / self.fps

    @property
    def duration_s(self) -> float:
        """Seconds it lasts."""
        return self.frames / self.fps

    def arrived(self, index: int) -> float:
        """How far it has come in at one of its frames: above 0 in the first frame, 1 once it stands alone."""
        return min(1.0, (index + 1) / (self.transition_frames + 1))


def plan(
    project: Project,
    speech_s: Sequence[float],
    *,
    fps: int = 30,
    duration_of: Callable[[str], float | None] = lambda ref: None,
) -> tuple[SceneSpan, ...]:
    """The scenes one after the other; ``speech_s`` is the length of each one's speech in seconds, 0 for none.

    A scene lasts as long as ``studio.duration_s`` says; else as its speech and a breath; else as the longest part
    of a video or sound that is played (``duration_of`` a media reference); else five seconds. Raises :class:`RenderError` for a frame rate
    that is not offered.
    """
    if fps not in FRAME_RATES:
        offered = ", ".join(map(str, FRAME_RATES))
        raise RenderError(f"A video cannot have {fps} frames per second.", f"Choose one of {offered}.")
    spans, start = [], 0
    for scene, spoken in zip(project.scenes, speech_s, strict=True):
        frames = max(1, math.ceil(scene_length_s(scene, spoken, duration_of=duration_of) * fps - 1e-6))
        spans.append(SceneSpan(scene, start, frames, fps, transition_frames(scene, frames, fps) if start else 0))
        start += frames
    return tuple(spans)


def transition_frames(scene: Scene, frames: int, fps: int) -> int:
    """In how many of its frames a scene comes in over another; it stands alone in the last one at least."""
    transition = scene.studio.transition
    if transition is None or not transition.is_known:
        return 0
    return max(0, min(frames - 1, round(float(transition.duration_s) * fps)))


def scene_length_s(scene: Scene, speech_s: float, *, duration_of: Callable[[str], float | None]) -> float:
    """How long a scene lasts in seconds, before rounding to frames."""
    if scene.studio.duration_s is not None:
        return float(scene.studio.duration_s)
    if speech_s > 0:
        return min(MAX_S, speech_s + BREATH_S)
    longest = max((_media_s(clip, duration_of) for clip in scene.clips if type(clip) in _PLAYED), default=0.0)
    return min(MAX_S, longest) if longest > 0 else DEFAULT_S


def _media_s(clip: Clip, duration_of: Callable[[str], float | None]) -> float:
    if not isinstance(clip, VideoClip | AudioClip) or clip.studio.hidden or not clip.studio.media:
        return 0.0
    file_s = duration_of(clip.studio.media)
    return (clip.studio.play or ONCE).part(file_s).length_s if file_s else 0.0
