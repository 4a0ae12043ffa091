"""Work off the GUI thread whose answer comes back to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from shiboken6 import isValid

from studio_gui.base.errors import StudioError

Answer = TypeVar("Answer")


class _Signals(QObject):
    done = Signal(object)
    failed = Signal(object)


class _Task(QRunnable):
    def __init__(self, work: Callable[[], object], signals: _Signals) -> None:
        super().__init__()
        self._work = work
        self._signals = signals

    def run(self) -> None:
        try:
            answer = self._work()
        except Exception as error:
            self._tell(self._signals.failed, error)
        else:
            self._tell(self._signals.done, answer)

    def _tell(self, signal: object, value: object) -> None:
        # The window may have been closed meanwhile; then nobody waits for the answer.
        if isValid(self._signals):
            signal.emit(value)  # type: ignore[attr-defined]


def in_background(
    owner: QObject,
    work: Callable[[], Answer],
    *,
    done: Callable[[Answer], None],
    failed: Callable[[StudioError], None] | None = None,
) -> None:
    """Run ``work`` in the thread pool, then ``done(answer)`` in ``owner``'s thread, unless ``owner`` is gone by then.

    A :class:`StudioError` goes to ``failed``; anything else is a bug and is raised in the GUI thread.
    """
    signals = _Signals(owner)

    def on_done(answer: object) -> None:
        signals.deleteLater()
        done(answer)  # type: ignore[arg-type]

    def on_failed(error: BaseException) -> None:
        signals.deleteLater()
        if failed is None or not isinstance(error, StudioError):
            raise error
        failed(error)

    signals.done.connect(on_done, Qt.ConnectionType.QueuedConnection)
    signals.failed.connect(on_failed, Qt.ConnectionType.QueuedConnection)
    QThreadPool.globalInstance().start(_Task(work, signals))
