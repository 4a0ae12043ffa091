"""Docks without title bars: panels bring their own heads, and stay where they are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QTabWidget, QVBoxLayout, QWidget

from studio_gui.ui import theme


def add_dock(
    window: QMainWindow, name: str, title: str, *, area: Qt.DockWidgetArea, content: QWidget, headed: bool = False
) -> QDockWidget:
    """Put ``content`` into a dock that can be resized but not dragged about; ``headed`` shows its title."""
    dock = QDockWidget(title, window)
    dock.setObjectName(f"dock_{name}")
    dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
    dock.setTitleBarWidget(_head(title, dock) if headed else _nothing(dock))
    dock.setWidget(content)
    window.addDockWidget(area, dock)
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


def tabs(parent: QWidget, pages: tuple[tuple[str, QWidget], ...]) -> QTabWidget:
    """Panels behind tabs."""
    widget = QTabWidget(parent)
    widget.setDocumentMode(True)
    widget.setUsesScrollButtons(False)
    widget.tabBar().setExpanding(False)
    widget.tabBar().setElideMode(Qt.TextElideMode.ElideNone)
    for title, page in pages:
        widget.addTab(page, title)
    widget.setAccessibleName(", ".join(title for title, _ in pages))
    return widget


def stacked(parent: QWidget, *parts: QWidget) -> QWidget:
    """Widgets on top of each other without space between."""
    box = QWidget(parent)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return box
