"""Finds what a test with Qt left behind: visible windows, running timers and work in the thread pool."""

from __future__ import annotations

import gc
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


@dataclass(frozen=True, slots=True)
class QtState:
    """The windows, timers and threads that are alive at one moment."""

    windows: frozenset[int]
    timers: frozenset[int]
    threads: frozenset[int]

    @classmethod
    def now(cls) -> QtState:
        """The state of this process as it is; things being deleted later are deleted first."""
        _finish_deletions()
        return cls(
            frozenset(id(w) for w in _windows()),
            frozenset(id(t) for t in _timers()),
            frozenset(id(t) for t in _threads()),
        )

    def left_behind(self) -> list[str]:
        """One sentence part for each thing that lives now and did not live then."""
        if not QThreadPool.globalInstance().waitForDone(2000):
            return ["work in the global thread pool"]
        _finish_deletions()
        if self._left():
            gc.collect()
            _finish_deletions()
        return self._left()

    def _left(self) -> list[str]:
        left = [f"the window {_describe(w)}" for w in _windows() if id(w) not in self.windows]
        left += [f"the running timer {_describe(t)}" for t in _timers() if id(t) not in self.timers]
        left += [f"the running thread {_describe(t)}" for t in _threads() if id(t) not in self.threads]
        return left


def _finish_deletions() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _windows() -> list[QWidget]:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return []
    # Qt keeps a few hidden windows of its own (tool tips, menus being torn down): only visible ones are leaks.
    return [w for w in app.topLevelWidgets() if isValid(w) and w.isVisible()]


def _timers() -> list[QTimer]:
    return [t for t in _tracked(QTimer) if t.isActive() and t.property("lasting") is not True]


def _threads() -> list[QThread]:
    return [t for t in _tracked(QThread) if t.isRunning() and t is not QThread.currentThread()]


def _tracked(kind: type[QObject]) -> list:  # type: ignore[type-arg]
    # The type is asked, not the object: lazy modules and the like answer `isinstance` with an import.
    return [o for o in gc.get_objects() if issubclass(type(o), kind) and isValid(o)]


def _describe(thing: QObject) -> str:
    parent = thing.parent()
    owner = f" of {type(parent).__name__}" if parent is not None else ""
    return f"{type(thing).__name__} {thing.objectName()!r}{owner}"
