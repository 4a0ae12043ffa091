"""The editor around the stage: toolbar, canvas and docks. It assembles and connects; every part looks after itself."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget

from studio_gui.app.services import Services
from studio_gui.model.new import new_project
from studio_gui.painting import Assets
from studio_gui.ui.actions.menus import bar_commands
from studio_gui.ui.actions.registry import Actions
from studio_gui.ui.actions.table import SELECTION_BAR
from studio_gui.ui.actions.toolbar import ToolBar
from studio_gui.ui.canvas import CanvasView
from studio_gui.ui.document import Document
from studio_gui.ui.panels.history import HistoryPanel
from studio_gui.ui.panels.inspector import InspectorPanel
from studio_gui.ui.panels.jobs import JobsPanel
from studio_gui.ui.panels.layers import LayersPanel
from studio_gui.ui.panels.media import MediaPanel
from studio_gui.ui.panels.presenters import PresentersPanel
from studio_gui.ui.panels.scenes import ScenesPanel
from studio_gui.ui.panels.script import ScriptPanel
from studio_gui.ui.window.docks import add_dock, stacked, tabs
from studio_gui.ui.window.look import Look
from studio_gui.ui.window.projects import OpenProject
from studio_gui.ui.window.tab_strip import TabStrip

LEFT_WIDTH, RIGHT_WIDTH, SCRIPT_HEIGHT = 248, 304, 168
_AREA = Qt.DockWidgetArea


class Workspace(QMainWindow):
    """Everything one sees while a project is open."""

    panel_toggled = Signal()
    document_left = Signal()
    """Another document comes, or none."""

    def __init__(self, document: Document, services: Services, *, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Widget)
        self.setObjectName("workspace")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDockOptions(QMainWindow.DockOption.AnimatedDocks)
        self.toolbar = ToolBar(actions, self)
        self.addToolBar(self.toolbar)
        self.assets = Assets(document.folder)
        self.canvas = CanvasView(document, self.assets, self)
        self.canvas.bar.fill(bar_commands(SELECTION_BAR, actions, self.canvas))
        self.middle = stacked(self, self.canvas)
        self.setCentralWidget(self.middle)
        self.scenes = ScenesPanel(document, services, self)
        self.layers = LayersPanel(document, services, self)
        self.media = MediaPanel(document, services, self)
        self.presenters = PresentersPanel(document, services, self)
        self.history = HistoryPanel(document, services, self)
        self.script = ScriptPanel(document, services, self)
        self.inspector = InspectorPanel(document, services, self)
        self.jobs = JobsPanel(document, services, self)
        self.docks = self._add_docks()
        self._is_arranged = False
        self._nothing: Document | None = None
        self._look: Look | None = None
        for panel in (self.scenes, self.media, self.presenters, self.inspector):
            panel.failed.connect(actions.failed)
        for typed in (self.inspector, self.script):
            typed.entered.connect(self.canvas.setFocus)

    def _add_docks(self) -> dict[str, QDockWidget]:
        pages = (
            ("Scenes", self.scenes),
            ("Layers", self.layers),
            ("Media", self.media),
            ("Presenters", self.presenters),
        )
        self.left_tabs = tabs(self, pages)
        self.left_tabs.setMinimumWidth(220)
        self.inspector.setMinimumWidth(264)
        for corner in (Qt.Corner.BottomLeftCorner, Qt.Corner.BottomRightCorner):
            is_left = corner == Qt.Corner.BottomLeftCorner
            self.setCorner(corner, _AREA.LeftDockWidgetArea if is_left else _AREA.RightDockWidgetArea)
        docks = {
            "left": add_dock(self, "left", "Scenes", area=_AREA.LeftDockWidgetArea, content=self.left_tabs),
            "script": add_dock(self, "script", "Script", area=_AREA.BottomDockWidgetArea, content=self.script),
            "inspector": add_dock(
                self, "inspector", "Inspector", area=_AREA.RightDockWidgetArea, content=self.inspector
            ),
            "jobs": add_dock(
                self, "jobs", "Jobs", area=_AREA.RightDockWidgetArea, content=self.jobs, headed=True
            ),
            "history": add_dock(
                self, "history", "History", area=_AREA.LeftDockWidgetArea, content=self.history, headed=True
            ),
        }  # fmt: skip
        # It is for looking back, not for every day.
        docks["history"].hide()
        for dock in docks.values():
            dock.visibilityChanged.connect(self.panel_toggled)
        return docks

    def set_document(self, document: Document, assets: Assets | None = None) -> None:
        """Show another document in every part; ``assets`` are those of its folder, when they are at hand."""
        if document is self.canvas.document and document.folder == self.assets.folder:
            return
        self.document_left.emit()
        self.assets = assets or Assets(document.folder)
        self.canvas.set_document(document, self.assets)
        tabbed = (self.scenes, self.layers, self.media, self.presenters)
        for panel in (*tabbed, self.history, self.script, self.inspector, self.jobs):
            panel.set_document(document)

    def leave(self, project: OpenProject) -> None:
        """Finish what is under way in a project, and note how one was looking at it."""
        self.document_left.emit()
        held = self.focusWidget()
        if held is not None and held.hasFocus() and not isinstance(held, TabStrip):
            held.clearFocus()  # what is half typed belongs to this project, not to the next
        self.canvas.hand.cancel()
        project.look, project.assets = Look.at(self), self.assets

    def show_project(self, project: OpenProject) -> None:
        """Show a project as one was looking at it last."""
        if project.document is None:
            return
        is_same_place = project.assets is not None and project.assets.folder == project.document.folder
        self.set_document(project.document, project.assets if is_same_place else None)
        self._look = project.look
        if self._look is not None and self.isVisible():
            self._look.put(self)

    def take_keyboard(self) -> None:
        """Give the keyboard to the stage, unless one is walking through the tabs with it."""
        if not isinstance(self.focusWidget(), TabStrip):
            self.canvas.setFocus()

    def clear(self) -> None:
        """Show nothing, so that a document that was closed can go."""
        if self._nothing is None:
            self._nothing = Document(new_project(), parent=self)
        self.set_document(self._nothing)

    def put_above(self, widget: QWidget) -> None:
        """Put something over the stage."""
        layout = self.middle.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, widget)

    def show_over_stage(self, widget: QWidget) -> None:
        """Put something in the place of the stage."""
        layout = self.middle.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(widget, 1)
        self.canvas.hide()
        self.canvas.shown.rest(is_resting=True)
        widget.show()

    def show_stage(self, instead_of: QWidget, *, takes_keyboard: bool) -> None:
        """Give the stage its place back, and the keyboard where it is wanted."""
        instead_of.hide()
        layout = self.middle.layout()
        if layout is not None:
            layout.removeWidget(instead_of)
        self.canvas.shown.rest(is_resting=False)
        self.canvas.show()
        if takes_keyboard:
            self.canvas.setFocus()

    def restore(self, shape: QByteArray | None) -> None:
        """Put the docks where they were left last."""
        if shape is not None:
            self._is_arranged = self.restoreState(shape)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_arranged:
            # Sizes of docks hold only once the window has one.
            self._is_arranged = True
            self._arrange()
        if self._look is not None:
            # Once for the first picture, and once more for the sizes that docks have when all is laid out.
            layout = self.layout()
            if layout is not None:
                layout.activate()
            self._look.put(self)
            QTimer.singleShot(0, self, self._put_look)

    def _put_look(self) -> None:
        if self._look is not None:
            self._look.put(self)
            self._look = None

    def _arrange(self) -> None:
        left, inspector, jobs, script = (self.docks[name] for name in ("left", "inspector", "jobs", "script"))
        self.resizeDocks([left, inspector], [LEFT_WIDTH, RIGHT_WIDTH], Qt.Orientation.Horizontal)
        self.resizeDocks([script], [SCRIPT_HEIGHT], Qt.Orientation.Vertical)
        # One card's worth, where there is room with its words: what is selected needs the room more.
        card = 180 if self.height() < 800 else 250
        self.resizeDocks([inspector, jobs], [800 - card, card], Qt.Orientation.Vertical)

    def closeEvent(self, event: QCloseEvent) -> None:
        # Only the main window is closed by hand.
        event.ignore()
