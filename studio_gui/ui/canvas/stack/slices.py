"""Work that takes longer than a turn of the loop may: it is done in slices, and others have their turn between two."""

from __future__ import annotations

import time
from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer

SLICE_S = 0.004
"""One slice ends when it took so long."""
Work = Generator[None, None, None]
"""Work that says at each ``yield`` that it may be interrupted."""


class Slices(QObject):
    """Does one work at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Work | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_turn)

    @property
    def is_working(self) -> bool:
        """Whether there is something left to do."""
        return self._work is not None

    def start(self, work: Work) -> None:
        """Begin a work in the next turn; one that is under way is given up."""
        self._work = work
        self._timer.start(0)

    def drop(self) -> None:
        """Give up what is under way."""
        self._work = None
        self._timer.stop()

    def _on_turn(self) -> None:
        end, work = time.perf_counter() + SLICE_S, self._work
        while work is not None and self._work is work:
            try:
                next(work)
            except StopIteration:
                if self._work is work:
                    self._work = None
                return
            if time.perf_counter() > end:
                self._timer.start(0)
                return
