"""What the window does when one of its parts says something: drops, menus, finished jobs, issues."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QPoint

from studio_gui.model.checks import Issue
from studio_gui.model.clips import AvatarClip
from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Point
from studio_gui.ui import theme
from studio_gui.ui.actions.menus import context_menu
from studio_gui.ui.actions.table import SCRIPT_MENU, SELECTION_MENU, STAGE_MENU, TAB_MENU
from studio_gui.ui.canvas.aids.under_menu import UnderMenu
from studio_gui.ui.notifying.telling import Telling
from studio_gui.ui.window.closing import close_project
from studio_gui.ui.window.drops import WindowDrops
from studio_gui.ui.window.projects import OpenProject
from studio_gui.ui.window.tab_strip import TabStrip
from studio_gui.ui.window.turning import TurningNotice
from studio_gui.ui.window.workspace import Workspace
from studio_gui.ui.windows import moving

if TYPE_CHECKING:
    from studio_gui.ui.main_window import MainWindow
    from studio_gui.ui.parts.tile import Tile


class Reactions(QObject):
    """Listens to the parts for the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.status.issues_clicked.connect(self._on_issues_clicked)
        window.issues.chosen.connect(self._on_issue_chosen)
        window.issues.media_wanted.connect(window.actions_["media"].trigger)
        window.projects.changed.connect(window.actions_.refresh_soon)
        self._turning = TurningNotice(window)
        self._drops = WindowDrops(window)

    def listen_to(self, workspace: Workspace) -> None:
        """Listen to the parts of a new workspace."""
        strip = TabStrip(self._window.projects, workspace.middle)
        strip.close_wanted.connect(self._on_close_wanted)
        strip.menu_wanted.connect(self._on_tab_menu_wanted)
        strip.pulled_out.connect(self._on_tab_pulled_out)
        workspace.put_above(strip)
        workspace.canvas.camera.moved.connect(self._window.session.note_soon)
        workspace.canvas.aids.read(self._window.memory.text("aids"))
        workspace.canvas.add_files = self._on_files_dropped
        workspace.canvas.replace_file = self._on_file_dropped_on
        workspace.canvas.drops.put_tile = self._on_tile_dropped
        workspace.canvas.drops.put_content = self._on_content_dropped
        workspace.canvas.menu_requested.connect(self._on_menu_requested)
        workspace.canvas.activated.connect(self._on_clip_activated)
        workspace.script.menu_wanted.connect(self._on_script_menu_wanted)
        workspace.scenes.import_wanted.connect(self._on_import_wanted)
        workspace.presenters.avatar_wanted.connect(self._on_avatar_wanted)
        workspace.jobs.failed.connect(self._window.show_error)
        Telling(self._window, workspace.jobs)
        workspace.jobs.play_wanted.connect(self._window.play)
        self._window.issues.found.connect(workspace.scenes.show_issues)
        self._window.issues.found.connect(self._on_issues_found)

    def _on_avatar_wanted(self) -> None:
        self._window.actions_.run("avatars")

    def _on_close_wanted(self, project: OpenProject) -> None:
        close_project(self._window, project)

    def _on_tab_pulled_out(self, project: OpenProject, at: QPoint) -> None:
        moving.pull_out(project, self._window, at)

    def _on_tab_menu_wanted(self, project: OpenProject, at: QPoint) -> None:
        self._window.show_project(project)
        menu = context_menu(TAB_MENU, self._window.actions_, self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        self._window.actions_.refresh()
        menu.popup(at)

    def _on_issues_clicked(self) -> None:
        window = self._window
        window.issues.show_menu(window.status.issues.mapToGlobal(QPoint(0, 0)))

    def _on_issues_found(self, issues: tuple[Issue, ...]) -> None:
        workspace = self._window.workspace
        if workspace is not None and workspace.canvas.marks.show_issues(issues):
            workspace.canvas.refresh_chrome()

    def _on_issue_chosen(self, issue: Issue) -> None:
        from studio_gui.ui.actions.export import go_to

        go_to(self._window.context, issue)

    def _on_files_dropped(self, paths: Sequence[Path], at: Point) -> None:
        from studio_gui.ui.actions.insert import add_files

        add_files(self._window.context, paths, at=at)

    def _on_content_dropped(self, content: QMimeData, at: Point) -> None:
        from studio_gui.ui.actions.copying import clips

        clips.drop(self._window.context, content, at)

    def _on_tile_dropped(self, tile: Tile, files: Sequence[Path], at: Point) -> None:
        workspace = self._window.workspace
        if workspace is None:
            return
        if tile.icon == "background":
            workspace.media.put_background(tile)
        elif files:
            from studio_gui.ui.actions.insert import add_files

            add_files(self._window.context, files, at=at, name=tile.title)
        else:
            workspace.presenters.put(tile, at)

    def _on_import_wanted(self, paths: list[Path], row: int) -> None:
        from studio_gui.ui.actions.documents import take

        take(self._window.context, paths, row=row)

    def _on_file_dropped_on(self, clip_id: ClipId, path: Path) -> None:
        from studio_gui.ui.actions.insert import replace_file

        replace_file(self._window.context, clip_id, path)

    def _on_menu_requested(self, at: QPoint, point: Point) -> None:
        window = self._window
        has_clips = window.document is not None and bool(window.document.selection)
        menu = context_menu(SELECTION_MENU if has_clips else STAGE_MENU, window.actions_, window)
        under = UnderMenu(window.canvas, point, parent=menu)
        if under.actions():
            menu.addSeparator()
            menu.addMenu(under)
        menu.aboutToHide.connect(menu.deleteLater)
        window.actions_.refresh()
        menu.popup(at)

    def _on_script_menu_wanted(self, at: QPoint) -> None:
        window = self._window
        menu = context_menu(SCRIPT_MENU, window.actions_, window)
        if window.workspace is not None and window.workspace.script.text.underMouse():
            own = theme.field_menu(window.workspace.script.text)
            own.setParent(menu, own.windowFlags())  # a window still: else it would be shown inside of the other
            first = menu.actions()[0]
            # The text has no history of its own; undo is the project's, and in the Edit menu.
            names = ("edit-cut", "edit-copy", "edit-paste", "edit-delete", "select-all")
            menu.insertActions(first, [each for each in own.actions() if each.objectName() in names])
            menu.insertSeparator(first)
        menu.aboutToHide.connect(menu.deleteLater)
        window.actions_.refresh()
        menu.popup(at)

    def _on_clip_activated(self, clip_id: str) -> None:
        document = self._window.document
        clip = document.scene.clip(ClipId(clip_id)) if document and document.scene else None
        if isinstance(clip, AvatarClip):
            self._window.show_tab("presenters")
