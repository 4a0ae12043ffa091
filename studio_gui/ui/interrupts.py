"""Ctrl-C in the terminal closes the windows, as Quit does; ``kill``, a terminal that is closed and a second Ctrl-C end all.

Whoever presses Ctrl-C is there to be asked about what is not saved. Who ends a program otherwise, such as a computer
that is shut down, answers nothing and does not wait long: what is not saved is kept, and offered at the next start.

Python hears of a signal between any two of its steps, in the midst of painting or of an edit, too. So it is only noted
there, and the windows are closed in a turn of the event loop of its own.
"""

from __future__ import annotations

import signal

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from studio_gui.base.stopping import SIGNALS
from studio_gui.ui.window.closing import AGAIN_MS, leave_all
from studio_gui.ui.windows.windows import Windows

_LOOKS_MS = 500
"""Python gets its turn so often to notice a signal while nothing else goes on."""


class Interrupts(QObject):
    """Listens for what asks the program to end, until it is stopped."""

    def __init__(self, parent: QObject, *, windows: Windows) -> None:
        super().__init__(parent)
        self._windows = windows
        self.is_leaving = False
        """Whether the windows are being closed, and perhaps asked about."""
        self._must_end = False
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._on_turn)
        looks = QTimer(self)
        looks.setProperty("lasting", True)
        looks.timeout.connect(_give_python_a_turn)
        looks.start(_LOOKS_MS)
        heard = [number for number in SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
        self._before = {number: signal.signal(number, self._on_interrupt) for number in heard}

    def stop(self) -> None:
        """Leave the signals to those that heard them before."""
        for number, hearer in self._before.items():
            signal.signal(number, hearer if hearer is not None else signal.SIG_DFL)
        self._before = {}

    def _on_interrupt(self, number: int, _frame: object) -> None:
        self._must_end = self._must_end or number != signal.SIGINT or self.is_leaving
        self._turn.start(0)

    def _on_turn(self) -> None:
        if self._must_end:
            self._end()
            return
        self.is_leaving = True
        try:
            leave_all(self._windows.front)
        finally:
            self.is_leaving = False

    def _end(self) -> None:
        from studio_gui.ui.dialogs.importing.working import is_waited_for  # a start does without it

        if any(is_waited_for(window) for window in self._windows.all):
            self._turn.start(AGAIN_MS)  # it cannot be broken off, and has a loop of its own
        else:
            QCoreApplication.exit()  # and not ``quit``, which would close the windows, and so ask


def _give_python_a_turn() -> None:
    pass
