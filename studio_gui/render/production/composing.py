"""The pictures of a film, scene after scene, as steps for its track; scenes that are kept are not drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace

from PySide6.QtGui import QImage

from studio_gui.painting import Assets
from studio_gui.render.film import SceneFilm, State, faces_of, writing_of
from studio_gui.render.formats.pixels import pixels_for
from studio_gui.render.production.counting import processes_for, work_of
from studio_gui.render.production.crew import Crew, Film
from studio_gui.render.production.steps import Step
from studio_gui.render.request import RenderRequest
from studio_gui.render.segments.keeping import Kept
from studio_gui.render.segments.store import Recording
from studio_gui.render.timing import SceneSpan
from studio_gui.speech.lips import mouths
from studio_gui.speech.sound import Sound

_REPORT_EVERY_S = 0.5
_LOOKS = 60
_FLOWING = 0.75
"""So many of the frames must be new pictures: a video of 24 a second in a film of 30 has 0.8."""


def _nothing() -> None:
    """Nobody wants to stop."""


class Composer:
    """Draws a film; ``put`` takes the steps, ``tell`` hears the frame and the number of the scene (from 1).

    ``look`` is called while others are waited for, and may raise.
    """

    def __init__(
        self,
        request: RenderRequest,
        spans: Sequence[SceneSpan],
        sounds: Sequence[Sound],
        *,
        assets: Assets,
        kept: Kept,
        put: Callable[[Step], None],
        tell: Callable[[int, int], None],
        look: Callable[[], None] = _nothing,
    ) -> None:
        self._request, self._spans, self._sounds, self._assets = request, spans, sounds, assets
        self._kept, self._put, self._say, self._look = kept, put, tell, look
        self._pixels = pixels_for(request.form.video, request.size, is_transparent=request.is_transparent)
        self._crew: Crew | None = None

    def run(self) -> None:
        """All of it, in order."""
        keys: list[str] = []
        for index in range(len(self._spans)):
            keys.append(self._key(index, keys[-1] if keys else ""))
        film: SceneFilm | None = None
        with ExitStack() as stack:
            self._crew = self._new_crew(stack, keys)
            for index, span in enumerate(self._spans):
                self._tell(span.start, index + 1)
                if not span.transition_frames:
                    film = None  # its layers are let go of before those of the next are made
                film = self._made(index, keys[index], film)

    def scene(self, index: int, record: Recording) -> None:
        """One scene alone, which goes to ``record``."""
        span = self._spans[index]
        film = self._film(index, before=self._last_picture(index - 1, None) if span.transition_frames else None)
        self._draw(film, index, record)

    def _new_crew(self, stack: ExitStack, keys: Sequence[str]) -> Crew | None:
        """Other processes to share the scenes with that are still to be made; None where that does not pay."""
        if self._request.form.id != "mp4":
            return None  # in other formats scenes cannot be put together
        works = {
            index: work_of(span, assets=self._assets, speaks=bool(self._sounds[index].samples.any()))
            for index, span in enumerate(self._spans)
            if not self._kept.has(keys[index])
        }
        todo = [index for index, work in works.items() if work]
        count = processes_for(self._request.processes, [*works.values()], size=self._request.size)
        if count < 2:
            return None
        film = Film(replace(self._request, reuses_segments=False), tuple(self._spans), tuple(self._sounds))
        return stack.enter_context(Crew(film, todo, count=count - 1))

    def _made(self, index: int, key: str, before: SceneFilm | None) -> SceneFilm | None:
        """Put one scene, as it is kept, as others made it or anew; answers what it was drawn with."""
        segment = self._kept.found(key)
        if segment is not None:
            self._put(Step(replays=segment))
            return None
        segment = self._crew.take(index, lambda: self._wait(index)) if self._crew is not None else None
        record = self._kept.recording(key)
        if segment is not None:
            self._kept.close_later(segment)
            self._put(Step(replays=segment, begins=record))
            return None
        is_over = self._spans[index].transition_frames > 0
        film = self._film(index, before=self._last_picture(index - 1, before) if is_over else None)
        self._draw(film, index, record)
        return film

    def _wait(self, index: int) -> None:
        self._look()
        self._tell(self._spans[index].start, index + 1)

    def _tell(self, frame: int, number: int) -> None:
        """What others have finished of what comes later counts too."""
        self._say(frame + (self._crew.frames_from(frame) if self._crew is not None else 0), number)

    def _key(self, index: int, before: str) -> str:
        """What decides the pictures of a scene; where it comes in over the one before, that one counts as well."""
        span, sound = self._spans[index], self._sounds[index]
        writing = writing_of(self._request.project, span, sound)
        more = f"{writing}\n{span.transition_frames}\n{before if span.transition_frames else ''}"
        said = sound if span.scene.speaker is not None else None
        return self._kept.pictures_key(span.scene, frames=span.frames, said=said, with_=more)

    def _faces(self, index: int) -> list[int]:
        """The faces of whoever speaks; none where nobody is seen."""
        span = self._spans[index]
        said = mouths(self._sounds[index], span.fps) if span.scene.speaker is not None else []
        return faces_of(said, span.frames, fps=span.fps)

    def _film(self, index: int, *, before: QImage | None = None) -> SceneFilm:
        span = self._spans[index]
        return SceneFilm(
            span,
            stage=self._request.project.stage_size,
            size=self._request.size,
            assets=self._assets,
            faces=self._faces(index),
            is_transparent=self._request.is_transparent,
            before=before,
            writing=writing_of(self._request.project, span, self._sounds[index]),
        )

    def _last_picture(self, index: int, film: SceneFilm | None) -> QImage:
        """What a scene comes in over; a kept scene is drawn for it once."""
        return (film or self._film(index)).last_picture()

    def _draw(self, film: SceneFilm, index: int, record: Recording) -> None:
        span = self._spans[index]
        self._pixels.begin(film, span.frames)
        self._put(Step(begins=record, flows=_flows(film, span.frames)))
        self._frames(film, span, index + 1)

    def _frames(self, film: SceneFilm, span: SceneSpan, number: int) -> None:
        before: State | None = None
        held, every = 0, max(1, round(_REPORT_EVERY_S * span.fps))
        for index in range(span.frames):
            state = film.state(index)
            if state == before:
                held += 1
            else:
                held = self._hold(held)
                image, changed = film.picture(index, before)
                self._put(Step(self._pixels.update(image, changed), is_key=before is None))
                before = state
            if index % every == every - 1:
                held = self._hold(held)
                self._tell(span.start + index + 1, number)
        self._hold(held)

    def _hold(self, count: int) -> int:
        if count:
            self._put(Step(hold=count))
        return 0


def _flows(film: SceneFilm, frames: int) -> bool:
    """Whether nearly every frame of a scene is a new picture, by frames all over it."""
    looks = min(_LOOKS, frames - 1)
    places = [index * (frames - 1) // looks for index in range(looks)]
    new = sum(film.state(place) != film.state(place + 1) for place in places)
    return looks > 0 and new >= _FLOWING * looks
