"""The quiet strip of tabs over the stage, one for each open project; it is not there while only one is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from studio_gui.ui import theme
from studio_gui.ui.theme.isolating import isolated
from studio_gui.ui.window.projects import OpenProject, Projects
from studio_gui.ui.windows.ghost import Ghost

HEIGHT = 32
_LEAST_WIDTH, _MOST_WIDTH = 128, 220
_BESIDE_NAME = 64
"""Room for the mark and the button, whether they are there or not: a tab keeps its width when it is saved."""
_DOT_PX = 8
_OUT_PX = 100
"""A tab that is let go so far above or below the strip was pulled out of it."""


class TabStrip(QTabBar):
    """Shows the tabs and reorders them by dragging; whoever can ask about unsaved changes closes them."""

    close_wanted = Signal(object)
    """The :class:`OpenProject` whose tab is to be closed."""
    menu_wanted = Signal(object, QPoint)
    """The :class:`OpenProject` whose menu is wanted, and the place on the screen."""
    pulled_out = Signal(object, QPoint)
    """The :class:`OpenProject` whose tab was dragged away from the strip, and the place on the screen."""

    def __init__(self, projects: Projects, parent: QWidget) -> None:
        super().__init__(parent)
        self._projects = projects
        self.setObjectName("projects")
        self.setProperty("role", "projects")
        self.setAccessibleName("Open projects")
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setUsesScrollButtons(True)
        self.setIconSize(QSize(_DOT_PX, _DOT_PX))
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSelectionBehaviorOnRemove(QTabBar.SelectionBehavior.SelectPreviousTab)
        self.currentChanged.connect(self._on_current_changed)
        self.tabMoved.connect(projects.move)
        projects.changed.connect(self._follow)
        theme.watch(self, self._on_theme_changed)
        self._dot = _dot(self.devicePixelRatioF())
        self._held: OpenProject | None = None
        self._ghost: Ghost | None = None
        self._follow()

    def project_at(self, at: QPoint) -> OpenProject | None:
        """The project whose tab is under a point of the strip."""
        return self._project(self.tabAt(at))

    def _project(self, index: int) -> OpenProject | None:
        every = self._projects.all
        return every[index] if 0 <= index < len(every) else None

    # --- what the projects say ------------------------------------------------------------------------------------

    def _follow(self) -> None:
        every = self._projects.all
        self.blockSignals(True)
        while self.count() > len(every):
            self.removeTab(self.count() - 1)
        while self.count() < len(every):
            index = self.addTab("")
            self.setTabButton(index, QTabBar.ButtonPosition.RightSide, self._close_button())
        for index, project in enumerate(every):
            self._show(index, project)
        self.setCurrentIndex(self._projects.index_of(self._projects.current))
        self.blockSignals(False)
        self.setVisible(len(every) > 1)

    def _show(self, index: int, project: OpenProject) -> None:
        name = isolated(project.name.replace("&", "&&"))
        if name != self.tabText(index):
            self.setTabText(index, name)
        state = ", unsaved changes" if project.is_unsaved else ""
        self.setAccessibleTabName(index, f"{project.name}{state}")
        place = project.place
        self.setTabToolTip(index, f"{project.name}\n{place.parent}" if place is not None else project.name)
        dot = self._dot if project.is_unsaved else QIcon()
        if dot.cacheKey() != self.tabIcon(index).cacheKey():  # else the whole strip is laid out for each of its tabs
            self.setTabIcon(index, dot)
        button = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
        button.setAccessibleName(f"Close {project.name}")

    def _close_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "tab")
        button.setIcon(theme.icon("close"))
        button.setIconSize(QSize(12, 12))
        button.setFixedSize(20, 20)
        button.setToolTip("Close")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._on_close_clicked)
        return button

    def _on_theme_changed(self) -> None:
        self._dot = _dot(self.devicePixelRatioF())
        self._follow()

    # --- what the hand says ---------------------------------------------------------------------------------------

    def _on_current_changed(self, index: int) -> None:
        project = self._project(index)
        if project is not None:
            self._projects.show(project, in_turns=True)

    def _on_close_clicked(self) -> None:
        sides = (self.tabButton(index, QTabBar.ButtonPosition.RightSide) for index in range(self.count()))
        self._close(next((index for index, button in enumerate(sides) if button is self.sender()), -1))

    def _close(self, index: int) -> None:
        project = self._project(index)
        if project is not None:
            self.close_wanted.emit(project)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._held = self.project_at(event.position().toPoint()) if is_left else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._held is None or not self._is_out(event):
            self._end_ghost()
            return
        if self._ghost is None:
            self._ghost = Ghost(self._held.name, self)
            self._ghost.given_up.connect(self._on_given_up)
        self._ghost.follow(event.globalPosition().toPoint())

    def _is_out(self, event: QMouseEvent) -> bool:
        return not -_OUT_PX <= event.position().y() <= self.height() + _OUT_PX

    def _end_ghost(self) -> None:
        if self._ghost is not None:
            self._ghost.end()
            self._ghost = None

    def _on_given_up(self) -> None:
        self._held = None
        self._end_ghost()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._close(self.tabAt(event.position().toPoint()))
            return
        super().mouseReleaseEvent(event)
        held, self._held = self._held, None
        self._end_ghost()
        if held is not None and self._is_out(event):
            # The bar puts the tab back first; then it may go.
            at = event.globalPosition().toPoint()
            QTimer.singleShot(0, self, lambda: self.pulled_out.emit(held, at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._close(self.currentIndex())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        at = event.pos() if is_mouse else self.tabRect(self.currentIndex()).bottomLeft()
        project = self.project_at(event.pos()) if is_mouse else self._project(self.currentIndex())
        if project is not None:
            self.menu_wanted.emit(project, self.mapToGlobal(at))

    # --- looks ----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._on_theme_changed()
        return super().event(event)

    def tabSizeHint(self, index: int) -> QSize:
        room = self.width() // max(1, self.count())
        wanted = self.fontMetrics().horizontalAdvance(self.tabText(index)) + _BESIDE_NAME
        return QSize(max(_LEAST_WIDTH, min(wanted, _MOST_WIDTH, room)), HEIGHT)


def _dot(ratio: float) -> QIcon:
    """A round mark for unsaved changes, in the colour of the theme."""
    pixmap = QPixmap(round(_DOT_PX * ratio), round(_DOT_PX * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.tokens().accent)
    painter.drawEllipse(1, 1, _DOT_PX - 2, _DOT_PX - 2)
    painter.end()
    return QIcon(pixmap)
