"""Answers the dialog that something brings, as soon as it is shown: whoever answers after a while finds none on a busy day.

Then nobody would ever close it, and the test would hang.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

import pytest
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from shiboken6 import isValid

Kind = TypeVar("Kind", bound=QDialog)
MOST_S = 60
"""How long a dialog may take until it is shown, and then until it is closed, however slow the computer is."""
_LOOK_MS = 10


@contextlib.contextmanager
def answering(
    does: Callable[[Kind], None], kind: type[Kind], *, name: str = "", most_s: float = MOST_S
) -> Iterator[None]:
    """What is begun within brings a dialog of this kind (and object name), with which this is done; ends when it was done.

    Where no such dialog comes or this one is not closed, the test fails and whatever dialog holds it up is closed.
    """
    waiting = _Waiting(does, kind, name=name, most_s=most_s)
    try:
        yield
        waiting.until_answered()
    finally:
        waiting.stop()


@contextlib.contextmanager
def pressing(name: str, *, kind: type[QDialog] = QDialog, dialog: str = "") -> Iterator[None]:
    """What is begun within asks something, and the answer is the button of this name."""

    def press(shown: QDialog) -> None:
        button = shown.findChild(QPushButton, name)
        assert button is not None, f"There is no button {name!r} in {_describe(shown)}."
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    with answering(press, kind, name=dialog):
        yield


class _Waiting(QObject, Generic[Kind]):
    """Looks again and again for the dialog."""

    def __init__(self, does: Callable[[Kind], None], kind: type[Kind], *, name: str, most_s: float) -> None:
        super().__init__()
        self.missed = ""
        """What did not happen."""
        self._does, self._kind, self._name, self._most_s = does, kind, name, most_s
        self._before, self._answered = _shown(), list[Kind]()
        self._error: BaseException | None = None
        self._loop = QEventLoop(self)
        self._last = time.monotonic() + most_s
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def until_answered(self) -> None:
        """A dialog that holds up nobody may still be to come."""
        if not self._answered and not self.missed:
            self._loop.exec()

    def stop(self) -> None:
        """Look no longer, and raise what went wrong here: it is the reason of what went wrong since."""
        self._timer.stop()
        self.deleteLater()
        if self.missed:
            pytest.fail(self.missed)
        if self._error is not None:
            raise self._error

    def _look(self) -> None:
        if self._answered:
            self._see_it_closed(self._answered[0])
            return
        found = [each for each in _shown() if each not in self._before and self._is_meant(each)]
        if found:
            self._answer(found[0])
        elif time.monotonic() > self._last:
            self._give_up(f"Within {self._most_s:g} s there was no dialog {self._name or self._kind.__name__!r}")

    def _is_meant(self, dialog: QDialog) -> bool:
        handle = dialog.windowHandle()
        is_there = handle is not None and handle.isExposed()
        return is_there and isinstance(dialog, self._kind) and self._name in ("", dialog.objectName())

    def _answer(self, dialog: Kind) -> None:
        self._answered.append(dialog)
        try:
            self._does(dialog)
        except BaseException as error:
            self._error = error
            _close(dialog)
        self._last = time.monotonic() + self._most_s
        self._loop.quit()

    def _see_it_closed(self, dialog: Kind) -> None:
        if not isValid(dialog) or not dialog.isVisible():
            self._timer.stop()
        elif time.monotonic() > self._last:
            self._give_up(f"Within {self._most_s:g} s nobody closed {_describe(dialog)}")

    def _give_up(self, words: str) -> None:
        in_the_way = [each for each in _shown() if each not in self._before]
        if not self.missed:
            others = ", ".join(_describe(each) for each in in_the_way)
            self.missed = f"{words}; shown was {others or 'none at all'}."
        for each in in_the_way:  # and what comes later: what is held up is to come to its end
            _close(each)
        self._loop.quit()


def _shown() -> list[QDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def _close(dialog: QDialog) -> None:
    """Without a question, whatever the dialog does with Esc."""
    if isValid(dialog) and dialog.isVisible():
        QDialog.done(dialog, QDialog.DialogCode.Rejected)


def _describe(dialog: QDialog) -> str:
    return f"{type(dialog).__name__} {dialog.objectName() or dialog.windowTitle()!r}"
