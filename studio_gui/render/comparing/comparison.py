"""Scenes of a project beside those of the video that was made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from studio_gui.base.errors import Cancelled, MediaError
from studio_gui.base.media import facts_of
from studio_gui.model.project import Project
from studio_gui.painting import Assets
from studio_gui.painting.media.videos import Videos
from studio_gui.render.comparing.likeness import Likeness, likeness
from studio_gui.render.comparing.matching import GLANCE, Glance, cuts, glances_of
from studio_gui.render.playing.preparer import Preparer
from studio_gui.render.playing.program import Program
from studio_gui.render.playing.reel import Reel
from studio_gui.render.playing.voices import Voices
from studio_gui.speech import Speaker

FPS = 30
_MOST_LINES = 1080
_LOOKS = (0.02, 0.3, 0.6, 0.97)
"""Where in a scene its pictures are taken by which it is found."""


@dataclass(frozen=True, slots=True)
class Part:
    """A scene (``index`` from 0) and where it is: seconds in the video, and frames of the program."""

    index: int
    name: str
    start_s: float
    length_s: float
    start: int
    frames: int


@dataclass(frozen=True, slots=True)
class Pair:
    """The same moment twice, at one size, and how alike it is."""

    ours: QImage
    theirs: QImage
    likeness: Likeness
    ours_s: float
    """Seconds into the scene of the project."""
    theirs_s: float
    """Seconds into the video."""


class Comparison:
    """Looks at a video and a project side by side; used by one thread at a time, never the window's."""

    def __init__(self, project: Project, folder: Path | None, film: Path, *, speaker: Speaker) -> None:
        """Raises :class:`MediaError` when the film is no video or the project has no scenes."""
        facts = facts_of(film)
        if facts is None or not facts.width:
            raise MediaError(f"“{film.name}” cannot be read as a video.", "Choose another file.")
        if not project.scenes:
            raise MediaError(
                "The project has no scenes to compare the video with.", "Choose the project it was made from."
            )
        self.project, self.film, self.facts = project, film, facts
        self._assets = Assets(folder)
        self._voices = Voices(speaker, folder)
        self._videos = Videos()
        self._size = self._picture_size()
        self._reel = Reel(self._assets, self._voices, self._size)
        self._program: Program | None = None
        self.parts: tuple[Part, ...] = ()

    def find_parts(self, *, is_cancelled: Callable[[], bool] = lambda: False) -> tuple[Part, ...]:
        """See which part of the video is which scene; raises :class:`MediaError` and :class:`Cancelled`."""
        program = self._prepared(is_cancelled)
        length_s, seen = glances_of(self.film)
        small = Reel(self._assets, self._voices, GLANCE)
        looks = [[_glance(small, program, span.start + int(share * (span.frames - 1))) for share in _LOOKS]
                 for span in program.spans]  # fmt: skip
        starts = cuts(looks, [span.duration_s for span in program.spans], seen, length_s=length_s)
        ends = (*starts[1:], length_s)
        self.parts = tuple(
            Part(n, span.scene.studio.name or f"Scene {n + 1}", start, end - start, span.start, span.frames)
            for n, (span, start, end) in enumerate(zip(program.spans, starts, ends, strict=True))
        )
        return self.parts

    def pair(self, part: Part, share: float = 0.5) -> Pair:
        """The moment at a share (0 to 1) of a scene, in both; raises :class:`MediaError` when the video gives no picture."""
        program = self._prepared(lambda: False)
        frame = part.start + round(share * (part.frames - 1))
        self._reel.forget()
        patch = self._reel.patch(program, frame)
        at_s = part.start_s + min(share * part.length_s, max(0.0, part.length_s - 0.04))
        theirs = self._videos.frame(self.film, at_s, size=self._film_size())
        if theirs is None or patch is None:
            raise MediaError(
                f"“{self.film.name}” cannot be read at {at_s:.1f} s.", "The file may be damaged: fetch it again."
            )
        fitted = theirs.scaled(
            QSize(*self._size), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        return Pair(patch.image, fitted, likeness(patch.image, fitted), (frame - part.start) / FPS, at_s)

    @property
    def has_other_shape(self) -> bool:
        """Whether the video has another shape than the stage, so that its pictures are stretched."""
        stage = self.project.stage_size
        return abs(self.facts.width / self.facts.height * stage[1] / stage[0] - 1) > 0.02

    def close(self) -> None:
        """Close the files."""
        self._videos.close()
        self._assets.close()

    def _prepared(self, is_cancelled: Callable[[], bool]) -> Program:
        preparer = Preparer(self._assets, self._voices, fps=FPS)
        while self._program is None:
            if is_cancelled():
                raise Cancelled("The comparison was stopped.")
            program, _ = preparer.step(self.project, 0)
            if program.is_complete:
                self._program = program
        return self._program

    def _picture_size(self) -> tuple[int, int]:
        width, height = self.project.stage_size
        lines = min(min(width, height), _MOST_LINES, max(2, min(self.facts.width, self.facts.height)))
        return round(width * lines / min(width, height)), round(height * lines / min(width, height))

    def _film_size(self) -> tuple[int, int]:
        return self.facts.width, self.facts.height


def _glance(reel: Reel, program: Program, frame: int) -> Glance:
    reel.forget()
    patch = reel.patch(program, frame)
    assert patch is not None  # what was forgotten is drawn whole
    picture = patch.image
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.bytesPerLine())
    colors = rows[:, : picture.width() * 4].reshape(picture.height(), picture.width(), 4)[:, :, 2::-1]
    return colors.astype(np.float32)
