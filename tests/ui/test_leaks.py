"""The watch over leaks sees what it should see, and says its name."""

from __future__ import annotations

from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.leaks import QtState


def test_a_running_timer_is_named(qapp: object) -> None:
    before = QtState.now()
    timer = QTimer(objectName="autosave")
    timer.start(60_000)
    assert before.left_behind() == ["the running timer QTimer 'autosave'"]
    timer.stop()
    assert before.left_behind() == []


def test_a_visible_window_is_named(qtbot: QtBot) -> None:
    before = QtState.now()
    window = QWidget(objectName="orphan")
    qtbot.addWidget(window)
    window.show()
    assert before.left_behind() == ["the window QWidget 'orphan'"]
    window.close()
    assert before.left_behind() == []


def test_a_running_thread_is_named(qtbot: QtBot) -> None:
    before = QtState.now()
    thread = QThread(objectName="renderer")
    thread.start()
    qtbot.waitUntil(thread.isRunning)
    assert before.left_behind() == ["the running thread QThread 'renderer'"]
    thread.quit()
    assert thread.wait(2000)
    assert before.left_behind() == []
