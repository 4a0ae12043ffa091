"""Work that takes longer than a turn of the loop may: it is done in slices, and others have their turn between two.

However many works there are in a window, one of them does one slice in a turn: two that took what is allowed, one after
the other, would together take twice as much. What is to be done in slices, and what is shown meanwhile, is said by
those whose work it is.
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Generator

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from shiboken6 import isValid

SLICE_S = 0.004
"""One slice ends with the first step that is over later than this."""


Work = Generator[None, None, None]
"""Work that says at each ``yield`` that it may be interrupted."""


class Slices(QObject):
    """Does one work at a time."""

    def __init__(self, parent: QObject, *, pause_ms: int = 0) -> None:
        """``pause_ms`` is left to others between two slices, besides their turns."""
        super().__init__(parent)
        self._pause_ms = pause_ms
        self._work: Work | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._line_up)
        self._is_enough = False
        self.done = 0
        """So many slices were done."""

    @property
    def is_working(self) -> bool:
        """Whether there is something left to do."""
        return self._work is not None

    def start(self, work: Work, *, after_ms: int = 0) -> None:
        """Begin a work in a turn to come; one that is under way is given up."""
        self._work = work
        self._timer.start(after_ms)

    def drop(self) -> None:
        """Give up what is under way."""
        self._work = None
        self._timer.stop()

    def finish(self) -> None:
        """Do now what is left; nothing when it is from within the work that this is asked for."""
        work = self._work
        if work is None or _is_running(work):
            return
        self.drop()
        for _ in work:
            pass

    def be_interrupted(self) -> None:
        """The slice ends with the step that is being done: the next one takes a turn of its own."""
        self._is_enough = True

    def _line_up(self) -> None:
        _line().join(self)

    def take_turn(self) -> bool:
        """Do a slice; says whether the next one may follow in the next turn (called by the line)."""
        end, work = time.perf_counter() + SLICE_S, self._work
        self.done, self._is_enough = self.done + 1, False
        while work is not None and self._work is work and self._step(work) and time.perf_counter() < end:
            pass
        is_same = work is not None and self._work is work
        if is_same and self._pause_ms:
            self._timer.start(self._pause_ms)
        return is_same and not self._pause_ms

    def _step(self, work: Work) -> bool:
        """Go on to where the work may be interrupted; says whether the slice may go on."""
        if _is_running(work):
            return False  # something that it shows has a loop of its own
        try:
            next(work)
        except StopIteration:
            self._end(work)
            return False
        except Exception:
            self._end(work)  # and who wants it done begins anew
            raise
        return not self._is_enough

    def _end(self, work: Work) -> None:
        if self._work is work:
            self._work = None


def _is_running(work: Work) -> bool:
    return inspect.getgeneratorstate(work) == inspect.GEN_RUNNING


class _Line(QObject):
    """Those that have something to do, in the order in which they do it: one in a turn."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Slices] = []
        self._timer = QTimer(self)
        self._timer.setProperty("lasting", True)  # it is nobody's: once more it looks whether somebody is left
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_turn)

    def join(self, slices: Slices) -> None:
        """Let somebody have a turn when it is theirs."""
        if slices not in self._waiting:
            self._waiting.append(slices)
        self._timer.start(0)

    def _on_turn(self) -> None:
        self._waiting = [slices for slices in self._waiting if isValid(slices) and slices.is_working]
        if not self._waiting:
            return
        first = self._waiting.pop(0)
        if self._waiting:
            self._timer.start(0)  # before the turn, which may end with a mistake or have a loop of its own
        if first.take_turn() and isValid(first):
            self.join(first)


def _line() -> _Line:
    """The line of the program, which comes and goes with its application."""
    application = QCoreApplication.instance()
    assert application is not None, "nobody has a turn without one"
    line = application.findChild(_Line, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return line if line is not None else _Line(application)
