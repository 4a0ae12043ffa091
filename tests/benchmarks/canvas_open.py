"""How long a scene of 1,000 pictures in 4k takes to a canvas one can work on, and what it takes of memory.

``python tests/benchmarks/canvas_open.py`` prints seconds and megabytes, and their ratio to what is allowed: 2 s, 600 MB.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COUNT, FILES = 1000, 40
ALLOWED_S, ALLOWED_MB = 2.0, 600.0


def _pictures(folder: Path) -> list[str]:
    from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

    (folder / "media").mkdir()
    refs = []
    for number in range(FILES):
        image = QImage(3840, 2160, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        gradient = QLinearGradient(0, 0, 3840, 2160)
        gradient.setColorAt(0, QColor.fromHsv(number * 9, 200, 220))
        gradient.setColorAt(1, QColor.fromHsv(359 - number * 9, 120, 120))
        painter.fillRect(image.rect(), gradient)
        painter.end()
        refs.append(f"media/{number}.jpg")
        assert image.save(str(folder / refs[-1]), quality=90)
    for number in range(FILES, COUNT):
        refs.append(f"media/{number}.jpg")  # a file of its own to every cache, though its content is not new
        os.link(folder / refs[number % FILES], folder / refs[-1])
    return refs


def _project(refs: list[str]):
    from studio_gui.model.geometry import Rect
    from studio_gui.model.new import new_image, new_project, new_scene

    draw = random.Random(7)
    clips = []
    for index in range(COUNT):
        width = draw.randrange(80, 320)
        box = Rect(draw.randrange(0, 1700), draw.randrange(0, 900), width, width * 9 / 16)
        clip = new_image(box=box, size=(3840, 2160), media=refs[index])
        clips.append(clip.changed(layer=index + 1))
    return new_project(scenes=(new_scene().changed(clips=tuple(clips)),))


def _memory_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> int:
    """Measure once and print it; 1 when a limit is broken."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from studio_gui.painting import Assets
    from studio_gui.ui.canvas import CanvasView
    from studio_gui.ui.document import Document
    from studio_gui.ui.opening import make_application

    app = make_application()
    with tempfile.TemporaryDirectory() as name:
        project = _project(_pictures(Path(name)))
        start = time.perf_counter()
        view = CanvasView(Document(project), Assets(Path(name)))
        view.resize(1400, 860)
        view.show()
        app.processEvents()
        usable, worst = time.perf_counter() - start, 0.0
        while not view.shown.is_complete:
            begin = time.perf_counter()
            app.processEvents()
            worst = max(worst, time.perf_counter() - begin)
        complete, memory = time.perf_counter() - start, _memory_mb()
        print(f"{COUNT} pictures  usable {usable:.2f} s ({usable / ALLOWED_S:.2f} of what is allowed)  "
              f"complete {complete:.2f} s  worst event {worst * 1000:.0f} ms  "
              f"memory {memory:.0f} MB ({memory / ALLOWED_MB:.2f})")  # fmt: skip
        view.close()
    return 1 if usable > ALLOWED_S or memory > ALLOWED_MB else 0


if __name__ == "__main__":
    raise SystemExit(main())
