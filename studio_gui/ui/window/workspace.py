"""The editor around the stage: toolbar, canvas and docks. It assembles and connects; every part looks after itself."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from studio_gui.app.services import Services
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
from studio_gui.ui.window.docks import add_dock, tabs

LEFT_WIDTH, RIGHT_WIDTH, SCRIPT_HEIGHT = 248, 304, 168
_AREA = Qt.DockWidgetArea


class Workspace(QMainWindow):
    """Everything one sees while a project is open."""

    panel_toggled = Signal()

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
        self.setCentralWidget(self.canvas)
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
        for panel in (self.scenes, self.media, self.inspector):
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

    def set_document(self, document: Document) -> None:
        """Show another document in every part."""
        if document is self.canvas.document and document.folder == self.assets.folder:
            return
        self.assets = Assets(document.folder)
        self.canvas.set_document(document, self.assets)
        tabbed = (self.scenes, self.layers, self.media, self.presenters)
        for panel in (*tabbed, self.history, self.script, self.inspector, self.jobs):
            panel.set_document(document)

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

    def _arrange(self) -> None:
        left, inspector, jobs, script = (self.docks[name] for name in ("left", "inspector", "jobs", "script"))
        self.resizeDocks([left, inspector], [LEFT_WIDTH, RIGHT_WIDTH], Qt.Orientation.Horizontal)
        self.resizeDocks([script], [SCRIPT_HEIGHT], Qt.Orientation.Vertical)
        # One card's worth: what is selected needs the room more.
        self.resizeDocks([inspector, jobs], [620, 180], Qt.Orientation.Vertical)

    def closeEvent(self, event: QCloseEvent) -> None:
        # Only the main window is closed by hand.
        event.ignore()
