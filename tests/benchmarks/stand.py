"""What the benchmarks of the window stand on: a display, scenes of pictures, a hand on the mouse, a clock."""

from __future__ import annotations

import contextlib
import math
import os
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = 24


@contextlib.contextmanager
def display(size: str = "1600x1000") -> Iterator[None]:
    """A display to open windows on, the one there is or an Xvfb, and a home of its own for the program."""
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    os.environ["STUDIO_HOME"] = tempfile.mkdtemp(prefix="studio-benchmark-")
    if os.environ.get("DISPLAY") or os.environ.get("QT_QPA_PLATFORM") or shutil.which("Xvfb") is None:
        yield
        return
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            os.environ["DISPLAY"] = f":{answer.readline().strip()}"
        yield
    finally:
        server.terminate()
        server.wait(timeout=10)
        shutil.rmtree(os.environ["STUDIO_HOME"], ignore_errors=True)


def make_pictures(folder: Path, *, width: int = 800, height: int = 800, count: int = FILES) -> list[str]:
    """Write JPEG files with something in them; the names a project uses for them."""
    from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

    (folder / "media").mkdir(parents=True, exist_ok=True)
    refs = []
    for number in range(count):
        image = QImage(width, height, QImage.Format.Format_RGB32)
        with QPainter(image) as painter:
            gradient = QLinearGradient(0, 0, width, height)
            gradient.setColorAt(0, QColor.fromHsv(number * 359 // count, 200, 220))
            gradient.setColorAt(1, QColor.fromHsv(359 - number * 359 // count, 120, 120))
            painter.fillRect(image.rect(), gradient)
            painter.setPen(QColor("white"))
            for ring in range(8):
                painter.drawEllipse(image.rect().center(), ring * width // 18, ring * height // 18)
        refs.append(f"media/{number}.jpg")
        assert image.save(str(folder / refs[-1]), quality=90)
    return refs


def places(count: int, *, seed: int = 7) -> list[tuple[float, float]]:
    """Where the clips of the crowded scene lie: the same places for every program that is compared."""
    draw = random.Random(seed)
    return [(draw.randrange(60, 1660), draw.randrange(0, 840)) for _ in range(count)]


def crowded_project(count: int, refs: list[str]):
    """A scene of ``count`` pictures of 200 × 200, all turned by 15°."""
    from studio_gui.model.geometry import Rect
    from studio_gui.model.new import new_image, new_project, new_scene

    clips = [
        new_image(box=Rect(left, top, 200, 200), size=(800, 800), media=refs[index % len(refs)])
        .changed(layer=index + 1, angle=15)
        for index, (left, top) in enumerate(places(count))
    ]  # fmt: skip
    return new_project(scenes=(new_scene().changed(clips=tuple(clips)),))


def main_window(project, folder: Path):
    """The real main window on a project, with every panel watching; and its document."""
    from studio_gui.app.services import Services
    from studio_gui.ui.document import Document
    from studio_gui.ui.main_window import MainWindow
    from studio_gui.ui.window.memory import Memory

    window = MainWindow(Services(), memory=Memory(Path(os.environ["STUDIO_HOME"]) / "window.ini"))
    window.resize(1440, 900)
    document = Document(project, path=folder / "Benchmark.studio")
    window.open_document(document)
    return window, document


def settle(app, seconds: float) -> None:
    """Let the window run for a while."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def settle_until(app, is_done: Callable[[], bool], *, seconds: float = 30.0) -> None:
    """Let the window run until something holds."""
    end = time.monotonic() + seconds
    while not is_done() and time.monotonic() < end:
        settle(app, 0.02)


def send_mouse(app, port, kind, px, *, button, buttons) -> None:
    """Give a widget a mouse event, with the buttons that are held."""
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtGui import QMouseEvent

    screen = QPointF(port.mapToGlobal(px.toPoint()))
    app.sendEvent(port, QMouseEvent(kind, px, screen, button, buttons, Qt.KeyboardModifier.NoModifier))


def wander(start, steps: int, *, within):
    """A path of the mouse about a point, small and large steps, all ways; ``within`` is the rectangle it stays in."""
    from PySide6.QtCore import QPointF

    path = [start + QPointF(130 * math.sin(i / 19), 110 * math.sin(i / 13)) for i in range(1, steps + 1)]
    inside = within.adjusted(2, 2, -2, -2)
    return [
        QPointF(min(max(px.x(), inside.left()), inside.right()), min(max(px.y(), inside.top()), inside.bottom()))
        for px in path
    ]


def drag(app, port, start, path) -> list[tuple[float, float]]:
    """Press, move, release; of each move from the event to the painted window: (wall, CPU of the thread) in ms."""
    from PySide6.QtCore import QEvent, Qt

    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    times = []
    send_mouse(app, port, QEvent.Type.MouseButtonPress, start, button=left, buttons=left)
    app.processEvents()
    for px in path:
        begin, used = time.perf_counter(), time.thread_time()
        send_mouse(app, port, QEvent.Type.MouseMove, px, button=none, buttons=left)
        app.processEvents()
        times.append(((time.perf_counter() - begin) * 1000, (time.thread_time() - used) * 1000))
    send_mouse(app, port, QEvent.Type.MouseButtonRelease, path[-1], button=left, buttons=none)
    app.processEvents()
    return times


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20)[18]
