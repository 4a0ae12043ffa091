"""Waits for the window as a person who takes a picture of it does: until nothing works and nothing is left to paint.

For pictures of the window; a test waits for what it needs to see.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QThreadPool, QTimer

_LOOK_MS = 50
_MOST_S = 10


def settle(least_s: float = 0.5, *, until: Callable[[], bool] | None = None) -> None:
    """Let the window work until its background tasks are done and ``until`` holds, at most for ten seconds."""
    began = time.monotonic()
    while True:
        loop = QEventLoop()
        QTimer.singleShot(_LOOK_MS, loop.quit)
        loop.exec()
        spent = time.monotonic() - began
        is_idle = QThreadPool.globalInstance().activeThreadCount() == 0 and (until is None or until())
        if (is_idle and spent >= least_s) or spent > _MOST_S:
            return
