"""What is asked of the renderer and what it answers. Plain values, without Qt: they cross process borders."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from studio_gui.base.errors import RenderError, TargetError
from studio_gui.base.json_text import dumps, loads
from studio_gui.files.writing import refuse_folder
from studio_gui.model.project import RESOLUTIONS, Project
from studio_gui.render.formats import Format, check_format, check_name, format_named

PRIVATE = ".studio-"
"""How names begin that only this program gives."""
SUBTITLES = (".srt", ".vtt")

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
    format: str = "mp4"
    """The id of a format of ``render.formats``."""
    is_transparent: bool = False
    """Without backgrounds, for formats that know transparency."""
    has_all_sayings: bool = False
    """Whether the project says all that counts of how words are said; else the person's own dictionary does too."""
    reuses_segments: bool = True
    """Whether scenes that were encoded before are used again, and new ones kept."""
    subtitles: Path | None = None
    """Where what is said is written too, by its ending as SRT or WebVTT: whole before the video has its name."""
    picture_name: str = ""
    """What the names of single pictures begin with; empty for the target's own."""

    processes: int = 0
    """How many processes draw at most; 0 leaves it to the machine."""

    @property
    def form(self) -> Format:
        """The format; raises :class:`RenderError` when there is none of that name."""
        return format_named(self.format)

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


def part_of(target: Path) -> Path:
    """Where a film is made until it is whole: beside it, under a name that nobody else gives, the same each time."""
    name = target.name
    if not name.startswith(PRIVATE):
        name = PRIVATE + hashlib.sha256(os.fsencode(name)).hexdigest()[:16]
    return target.with_name(f"{name}.part")


def check_request(request: RenderRequest) -> None:
    """See that what is asked for can be made and put there, before any work is done.

    Raises :class:`TargetError` for the place and :class:`RenderError` for the rest.
    """
    form, target = request.form, request.target
    check_name(target, form)
    check_format(form, fps=request.fps, is_transparent=request.is_transparent)
    _check_place(target, may_be_folder=form.is_folder)
    if request.subtitles is not None and request.subtitles.suffix.lower() not in SUBTITLES:
        raise TargetError(f"“{request.subtitles.name}” is no name for subtitles.", "End it in .srt or .vtt.")


def _check_place(target: Path, *, may_be_folder: bool) -> None:
    if target.is_dir():
        if not may_be_folder:
            raise TargetError(f"{target} is a folder.", "Choose the name of a file.")
        if any(target.iterdir()):
            raise TargetError(f"The folder {target} is not empty.", "Choose one that is, or a new name.")
    if not target.parent.is_dir():
        raise TargetError(f"The folder {target.parent} does not exist.", "Make it, or choose another.")
    refuse_folder(target.parent)


def write_request(request: RenderRequest) -> str:
    """The request as one line of JSON."""
    return dumps(
        {
            "project": request.project.to_json(),
            "folder": str(request.folder) if request.folder else None,
            "target": str(request.target),
            "resolution": request.resolution,
            "fps": request.fps,
            "format": request.format,
            "is_transparent": request.is_transparent,
            "has_all_sayings": request.has_all_sayings,
            "reuses_segments": request.reuses_segments,
            "subtitles": str(request.subtitles) if request.subtitles else None,
            "picture_name": request.picture_name,
            "processes": request.processes,
        }
    )


def read_request(line: str) -> RenderRequest:
    """The request written by :func:`write_request`; raises :class:`StudioError` when it is not one."""
    said = loads(line, "The request")
    if not isinstance(said, dict) or not isinstance(said.get("project"), dict):
        raise RenderError("The renderer was asked for nothing it understands.")
    project, folder, fps, subtitles = said["project"], said.get("folder"), said.get("fps", 30), said.get("subtitles")
    processes = said.get("processes", 0)
    assert isinstance(project, dict)
    return RenderRequest(
        project=Project.read(project),
        folder=Path(folder) if isinstance(folder, str) else None,
        target=Path(str(said.get("target"))),
        resolution=str(said.get("resolution", "1080")),
        fps=fps if isinstance(fps, int) else 30,
        format=str(said.get("format", "mp4")),
        is_transparent=said.get("is_transparent") is True,
        has_all_sayings=said.get("has_all_sayings") is True,
        reuses_segments=said.get("reuses_segments") is not False,
        subtitles=Path(subtitles) if isinstance(subtitles, str) else None,
        picture_name=str(said.get("picture_name", "")),
        processes=processes if isinstance(processes, int) else 0,
    )
