"""A whole project into a file: speech first, then pictures and sound side by side.

Three threads: the caller's composes pictures, one encodes them, one mixes and encodes the sound. Qt, the encoder
and numpy let go of the interpreter while they work, so two cores are used. Only the first needs Qt, which takes as long
to load as half a minute of still film takes to make: the others begin before it is there.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, TypeAlias

from studio_gui.base.errors import Cancelled, MediaError
from studio_gui.base.media import MediaFiles
from studio_gui.render.encoder import VideoShape
from studio_gui.render.mixing import RATE
from studio_gui.render.output import Chapter, MovieFile, as_studio_error
from studio_gui.render.production.sounding import Sounding
from studio_gui.render.production.sources import SourceFiles
from studio_gui.render.production.steps import Step
from studio_gui.render.request import Progress, RenderedMovie, RenderRequest, check_request
from studio_gui.render.segments.keeping import Kept
from studio_gui.render.segments.keys import program_mark
from studio_gui.render.sounds.speeches import Speeches
from studio_gui.render.timing import SceneSpan, plan
from studio_gui.render.writing.reserving import clear_left_behind, reserved
from studio_gui.speech.sound import Sound

if TYPE_CHECKING:
    from studio_gui.render.formats.sequence import SequenceFile
    from studio_gui.speech.speaker import Speaker

AnyFile: TypeAlias = "MovieFile | SequenceFile"

_PICTURES, _STEPS = 3, 24
"""How many pictures may wait for the encoder, and how many steps in all: scenes that are kept wait as open files."""


def _ignore(progress: Progress) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


def get_ready() -> None:
    """Do beforehand what every video needs, whatever is in it."""
    from studio_gui.render.offscreen import ensure_qt
    from studio_gui.render.production import composing  # noqa: F401  loaded for later

    ensure_qt()
    program_mark()


def render_movie(
    request: RenderRequest,
    *,
    progress: Callable[[Progress], None] = _ignore,
    is_cancelled: Callable[[], bool] = _never,
    speaker: Speaker | None = None,
) -> RenderedMovie:
    """Make the video ``request`` asks for; ``progress`` and ``is_cancelled`` are called on this thread.

    The target is replaced only by a finished video. Raises :class:`Cancelled` within half a second of
    ``is_cancelled`` saying so, :class:`TargetError`, :class:`SpeechError`, :class:`RenderError`, or
    :class:`MediaError` where a file of the project changed meanwhile; nothing is left behind then.
    """
    check_request(request)
    shape = VideoShape(*request.size, request.fps)
    with reserved(request.target, is_cancelled=is_cancelled):
        clear_left_behind(request.target.parent)
        return _made(request, shape, progress, is_cancelled, speaker)


def _made(
    request: RenderRequest,
    shape: VideoShape,
    progress: Callable[[Progress], None],
    is_cancelled: Callable[[], bool],
    speaker: Speaker | None,
) -> RenderedMovie:
    media = MediaFiles(request.folder)
    sources = SourceFiles(request.project, media)
    with closing(Speeches()) as sounds:
        _speak(request, speaker, sounds, progress, is_cancelled)
        spans = plan(request.project, sounds.durations_s(), fps=request.fps, duration_of=media.duration_s)
        return _Production(request, shape, media, sources, sounds, spans, progress, is_cancelled).run()


def _speak(
    request: RenderRequest,
    speaker: Speaker | None,
    sounds: Speeches,
    progress: Callable[[Progress], None],
    is_cancelled: Callable[[], bool],
) -> None:
    count = len(request.project.scenes)
    for number, scene in enumerate(request.project.scenes, 1):
        if is_cancelled():
            raise Cancelled("The video was cancelled.")
        progress(Progress(0, 0, number, count, f"Speaking scene {number} of {count}"))
        if not scene.script_text.strip() and not scene.studio.recording:
            sounds.add(Sound.silence(0))
            continue
        from studio_gui.render.speaking import own_speaker, speech_of  # voices take a while to load

        speaker = speaker or own_speaker()
        settled = () if request.has_all_sayings else None
        sounds.add(
            speech_of(request.project, scene, speaker=speaker, folder=request.folder, sayings=settled, readers=settled)
        )


class _Stopped(Exception):
    """Another thread failed or the person cancelled; that error is the one to tell."""


class _Production:
    """One run of the renderer."""

    def __init__(
        self,
        request: RenderRequest,
        shape: VideoShape,
        media: MediaFiles,
        sources: SourceFiles,
        sounds: Sequence[Sound],
        spans: Sequence[SceneSpan],
        progress: Callable[[Progress], None],
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._request, self._shape, self._media, self._form = request, shape, media, request.form
        self._sources, self._sounds, self._spans = sources, sounds, spans
        self._progress, self._is_cancelled = progress, is_cancelled
        self._frames = sum(span.frames for span in spans)
        self._steps: queue.Queue[Step | None] = queue.Queue(maxsize=_STEPS)
        self._room = threading.Semaphore(_PICTURES)
        self._stop = threading.Event()
        self._errors: list[BaseException] = []
        self._heard = 0
        self._kept = Kept(request, shape, media)

    def run(self) -> RenderedMovie:
        try:
            file = self._file()
        except (OSError, MemoryError) as error:
            raise as_studio_error(error, self._request.target) from error
        try:
            self._make(file)
            if (changed := self._sources.changed()) is not None:
                raise changed
            movie = self._finished(file)
            self._kept.tidy()
            return movie
        except BaseException as error:
            file.discard()
            told = self._told(self._errors[0] if self._errors else error)
            if told is error:
                raise
            raise told from error
        finally:
            self._kept.close()

    def _told(self, error: BaseException) -> BaseException:
        """What to raise for an error: a file that changed meanwhile explains any."""
        changed = self._sources.changed()
        if changed is not None:
            self._kept.forget()  # what was kept goes by the name of what the file was before
            if not isinstance(error, Cancelled | MediaError):
                return changed
        return as_studio_error(error, self._request.target)

    def _finished(self, file: AnyFile) -> RenderedMovie:
        subtitles = self._request.subtitles
        if subtitles is None:
            return file.finish(self._frames)
        from studio_gui.render.writing.subtitles import write_subtitles  # few films want them

        write_subtitles(subtitles, self._request.project, self._spans, self._sounds)
        try:
            return file.finish(self._frames)
        except BaseException:
            subtitles.unlink(missing_ok=True)
            raise

    def _file(self) -> AnyFile:
        request, form = self._request, self._form
        if not form.container:
            from studio_gui.render.formats.sequence import SequenceFile

            return SequenceFile(
                request.target, self._shape, is_folder=form.is_folder, picture_name=request.picture_name
            )
        chapters = [
            Chapter(span.scene.studio.name or f"Scene {number}", span.start_s, span.start_s + span.duration_s)
            for number, span in enumerate(self._spans, 1)
        ]
        return MovieFile(
            request.target, self._shape, form=form, title=request.project.name, chapters=chapters,
            is_transparent=request.is_transparent,
        )  # fmt: skip

    def _make(self, file: AnyFile) -> None:
        works: list[tuple[str, Callable[[AnyFile], None]]] = []
        if self._form.sound:
            works.append(("sound", self._write_sound))
        if self._form.has_pictures:
            works.append(("pictures", self._encode_pictures))
        workers = [
            threading.Thread(target=self._guarded, args=(work, file), name=f"movie-{name}") for name, work in works
        ]
        for worker in workers:
            worker.start()
        try:
            if self._form.has_pictures:
                self._compose()
                self._put(None)
        except BaseException as error:
            self._fail(error)
        while any(worker.is_alive() for worker in workers):
            for worker in workers:
                worker.join(timeout=0.1)
            if not self._form.has_pictures:
                self._tell_sound()
            if self._errors or (not self._stop.is_set() and self._is_cancelled()):
                self._fail(Cancelled("The video was cancelled."))
                file.release()
        if self._errors:
            raise self._errors[0]
        self._tell(self._frames, len(self._spans))

    def _compose(self) -> None:
        from studio_gui.painting import Assets
        from studio_gui.render.offscreen import ensure_qt
        from studio_gui.render.production.composing import Composer

        ensure_qt()
        assets = Assets(self._request.folder, known=self._media)
        try:
            Composer(
                self._request,
                self._spans,
                self._sounds,
                assets=assets,
                kept=self._kept,
                put=self._put,
                tell=self._tell,
                look=self._look,
            ).run()
        finally:
            assets.close()

    def _guarded(self, work: Callable[[AnyFile], None], file: AnyFile) -> None:
        try:
            work(file)
        except BaseException as error:  # it is raised again on the caller's thread
            self._fail(error)
        finally:
            if self._stop.is_set():
                file.release()

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, _Stopped) and not self._errors:
            self._errors.append(error)
        self._stop.set()

    def _look(self) -> None:
        if self._stop.is_set():
            raise _Stopped
        if self._is_cancelled():
            raise Cancelled("The video was cancelled.")

    def _put(self, step: Step | None) -> None:
        self._look()
        while step is not None and step.frame is not None and not self._room.acquire(timeout=0.1):
            self._look()
        while True:
            self._look()
            try:
                return self._steps.put(step, timeout=0.1)
            except queue.Full:
                continue

    def _encode_pictures(self, file: AnyFile) -> None:
        while True:
            try:
                step = self._steps.get(timeout=0.1)
            except queue.Empty:
                if self._stop.is_set():
                    raise _Stopped from None
                continue
            if step is None:
                return file.end_video()
            step.go(file.video)
            if step.frame is not None:
                self._room.release()

    def _write_sound(self, file: AnyFile) -> None:
        assert isinstance(file, MovieFile)
        Sounding(self._spans, self._sounds, media=self._media, kept=self._kept, listen=self._listen).write(file.sound)
        file.end_sound()

    def _listen(self, count: int) -> None:
        if self._stop.is_set():
            raise _Stopped
        self._heard += count

    def _tell_sound(self) -> None:
        """Where there is only sound, the sound is what gets on."""
        frame = min(self._frames, self._heard * self._shape.fps // RATE)
        number = sum(span.start <= frame for span in self._spans)
        self._tell(frame, number)

    def _tell(self, frame: int, number: int) -> None:
        words = f"Rendering scene {number} of {len(self._spans)}"
        self._progress(Progress(frame, self._frames, number, len(self._spans), words))
