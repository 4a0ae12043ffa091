"""Docks without title bars: panels bring their own heads, and stay where they are.

What comes into a place is made as a child of that place: with another parent, all that is in it would be styled again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMainWindow,
    QStackedWidget,
    QStyle,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from studio_gui.ui import theme
from studio_gui.ui.actions.toolbar import HEIGHT

LEFT_WIDTH, RIGHT_WIDTH, SCRIPT_HEIGHT = 248, 304, 168
_LOW, _LOW_JOBS, _JOBS = 800, 140, 250
"""In a window that is lower than the first, jobs have the second of these heights, else the third."""


def make_dock(window: QMainWindow, name: str, title: str, *, headed: bool = False) -> QDockWidget:
    """A dock that can be resized but not dragged about; ``headed`` shows its title.

    It has no place yet (``addDockWidget``), and nothing in it: that is made as its child, and put in with ``setWidget``.
    """
    dock = QDockWidget(title, window)
    dock.setObjectName(f"dock_{name}")
    dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
    dock.setTitleBarWidget(_head(title, dock) if headed else _nothing(dock))
    return dock


class DockSizes:
    """The sizes that docks should have, kept while the window grows and shrinks.

    Qt squeezes docks in a small window, leaves them so in a large one, and shares new height among all of a side.
    """

    def __init__(self, window: QMainWindow, docks: Mapping[str, QDockWidget]) -> None:
        self._window = window
        self._sides = [docks["left"], docks["inspector"]]
        self._right = [docks["inspector"], docks["jobs"]]
        self._script = docks["script"]
        self._widths = [LEFT_WIDTH, RIGHT_WIDTH]
        self._jobs_height = 0

    def note(self) -> None:
        """Keep the sizes as they are now: a hand has chosen them, or did so before the last start."""
        middle = self._window.centralWidget()
        # Where the stage is as narrow as it goes, the docks have what is left, not what somebody wanted.
        if middle is not None and middle.width() > middle.minimumSizeHint().width():
            self._widths = [dock.width() for dock in self._sides]
        self._jobs_height = self._right[1].height()

    def begin(self) -> None:
        """Give all docks their first sizes."""
        self._window.resizeDocks(self._sides, self._widths, Qt.Orientation.Horizontal)
        self._window.resizeDocks([self._script], [SCRIPT_HEIGHT], Qt.Orientation.Vertical)
        # Sizes that do not fill the side are stretched, and would jump to what was meant with the first new size.
        between = self._window.style().pixelMetric(QStyle.PixelMetric.PM_DockWidgetSeparatorExtent, None, self._window)
        rest = self._window.height() - HEIGHT - between - self._jobs
        self._window.resizeDocks(self._right, [max(1, rest), self._jobs], Qt.Orientation.Vertical)

    def take_up(self) -> None:
        """Give the docks at the sides their sizes, as far as the window has room; the rest of a height is the inspector's."""
        if [dock.width() for dock in self._sides] != self._widths:
            self._window.resizeDocks(self._sides, self._widths, Qt.Orientation.Horizontal)
        # Qt rounds: what is a pixel off stays, else the first picture would be followed by another.
        if abs(self._right[1].height() - self._jobs) > 1 and not any(dock.isHidden() for dock in self._right):
            rest = sum(dock.height() for dock in self._right) - self._jobs
            self._window.resizeDocks(self._right, [max(1, rest), self._jobs], Qt.Orientation.Vertical)

    @property
    def _jobs(self) -> int:
        """One card's worth, where there is room: what is selected needs the room more."""
        return self._jobs_height or (_LOW_JOBS if self._window.height() < _LOW else _JOBS)


def _nothing(dock: QDockWidget) -> QWidget:
    nothing = QWidget(dock)
    nothing.setFixedHeight(0)
    return nothing


def _head(title: str, dock: QDockWidget) -> QWidget:
    head = QWidget(dock)
    head.setProperty("role", "panel")
    head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QHBoxLayout(head)
    row.setContentsMargins(theme.S8, theme.S12, theme.S12, theme.S4)
    label = QLabel(title, head)
    label.setIndent(theme.S4)  # the tail of a J reaches to the left of where the word begins
    label.setProperty("role", "heading")
    row.addWidget(label)
    row.addStretch(1)  # else an English title stays at the left where one reads from the right
    return head


def make_tabs(parent: QWidget, titles: Sequence[str]) -> QTabWidget:
    """A place for panels behind tabs of these titles; they are put in with ``addTab``."""
    widget = QTabWidget(parent)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    widget.setUsesScrollButtons(False)
    widget.tabBar().setExpanding(False)
    widget.tabBar().setElideMode(Qt.TextElideMode.ElideNone)
    widget.setAccessibleName(", ".join(titles))
    return widget


def parent_of_pages(tabs: QTabWidget) -> QWidget:
    """Whose children the pages of tabs are in the end."""
    return tabs.findChild(QStackedWidget) or tabs


def make_column(parent: QWidget) -> QVBoxLayout:
    """A place for widgets on top of each other without space between: the layout of a new child of ``parent``."""
    column = QVBoxLayout(QWidget(parent))
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def lay_out(widget: QWidget) -> None:
    """Let everything in a widget find its place at once, the innermost first.

    Otherwise each layout tells the one around it a turn of the loop later, and a picture comes in between.
    """
    for layout in reversed(widget.findChildren(QLayout)):
        layout.activate()
