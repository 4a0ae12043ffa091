"""The event loop: Qt's own until the window stands, then qasync's, so that jobs run as asyncio tasks beside the window.

qasync is known to this module alone.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

if TYPE_CHECKING:
    import asyncio

_log = logging.getLogger(__name__)
SWITCH_S = 0.0002
"""So long a thread that computes may keep Python to itself while the window waits for it.

The window asks for it at the beginning of each turn, and again whenever Qt has worked for itself for a while in the
midst of one, which may be dozens of times. With Python's usual 5 ms each time, a project that is read beside the window
makes turns of 40 ms out of such that take 4, and half a millisecond still made 20 out of 6. It costs those threads
nothing that can be measured.
"""


def run_until_painted(painted: object) -> None:
    """Run Qt's loop until the signal ``painted`` comes; what is heavy is loaded afterwards."""
    loop = QEventLoop()
    painted.connect(loop.quit)  # type: ignore[attr-defined]
    # Without a compositor a window may never be exposed: do not wait for ever.
    QTimer.singleShot(3000, loop.quit)
    loop.exec()


def run(app: QCoreApplication, serve: Callable[[], Coroutine[Any, Any, None]]) -> int:
    """Run ``serve`` and the window together until the application quits; answers the exit code.

    What ``serve`` raises is told as any other mistake of the program, and the window goes on.
    """
    import asyncio

    import qasync

    sys.setswitchinterval(SWITCH_S)
    with qasync.QEventLoop(app) as loop:
        task = asyncio.ensure_future(serve(), loop=loop)
        task.add_done_callback(_on_over)
        # Quitting ends Qt's loop at once, so the end of ``serve`` is awaited in a second, short run of it.
        code = int(loop.run_forever())
        is_over = task.done()
        task.remove_done_callback(_on_over)  # there is no window any more to tell anything
        task.cancel()
        task.add_done_callback(lambda _: loop.stop())
        while not task.done():
            loop.run_forever()  # where the screen is gone Qt ends each run of its loop after a turn
        error = None if task.cancelled() else task.exception()
        if error is not None and not is_over:
            _log.error("What went on beside the window did not end as it should.", exc_info=error)
    return code


def _on_over(task: asyncio.Task[None]) -> None:
    error = None if task.cancelled() else task.exception()
    if error is not None:
        sys.excepthook(type(error), error, error.__traceback__)
