"""Making the videos of a practice server, one after the other, in the renderer's own processes."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from studio_gui.base.errors import Cancelled, StudioError
from studio_gui.base.json_text import JsonDict, dumps
from studio_gui.files.payload import import_payload
from studio_gui.files.writing import make_folder
from studio_gui.model.project import Project
from studio_gui.render.process import RenderProcess
from studio_gui.render.request import RenderedMovie, RenderRequest
from studio_gui.server.media import MediaStock

_log = logging.getLogger(__name__)
FPS = 30


@dataclass(frozen=True, slots=True)
class Film:
    """What is to be filmed: the body of a project, and the resolution."""

    project_id: str
    body: JsonDict
    resolution: str

    def file_name(self, media: Mapping[str, str]) -> str:
        """The same for the same pictures and words: what was filmed once is not filmed again.

        ``media`` says which file each address stands for: what was missing, or is another by now, is another film.
        """
        seen: JsonDict = {
            "scenes": self.body.get("scenes"),
            "orientation": self.body.get("orientation"),
            "media": {**media},
        }
        return hashlib.sha256(f"{self.resolution}\n{dumps(seen)}".encode()).hexdigest()[:24] + ".mp4"


class FilmListener:
    """Hears how a film gets on; called from threads."""

    def moved(self, film: Film, percent: float) -> None:
        """It is so far, 0…100."""

    def finished(self, film: Film, video: Path) -> None:
        """It is there."""

    def failed(self, film: Film, words: str) -> None:
        """It could not be made."""


class Studio:
    """Films what is asked of it. Close it at the end: what is under way is given up."""

    def __init__(self, folder: Path, *, stock: MediaStock, listener: FilmListener, workers: int) -> None:
        self.folder = folder
        self._stock, self._listener = stock, listener
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="practice-film")
        self._processes = 0 if workers == 1 else 1  # several films at once use the machine already
        self._lock = threading.Lock()
        self._running: set[RenderProcess] = set()
        self._names: dict[str, threading.Lock] = {}
        self._is_closed = False

    def shoot(self, film: Film) -> None:
        """Film it when its turn comes."""
        with self._lock:
            if not self._is_closed:
                self._pool.submit(self._shoot, film)

    def close(self) -> None:
        """Give up what is under way and wait until it has ended."""
        with self._lock:
            self._is_closed = True
            for process in self._running:
                process.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _shoot(self, film: Film) -> None:
        try:
            localised = self._stock.localised(import_payload(film.body).project)
            target = self.folder / film.file_name(localised.refs)
            with self._lock:
                alone = self._names.setdefault(target.name, threading.Lock())
            with alone:
                if not target.is_file():
                    self._render(film, in_its_language(localised.project), target)
            self._listener.finished(film, target)
        except Cancelled:
            return
        except StudioError as error:
            self._listener.failed(film, error.sentence())
        except Exception:
            _log.exception("The practice server could not film %s.", film.project_id)
            self._listener.failed(film, "The practice server made a mistake.")

    def _render(self, film: Film, project: Project, target: Path) -> None:
        make_folder(self.folder)
        request = RenderRequest(
            project, self._stock.folder, target, resolution=film.resolution, fps=FPS, has_all_sayings=True,
            processes=self._processes,
        )  # fmt: skip
        with self._process(request) as process:
            try:
                for event in process.events():
                    if not isinstance(event, RenderedMovie):
                        share = event.frame / event.frames if event.frames else 0.0
                        self._listener.moved(film, round(min(99.0, 100 * share), 2))
            finally:
                with self._lock:
                    self._running.discard(process)

    def _process(self, request: RenderRequest) -> RenderProcess:
        with self._lock:
            if self._is_closed:
                raise Cancelled("The server stops.")
            process = RenderProcess(request)
            self._running.add(process)
            return process


def in_its_language(project: Project) -> Project:
    """The project spoken in the language of its presenter: a payload says no other."""
    people = (scene.presenter for scene in project.scenes)
    language = next((one.model.language for one in people if one is not None and one.model.language), "")
    return project.changed(studio=project.studio.changed(language=language)) if language else project
