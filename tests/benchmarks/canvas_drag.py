"""How long one step of a drag takes, from the mouse event to the painted window.

``python tests/benchmarks/canvas_drag.py`` (on a display, or it starts Xvfb itself). Prints medians and 95th
percentiles in milliseconds, and their ratio to what is allowed: 8 ms with 50 clips, 16 ms with 500.
"""

from __future__ import annotations

import math
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ALLOWED_MS = {50: 8.0, 500: 16.0}
STEPS = 240


def _project(count: int):
    from studio_gui.model.geometry import Rect
    from studio_gui.model.new import new_image, new_presenter, new_project, new_scene, new_shape, new_text

    draw = random.Random(7)
    clips = []
    for index in range(count):
        box = Rect(draw.randrange(0, 1700), draw.randrange(0, 900), draw.randrange(80, 320), draw.randrange(60, 240))
        color = f"rgb({draw.randrange(256)},{draw.randrange(256)},{draw.randrange(256)})"
        kind = index % 4
        if kind == 0:
            clip = new_shape("Star", box=box, fill=color)
        elif kind == 1:
            clip = new_text(f"Text number {index}", box=box, font_size=24, fill=color)
        elif kind == 2:
            clip = new_image(box=box, size=(800, 600), media="builtin:backgrounds/office.svg")
        else:
            clip = new_presenter(ai_name="amara", emotion="studio", box=box, size=(600, 800))
        clips.append(clip.changed(layer=index + 1, angle=draw.choice((0, 0, 15, 90))))
    return new_project(scenes=(new_scene().changed(clips=tuple(clips)),))


def _drag(app, view, start, path) -> list[float]:
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent

    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    port, times = view.viewport(), []

    def send(kind, px: QPointF, button, buttons) -> None:
        screen = QPointF(port.mapToGlobal(px.toPoint()))
        app.sendEvent(port, QMouseEvent(kind, px, screen, button, buttons, Qt.KeyboardModifier.NoModifier))

    send(QEvent.Type.MouseButtonPress, start, left, left)
    for px in path:
        begin = time.perf_counter()
        send(QEvent.Type.MouseMove, px, none, left)
        app.processEvents()
        times.append((time.perf_counter() - begin) * 1000)
    send(QEvent.Type.MouseButtonRelease, path[-1], left, none)
    app.processEvents()
    return times


def _paint_count(view):
    from PySide6.QtCore import QEvent, QObject

    class Counter(QObject):
        count = 0

        def eventFilter(self, watched, event) -> bool:
            self.count += event.type() == QEvent.Type.Paint
            return False

    counter = Counter(view)
    view.viewport().installEventFilter(counter)
    return counter


def _alone(count: int):
    """The canvas in a window of its own."""
    from studio_gui.painting import Assets
    from studio_gui.ui.canvas import CanvasView
    from studio_gui.ui.document import Document

    document = Document(_project(count))
    view = CanvasView(document, Assets(None))
    view.resize(1100, 760)
    return view, view, document


def _in_the_main_window(count: int):
    """The canvas in the real main window, with all panels watching."""
    from studio_gui.app.services import Services
    from studio_gui.ui.document import Document
    from studio_gui.ui.main_window import MainWindow
    from studio_gui.ui.window.memory import Memory

    window = MainWindow(Services(), memory=Memory(Path(os.environ["STUDIO_HOME"]) / "window.ini"))
    window.resize(1440, 900)
    document = Document(_project(count))
    window.open_document(document)
    return window, window.canvas, document


def _settle(app, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()


def measure(count: int, *, gesture: str, make) -> tuple[list[float], int]:
    """The times of the steps of one drag in milliseconds, and how often the window was painted meanwhile."""
    from PySide6.QtCore import QPointF
    from shiboken6 import delete

    from studio_gui.model.handles import Handle
    from studio_gui.ui.opening import make_application

    app = make_application()
    window, view, document = make(count)
    window.show()
    _settle(app, 2.0 if window is not view else 0.6)
    view.zoom_to_fit()
    clips = document.scene.clips
    document.select([c.id for c in clips] if gesture == "move all" else [clips[-1].id])
    _settle(app, 0.6)
    if gesture == "resize":
        at = view.frame.spot(Handle.BOTTOM_RIGHT)
    else:
        at = view.frame.spot(Handle.TURN) if gesture == "turn" else view.picking.boxes[clips[-1].id].box.center
    start = view.camera.to_px(at)
    path = [start + QPointF(130 * math.sin(i / 19), 110 * math.sin(i / 13)) for i in range(1, STEPS + 1)]
    counter = _paint_count(view)
    times = _drag(app, view, start, path)[5:]
    assert document.undo_stack.count() == 1, "the drag did nothing"
    document.undo_stack.setClean()
    window.close()
    delete(window)  # at once: it listens to the document, which goes with the end of this
    return times, counter.count


def main() -> int:
    """Measure everything twice and print it."""
    sys.path.insert(0, str(ROOT))
    failed = False
    cases = [("canvas", _alone, gesture) for gesture in ("move", "resize", "turn", "move all")]
    cases += [("window", _in_the_main_window, gesture) for gesture in ("move", "resize")]
    for _round in range(2):
        for count, allowed in ALLOWED_MS.items():
            for where, make, gesture in cases:
                times, paints = measure(count, gesture=gesture, make=make)
                median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[18]
                # All clips at once is not what the limit speaks of; it is printed for comparison.
                failed |= gesture != "move all" and median > allowed
                print(
                    f"{count:4d} clips  {where}  {gesture:8s} median {median:6.2f} ms  p95 {p95:6.2f} ms  "
                    f"{paints} paints  median/allowed {median / allowed:.2f}",
                    flush=True,
                )
    return 1 if failed else 0


def _on_a_display() -> int:
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    os.environ["STUDIO_HOME"] = tempfile.mkdtemp(prefix="studio-benchmark-")
    if os.environ.get("DISPLAY") or shutil.which("Xvfb") is None:
        return main()
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            os.environ["DISPLAY"] = f":{answer.readline().strip()}"
        return main()
    finally:
        server.terminate()
        server.wait(timeout=10)


if __name__ == "__main__":
    raise SystemExit(_on_a_display())
