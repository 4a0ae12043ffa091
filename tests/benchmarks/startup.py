"""How long from the start of the process to the first painted window with the sample open: at most 0.7 s.

Run ``python tests/benchmarks/startup.py [runs]`` where there is a display, e.g. under Xvfb. The process itself says
when its window was painted; the clock starts before it is made. Beside it: an empty PySide6 window, as the ratio.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LIMIT_S = 0.7
_ROOT = Path(__file__).resolve().parents[2]
_STUDIO = """
import os, sys, time
from studio_gui.ui import application
import_qt = application.import_qt
def import_qt_and_listen():
    import_qt()
    from studio_gui.ui import loop
    real = loop.run_until_painted
    def run_until_painted(painted):
        real(painted)
        print(time.time(), flush=True)
        os._exit(0)
    loop.run_until_painted = run_until_painted
application.import_qt = import_qt_and_listen
application.main(sys.argv[1:])
"""
_EMPTY = """
import os, time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        print(time.time(), flush=True)
        os._exit(0)
app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""


def main() -> int:
    """Print medians and the ratio; the exit code says whether the limit holds."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as home:
        sample = _copied_sample(Path(home))
        environment = {**os.environ, "STUDIO_HOME": str(Path(home) / "user"), "PYTHONPATH": str(_ROOT)}
        _time(_STUDIO, environment, sample)  # brings the files into the page cache
        studio = statistics.median(_time(_STUDIO, environment, sample) for _ in range(runs))
        empty = statistics.median(_time(_EMPTY, environment, sample) for _ in range(runs))
    print(f"window with the sample painted: {studio:.3f} s (limit {LIMIT_S} s)")
    print(f"empty PySide6 window: {empty:.3f} s, ratio {studio / empty:.2f}")
    return 0 if studio <= LIMIT_S else 1


def _copied_sample(home: Path) -> str:
    command = [sys.executable, "-m", "studio_gui", "new", str(home / "Onboarding"), "--from", "onboarding"]
    subprocess.run(command, cwd=_ROOT, check=True, capture_output=True)
    return str(home / "Onboarding")


def _time(code: str, environment: dict[str, str], project: str) -> float:
    began = time.time()
    answer = subprocess.run(
        [sys.executable, "-c", code, project], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    return float(answer.stdout.split()[0]) - began


if __name__ == "__main__":
    raise SystemExit(main())
