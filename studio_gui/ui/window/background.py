"""Work off the GUI thread for commands: the answer comes back, a known error is shown, a bug reaches the crash dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from studio_gui.base.errors import StudioError
from studio_gui.ui.panels import threads

Answer = TypeVar("Answer")


def in_background(
    owner: QObject,
    work: Callable[[], Answer],
    *,
    done: Callable[[Answer], None],
    failed: Callable[[StudioError], None] | None = None,
) -> None:
    """Run ``work`` in the thread pool, then ``done(answer)`` in the GUI thread, unless ``owner`` is gone by then.

    A :class:`StudioError` goes to ``failed``; anything else is a bug and is raised in the GUI thread.
    """

    def on_failed(error: Exception) -> None:
        if failed is None or not isinstance(error, StudioError):
            raise error
        failed(error)

    threads.run(work, owner, done=done, failed=on_failed)
