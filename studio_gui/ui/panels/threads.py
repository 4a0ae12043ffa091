"""Work that would hold up the window, done in Qt's thread pool; the answer comes back in the window's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")
_NAME = "answers of the thread pool"
_log = logging.getLogger(__name__)


class _Mailbox(QObject):
    """Lives as long as the application; signals carry answers from the pool's threads to the window's."""

    arrived = Signal(object, object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        self.arrived.connect(self._on_arrived)

    @Slot(object, object, object)
    def _on_arrived(self, owner: QObject, answer: Callable[[object], None], value: object) -> None:
        if isValid(owner):
            answer(value)


def run(
    work: Callable[[], T],
    owner: QObject,
    *,
    done: Callable[[T], None],
    failed: Callable[[Exception], None] | None = None,
) -> None:
    """Do ``work`` in another thread, then call ``done`` with its answer, or ``failed``, unless ``owner`` is gone.

    ``work`` must touch no widget. An error without ``failed`` is logged.
    """
    mailbox = _mailbox()

    def job() -> None:
        try:
            value = work()
        except Exception as error:
            if failed is None:
                _log.exception("work of %s failed", type(owner).__name__)
            else:
                mailbox.arrived.emit(owner, failed, error)
            return
        mailbox.arrived.emit(owner, done, value)

    QThreadPool.globalInstance().start(job)


def _mailbox() -> _Mailbox:
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("the thread pool answers to a running application")
    found = app.findChild(_Mailbox, _NAME)
    return found if isinstance(found, _Mailbox) else _Mailbox(app)
