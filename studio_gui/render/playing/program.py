"""What is played: the scenes of a project with their places in time, as far as these are known by now."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studio_gui.model.fields import SceneId
from studio_gui.model.project import Project
from studio_gui.render.timing import SceneSpan, plan
from studio_gui.speech import estimate, plain_text


@dataclass(frozen=True, slots=True)
class Place:
    """A moment of a scene: the scene, and how many frames into it."""

    scene_id: SceneId
    frame: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """The scenes one after the other. ``known`` says of each whether its length is certain or still a guess."""

    project: Project
    spans: tuple[SceneSpan, ...]
    known: tuple[bool, ...]
    fps: int

    @property
    def frames(self) -> int:
        """How many frames there are in all."""
        return self.spans[-1].start + self.spans[-1].frames if self.spans else 0

    @property
    def is_complete(self) -> bool:
        """Whether every length is certain."""
        return all(self.known)

    def index_at(self, frame: int) -> int:
        """The number of the scene at a frame, from 0; the first before the start, the last after the end."""
        return max(0, bisect_right(self.spans, frame, key=lambda span: span.start) - 1)

    def place_at(self, frame: int) -> Place:
        """The moment that a frame shows."""
        span = self.spans[self.index_at(frame)]
        return Place(span.scene.id, max(0, min(frame - span.start, span.frames - 1)))

    def frame_at(self, place: Place) -> int:
        """The frame that shows a moment: the scene's last one when it became shorter, the first of all when it is gone."""
        for span in self.spans:
            if span.scene.id == place.scene_id:
                return span.start + min(place.frame, span.frames - 1)
        return 0

    def is_known_at(self, frame: int) -> bool:
        """Whether the length of the scene at a frame is certain, so that it can be played through."""
        return bool(self.spans) and self.known[self.index_at(frame)]

    def is_same_around(self, other: Program, first: int, last: int) -> bool:
        """Whether from ``first`` to ``last`` both show the same at the same frames."""
        if self.project.studio is not other.project.studio or self.project.orientation != other.project.orientation:
            return False
        ours, theirs = self._between(first, last), other._between(first, last)
        return ours is not None and len(ours) == len(theirs or ()) and all(
            a[1] == b[1] and a[0].scene is b[0].scene and (a[0].start, a[0].frames) == (b[0].start, b[0].frames)
            for a, b in zip(ours, theirs or (), strict=True)
        )  # fmt: skip

    def _between(self, first: int, last: int) -> list[tuple[SceneSpan, bool]] | None:
        if not self.spans:
            return None
        # The scene before counts too: the first one may come in over it.
        chosen = range(max(0, self.index_at(first) - 1), self.index_at(last) + 1)
        return [(self.spans[index], self.known[index]) for index in chosen]


def program(project: Project, speech_s: Sequence[float | None], *, media_s: Mapping[str, float], fps: int) -> Program:
    """Lay the scenes out; ``speech_s`` is the length of each one's speech in seconds, None while nobody knows it.

    ``media_s`` are the lengths of the videos and sounds of scenes that are known. What is not known is estimated from
    its script. Raises :class:`RenderError` for a frame rate that is not offered.
    """
    language = project.studio.language or "en"
    lengths = [
        estimate(plain_text(scene.script_text), language=language, speed=float(scene.studio.speed)).seconds
        if spoken is None
        else spoken
        for scene, spoken in zip(project.scenes, speech_s, strict=True)
    ]
    spans = plan(project, lengths, fps=fps, duration_of=media_s.get)
    return Program(project, spans, tuple(spoken is not None for spoken in speech_s), fps)
