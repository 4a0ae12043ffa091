"""The editor around the stage: toolbar, canvas and docks. It assembles and connects; every part looks after itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from studio_gui.app.services import Services
from studio_gui.model.new import new_project
from studio_gui.painting import Assets
from studio_gui.ui import theme
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
from studio_gui.ui.repainting import paint_after_stage
from studio_gui.ui.slices import Slices, Work
from studio_gui.ui.window.docks import DockSizes, lay_out, make_column, make_dock, make_tabs, parent_of_pages
from studio_gui.ui.window.look import Look
from studio_gui.ui.window.projects import OpenProject
from studio_gui.ui.window.tab_strip import TabStrip

_AREA = Qt.DockWidgetArea
_PLACES = {
    "left": _AREA.LeftDockWidgetArea,
    "script": _AREA.BottomDockWidgetArea,
    "inspector": _AREA.RightDockWidgetArea,
    "jobs": _AREA.RightDockWidgetArea,
    "history": _AREA.LeftDockWidgetArea,
}


class Workspace(QMainWindow):
    """Everything one sees while a project is open."""

    panel_toggled = Signal()
    document_left = Signal()
    """Another document comes, or none."""

    def __init__(self, document: Document | None, services: Services, *, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Widget)  # else it is a window of its own, whatever its parent is
        self.setObjectName("workspace")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDockOptions(QMainWindow.DockOption.AnimatedDocks)
        self._is_arranged = False
        self._shape: QByteArray | None = None
        self._arranged_for = QSize()
        self._nothing: Document | None = None
        self._look: Look | None = None
        self._over: QWidget | None = None
        """What is shown in the place of the stage."""
        self._showing = Slices(self)
        self.making = self._make(document or self._no_document(), services, actions)
        """Makes part after part; nothing of it is to be used before all are made."""

    def finish_making(self) -> None:
        """Make all parts that are not made yet."""
        for _ in self.making:
            pass

    def _make(self, document: Document, services: Services, actions: Actions) -> Iterator[None]:
        self.toolbar = ToolBar(actions, self)
        self.addToolBar(self.toolbar)
        yield
        self.assets = Assets(document.folder)
        self._column = make_column(self)
        middle = self._column.parentWidget()
        assert middle is not None
        self.middle = middle
        self.canvas = CanvasView(document, self.assets, self.middle)
        self._column.addWidget(self.canvas)
        self.setCentralWidget(self.middle)
        yield
        self.canvas.bar.fill(bar_commands(SELECTION_BAR, actions, self.canvas))
        yield
        self.docks: dict[str, QDockWidget] = {}
        yield from self._make_panels(document, services)
        self._place_docks()
        for panel in (self.scenes, self.media, self.presenters, self.inspector):
            panel.failed.connect(actions.failed)
        for panel in (self.inspector, self.scenes):
            panel.wanted.connect(actions.run)
        for typed in (self.inspector, self.script):
            typed.entered.connect(self.to_stage)

    def _make_panels(self, document: Document, services: Services) -> Iterator[None]:
        left = self.docks["left"] = make_dock(self, "left", "Scenes")
        self.left_tabs = make_tabs(left, ("Scenes", "Layers", "Media", "Presenters"))
        left.setWidget(self.left_tabs)
        pages = parent_of_pages(self.left_tabs)
        self.scenes = ScenesPanel(document, pages)
        self.left_tabs.addTab(self.scenes, "Scenes")
        yield
        self.layers = LayersPanel(document, pages)
        self.left_tabs.addTab(self.layers, "Layers")
        yield
        self.media = MediaPanel(document, pages)
        self.left_tabs.addTab(self.media, "Media")
        yield
        self.presenters = PresentersPanel(document, services, pages, is_made_later=True)
        yield from self.presenters.making
        self.left_tabs.addTab(self.presenters, "Presenters")
        # A dock goes below what its content needs, and the last of the tabs would be cut off; the first stands a little in.
        self.left_tabs.setMinimumWidth(self.left_tabs.tabBar().sizeHint().width() + theme.S4 + 2)
        yield
        history = self.docks["history"] = make_dock(self, "history", "History", headed=True)
        self.history = HistoryPanel(document, history)
        history.setWidget(self.history)
        yield
        script = self.docks["script"] = make_dock(self, "script", "Script")
        yield
        self.script = ScriptPanel(document, services, script, is_made_later=True)
        yield from self.script.making
        script.setWidget(self.script)
        yield
        inspector = self.docks["inspector"] = make_dock(self, "inspector", "Inspector")
        self.inspector = InspectorPanel(document, services, inspector, is_made_later=True)
        yield from self.inspector.making
        inspector.setWidget(self.inspector)
        yield
        jobs = self.docks["jobs"] = make_dock(self, "jobs", "Jobs", headed=True)
        self.jobs = JobsPanel(services, jobs)
        jobs.setWidget(self.jobs)
        yield

    def _place_docks(self) -> None:
        for corner in (Qt.Corner.BottomLeftCorner, Qt.Corner.BottomRightCorner):
            is_left = corner == Qt.Corner.BottomLeftCorner
            self.setCorner(corner, _AREA.LeftDockWidgetArea if is_left else _AREA.RightDockWidgetArea)
        for name, area in _PLACES.items():
            self.addDockWidget(area, self.docks[name])
        self._sizes = DockSizes(self, self.docks)
        # It is for looking back, not for every day.
        self.docks["history"].hide()
        for dock in self.docks.values():
            dock.visibilityChanged.connect(self.panel_toggled)

    def set_document(self, document: Document, assets: Assets | None = None) -> None:
        """Show a document in every part; ``assets`` are those of its folder, when they are at hand.

        The one that is shown already comes anew where it lies elsewhere now, or its files came or went; one goes on
        looking at the same part of it.
        """
        self.finish_showing()
        look = Look.at(self) if document is self.canvas.document else None
        for _ in self._fill(document, assets):
            pass
        if look is not None:
            look.put(self)

    def _fill(self, document: Document, assets: Assets | None) -> Work:
        """Show a document in one part after the other, the stage first."""
        is_shown = document is self.canvas.document and document.folder == self.assets.folder
        if is_shown and (assets is None or assets is self.assets):
            return
        self.document_left.emit()
        self.assets = assets or Assets(document.folder)
        self.canvas.set_document(document, self.assets)
        yield
        for panel in self._panels:
            paint_after_stage(panel)
            panel.set_document(document)
            yield

    @property
    def _panels(
        self,
    ) -> tuple[
        ScenesPanel | LayersPanel | MediaPanel | PresentersPanel | HistoryPanel | ScriptPanel | InspectorPanel, ...
    ]:
        """Those that show a document."""
        tabbed = (self.scenes, self.layers, self.media, self.presenters)
        return (*tabbed, self.history, self.script, self.inspector)

    def leave(self, project: OpenProject) -> None:
        """Finish what is under way in a project, and note how one was looking at it."""
        self.finish_showing()
        self.document_left.emit()
        held = self.focusWidget()
        if held is not None and held.hasFocus() and not isinstance(held, TabStrip):
            held.clearFocus()  # what is half typed belongs to this project, not to the next
        self.canvas.hand.cancel()
        project.look, project.assets = Look.at(self), self.assets

    def show_project(self, project: OpenProject, *, then: Callable[[], None] | None = None) -> None:
        """Show a project as one was looking at it last.

        With ``then`` the stage has it at once and the rest some turns later, for while nobody sees it; ``then`` is
        called when all is there.
        """
        self.finish_showing()
        if project.document is None:
            return
        showing = self._show(project, project.document)
        if then is None:
            for _ in showing:
                pass
        else:
            next(showing, None)
            self._showing.start(self._ended_with(showing, then))

    def _ended_with(self, showing: Work, then: Callable[[], None]) -> Work:
        yield from showing
        while self.canvas.shown.is_coming and not self.canvas.isVisible():
            self._showing.be_interrupted()  # hundreds of clips come in turns too: one would see an empty stage
            yield
        then()

    @property
    def is_showing(self) -> bool:
        """Whether something of a project is still to come."""
        return self._showing.is_working

    def finish_showing(self) -> None:
        """Show what is still to come of a project."""
        if self.is_showing and not self.canvas.isVisible():
            self.canvas.shown.catch_up()
        self._showing.finish()

    def _show(self, project: OpenProject, document: Document) -> Work:
        is_same_place = project.assets is not None and project.assets.folder == document.folder
        yield from self._fill(document, project.assets if is_same_place else None)
        self._look = project.look
        if not self.isVisible():
            lay_out(self)  # what the project has shown and hidden
        elif self._look is not None:
            self._look.put(self)

    def take_keyboard(self) -> None:
        """Give the keyboard to the stage, unless one is walking through the tabs with it."""
        if not isinstance(self.focusWidget(), TabStrip):
            self.canvas.setFocus()

    def clear(self) -> None:
        """Show nothing, so that a document that was closed can go."""
        self.set_document(self._no_document())

    def _no_document(self) -> Document:
        if self._nothing is None:
            self._nothing = Document(new_project(), parent=self)
        return self._nothing

    def put_above(self, widget: QWidget) -> None:
        """Put something over the stage."""
        self._column.insertWidget(0, widget)

    def to_stage(self) -> None:
        """Give the keyboard to the stage, or to what is shown in its place, which knows what Esc means there."""
        (self._over or self.canvas).setFocus()

    def show_over_stage(self, widget: QWidget) -> None:
        """Put something in the place of the stage."""
        self._column.addWidget(widget, 1)
        self._over = widget
        self.canvas.hide()
        self.canvas.shown.rest(is_resting=True)
        widget.show()

    def show_stage(self, instead_of: QWidget, *, takes_keyboard: bool) -> None:
        """Give the stage its place back, and the keyboard where it is wanted."""
        instead_of.hide()
        self._over = None
        self._column.removeWidget(instead_of)
        self.canvas.shown.rest(is_resting=False)
        self.canvas.show()
        if takes_keyboard:
            self.canvas.setFocus()

    def restore(self, shape: QByteArray | None) -> None:
        """Put the docks where they were left last."""
        if shape is not None:
            self._is_arranged = self.restoreState(shape)
            self._shape = shape if self._is_arranged else None

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """Toolbar, stage, what is in the docks, and the bar over the selection."""
        return self.toolbar, self.middle, self.scenes, self.script, self.inspector, self.jobs, self.canvas.bar

    def lay_out_for(self, size: QSize) -> None:
        """Put everything where it is when the editor is that large, before it is shown."""
        self.resize(size)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        if not self._is_arranged:
            self._sizes.begin()
            self._arranged_for = size

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for panel in self._panels:  # to paint all at once is too much for one turn
            paint_after_stage(panel)
        if not self._is_arranged:
            # Sizes of docks hold only once the window has one.
            self._is_arranged = True
            if self._arranged_for != self.size():
                self._sizes.begin()
                lay_out(self)
        if self._shape is not None:
            # Once more: what was laid out before, in a smaller size, has squeezed the docks.
            self.restoreState(self._shape)
            self._shape = None
            lay_out(self)
            self._sizes.note()
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible() and self._is_arranged:
            self._sizes.take_up()

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            self._sizes.note()  # a line between two docks was let go
        return is_done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.to_stage()  # from wherever nothing else is given up with it
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        # Only the main window is closed by hand.
        event.ignore()
