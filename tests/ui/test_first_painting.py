"""Several threads that paint for the first time at the same moment must not crash the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from studio_gui.files.samples import sample

ROOT = Path(__file__).resolve().parents[2]
_CODE = """
import faulthandler, sys, threading
faulthandler.dump_traceback_later(45, exit=True)
from studio_gui.ui.application import import_qt
import_qt()
sys.setswitchinterval(1e-5)
from pathlib import Path
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
from studio_gui.files.project_file import open_project
from studio_gui.painting import Assets
from studio_gui.render.thumbnails import thumbnail
path = Path(sys.argv[1])
project = open_project(path).project
start = threading.Barrier(5)
def work(number):
    start.wait()
    thumbnail(project, project.scenes[number % len(project.scenes)], assets=Assets(path.parent), width=80)
threads = [threading.Thread(target=work, args=(number,)) for number in range(5)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def test_the_first_thumbnails_do_not_crash_the_program() -> None:
    """Five of six end well and none crashes. One may be too slow: rarely, on a busy computer, one stood still."""
    command = [sys.executable, "-X", "faulthandler", "-c", _CODE, str(sample("onboarding").path)]
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    codes, words = [], []
    for _ in range(2):
        attempts = [subprocess.Popen(command, cwd=ROOT, text=True, **pipes) for _ in range(3)]
        for attempt in attempts:
            words.append(attempt.communicate(timeout=100)[1])
            codes.append(attempt.returncode)
    told = "\n".join(words)[-6000:]
    print(told)
    assert min(codes) >= 0, told
    assert codes.count(0) >= 5, told
