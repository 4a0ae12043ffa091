"""Says what became of the clips when the stage got another shape."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_gui.model.edits.orientation import Lost, clips_that_left, each_now_covered
from studio_gui.model.project import Project
from studio_gui.ui.document import Document
from studio_gui.ui.slices import Slices, Work

if TYPE_CHECKING:
    from studio_gui.ui.main_window import MainWindow

MANY = 60
"""Of more clips than these it is told in a turn of its own: each is looked at, on both stages, among all others."""


class TurningNotice(QObject):
    """Watches the shape of the open document's stage; undo and redo count as well."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document: Document | None = None
        self._telling = Slices(self)
        window.document_shown.connect(self._watch)

    def _watch(self, document: Document | None) -> None:
        if self._document is not None:
            self._document.changed.disconnect(self._on_changed)
        self._document = document
        self._telling.drop()
        if document is not None:
            document.changed.connect(self._on_changed)

    def _on_changed(self, before: Project, after: Project) -> None:
        if before.stage_size == after.stage_size:
            return
        if self._window.workspace is not None:
            self._window.canvas.zoom_to_fit()
        self._telling.start(self._tell(before, after))
        if sum(len(scene.clips) for scene in after.scenes) <= MANY:
            self._telling.finish()

    def _tell(self, before: Project, after: Project) -> Work:
        covered: list[Lost] = []
        for found in each_now_covered(before, after):
            covered += found
            yield
        lost = clips_that_left(before, after)
        shape = "portrait" if after.stage_size[0] < after.stage_size[1] else "landscape"
        if lost or covered:
            places = ((lost, "outside it"), (covered, "beneath others"))
            told = " and ".join(f"{_counted(clips)} {where}" for clips, where in places if clips)
            self._window.notice(
                f"The stage is {shape} now; {told}.", button="Show", then=partial(self._show, lost or tuple(covered))
            )
        else:
            self._window.notice(f"The stage is {shape} now; every clip is still on it.")

    def _show(self, lost: tuple[Lost, ...]) -> None:
        """Go to the first scene with such clips and mark them: selected, with the whole of them in sight."""
        document = self._document
        if document is None:
            return
        scene_id = lost[0][0]
        document.select_scene(scene_id)
        document.select([clip_id for scene, clip_id in lost if scene == scene_id])
        self._window.canvas.zoom_to_selection()
        self._window.canvas.setFocus()


def _counted(clips: Sequence[Lost]) -> str:
    return "1 clip lies" if len(clips) == 1 else f"{len(clips)} clips lie"
