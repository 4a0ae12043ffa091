"""A step of a drag here and in fabric.js in a headless browser: the same scene, the same machine, the same minute.

On demand, not among the tests: it needs npm and Chromium (Debian: ``apt-get install npm chromium``). Once
``npm install --omit=optional --no-package-lock`` in this folder, then ``python tests/benchmarks/canvas_vs_fabric/measure.py``.
Five hundred pictures of 200 × 200, turned by 15°, one of them dragged, the whole stage in sight at 100 %, and fitted
into a window of 1440 × 900. Ours is timed in the real main window, from the
mouse event to the painted window. Theirs is timed twice: the work of one step with one pixel read back, so that the
drawing is done, and the time between painted frames while every frame brings a movement; the shorter one counts.
Prints the ratio of the medians; both must be 20 or more.
"""

from __future__ import annotations

import argparse
import http.server
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

from tests.benchmarks import stand  # noqa: E402

LEAST_RATIO = 20.0
STEPS = 60
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the page, the peer and the pictures, and takes the result."""

    def __init__(self, *args, pictures: Path, scene: bytes, answered, **kwargs) -> None:
        self._pictures, self._scene, self._answered = pictures, scene, answered
        super().__init__(*args, directory=str(HERE), **kwargs)

    def do_GET(self) -> None:
        if self.path == "/scene.json":
            self._say(self._scene, "application/json")
        elif self.path.startswith("/media/"):
            self._say((self._pictures / self.path.lstrip("/")).read_bytes(), "image/jpeg")
        else:
            super().do_GET()

    def do_POST(self) -> None:
        self._answered(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self._say(b"{}", "application/json")

    def _say(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        pass


def theirs(browser: str, scene: dict, pictures: Path, *, page: str = "page.html") -> dict:
    """What a page measured, or ``{"error": …}``."""
    found: list[dict] = []
    is_done = threading.Event()

    def answered(result: dict) -> None:
        found.append(result)
        is_done.set()

    handler = partial(_Handler, pictures=pictures, scene=json.dumps(scene).encode(), answered=answered)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, tempfile.TemporaryDirectory() as profile:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        command = [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
                   f"--user-data-dir={profile}", "--window-size=2560,1440",
                   f"http://127.0.0.1:{server.server_port}/{page}"]  # fmt: skip
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            is_done.wait(300)
        finally:
            process.terminate()
            process.wait(timeout=20)
            server.shutdown()
    return found[0] if found else {"error": "the page did not answer within five minutes"}


def ours(app, window, document) -> list[float]:
    """Milliseconds from the event to the painted window, for each step."""
    view, before = window.canvas, document.undo_stack.index()
    document.select([document.scene.clips[-1].id])
    stand.settle(app, 0.6)
    start = view.camera.to_px(view.picking.boxes[document.selection[0]].box.center)
    path = stand.wander(start, STEPS, within=view.viewport().rect())
    times = stand.drag(app, view.viewport(), start, path)
    assert document.undo_stack.index() == before + 1, "the drag did nothing"
    return [wall for wall, _cpu in times][5:]


def main(count: int) -> int:
    """Measure both and print the ratio; 1 when it is too small, 2 when a tool is missing."""
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None or not (HERE / "node_modules" / "fabric").is_dir():
        print(__doc__)
        return 2
    from studio_gui.ui.garbage import keep_to_window_thread
    from studio_gui.ui.opening import make_application

    app, answers = make_application(), []
    keep_to_window_thread(app)  # as the program does
    with tempfile.TemporaryDirectory() as name:
        refs = stand.make_pictures(Path(name))
        window, document = stand.main_window(stand.crowded_project(count, refs), Path(name))
        window.show()
        for size, fits in (((2560, 1440), False), ((1440, 900), True)):
            window.resize(*size)
            stand.settle(app, 1.0)
            view = window.canvas
            view.zoom_to_fit() if fits else view.set_zoom(1.0)
            stand.settle_until(app, lambda: window.canvas.shown.is_complete)
            port = view.viewport()
            scene = {"width": port.width(), "height": port.height(), "zoom": view.zoom, "steps": STEPS,
                     "pictures": refs, "places": stand.places(count)}  # fmt: skip
            mine = ours(app, window, document)
            answers.append(_say(count, scene, mine, theirs(browser, scene, Path(name))))
        document.undo_stack.setClean()
        window.close()
    return max(answers)


def _say(count: int, scene: dict, mine: list[float], result: dict) -> int:
    if "error" in result or result["moved"] < 1:
        print(f"the peer did not run: {result.get('error', 'nothing was dragged')}")
        return 2
    work, frames = statistics.median(result["work"]), statistics.median(result["frames"])
    here = statistics.median(mine)
    ratio = min(work, frames) / here
    print(f"{count} pictures at {scene['zoom']:.0%} in {scene['width']} × {scene['height']} pixels, one dragged,"
          " milliseconds a step (median, 95th percentile)")  # fmt: skip
    print(f"  here, event to painted window     {here:8.2f} {stand.p95(mine):8.2f}")
    print(f"  fabric {result['version']}, work and pixels  {work:8.2f} {stand.p95(result['work']):8.2f}")
    print(f"  fabric {result['version']}, frame to frame   {frames:8.2f} {stand.p95(result['frames']):8.2f}")
    print(f"  ratio {ratio:.1f} (at least {LEAST_RATIO:.0f})", flush=True)
    return 0 if ratio >= LEAST_RATIO else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=500)
    chosen = parser.parse_args()
    with stand.display("2560x1440"):
        raise SystemExit(main(chosen.count))
