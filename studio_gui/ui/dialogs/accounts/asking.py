"""Questions to a service from a dialog: off the window's thread, one at a time, and dropped when nobody waits any more."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from studio_gui.base.errors import StudioError
from studio_gui.providers.http import watching
from studio_gui.ui import threads
from studio_gui.ui.dialogs.sides import Footer

T = TypeVar("T")


class _Lane(Executor):
    """A thread for each question: a service that keeps silent must hold up neither the pool nor the end of the program."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Start it at once; the answer comes by the signal of ``threads``, so the future stays empty."""
        threading.Thread(target=fn, args=args, kwargs=kwargs, name="question to a service", daemon=True).start()
        return Future()


_LANE = _Lane()


class Asking(QObject):
    """One question at a time; a newer one, ``cancel`` or the end of the dialog drops the one before."""

    def __init__(self, parent: QDialog) -> None:
        super().__init__(parent)
        self._flag: threading.Event | None = None
        parent.finished.connect(self.cancel)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is waited for."""
        return self._flag is not None

    def ask(self, work: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[StudioError], None]) -> None:
        """Do ``work`` in another thread; requests it makes stop when the question is dropped."""
        self.cancel()
        flag = self._flag = threading.Event()

        def watched() -> T:
            with watching(is_cancelled=flag.is_set):
                return work()

        def on_done(answer: T) -> None:
            if not flag.is_set():
                self._flag = None
                done(answer)

        def on_failed(error: Exception) -> None:
            if not isinstance(error, StudioError):
                self._flag = None
                raise error
            if not flag.is_set():
                self._flag = None
                failed(error)

        threads.run(watched, self, done=on_done, failed=on_failed, lane=_LANE)

    def cancel(self) -> None:
        """Nobody waits for the answer any more."""
        if self._flag is not None:
            self._flag.set()
            self._flag = None


class Kept(Protocol):
    """A form whose words are being kept somewhere."""

    footer: Footer

    def setEnabled(self, is_enabled: bool, /) -> None:
        """Whether anything can be typed."""

    def say_error(self, words: str) -> None:
        """Say what kept it from being kept."""


def keep(form: Kept, asking: Asking, work: Callable[[], T], *, done: Callable[[T], None]) -> None:
    """Keep what a form says, in another thread; meanwhile it cannot be changed, and what goes wrong is said in it."""

    def failed(error: StudioError) -> None:
        form.setEnabled(True)
        form.footer.set_enabled(is_enabled=True)
        form.say_error(error.sentence())

    form.setEnabled(False)
    form.footer.set_enabled(is_enabled=False)
    asking.ask(work, done=done, failed=failed)
