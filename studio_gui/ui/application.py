"""Starts the window. Loads almost nothing itself, so that the collector can rest while everything else is loaded."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_gui.ui.main_window import MainWindow


def main(projects: Sequence[str] = ()) -> int:
    """Open the window on projects, on those that were open last, or on the start page; answers the exit code."""
    # Qt reads this once: its own pool for loading pictures would slow the first painting on few cores.
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    window = _opened(projects)
    from PySide6.QtCore import QCoreApplication

    from studio_gui.ui import loop
    from studio_gui.ui.garbage import keep_to_window_thread
    from studio_gui.ui.interrupts import Interrupts

    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("the window came without an application")
    keep_to_window_thread(app)
    interrupts = Interrupts(app, windows=window.windows)
    _catch_bugs(window)
    _report(window)
    code = loop.run(app, window.windows.serve)
    sys.excepthook = sys.__excepthook__  # there are no windows any more to tell of a mistake in
    _leave(window)
    interrupts.stop()
    return code


def _opened(projects: Sequence[str]) -> MainWindow:
    """The window, painted. What is loaded for it lives for good: looking through it for garbage would only cost."""
    gc.disable()
    try:
        import_qt()
        from studio_gui.ui.opening import open_window
    finally:
        gc.freeze()
        gc.enable()
    return open_window(projects)


def import_qt() -> None:
    """Load Qt, as threads that paint and a quick start need it: see there."""
    importlib.import_module("studio_gui.painting.classes")


def _leave(window: MainWindow) -> None:
    """Take everything down in order: threads that still paint when the interpreter ends would crash it."""
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
    from shiboken6 import delete

    from studio_gui.ui.canvas import drawing
    from studio_gui.ui.window.closing import put_away

    for each in window.windows.all:
        put_away(each)
    pool = QThreadPool.globalInstance()
    pool.clear()
    pool.waitForDone(5000)
    drawing.rest()
    windows, services = window.windows, window.windows.services
    # Windows that were closed before the last one wait for their end.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for each in windows.all:
        delete(each)
    services.close()


def _catch_bugs(window: MainWindow) -> None:
    from studio_gui.ui.window import crash

    sys.excepthook = crash.Hook(window)


def _report(window: MainWindow) -> None:
    """For tests that stand outside the process; see the module for the variable that asks for it."""
    if "STUDIO_AUTOMATION" in os.environ:
        from studio_gui.ui import automation

        automation.start(window)
