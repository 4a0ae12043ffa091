"""What is asked of the renderer and what it answers. Plain values, without Qt: they cross process borders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studio_gui.base.errors import RenderError, TargetError
from studio_gui.model.project import RESOLUTIONS, Project

LINES = {"4k": 2160, "1080": 1080, "720": 720, "480": 480}
"""The shorter side of the video by ``resolution``."""


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """One video: the project, its folder (for ``media/``), where to write, ``4k 1080 720 480``, frames per second."""

    project: Project
    folder: Path | None
    target: Path
    resolution: str = "1080"
    fps: int = 30

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the video; see :func:`video_size`."""
        return video_size(self.resolution, self.project.stage_size)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: frames finished of all, the scene being worked on (from 1), and the words for a person."""

    frame: int
    frames: int
    scene: int
    scenes: int
    words: str


@dataclass(frozen=True, slots=True)
class RenderedMovie:
    """The finished video, checked by reading it again."""

    path: Path
    width: int
    height: int
    fps: int
    frames: int
    duration_s: float
    size_bytes: int


def video_size(resolution: str, stage: tuple[int, int]) -> tuple[int, int]:
    """Width and height for a resolution of the documents, both even as H.264 asks: 480 is 854 × 480.

    Raises :class:`RenderError` for another word.
    """
    lines = LINES.get(resolution)
    if lines is None:
        raise RenderError(f"There is no resolution {resolution!r}.", f"Choose one of {', '.join(RESOLUTIONS)}.")
    longer = round(lines * max(stage) / min(stage) / 2) * 2
    return (longer, lines) if stage[0] >= stage[1] else (lines, longer)


def check_target(target: Path) -> None:
    """See that a video can be put there, before any work is done.

    Raises :class:`TargetError`.
    """
    if target.suffix.lower() not in (".mp4", ".m4v"):
        raise TargetError(f"A video is written as MP4, but the name is {target.name}.", "End the name in .mp4.")
    if target.is_dir():
        raise TargetError(f"{target} is a folder.", "Choose the name of a file.")
    if not target.parent.is_dir():
        raise TargetError(f"The folder {target.parent} does not exist.", "Make it, or choose another.")
