"""Finds what a test with Qt left behind: visible windows, running timers, work in the thread pool, pressed buttons."""

from __future__ import annotations

import gc
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from studio_gui.ui.canvas import drawing


@dataclass(frozen=True, slots=True)
class QtState:
    """The windows that are visible at one moment; timers and threads made before it are not looked at again."""

    windows: frozenset[int]
    pressed: Qt.MouseButton

    @classmethod
    def now(cls) -> QtState:
        """The state of this process as it is; what is garbage or to be deleted later is deleted first.

        What is left then is set aside: looking through hundreds of thousands of old objects after each test took
        more time than the tests.
        """
        drawing.rest()
        _finish_deletions()
        gc.collect()
        gc.freeze()
        return cls(frozenset(id(w) for w in _windows()), QApplication.mouseButtons())

    def left_behind(self) -> list[str]:
        """One sentence part for each thing that lives now and did not live then."""
        if not QThreadPool.globalInstance().waitForDone(2000):
            return ["work in the global thread pool"]
        drawing.rest()
        _finish_deletions()
        left = self._left()
        if left:  # perhaps only garbage
            gc.collect()
            _finish_deletions()
            left = self._left()
        return left

    def _left(self) -> list[str]:
        # The type is asked, not the object: lazy modules and the like answer `isinstance` with an import.
        new = [o for o in gc.get_objects() if issubclass(type(o), QTimer | QThread) and isValid(o)]
        left = [f"the window {_describe(w)}" for w in _windows() if id(w) not in self.windows]
        if QApplication.mouseButtons() not in (Qt.MouseButton.NoButton, self.pressed):
            left.append(f"a pressed button of the mouse: {QApplication.mouseButtons()}")
        left += [f"the running timer {_describe(o)}" for o in new if isinstance(o, QTimer) and _runs(o)]
        left += [f"the running thread {_describe(o)}" for o in new if isinstance(o, QThread) and _is_busy(o)]
        return left


def _finish_deletions() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _windows() -> list[QWidget]:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return []
    # Qt keeps a few hidden windows of its own (tool tips, menus being torn down): only visible ones are leaks.
    return [w for w in app.topLevelWidgets() if isValid(w) and w.isVisible()]


def _runs(timer: QTimer) -> bool:
    return timer.isActive() and timer.property("lasting") is not True


def _is_busy(thread: QThread) -> bool:
    return thread.isRunning() and thread is not QThread.currentThread()


def _describe(thing: QObject) -> str:
    parent = thing.parent()
    owner = f" of {type(parent).__name__}" if parent is not None else ""
    return f"{type(thing).__name__} {thing.objectName()!r}{owner}"
