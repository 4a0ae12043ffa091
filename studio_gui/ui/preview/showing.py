"""The preview in the window: it comes over the stage, follows the document, and gives the stage back."""

from __future__ import annotations

from PySide6.QtCore import QObject

from studio_gui.app.services import Services
from studio_gui.model.fields import SceneId
from studio_gui.model.project import Project
from studio_gui.ui.document import Document
from studio_gui.ui.preview.player import PreviewPlayer
from studio_gui.ui.window.projects import Projects
from studio_gui.ui.window.workspace import Workspace


class Showing(QObject):
    """One preview of the document in front; it ends itself when another one comes to the front."""

    def __init__(
        self, workspace: Workspace, services: Services, document: Document, *, fps: int, projects: Projects
    ) -> None:
        super().__init__(workspace)
        self.setObjectName("preview_showing")
        self._workspace, self._document, self._projects = workspace, document, projects
        self.player = PreviewPlayer(services.speaker, workspace.assets, fps=fps, parent=workspace)
        self._is_leading = self._is_over = False
        self.player.close_wanted.connect(self.end)
        self.player.scene_reached.connect(self._on_scene_reached)
        self.player.word_said.connect(workspace.script.show_word)
        self.player.broke.connect(self._on_broke)
        document.changed.connect(self._on_changed)
        document.scene_changed.connect(self._on_scene_changed)
        workspace.canvas.tool_changed.connect(self.end)
        workspace.script.listen.clicked.connect(self.player.playback.pause)  # one voice at a time
        workspace.document_left.connect(self.end)
        projects.closed.connect(self._on_closed)
        workspace.show_over_stage(self.player)

    def play(self, scene_id: SceneId) -> None:
        """Play from a scene on."""
        self._workspace.script.stop()
        self._lead_to(scene_id)
        self.player.open(self._document.settled, scene_id)
        self.player.setFocus()

    def say_anew(self) -> None:
        """Speak every scene again: how words are said, or who says them, has changed outside the project."""
        project = self._document.settled
        self.player.set_project(project.changed(studio=project.studio.changed()))

    @property
    def is_over(self) -> bool:
        """Whether the stage was given back."""
        return self._is_over

    def end(self) -> None:
        """Give the stage back, and the keyboard with it."""
        if self._is_over:
            return
        self._is_over = True
        self._document.changed.disconnect(self._on_changed)
        self._document.scene_changed.disconnect(self._on_scene_changed)
        self._workspace.canvas.tool_changed.disconnect(self.end)
        self._workspace.document_left.disconnect(self.end)
        self._projects.closed.disconnect(self._on_closed)
        self.player.word_said.disconnect(self._workspace.script.show_word)
        self._workspace.script.show_word(0, 0)
        has_keyboard = self.player.isAncestorOf(self._workspace.focusWidget()) or self.player.hasFocus()
        self.player.end()
        self._workspace.show_stage(self.player, takes_keyboard=has_keyboard)
        self.player.deleteLater()
        self.deleteLater()

    def _lead_to(self, scene_id: str) -> None:
        self._is_leading = True
        self._document.select_scene(SceneId(scene_id))
        self._is_leading = False

    def _on_scene_reached(self, scene_id: str) -> None:
        self._lead_to(scene_id)

    def _on_scene_changed(self, scene_id: str) -> None:
        if not self._is_leading:
            self.player.go_to_scene(SceneId(scene_id))

    def _on_changed(self, _before: Project, after: Project) -> None:
        if after.scenes:
            self.player.set_project(after)
        else:
            self.end()

    def _on_closed(self, document: Document) -> None:
        if document is self._document:
            self.end()

    def _on_broke(self, error: Exception) -> None:
        self.end()
        raise error


def showing_in(workspace: Workspace) -> Showing | None:
    """The preview that is open, if there is one."""
    found = workspace.findChild(Showing, "preview_showing")
    return found if isinstance(found, Showing) and not found.is_over else None
