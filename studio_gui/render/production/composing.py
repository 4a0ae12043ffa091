"""The pictures of a film, scene after scene, as steps for its track; scenes that are kept are not drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QImage

from studio_gui.painting import Assets
from studio_gui.painting.scene import speaker_of
from studio_gui.render.film import SceneFilm, State, faces_of, writing_of
from studio_gui.render.formats.pixels import Pixels, pixels_for
from studio_gui.render.planes import Picture
from studio_gui.render.request import RenderRequest
from studio_gui.render.segments.keeping import Kept
from studio_gui.render.segments.store import Recording, Segment
from studio_gui.render.timing import SceneSpan
from studio_gui.speech.lips import mouths
from studio_gui.speech.sound import Sound

_REPORT_EVERY_S = 0.5


@dataclass(slots=True)
class Step:
    """What a track does next: begin a scene, play a kept one, show a picture, hold the last for some frames."""

    frame: Picture | None = None
    is_key: bool = False
    hold: int = 0
    begins: Recording | None = None
    """A scene begins, and is kept so."""
    replays: Segment | None = None
    """A whole scene as it was made before."""


class Composer:
    """Draws a film; ``put`` takes the steps, ``tell`` hears the frame and the number of the scene (from 1)."""

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
    ) -> None:
        self._request, self._spans, self._sounds, self._assets = request, spans, sounds, assets
        self._kept, self._put, self._tell = kept, put, tell
        self._heard: tuple[int, list[int]] = (-1, [])

    def run(self) -> None:
        """All of it, in order."""
        pixels = pixels_for(self._request.form.video, self._request.size, is_transparent=self._request.is_transparent)
        key, film = "", None
        for index, span in enumerate(self._spans):
            self._tell(span.start, index + 1)
            key = self._key(index, key)
            segment = self._kept.found(key)
            if segment is not None:
                self._put(Step(replays=segment))
                film = None
                continue
            film = self._film(index, before=self._last_picture(index - 1, film) if span.transition_frames else None)
            pixels.begin(film, span.frames)
            self._put(Step(begins=self._kept.recording(key)))
            self._scene(film, span, pixels, index + 1)

    def _key(self, index: int, before: str) -> str:
        """What decides the pictures of a scene; where it comes in over the one before, that one counts as well."""
        span, sound = self._spans[index], self._sounds[index]
        writing = writing_of(self._request.project, span, sound)
        more = f"{writing}\n{span.transition_frames}\n{before if span.transition_frames else ''}"
        said = sound if speaker_of(span.scene) is not None else None
        return self._kept.pictures_key(span.scene, frames=span.frames, said=said, with_=more)

    def _faces(self, index: int) -> list[int]:
        """The faces of whoever speaks; none where nobody is seen. Those of the last scene are remembered."""
        span = self._spans[index]
        if self._heard[0] != index:
            said = mouths(self._sounds[index], span.fps) if speaker_of(span.scene) is not None else []
            self._heard = index, faces_of(said, span.frames, fps=span.fps)
        return self._heard[1]

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

    def _scene(self, film: SceneFilm, span: SceneSpan, pixels: Pixels, number: int) -> None:
        before: State | None = None
        held, every = 0, max(1, round(_REPORT_EVERY_S * span.fps))
        for index in range(span.frames):
            state = film.state(index)
            if state == before:
                held += 1
            else:
                held = self._hold(held)
                image, changed = film.picture(index, before)
                self._put(Step(pixels.update(image, changed), is_key=before is None))
                before = state
            if index % every == every - 1:
                held = self._hold(held)
                self._tell(span.start + index + 1, number)
        self._hold(held)

    def _hold(self, count: int) -> int:
        if count:
            self._put(Step(hold=count))
        return 0
