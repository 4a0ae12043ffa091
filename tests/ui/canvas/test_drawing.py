"""Pictures drawn in another thread for a canvas that may be gone by the time they are done."""

from __future__ import annotations

import gc
import threading

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from studio_gui.model.geometry import Box, Rect
from studio_gui.ui.canvas.drawing import Drawing, Order, rest
from studio_gui.ui.canvas.pictures import Paint

AREA = Rect(0, 0, 8, 8)


def order(key: str, paint: Paint = lambda painter: painter.fillRect(0, 0, 4, 4, 0)) -> Order:
    return Order(key, object(), paint, AREA, 1.0, Box(0, 0, 8, 8), is_whole=True)


def test_pictures_come_in_the_order_they_were_asked_for(qtbot: QtBot) -> None:
    drawing, got = Drawing(), []
    drawing.done.connect(lambda asked, picture, seconds: got.append((asked.key, picture.area, seconds >= 0)))
    for key in "abc":
        drawing.ask(order(key))
    qtbot.waitUntil(lambda: len(got) == 3)
    assert got == [(key, AREA, True) for key in "abc"]


def test_who_destroys_a_window_waits_until_nothing_is_drawn(qtbot: QtBot) -> None:
    began, go_on, drawn = threading.Event(), threading.Event(), []

    def paint(painter: QPainter) -> None:
        began.set()
        go_on.wait(0.2 if len(drawn) < 2 else 60)
        drawn.append(painter)

    drawing = Drawing()
    for key in "ab":
        drawing.ask(order(key, paint))
    assert began.wait(5)
    rest()
    assert len(drawn) == 2
    drawing.ask(order("c", paint))
    rest(0.05)
    assert len(drawn) == 2, "and not for ever"
    go_on.set()
    rest()
    assert len(drawn) == 3


def test_a_painter_that_fails_leaves_nobody_waiting(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    def paint(painter: QPainter) -> None:
        raise ValueError("no such colour")

    drawing, got = Drawing(), []
    drawing.done.connect(lambda asked, picture, seconds: got.append(picture))
    drawing.ask(order("a", paint))
    qtbot.waitUntil(lambda: got == [None])
    assert "no such colour" in caplog.text


def test_canvases_closed_while_their_pictures_are_drawn_bring_nothing_down(qtbot: QtBot) -> None:
    """The window once crashed when a project was closed: its signal was sent while it was being destroyed."""
    got: list[str] = []
    for number in range(600):
        parent = QObject()
        drawing = Drawing(parent)
        drawing.itself = drawing  # a cycle: only the collector finds it
        drawing.done.connect(lambda asked, picture, seconds: got.append(asked.key))
        drawing.ask(order(str(number)))
        drawing.ask(order(str(number)))
        if number % 3 == 0:
            QCoreApplication.processEvents()
        shiboken6.delete(parent)
        del parent, drawing
        if number % 50 == 0:
            gc.collect()
    last = Drawing()
    last.done.connect(lambda asked, picture, seconds: got.append(asked.key))
    last.ask(order("last"))
    qtbot.waitUntil(lambda: got[-1:] == ["last"])
