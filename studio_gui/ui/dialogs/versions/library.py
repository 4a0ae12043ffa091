"""Reads, compares and draws versions in other threads, and remembers what it has read."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from studio_gui.base.errors import StudioError
from studio_gui.files.versions import History, Version
from studio_gui.model.comparing import Comparison, compare
from studio_gui.model.comparing.matching import match_scenes
from studio_gui.model.project import Project, Scene
from studio_gui.painting import Assets
from studio_gui.render.thumbnails import thumbnail
from studio_gui.ui.threads import in_background

_AT_ONCE = 6
"""So many versions are compared before the list is told: often enough to see it fill."""
_MOST_PICTURES = 120


@dataclass(frozen=True, slots=True)
class Both:
    """Two projects side by side and what differs."""

    before: Project
    after: Project
    comparison: Comparison
    pairs: tuple[tuple[Scene, Scene], ...]
    """Every scene that is in both, as it was and as it is."""


class Library(QObject):
    """The history of one project, for a window."""

    listed = Signal(object)
    """The versions, newest first."""
    told = Signal(str, str)
    """(version id, what changed against the one before)."""
    failed = Signal(object)
    """A :class:`StudioError`, e.g. of a damaged version."""

    def __init__(self, project_path: Path, project: Project, parent: QObject) -> None:
        """``project`` is the open project as it is now."""
        super().__init__(parent)
        self.history = History(project_path)
        self.now = project
        self._assets = Assets(project_path.parent)
        self._lock = threading.Lock()
        self._pictures: OrderedDict[tuple[int, int, tuple[int, int]], tuple[Scene, QImage]] = OrderedDict()
        self._round = 0

    def read(self) -> None:
        """Look what versions there are; ``listed`` follows, then ``told`` for each."""
        self._round += 1
        number = self._round

        def done(versions: tuple[Version, ...]) -> None:
            if number == self._round:
                self.listed.emit(versions)
                self._tell(versions, 0, number)

        in_background(self, self.history.versions, done=done)

    def load(self, version: Version | None) -> Project:
        """The project of a version, or as it is now for None. In any thread; raises :class:`ProjectFileError`."""
        if version is None:
            return self.now
        with self._lock:
            return self.history.load(version)

    def _tell(self, versions: Sequence[Version], start: int, number: int) -> None:
        part = range(start, min(start + _AT_ONCE, len(versions)))

        def work() -> list[tuple[str, str]]:
            return [(versions[place].id, self._told(versions, place)) for place in part]

        def done(said: list[tuple[str, str]]) -> None:
            if number != self._round:
                return
            for version_id, words in said:
                self.told.emit(version_id, words)
            if part.stop < len(versions):
                self._tell(versions, part.stop, number)

        if start == 0:
            self._tell_now(versions)
        if part:
            in_background(self, work, done=done)

    def _tell_now(self, versions: Sequence[Version]) -> None:
        def work() -> str:
            return self._summary(versions[0], None) if versions else "No version was kept yet"

        in_background(self, work, done=lambda words: self.told.emit("", words))

    def _told(self, versions: Sequence[Version], place: int) -> str:
        if place + 1 == len(versions):
            return "The first version"
        return self._summary(versions[place + 1], versions[place])

    def _summary(self, before: Version, after: Version | None) -> str:
        try:
            return compare(self.load(before), self.load(after)).summary()
        except StudioError as error:
            return error.message

    def compare(self, before: Version | None, after: Version | None, *, done: Callable[[Both], None]) -> None:
        """Compare two versions, None being the project as it is now."""

        def work() -> Both:
            one, other = self.load(before), self.load(after)
            return Both(one, other, compare(one, other), tuple(match_scenes(one.scenes, other.scenes)))

        in_background(self, work, done=done, failed=self.failed.emit)

    def picture(self, project: Project, scene: Scene, *, width_px: int) -> QImage | None:
        """The picture of a scene when it was drawn before."""
        kept = self._pictures.get((id(scene), width_px, project.stage_size))
        return kept[1] if kept is not None else None

    def draw(self, project: Project, scene: Scene, *, width_px: int, done: Callable[[QImage], None]) -> None:
        """Draw the picture of a scene, ``width_px`` device pixels wide."""
        key = (id(scene), width_px, project.stage_size)

        def keep(image: QImage) -> None:
            # The scene is kept with it: its id must not come to mean another one.
            self._pictures[key] = (scene, image)
            while len(self._pictures) > _MOST_PICTURES:
                self._pictures.popitem(last=False)
            done(image)

        in_background(
            self, lambda: thumbnail(project, scene, assets=self._assets, width=width_px), done=keep,
            failed=self.failed.emit,
        )  # fmt: skip
