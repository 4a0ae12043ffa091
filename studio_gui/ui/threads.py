"""Work that would hold up the window, done in other threads; the answer comes back in the window's thread.

Python's garbage collector runs in whichever thread happens to allocate. Were that one of the pool's, widgets that are
garbage would be destroyed there, and Qt waits for ever or crashes. So garbage is not collected while such work is
under way, what a piece of work holds on to is let go of in the window's thread, and the only signal that leaves the
other thread is one of an object as old as the application: a signal of something that is just being destroyed crashes.
"""

from __future__ import annotations

import gc
import itertools
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QThread, QThreadPool, Signal, Slot
from shiboken6 import isValid

from studio_gui.base.errors import StudioError
from studio_gui.ui.garbage import GarbageCollector

T = TypeVar("T")
_NAME = "answers of the thread pool"
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Task:
    work: Callable[[], Any]
    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    answer: Any = None
    error: Exception | None = None


class _Mailbox(QObject):
    """Lives as long as the application; a signal carries the numbers of finished tasks to the window's thread."""

    finished = Signal(int)
    posted = Signal(object)
    """(owner, call, value) from any thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        self._tasks: dict[int, _Task] = {}
        self._numbers = itertools.count()
        self._collects_after = False
        self._waiting: list[tuple[_Task, Executor | None]] | None = None
        self.finished.connect(self._on_finished)
        self.posted.connect(self._on_posted)

    def hold(self) -> None:
        self._waiting = []

    def release(self) -> None:
        waiting, self._waiting = self._waiting or [], None
        for task, lane in waiting:
            self.start(task, lane)

    def start(self, task: _Task, lane: Executor | None) -> None:
        if self._waiting is not None:
            self._waiting.append((task, lane))
            return
        if not self._tasks:
            self._collects_after = gc.isenabled()
            gc.disable()
        number = next(self._numbers)
        self._tasks[number] = task
        if lane is None:
            QThreadPool.globalInstance().start(partial(self._do, number))
        else:
            lane.submit(self._do, number)

    def _do(self, number: int) -> None:
        """In the pool's thread."""
        task = self._tasks[number]
        try:
            task.answer = task.work()
        except Exception as error:
            task.error = error
        # The last one to hold the task must be the window's thread.
        del task
        self.finished.emit(number)

    @Slot(int)
    def _on_finished(self, number: int) -> None:
        task = self._tasks.pop(number)
        if not self._tasks and self._collects_after and not GarbageCollector.is_at_work:
            gc.enable()
        if not isValid(task.owner):
            return
        if task.error is None:
            task.done(task.answer)
        elif task.failed is not None:
            task.failed(task.error)
        else:
            _log.error("work of %s failed", type(task.owner).__name__, exc_info=task.error)

    @Slot(object)
    def _on_posted(self, parcel: tuple[QObject, Callable[[object], None], object]) -> None:
        owner, call, value = parcel
        if isValid(owner):
            call(value)


def relayed(call: Callable[[T], None], owner: QObject) -> Callable[[T], None]:
    """What may be called in any thread, and calls ``call`` in the window's, unless ``owner`` is gone by then.

    Ask for it in the window's thread. For listeners of things that know no Qt.
    """
    mailbox = _mailbox()

    def say(value: T) -> None:
        mailbox.posted.emit((owner, call, value))

    return say


def run(
    work: Callable[[], T],
    owner: QObject,
    *,
    done: Callable[[T], None],
    failed: Callable[[Exception], None] | None = None,
    lane: Executor | None = None,
) -> None:
    """Do ``work`` in another thread, then call ``done`` with its answer, or ``failed``, unless ``owner`` is gone.

    ``work`` must touch no widget. An error without ``failed`` is logged. With a ``lane`` its threads do the work,
    in their own order, instead of Qt's pool.
    """
    _mailbox().start(_Task(work, owner, done, failed), lane)


def in_background(
    owner: QObject,
    work: Callable[[], T],
    *,
    done: Callable[[T], None],
    failed: Callable[[StudioError], None] | None = None,
) -> None:
    """Run ``work`` for a command in the thread pool, then ``done(answer)``, unless ``owner`` is gone by then.

    A :class:`StudioError` goes to ``failed``; anything else is a bug and is raised in the GUI thread.
    """

    def on_failed(error: Exception) -> None:
        if failed is None or not isinstance(error, StudioError):
            raise error
        failed(error)

    run(work, owner, done=done, failed=on_failed)


def waiting(work: Callable[[], T]) -> Callable[[], T]:
    """A piece of work for the pool that waits for somebody: a keyring that asks for a password, a service.

    Meanwhile another thread takes its place. Else on a computer with one core, or when two wait, nothing would be
    checked, drawn or saved.
    """

    def do() -> T:
        pool = QThreadPool.globalInstance()
        pool.releaseThread()
        try:
            return work()
        finally:
            pool.reserveThread()

    return do


def apart(owner: QObject) -> Callable[[Callable[[], None]], None]:
    """How to do a piece of work apart from the window: called in its thread it takes the pool's, in others the same.

    For things that know no Qt and are told in any thread. An error of the work is logged.
    """

    def do(work: Callable[[], None]) -> None:
        if QThread.currentThread() is not mailbox.thread():
            work()
        elif isValid(owner):
            run(work, owner, done=lambda _nothing: None)

    mailbox = _mailbox()
    return do


@contextmanager
def held_back() -> Iterator[None]:
    """What is asked for meanwhile begins at the end: it would take the interpreter from a window that is opening."""
    mailbox = _mailbox()
    mailbox.hold()
    try:
        yield
    finally:
        mailbox.release()


def _mailbox() -> _Mailbox:
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("the thread pool answers to a running application")
    found = app.findChild(_Mailbox, _NAME)
    return found if isinstance(found, _Mailbox) else _Mailbox(app)
