"""A bug in a method that Qt calls is told and does not end the program, whatever Python raised it."""

from __future__ import annotations

from typing import Generic, TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.ui import raising

T = TypeVar("T")


class _Holding(QObject, Generic[T]):
    """Of what, is said where it is used."""


class _Plain(QLabel):
    """Has overrides in its base class only; the layout that asks it is Qt's."""

    def sizeHint(self) -> QSize:
        return QSize(40, int("forty") if self.text() else 40)


class _Buggy(QWidget):
    """Calls what it cannot: such an exception is raised by C code, and caught by nobody on its way to Qt."""

    def event(self, event: QEvent) -> bool:
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        1 / 0  # noqa: B018

    def paintEvent(self, event: QPaintEvent) -> None:
        len(3)  # type: ignore[arg-type]


def test_a_bug_while_something_is_painted_is_told(qtbot: QtBot) -> None:
    widget = _Buggy()
    qtbot.addWidget(widget)
    with pytest.raises(TypeError, match="has no len"):
        widget.grab()


def test_a_bug_in_a_method_of_a_method_that_qt_calls_is_told_and_the_program_goes_on(qtbot: QtBot) -> None:
    widget = _Buggy()
    qtbot.addWidget(widget)
    at, left = QPointF(10, 10), Qt.MouseButton.LeftButton
    press = QMouseEvent(QEvent.Type.MouseButtonPress, at, at, left, left, Qt.KeyboardModifier.NoModifier)
    for _twice in range(2):
        with pytest.raises(ZeroDivisionError, match="division by zero"):
            QApplication.sendEvent(widget, press)


class _Habit:
    """Is none of Qt's, and stands before a class that is."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        1 / 0  # noqa: B018


class _WithHabit(_Habit, QWidget):
    """Has an override from a class that Qt knows nothing of."""


@pytest.mark.skipif(not raising.FALLS_OVER, reason="this Python makes its exceptions at once")
def test_so_is_an_override_from_a_class_that_is_none_of_qt() -> None:
    assert hasattr(_WithHabit.mousePressEvent, "__wrapped__")
    assert not hasattr(_Habit.mousePressEvent, "__wrapped__")


@pytest.mark.skipif(not raising.FALLS_OVER, reason="this Python makes its exceptions at once")
def test_what_overrides_a_method_of_qt_is_watched_and_nothing_else() -> None:
    assert hasattr(_Buggy.mousePressEvent, "__wrapped__")
    assert hasattr(_Plain.sizeHint, "__wrapped__")
    assert not hasattr(_Plain.__init__, "__wrapped__")
    assert QWidget.sizeHint(QWidget()) == QSize(-1, -1)


def test_other_bases_hear_of_a_class_as_ever() -> None:
    assert isinstance(_Holding[int](), _Holding)
