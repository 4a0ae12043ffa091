"""Several threads that paint for the first time at the same moment must not crash the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from studio_gui.files.samples import sample

ROOT = Path(__file__).resolve().parents[2]
_CODE = """
import sys, threading
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


@pytest.mark.parametrize("attempt", range(3))
def test_the_first_thumbnails_do_not_crash_the_program(attempt: int) -> None:
    command = [sys.executable, "-X", "faulthandler", "-c", _CODE, str(sample("onboarding").path)]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert answer.returncode == 0, answer.stderr[-2000:]
