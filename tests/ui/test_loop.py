"""What runs beside the window: threads that compute let it have Python soon, and mistakes are told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_CODE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from studio_gui.ui import loop

app = QApplication(sys.argv[:1])

async def serve():
    print(sys.getswitchinterval())
    QTimer.singleShot(0, app.quit)

loop.run(app, serve)
"""
_MISTAKE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from studio_gui.ui import loop

app = QApplication(sys.argv[:1])

def told(kind, error, trace):
    print(kind.__name__, error, trace.tb_frame.f_code.co_name)
    QTimer.singleShot(0, app.quit)  # the window is still there

async def serve():
    raise ValueError("a mistake")

sys.excepthook = told
print(loop.run(app, serve))
"""


def _said(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, text=True, capture_output=True, timeout=100, check=True).stdout


def test_the_window_waits_less_than_a_millisecond_for_a_thread_that_computes() -> None:
    assert float(_said(_CODE)) < 0.001


def test_a_mistake_of_what_moves_jobs_on_is_told_and_the_window_goes_on() -> None:
    assert _said(_MISTAKE).split("\n") == ["ValueError a mistake serve", "0", ""]
