"""The threads in which pictures and sound are made ahead, and what is asked of them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer, Signal

from studio_gui.base.errors import SpeechError
from studio_gui.model.project import Project
from studio_gui.painting import Assets
from studio_gui.render.playing.composer import Composer
from studio_gui.render.playing.feeder import Feeder
from studio_gui.render.playing.preparer import Preparer
from studio_gui.render.playing.program import Program
from studio_gui.render.playing.tempo import Wire
from studio_gui.render.playing.voices import Voices
from studio_gui.speech import Speaker
from studio_gui.ui import threads

_CACHE_BYTES = 96 << 20
_NEXT = 3
"""So many scenes are prepared as fast as can be; the later ones leave the computer time to play."""
_REST_MS = 150


class Making(QObject):
    """One project's threads: one composes, one mixes where there is a loudspeaker, one finds out how long scenes are."""

    advanced = Signal(object)
    """A :class:`Program` in which more is known."""
    complained = Signal(object)
    """A :class:`SpeechError`: a scene that stays silent."""
    broke = Signal(object)
    """An exception that ended a thread."""

    def __init__(self, speaker: Speaker, assets: Assets, *, fps: int, wire: Wire | None, parent: QObject) -> None:
        super().__init__(parent)
        self._assets = assets
        self.voices = Voices(speaker, assets.folder)
        self.preparer = Preparer(assets, self.voices, fps=fps)
        self.composer = Composer(assets, self.voices)
        self.feeder = Feeder(assets, self.voices, wire) if wire is not None else None
        self._lanes: list[ThreadPoolExecutor] = []
        self._prepares = self._lane("preview-preparing")
        self._project: Project | None = None
        self._first = 0
        self._is_preparing = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._step)
        self._start(self.composer.run, self._lane("preview-pictures"))
        if self.feeder is not None:
            self._start(self.feeder.run, self._lane("preview-sound"))

    def _lane(self, name: str) -> ThreadPoolExecutor:
        self._lanes.append(ThreadPoolExecutor(1, thread_name_prefix=name))
        return self._lanes[-1]

    def _start(self, work: Callable[[], None], lane: Executor) -> None:
        threads.run(work, self, done=_ended, failed=self._on_broken, lane=lane)

    def _on_broken(self, error: Exception) -> None:
        self.broke.emit(error)

    def prepare(self, project: Project, first: int) -> None:
        """Find out about the scenes of a project, from number ``first`` on; the last project asked for counts."""
        self._project, self._first = project, first
        if not self._is_preparing:
            self._rest.stop()
            self._step()

    def _step(self) -> None:
        project, first, preparer = self._project, self._first, self.preparer
        if project is None:
            return
        self._is_preparing = True

        def work() -> tuple[Program, SpeechError | None]:
            return preparer.step(project, first)

        threads.run(work, self, done=self._on_step, failed=self._on_broken, lane=self._prepares)

    def _on_step(self, answer: tuple[Program, SpeechError | None]) -> None:
        program, problem = answer
        self._is_preparing = False
        if self._project is None:
            return
        if problem is not None:
            self.complained.emit(problem)
        if program.project is self._project:
            self.advanced.emit(program)
        if self._project is None or (program.project is self._project and program.is_complete):
            return
        if program.project is self._project and all(program.known[self._first : self._first + _NEXT]):
            self._rest.start()
        else:
            self._step()

    def end(self) -> None:
        """Make nothing more; what is under way ends by itself."""
        self._project = None
        self._rest.stop()
        self.composer.end()
        if self.feeder is not None:
            self.feeder.end()
        self._prepares.submit(self._assets.close)  # when the last step does not need them any more
        for lane in self._lanes:
            lane.shutdown(wait=False)


def own_assets(assets: Assets) -> Assets:
    """Media of the same folder with decoders of their own: those of the stage stand at the first frame."""
    return Assets(assets.folder, cache_bytes=_CACHE_BYTES)


def _ended(_answer: None) -> None:
    """A thread came to its end."""
