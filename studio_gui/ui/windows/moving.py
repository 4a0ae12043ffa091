"""A project goes from one window to another, with its history, its selection and the way one was looking at it.

Its document is the same object before and after: lock, journal and unsaved changes belong to it and go along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from studio_gui.ui.main_window import MainWindow
    from studio_gui.ui.window.projects import OpenProject

_GRASP = QPoint(120, 90)
"""Where the pointer is in a window that was pulled out: about where its tab would be."""


def new_window(window: MainWindow) -> MainWindow:
    """Open another window on its start page."""
    new = window.windows.open_beside(window)
    new.show_start()
    bring_to_front(new)
    return new


def move_to_new_window(window: MainWindow, project: OpenProject) -> MainWindow:
    """Give a project a window of its own."""
    new = window.windows.open_beside(window)
    move(project, window, new)
    return new


def pull_out(project: OpenProject, window: MainWindow, at: QPoint) -> None:
    """A tab was dragged out of its strip and let go at a point of the screen: it goes to the window there, or a new one."""
    under = QApplication.topLevelAt(at)
    to = next((other for other in window.windows.others(window) if other is under), None)
    if to is None and len(window.projects.all) > 1:
        to = window.windows.open_beside(window)
        # The new window gets its frame when it is shown; it will be that of the old one.
        frame = window.frameGeometry().size() - window.size()
        room = (QGuiApplication.screenAt(at) or window.screen()).availableGeometry()
        to.move(in_sight(at - _GRASP, to.size() + frame, room))
    if to is not None:
        move(project, window, to)


def in_sight(corner: QPoint, size: QSize, room: QRect) -> QPoint:
    """The corner, drawn back as far as a window of that size would leave its screen."""
    most = room.topLeft() + QPoint(room.width() - size.width(), room.height() - size.height())
    return QPoint(max(room.left(), min(corner.x(), most.x())), max(room.top(), min(corner.y(), most.y())))


def move(project: OpenProject, window: MainWindow, to: MainWindow) -> None:
    """Take a project out of a window and put it into another; a window that is left with nothing closes."""
    window.projects.release(project)
    to.projects.adopt(project)
    bring_to_front(to)
    if not window.projects.all:
        window.close()


def bring_to_front(window: MainWindow) -> None:
    """Show a window before all others and give it the keyboard."""
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()
    window.windows.note_front(window)
