"""What a command works on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studio_gui.ui.document import MERGE_PAUSE_S, Document

if TYPE_CHECKING:
    from studio_gui.app.services import Services
    from studio_gui.model.fields import ClipId
    from studio_gui.model.project import Scene
    from studio_gui.ui.main_window import MainWindow


class Digit(NamedTuple):
    """A digit that was typed on the stage; another one may follow."""

    digit: int
    ids: tuple[ClipId, ...]
    """What was selected."""
    step: int
    """Of the history, when it was done."""
    at_s: float

    def is_followed(self, ids: tuple[ClipId, ...], step: int, at_s: float) -> bool:
        """Whether one typed now is the second of the number: at once, for the same clips, and nothing was done between."""
        return (ids, step) == (self.ids, self.step) and at_s - self.at_s <= MERGE_PAUSE_S


class Context:
    """The open document, the services and the window; there is one for each window, and the document in it changes.

    ``document`` is None on the start page; commands that need one have the condition ``project``.
    """

    def __init__(self, window: MainWindow, services: Services) -> None:
        self.window = window
        self.services = services
        self.document: Document | None = None
        self.digit: Digit | None = None

    def note_exported(self, path: Path) -> None:
        """A job works with the files of this project: its scratch folder must stay."""
        self.window.windows.exported.add(path)

    def is_exported(self, path: Path) -> bool:
        """Whether a job was made from the project at ``path`` since the start."""
        return path in self.window.windows.exported

    @property
    def is_in_scenes(self) -> bool:
        """Whether the list of scenes has the keyboard: what is copied or pasted now concerns whole scenes."""
        workspace = self.window.workspace
        return self.document is not None and workspace is not None and workspace.scenes.has_keyboard

    @property
    def open(self) -> Document:
        """The open document, for commands that run only when there is one."""
        if self.document is None:
            raise RuntimeError("the command needs an open project")
        return self.document

    @property
    def scene(self) -> Scene:
        """The current scene, for commands that run only when there is one."""
        scene = self.open.scene
        if scene is None:
            raise RuntimeError("the command needs a scene")
        return scene
