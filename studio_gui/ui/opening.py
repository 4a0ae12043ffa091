"""From nothing to a window with a project in it: everything the first picture needs, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import get_args

from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from studio_gui import __version__
from studio_gui.app.services import Services
from studio_gui.base.errors import StudioError
from studio_gui.base.paths import resource
from studio_gui.files.locking import is_open_elsewhere
from studio_gui.painting.media.formats import load_formats
from studio_gui.ui import theme, threads
from studio_gui.ui.keeping import recovering
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.theme.apply import Mode
from studio_gui.ui.window.look import Look
from studio_gui.ui.window.memory import Memory
from studio_gui.ui.window.session import Tab
from studio_gui.ui.windows.moving import bring_to_front


def open_window(projects: Sequence[str]) -> MainWindow:
    """The window on ``projects``, on those that were open last, or on the start page; painted when this answers."""
    from studio_gui.ui import loop

    app = make_application()
    memory = Memory()
    theme.apply(app, _remembered_mode(memory))
    with threads.held_back():
        window = MainWindow(Services(), memory=memory)
        error = open_first(window, projects)
        window.show()
        loop.run_until_painted(window.painted)
    window.setWindowIcon(_icon())
    open_others(window)
    if error is not None:
        window.show_error(error)
    recovering.offer(window)
    return window


def make_application() -> QApplication:
    """The application object with its names; there is one for each process."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
        load_formats()
    QCoreApplication.setApplicationName("Scene Studio")
    QCoreApplication.setApplicationVersion(__version__)
    app.setApplicationDisplayName("")
    app.setDesktopFileName("scene-studio")
    _spell_as_the_house(app)
    # Qt would write the key of “Cut” into the menu of a field only while no command that is enabled has it, too.
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowShortcutsInContextMenus)
    return app


def _spell_as_the_house(app: QApplication) -> None:
    """Qt's own menus write “Select All” where ours write “Select all”; a file tells it before any menu is made."""
    if app.findChild(QTranslator, "house_words") is None:
        words = QTranslator(app)
        words.setObjectName("house_words")
        words.load(str(resource("words", "qt.qm")))
        app.installTranslator(words)


def open_first(window: MainWindow, projects: Sequence[str] = ()) -> StudioError | None:
    """Open ``projects``, else what was open last, else the start page; answers what went wrong with those asked for."""
    error = None
    if projects:
        error = _open_all(window, projects)
    else:
        _open_again(window)
    if window.document is None:
        window.show_start()
    return error


def _open_all(window: MainWindow, projects: Sequence[str]) -> StudioError | None:
    """Open every project; the first one is in front. The first thing that went wrong is answered."""
    from studio_gui.ui.actions import file

    first: StudioError | None = None
    for project in projects:
        try:
            file.open_path(window.context, project)
        except StudioError as error:
            first = first or error
    if window.projects.all:
        window.projects.show(window.projects.all[0])
    return first


def _open_again(window: MainWindow) -> None:
    """Put every project that was open into a tab; those of further windows wait for :func:`open_others`.

    What another process has open is its affair: here it could only be looked at.
    """
    sessions = window.memory.session.read()
    if sessions is None:  # before there were sessions
        sessions = [[Tab(path, "", Look(), is_current=True) for path in window.memory.recent()[:1]]]
    sessions = _free(sessions)
    first, *further = [tabs for tabs in sessions if any(tab.path.is_file() for tab in tabs)] or [[]]
    window.windows.left_over = further
    _show_again(window, first)


def _free(sessions: Sequence[Sequence[Tab]]) -> list[list[Tab]]:
    """The tabs of each window without those that another process has."""
    return [[tab for tab in tabs if not is_open_elsewhere(tab.path)] for tabs in sessions]


def open_others(window: MainWindow) -> None:
    """Open the further windows of the last session, behind the first one."""
    left_over, window.windows.left_over = window.windows.left_over, ()
    for tabs in left_over:
        other = window.windows.open_beside(window.windows.all[-1])
        _show_again(other, tabs)
        if other.document is None:
            other.show_start()
        other.show()
    if left_over:
        bring_to_front(window)


def _show_again(window: MainWindow, tabs: Sequence[Tab]) -> None:
    """Make tabs; only the project in front is read. What is gone is passed over."""
    kept = [
        (tab, window.projects.remember(tab.path, title=tab.title, look=tab.look)) for tab in tabs if tab.path.is_file()
    ]
    wanted = [project for tab, project in kept if tab.is_current]
    for project in [*wanted, *(project for _, project in kept)]:
        if window.projects.show(project):
            return


def _remembered_mode(memory: Memory) -> Mode:
    said = memory.text("theme", "system")
    return next((mode for mode in get_args(Mode) if mode == said), "system")


def _icon() -> QIcon:
    icon = QIcon()
    for path in sorted(resource("icons", "app").glob("*.png")):
        icon.addFile(str(path))
    return icon
