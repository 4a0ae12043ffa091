"""From nothing to a window with a project in it: everything the first picture needs, and nothing else."""

from __future__ import annotations

import sys
from typing import get_args

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from studio_gui import __version__
from studio_gui.app.services import Services
from studio_gui.base.errors import StudioError
from studio_gui.base.paths import resource
from studio_gui.ui import theme
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.theme.apply import Mode
from studio_gui.ui.window.memory import Memory


def open_window(project: str | None) -> MainWindow:
    """The window on ``project``, on the one that was open last, or on the start page; painted when this answers."""
    from studio_gui.ui import loop

    app = make_application()
    memory = Memory()
    theme.apply(app, _remembered_mode(memory))
    window = MainWindow(Services(), memory=memory)
    error = open_first(window, project)
    window.show()
    loop.run_until_painted(window.painted)
    window.setWindowIcon(_icon())
    if error is not None:
        window.show_error(error)
    return window


def make_application() -> QApplication:
    """The application object with its names; there is one for each process."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    QCoreApplication.setApplicationName("Scene Studio")
    QCoreApplication.setApplicationVersion(__version__)
    app.setApplicationDisplayName("")
    app.setDesktopFileName("scene-studio")
    return app


def open_first(window: MainWindow, project: str | None) -> StudioError | None:
    """Open ``project``, else the last one, else the start page; answers what went wrong with the one asked for."""
    from studio_gui.ui.actions import file

    recent = window.memory.recent()
    wanted = project or (str(recent[0]) if recent else None)
    if wanted is None:
        window.show_start()
        return None
    try:
        file.open_path(window.context, wanted)
    except StudioError as error:
        window.show_start()
        return error if project else None
    return None


def _remembered_mode(memory: Memory) -> Mode:
    said = memory.text("theme", "system")
    return next((mode for mode in get_args(Mode) if mode == said), "system")


def _icon() -> QIcon:
    icon = QIcon()
    for path in sorted(resource("icons", "app").glob("*.png")):
        icon.addFile(str(path))
    return icon
