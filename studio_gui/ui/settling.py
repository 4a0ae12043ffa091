"""Waits for the window as a person who takes a picture of it does: until nothing works and nothing is left to paint.

For pictures of the window; a test waits for what it needs to see.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QThreadPool, QTimer

_LOOK_MS = 50
MOST_S = 10
_log = logging.getLogger(__name__)


def settle(least_s: float = 0.5, *, until: Callable[[], bool] | None = None, most_s: float = MOST_S) -> None:
    """Let the window work until its background tasks are done and ``until`` holds.

    After ``most_s`` seconds it gives up and says so in the log: what is taken now is a picture of something half done.
    """
    began = time.monotonic()
    while True:
        loop = QEventLoop()
        QTimer.singleShot(_LOOK_MS, loop.quit)
        loop.exec()
        spent = time.monotonic() - began
        at_work = QThreadPool.globalInstance().activeThreadCount()
        is_there = until is None or until()
        if at_work == 0 and is_there and spent >= least_s:
            return
        if spent > most_s:
            why = "what was waited for did not come" if not is_there else f"threads at work: {at_work}"
            _log.warning("The window did not come to rest within %g seconds: %s.", most_s, why)
            return
