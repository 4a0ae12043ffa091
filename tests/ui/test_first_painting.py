"""Several threads that paint for the first time at the same moment must neither crash nor block the process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from studio_gui.files.samples import sample

ROOT = Path(__file__).resolve().parents[2]
_CODE = """
import faulthandler, sys, threading
faulthandler.dump_traceback_later(45, exit=True)
from studio_gui.ui.application import import_qt
import_qt()
sys.setswitchinterval(1e-5)
from pathlib import Path
from studio_gui.render.offscreen import ensure_qt
ensure_qt()
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


def _program(code: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-X", "faulthandler", "-c", code, *arguments]
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=ROOT, text=True, **pipes)


def test_the_first_thumbnails_do_not_crash_the_program() -> None:
    attempts = [_program(_CODE, str(sample("onboarding").path)) for _ in range(3)]
    told = [attempt.communicate(timeout=100)[1] for attempt in attempts]
    assert [attempt.returncode for attempt in attempts] == [0, 0, 0], "\n".join(told)[-6000:]


_PICTURES = """
import faulthandler, sys, threading
faulthandler.dump_traceback_later(45, exit=True)
sys.setswitchinterval(1e-5)
from studio_gui.render.offscreen import ensure_qt
ensure_qt()
from PySide6.QtGui import QImageReader
start = threading.Barrier(6)
def work(number):
    reader = QImageReader(sys.argv[1])
    reader.setDecideFormatFromContent(True)
    start.wait()
    if number % 2:
        reader.format()
    assert not reader.read().isNull()
threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def test_the_first_pictures_of_several_threads_do_not_block_each_other(tmp_path: Path) -> None:
    """Without ``load_formats`` about every second of these programs stands still for ever."""
    picture = tmp_path / "picture.jpg"
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(picture))
    attempts = [_program(_PICTURES, str(picture)) for _ in range(6)]
    told = [attempt.communicate(timeout=100)[1] for attempt in attempts]
    assert [attempt.returncode for attempt in attempts] == [0] * 6, "\n".join(told)[-6000:]


_DRAWINGS = """
import faulthandler, sys, threading
from pathlib import Path
faulthandler.dump_traceback_later(45, exit=True)
sys.setswitchinterval(1e-5)
from studio_gui.render.offscreen import ensure_qt
ensure_qt()
from studio_gui.painting.media import pictures
bitmap, drawing, ended = Path(sys.argv[1]), Path(sys.argv[2]), threading.Event()
def look():
    while not ended.is_set():
        pictures.natural_size(bitmap)
thread = threading.Thread(target=look)
thread.start()
for side in range(1, 200):
    assert pictures.draw_vector(drawing, (side, side)) is not None
ended.set()
thread.join()
"""


def test_drawings_and_pictures_of_several_threads_do_not_block_each_other(tmp_path: Path) -> None:
    """A drawing that Qt's reader takes from a buffer of Python blocks each of these programs for ever."""
    picture, drawing = tmp_path / "picture.png", tmp_path / "drawing.svg"
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(picture))
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="5" height="5"/></svg>')
    attempts = [_program(_DRAWINGS, str(picture), str(drawing)) for _ in range(2)]
    told = [attempt.communicate(timeout=100)[1] for attempt in attempts]
    assert [attempt.returncode for attempt in attempts] == [0, 0], "\n".join(told)[-6000:]


_LOADING = """
from studio_gui.ui.application import import_qt
import_qt()
from studio_gui.render.offscreen import ensure_qt
ensure_qt()
"""


def test_readers_are_made_without_reading_memory_that_was_given_back() -> None:
    """A program crashed at its start, now and then: glibc overwrites here what is freed, so that it does each time."""
    harsh = {"MALLOC_PERTURB_": "165", "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0"}
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", _LOADING], cwd=ROOT, env={**os.environ, **harsh},
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-6000:]


_IMAGES = """
import faulthandler, sys, threading
faulthandler.dump_traceback_later(45, exit=True)
import PySide6.QtCore  # its import in the place of Python's takes longer, in which more can happen
import studio_gui.painting
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
sys.setswitchinterval(1e-6)
start = threading.Barrier(6)
def work():
    start.wait()
    QImage(QSize(4, 4), QImage.Format.Format_RGB32)
threads = [threading.Thread(target=work) for _ in range(6)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def test_the_first_images_of_several_threads_do_not_block_each_other() -> None:
    """Without the one that is made beforehand, many of these programs stand still for ever."""
    attempts = [_program(_IMAGES) for _ in range(8)]
    told = [attempt.communicate(timeout=100)[1] for attempt in attempts]
    assert [attempt.returncode for attempt in attempts] == [0] * 8, "\n".join(told)[-6000:]


_DESTROYING = """
import faulthandler, sys, threading, time
from pathlib import Path
faulthandler.dump_traceback_later(45, exit=True)
sys.setswitchinterval(1e-5)
from studio_gui.render.offscreen import ensure_qt
ensure_qt()
from PySide6.QtCore import QObject, QTimer
from studio_gui.painting.media import formats, pictures
picture, ended = Path(sys.argv[1]), threading.Event()
content = picture.read_bytes()
def look():
    while not ended.is_set():
        assert pictures.natural_size(picture) == formats.image_in(content).size().toTuple()
threads = [threading.Thread(target=look) for _ in range(2)]
for thread in threads: thread.start()
until = time.monotonic() + 8
while time.monotonic() < until:
    told = [(QTimer(), QObject()) for _ in range(200)]
    for timer, one in told: timer.timeout.connect(one.deleteLater)
    timers = [timer for timer, _ in told]
    ones = [one for _, one in told]
    del told, timer, one
    ones.clear()
ended.set()
for thread in threads: thread.join()
"""


def test_pictures_are_looked_at_while_objects_that_something_is_connected_to_are_destroyed(tmp_path: Path) -> None:
    """Where Qt finds out what kind of picture it is, most of these programs stand still for ever within seconds."""
    picture = tmp_path / "picture.png"
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(picture))
    attempts = [_program(_DESTROYING, str(picture)) for _ in range(3)]
    told = [attempt.communicate(timeout=100)[1] for attempt in attempts]
    assert [attempt.returncode for attempt in attempts] == [0] * 3, "\n".join(told)[-6000:]
