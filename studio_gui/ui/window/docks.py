"""Docks without title bars: panels bring their own heads, and stay where they are.

What comes into a place is made as a child of that place: with another parent, all that is in it would be styled again.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMainWindow,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from studio_gui.ui import theme


def make_dock(window: QMainWindow, name: str, title: str, *, headed: bool = False) -> QDockWidget:
    """A dock that can be resized but not dragged about; ``headed`` shows its title.

    It has no place yet (``addDockWidget``), and nothing in it: that is made as its child, and put in with ``setWidget``.
    """
    dock = QDockWidget(title, window)
    dock.setObjectName(f"dock_{name}")
    dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
    dock.setTitleBarWidget(_head(title, dock) if headed else _nothing(dock))
    return dock


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
    widget.setDocumentMode(True)
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
