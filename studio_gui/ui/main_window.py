"""The main window: it assembles start page, workspace, menus and status bar around the open projects."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from studio_gui.app.services import Services
from studio_gui.base.errors import StudioError
from studio_gui.files.scratch import is_scratch
from studio_gui.model.geometry import Point
from studio_gui.ui.actions.context import Context
from studio_gui.ui.actions.menus import fill_menu_bar
from studio_gui.ui.actions.registry import Actions
from studio_gui.ui.canvas import CanvasView
from studio_gui.ui.document import Document
from studio_gui.ui.keeping.keepers import Keepers
from studio_gui.ui.parts.room import room_on
from studio_gui.ui.repainting import Repainting
from studio_gui.ui.start.page import StartPage
from studio_gui.ui.start.preparing import EditorAhead
from studio_gui.ui.window.closing import leave, make_way
from studio_gui.ui.window.docks import lay_out
from studio_gui.ui.window.fitting import Fitting
from studio_gui.ui.window.issues import IssueWatch
from studio_gui.ui.window.memory import Memory
from studio_gui.ui.window.naming import Naming
from studio_gui.ui.window.notices import Notice
from studio_gui.ui.window.open_menus import OpenMenus
from studio_gui.ui.window.projects import OpenProject, Projects
from studio_gui.ui.window.reactions import Reactions
from studio_gui.ui.window.session import Session
from studio_gui.ui.window.status_bar import StatusBar
from studio_gui.ui.window.workspace import Workspace
from studio_gui.ui.windows.windows import Windows

FIRST_SIZE = QSize(1440, 900)


class MainWindow(QMainWindow):
    """The window of the open projects, one of them in front, or of the start page."""

    painted = Signal()
    """The window was painted for the first time."""
    document_shown = Signal(object)
    """The document of another tab is in front; None when the last one was closed."""

    def __init__(
        self,
        services: Services,
        parent: QWidget | None = None,
        *,
        memory: Memory | None = None,
        windows: Windows | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("main_window")
        Fitting(self)
        self.services = services
        self.windows = windows or Windows(services, memory or Memory())
        self.memory = self.windows.memory
        self.context = Context(self, services)
        self.actions_ = Actions(self.context, self)
        self.actions_.failed.connect(self.show_error)
        self.addActions(self.actions_.all())
        self.menus = fill_menu_bar(self.menuBar(), self.actions_)
        self.open_menus = OpenMenus(self.menus["File"], self.actions_, self.memory)
        self.status = StatusBar(self, fit=self.actions_["zoom_fit"])
        self.setStatusBar(self.status)
        self.pages = QStackedWidget(self)
        self.setCentralWidget(self.pages)
        self.projects = Projects(self)  # after the pages: a window takes down its parts in this order
        self.workspace: Workspace | None = None
        self.ahead = EditorAhead(self)
        self.start_page: StartPage | None = None
        self.notice_ = Notice(self)
        self.issues = IssueWatch(services, self)
        self.keepers = Keepers(self)
        self._is_painted = False
        self._to_editor = QTimer(self, singleShot=True)
        self._to_editor.timeout.connect(self.show_workspace)
        self.reactions = Reactions(self)
        Repainting(self, is_put_off=lambda: bool(self.workspace and self.workspace.is_showing))
        self.naming = Naming(self)
        self.session = Session(self)
        self._connect()
        self._restore_shape()
        self.naming.refresh()
        self.windows.add(self)

    def _connect(self) -> None:
        self.status.zoom_moved.connect(self._on_zoom_moved)
        self.status.fit_clicked.connect(self._on_fit_clicked)
        self.issues.counted.connect(self.status.show_issues)
        self.issues.unknown.connect(self.status.forget_issues)
        self.projects.leaving.connect(self._on_leaving)
        self.projects.shown.connect(self._on_shown)
        self.projects.failed.connect(self._on_unreadable)

    # --- the document ---------------------------------------------------------------------------------------------

    @property
    def document(self) -> Document | None:
        """The open document; None on the start page."""
        return self.context.document

    @property
    def canvas(self) -> CanvasView:
        """The canvas of the open document."""
        if self.workspace is None:
            raise RuntimeError("there is no canvas before a project is open")
        return self.workspace.canvas

    def open_document(self, document: Document, *, in_turns: bool = False) -> None:
        """Show a document in a tab of its own; it takes the place of a new project that was never touched."""
        old = self.projects.current
        self.projects.open(document, in_turns=in_turns)
        make_way(self, old)
        if document.path is not None and not is_scratch(document.path):
            self.memory.note_recent(document.path)

    def show_project(self, project: OpenProject, *, in_turns: bool = False) -> None:
        """Put a tab and the workspace in front."""
        before = self.projects.current
        if self.projects.show(project, in_turns=in_turns) and (project is before or not self.is_editing):
            self.show_workspace()  # else it was, when the other tab came in front

    def _on_leaving(self, project: OpenProject) -> None:
        if self.workspace is not None:
            self.workspace.leave(project)

    def _on_shown(self, project: OpenProject | None) -> None:
        document = project.document if project is not None else None
        is_later = self.isVisible() and (self.projects.is_shown_in_turns or not self.is_editing)
        if project is not None and document is not None:
            workspace = self.workspace or self._make_workspace(document)
            # To fill it and to show it for the first time are too much for one turn.
            workspace.show_project(project, then=self._to_editor.start if is_later else None)
        elif self.workspace is not None:
            self.workspace.clear()
        self.actions_.watch(document)
        self.issues.watch(document)
        self.session.watch(document)
        self.document_shown.emit(document)
        if document is None:
            self.show_start()
        elif not is_later:
            self.show_workspace()

    def _make_workspace(self, document: Document) -> Workspace:
        workspace = self.workspace = self.ahead.take(document)
        self.pages.addWidget(workspace)
        workspace.panel_toggled.connect(self.actions_.refresh_soon)
        self.notice_.keep_over(workspace.canvas)
        workspace.canvas.zoom_changed.connect(self.status.show_zoom)
        workspace.canvas.zoom_changed.connect(workspace.toolbar.show_zoom)
        workspace.canvas.zoom_changed.emit(workspace.canvas.zoom)  # it may have found its size before
        workspace.canvas.hint_changed.connect(self.status.hint.set_whole)
        workspace.canvas.tool_changed.connect(self.actions_.refresh_soon)
        if self.windows.is_serving:
            workspace.jobs.start()
        return workspace

    @property
    def is_editing(self) -> bool:
        """Whether the open project is in front, not the start page."""
        return self.workspace is not None and self.pages.currentWidget() is self.workspace

    def show_workspace(self) -> None:
        """Put the open project in front."""
        if self.workspace is not None:
            self.workspace.finish_showing()
            self._to_editor.stop()
            self.status.show()  # first: else everything would be laid out twice, for two heights
            self.pages.setCurrentWidget(self.workspace)
            self.workspace.take_keyboard()
            self.actions_.refresh()
            self.naming.refresh()
            lay_out(self.status)

    def show_start(self) -> None:
        """Show the start page; an open project stays open behind it."""
        self._to_editor.stop()
        if self.start_page is None:
            self.start_page = StartPage(self.memory, self.pages)
            self.start_page.chosen.connect(self.actions_.run_handler)
            self.pages.addWidget(self.start_page)
        self.start_page.refresh()
        self.pages.setCurrentWidget(self.start_page)
        self.status.hide()
        self.start_page.offer_way_back(self.document.project.name if self.document else "")
        self.actions_.refresh()
        self.naming.refresh()

    # --- what commands ask ----------------------------------------------------------------------------------------

    def tool(self) -> str:
        """The canvas's tool; empty without a canvas."""
        return str(getattr(self.workspace.canvas, "tool", "")) if self.workspace else ""

    def panel_shows(self, name: str) -> bool:
        """Whether a panel (``left script inspector jobs``) is to be seen."""
        return self.workspace is not None and not self.workspace.docks[name].isHidden()

    def show_panel(self, name: str, *, shown: bool = True) -> None:
        """Show or hide a panel."""
        if self.workspace is not None:
            self.workspace.docks[name].setVisible(shown)

    def show_tab(self, name: str) -> None:
        """Show one of the tabs on the left: ``scenes layers media presenters``."""
        if self.workspace is not None:
            self.show_panel("left")
            self.workspace.left_tabs.setCurrentWidget(getattr(self.workspace, name))

    def run(self, handler: str) -> None:
        """Run a handler such as ``file.open_path:…``; its errors are shown."""
        self.actions_.run_handler(handler)

    def view_center(self) -> Point:
        """The middle of what is to be seen of the stage, in scene pixels, kept on the stage."""
        width, height = self.document.project.stage_size if self.document else (1920, 1080)
        at = self.canvas.center
        return Point(min(max(at.x, 0), width), min(max(at.y, 0), height))

    def show_error(self, error: StudioError) -> None:
        """Say what went wrong with a command."""
        from studio_gui.ui.dialogs.message import show_error

        show_error(self, error)

    def _on_unreadable(self, error: StudioError, path: Path) -> None:
        from studio_gui.ui.actions.versions.rescue import tell

        tell(self.context, error, path)

    def notice(self, text: str, *, button: str = "", then: Callable[[], None] | None = None) -> None:
        """Say something in passing."""
        self.notice_.show_text(text, button=button, then=then)

    def note_place(self, path: Path) -> None:
        """The open project lies somewhere else now: its media are found there."""
        self.memory.note_recent(path)
        if self.workspace is not None and self.document is not None:
            self.workspace.set_document(self.document)
            self.issues.watch(self.document)

    def play(self, path: Path, title: str) -> None:
        """Play a video in the program."""
        from studio_gui.ui.dialogs import player

        player.show(self, path, title=title)

    def show_job(self, job_id: str) -> None:
        """Show a job at once, and the panel it is in."""
        if self.workspace is not None:
            self.show_panel("jobs")
            self.workspace.jobs.start()
            self.workspace.jobs.refresh()
            self.workspace.jobs.reveal(job_id)

    # --- looks ----------------------------------------------------------------------------------------------------

    def _on_zoom_moved(self, zoom: float) -> None:
        if self.workspace is not None:
            self.workspace.canvas.set_zoom(zoom)

    def _on_fit_clicked(self) -> None:
        self.actions_.run("zoom_fit")

    def _restore_shape(self) -> None:
        shape = self.memory.shape("window")
        if shape is None or not self.restoreGeometry(shape):
            self.resize(FIRST_SIZE.boundedTo(room_on(self.screen())).expandedTo(self.minimumSize()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # The children paint after this; then comes the timer's turn.
            QTimer.singleShot(0, self, self._note_painted)

    def _note_painted(self) -> None:
        self.painted.emit()
        if self.workspace is None and self.start_page is not None:
            self.ahead.begin()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.windows.note_front(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(leave(self))
