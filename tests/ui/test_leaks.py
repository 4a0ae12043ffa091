"""The watch over leaks sees what it should see, and says its name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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


def test_windows_can_be_tested_after_what_only_draws() -> None:
    """A check of texts had started Qt without windows, and every test of a window in that process failed."""
    draws = "tests/unit/providers/test_preflight.py::test_texts_that_run_over_and_fonts_that_may_be_missing"
    shows = "tests/ui/test_leaks.py::test_a_visible_window_is_named"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", draws, shows]
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    root = Path(__file__).resolve().parents[2]
    answer = subprocess.run(command, cwd=root, env=settings, capture_output=True, text=True, timeout=120, check=False)
    assert answer.returncode == 0, answer.stdout
    assert "2 passed" in answer.stdout
