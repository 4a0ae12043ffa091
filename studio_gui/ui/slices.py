"""Work that takes longer than a turn of the loop may: it is done in slices, and others have their turn between two.

However many works there are in a window, one of them does one slice in a turn: two that took what is allowed, one after
the other, would together take twice as much. Painting a window and looking through garbage take such a turn too. Only
what is over at once leaves its turn to the next. What is to be done in slices, and what is shown meanwhile, is said by
those whose work it is.
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Generator, Iterator
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer
from shiboken6 import isValid

SLICE_S = 0.004
"""One slice ends with the first step that is over later than this."""
OTHERS_S = 0.001
"""Who was at work for longer, in the line or outside of it, has used up the turn: the next one waits for another."""


Work = Generator[None, None, None]
"""Work that says at each ``yield`` that it may be interrupted."""


class Worker(Protocol):
    """An object of Qt that takes turns."""

    @property
    def is_working(self) -> bool:
        """Whether it still wants a turn."""

    def take_turn(self) -> bool:
        """Do what takes a turn; says whether it wants another one."""


class Slices(QObject):
    """Does one work at a time."""

    def __init__(self, parent: QObject, *, pause_ms: int = 0, hurries: bool = False) -> None:
        """``pause_ms`` is left to others between two slices, besides their turns; what ``hurries`` is done before painting."""
        super().__init__(parent)
        self._pause_ms, self._hurries = pause_ms, hurries
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
        if self._hurries and not after_ms:
            line_up(self, hurries=True)  # at once: what is asked for in the same turn is painted when this is done
        else:
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
        line_up(self, hurries=self._hurries)

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


def wait_for(work: Iterator[None], parent: QObject) -> None:
    """Do a work in turns and come back when it is done, as before a dialog is shown: what is pressed meanwhile is for that.

    Raises what the work raises.
    """
    loop, slices, failed = QEventLoop(), Slices(parent, hurries=True), list[Exception]()

    def watched() -> Work:
        try:
            yield from work
        except Exception as error:
            failed.append(error)
        finally:
            loop.quit()

    slices.start(watched())
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if isValid(slices):
        slices.finish()  # the program is ending: nobody gives turns any more
        slices.deleteLater()
    if failed:
        raise failed[0]


def have_turn(parent: QObject) -> None:
    """Come back in another turn: what was done in this one was enough, and nobody knows yet what is to be done next.

    As in :func:`wait_for`, nothing that is pressed comes in between.
    """
    wait_for(iter((None,)), parent)


class Soon(QObject):
    """Does one thing in a turn of its own, before the window is painted: for when much was done in this one already."""

    def __init__(self, parent: QObject, do: Callable[[], None]) -> None:
        super().__init__(parent)
        self._do = do
        self._is_asked = False

    @property
    def is_working(self) -> bool:
        """Whether it was asked for and not begun."""
        return self._is_asked

    def ask(self) -> None:
        """Have it done; once, however often this is asked for before it begins."""
        self._is_asked = True
        line_up(self, hurries=True)

    def drop(self) -> None:
        """Have it not done."""
        self._is_asked = False

    def take_turn(self) -> bool:
        """Do it; says whether it was asked for once more meanwhile (called by the line)."""
        self._is_asked = False
        self._do()
        return self._is_asked


def _is_running(work: Work) -> bool:
    return inspect.getgeneratorstate(work) == inspect.GEN_RUNNING


class _Line(QObject):
    """Those that have something to do, in the order in which they do it: one in a turn."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Worker] = []
        self._hurried: list[Worker] = []
        self._was_hurried = self._has_waited = False
        self._since_s = 0.0
        self._timer = QTimer(self)
        self._timer.setProperty("lasting", True)  # it is nobody's: once more it looks whether somebody is left
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_turn)

    def join(self, worker: Worker, *, hurries: bool) -> None:
        """Let somebody have a turn when it is theirs."""
        where = self._hurried if hurries else self._waiting
        if worker not in where:
            where.append(worker)
        self._wait()

    def _wait(self) -> None:
        if not self._timer.isActive():
            self._since_s, self._has_waited = time.thread_time(), False
            self._timer.start(0)

    def _on_turn(self) -> None:
        self._waiting, self._hurried = _still_there(self._waiting), _still_there(self._hurried)
        if not self._waiting and not self._hurried:
            return
        if not self._has_waited and time.thread_time() - self._since_s > OTHERS_S:
            self._has_waited = True
            self._timer.start(0)
            return
        begin, had = time.perf_counter(), set[Worker]()
        # One is served however late it is: the system may have given the processor to others since the beginning.
        while self._serve_next(had) and (self._waiting or self._hurried) and time.perf_counter() - begin < OTHERS_S:
            pass
        if self._waiting or self._hurried:
            self._timer.stop()
            self._wait()  # from now on, behind those whose time came meanwhile: else two turns would be as one

    def _serve_next(self, had: set[Worker]) -> bool:
        """Give a turn to the one who is next; says whether there was one who had none yet."""
        # By turns: whoever hurries all the time would leave the others none.
        hurries = bool(self._hurried) and not (self._was_hurried and self._waiting)
        queue = self._hurried if hurries else self._waiting
        first = queue[0]
        if first in had:
            return False
        del queue[0]
        self._was_hurried = hurries
        had.add(first)
        if self._waiting or self._hurried:
            self._wait()  # before the turn, which may end with a mistake or have a loop of its own
        if first.take_turn() and isValid(first):
            self.join(first, hurries=hurries)
        self._waiting, self._hurried = _still_there(self._waiting), _still_there(self._hurried)
        return True


def _still_there(workers: list[Worker]) -> list[Worker]:
    return [worker for worker in workers if isValid(worker) and worker.is_working]


def line_up(worker: Worker, *, hurries: bool = False) -> None:
    """Let somebody have a turn when it is theirs; one that ``hurries`` comes before all who do not, every other time."""
    application = QCoreApplication.instance()
    assert application is not None, "nobody has a turn without one"
    # The line of the program comes and goes with its application.
    line = application.findChild(_Line, options=Qt.FindChildOption.FindDirectChildrenOnly)
    (line if line is not None else _Line(application)).join(worker, hurries=hurries)
