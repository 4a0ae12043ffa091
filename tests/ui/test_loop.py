"""While the program runs, threads that compute in Python let its window have Python soon."""

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


def test_the_window_waits_less_than_a_millisecond_for_a_thread_that_computes() -> None:
    command = [sys.executable, "-c", _CODE]
    said = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, timeout=100, check=True).stdout
    assert float(said) < 0.001
