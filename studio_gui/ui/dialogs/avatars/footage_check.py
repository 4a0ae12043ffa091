"""One check of footage, or one new encoding of it, in another thread: with progress, and dropped when nobody waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio_gui.base.errors import Cancelled, StudioError
from studio_gui.render.footage import Cut, FootageReport, Told, check_footage, fit_footage
from studio_gui.ui import threads


class FootageWork(QObject):
    """Works on one file at a time; a new one drops the one before."""

    checked = Signal(object)
    """The :class:`FootageReport`."""
    fitted = Signal(object)
    """The path of the new file."""
    failed = Signal(object)
    """The :class:`StudioError`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._flag: threading.Event | None = None
        self._share: tuple[float, str] = (0.0, "")

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._flag is not None

    @property
    def progress(self) -> tuple[float, str]:
        """How far it is; read it from a timer of the window."""
        return self._share

    def check(self, file: Path) -> None:
        """Look at footage."""

        def work(told: Told) -> FootageReport:
            return check_footage(file, told=told)

        self._run(work, self.checked.emit)

    def fit(self, source: Path, target: Path, cut: Cut, report: FootageReport) -> None:
        """Write a copy that passes."""

        def work(told: Told) -> Path:
            fit_footage(source, target, cut, report=report, told=told)
            return target

        self._run(work, self.fitted.emit)

    def cancel(self) -> None:
        """Stop; nothing is left behind, and nothing is said."""
        if self._flag is not None:
            self._flag.set()
            self._flag = None

    def _run(self, work: Callable[[Told], object], answer: Callable[[object], None]) -> None:
        self.cancel()
        flag = self._flag = threading.Event()
        self._share = (0.0, "")

        def told(share: float, words: str) -> None:
            if flag.is_set():
                raise Cancelled("Stopped.")
            self._share = (share, words)

        def done(said: object) -> None:
            if not flag.is_set():
                self._flag = None
                answer(said)

        def failed(error: Exception) -> None:
            if flag.is_set() and isinstance(error, Cancelled):
                return
            self._flag = None
            if not isinstance(error, StudioError):
                raise error
            self.failed.emit(error)

        threads.run(lambda: work(told), self, done=done, failed=failed)
