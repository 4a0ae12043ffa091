"""The pictures of a program at a size, one after the other, and where each differs from the one before."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage

from studio_gui.model.project import ProjectStudio, Scene
from studio_gui.painting import Assets
from studio_gui.render.film import SceneFilm, State, faces_of, writing_of
from studio_gui.render.playing.program import Program
from studio_gui.render.playing.voices import Voices
from studio_gui.speech.lips import mouths

Size = tuple[int, int]
_FILMS = 2
"""Scenes whose still layers stay in memory: the one that is shown and the one that comes."""


@dataclass(frozen=True, slots=True)
class Patch:
    """What a frame has that the picture before it had not; ``image`` belongs at ``at``, in device pixels."""

    frame: int
    image: QImage
    at: QPoint
    is_whole: bool

    @property
    def area(self) -> QRect:
        """The device pixels it covers."""
        return QRect(self.at, self.image.size())


@dataclass(frozen=True, slots=True)
class _Made:
    """A film and what it was made from; as long as these live nothing else has their ids."""

    film: SceneFilm
    made_from: tuple[object, ...]
    scenes: tuple[Scene, ...]
    studio: ProjectStudio


class Reel:
    """Composes; one thread at a time."""

    def __init__(self, assets: Assets, voices: Voices, size: Size) -> None:
        self.size = size
        self._assets, self._voices = assets, voices
        self._films: OrderedDict[str, _Made] = OrderedDict()
        self._shown: tuple[SceneFilm, State] | None = None

    def forget(self) -> None:
        """The next picture is a whole one, whatever was shown before."""
        self._shown = None

    def patch(self, program: Program, frame: int) -> Patch | None:
        """What is new at a frame compared with the frame asked for last; None when nothing is."""
        index = program.index_at(frame)
        film = self._film(program, index)
        local = frame - program.spans[index].start
        state = film.state(local)
        before = self._shown[1] if self._shown is not None and self._shown[0] is film else None
        if state == before:
            return None
        image, changed = film.picture(local, before)
        self._shown = (film, state)
        if changed is None:
            return Patch(frame, image.copy(), QPoint(0, 0), is_whole=True)
        return Patch(frame, image.copy(changed), changed.topLeft(), is_whole=False)

    def _film(self, program: Program, index: int) -> SceneFilm:
        scene_id, made_from = program.spans[index].scene.id, _made_from(program, index)
        kept = self._films.get(scene_id)
        if kept is None or kept.made_from != made_from:
            scenes = tuple(span.scene for span in program.spans[max(0, index - 1) : index + 1])
            kept = _Made(
                self._new(program, index, before=self._before(program, index)),
                made_from,
                scenes,
                program.project.studio,
            )
            self._films[scene_id] = kept
        self._films.move_to_end(scene_id)
        while len(self._films) > _FILMS:
            self._films.popitem(last=False)
        return kept.film

    def _before(self, program: Program, index: int) -> QImage | None:
        """The last picture of the scene before, where this one comes in over it."""
        if not program.spans[index].transition_frames:
            return None
        kept = self._films.get(program.spans[index - 1].scene.id)
        is_good = kept is not None and kept.made_from == _made_from(program, index - 1)
        film = kept.film if kept is not None and is_good else self._new(program, index - 1)
        self.forget()  # it draws over what it showed last
        return film.last_picture()

    def _new(self, program: Program, index: int, *, before: QImage | None = None) -> SceneFilm:
        span, faces, writing = program.spans[index], [0] * program.spans[index].frames, None
        if program.known[index]:
            # While its speech is still being made a scene is shown all the same, with its mouths closed.
            sound = self._voices.sound(program.project, span.scene)
            faces = faces_of(mouths(sound, span.fps), span.frames, fps=span.fps)
            writing = writing_of(program.project, span, sound)
        return SceneFilm(
            span,
            stage=program.project.stage_size,
            size=self.size,
            assets=self._assets,
            faces=faces,
            before=before,
            writing=writing,
        )


def _made_from(program: Program, index: int) -> tuple[object, ...]:
    span = program.spans[index]
    own = (id(span.scene), span.frames, span.fps, span.transition_frames, program.known[index])
    before = program.spans[index - 1] if span.transition_frames else None
    other = (id(before.scene), before.frames, program.known[index - 1]) if before is not None else ()
    # The dictionary and the language move words in time: by the whole of it, as the speech is kept. One that is equal
    # and not the same is asked for when words are said otherwise outside the project.
    return (*own, *other, id(program.project.studio), program.project.orientation)
