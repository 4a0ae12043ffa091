"""How long one step of a gesture takes in the real main window, from the mouse event to the painted window.

``python tests/benchmarks/canvas_gestures.py`` (on a display, or it starts Xvfb itself): moving, resizing and turning
of one picture among 500, of 100 among 500 and of one among 1,000, at fit zoom and at 200 %, with inspector, layers,
guides and status bar live. Prints median, 95th percentile and worst in milliseconds, on the clock and of the thread's
own time (other programs on the machine make the first grow, not the second), and the ratio to what is allowed.
``--only resize``, ``--rounds 3``, ``--zoom fit``, ``--case 100/500`` narrow it down; ``--profile`` says where time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks import stand  # noqa: E402

STEPS = 160
CASES = {"1/500": (500, 1, 4.0, 8.0), "100/500": (500, 100, 10.0, 10.0), "1/1000": (1000, 1, 8.0, 8.0)}
"""How many clips there are, how many are selected, and the allowed median and 95th percentile in ms."""
GESTURES = ("move", "resize", "turn")
ZOOMS = ("fit", "200 %")


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


def _look_at(app, view, document, selected: int, zoom: str):
    """Select so many clips and bring them into sight."""
    ids = [clip.id for clip in document.scene.clips[-selected:]]
    document.select(ids)
    view.zoom_to_fit()
    if zoom != "fit":
        view.zoom_to_selection()
        view.set_zoom(2.0)
    stand.settle(app, 0.3)
    stand.settle_until(app, lambda: view.shown.is_complete)
    stand.settle(app, 0.5)


def _start(view, gesture: str):
    """Where the gesture begins, in pixels of the viewport."""
    from studio_gui.model.handles import Handle

    if gesture == "resize":
        return view.camera.to_px(view.frame.spot(Handle.BOTTOM_RIGHT))
    if gesture == "turn":
        return view.camera.to_px(view.frame.spot(Handle.TURN))
    boxes = list(view.picking.boxes.values())
    middle = view.camera.visible.center
    nearest = min(boxes, key=lambda placed: (placed.box.center - middle).x ** 2 + (placed.box.center - middle).y ** 2)
    return view.camera.to_px(nearest.box.center)


def measure(app, window, document, *, gesture: str, selected: int, zoom: str) -> tuple[list[tuple[float, float]], int]:
    """The times of the steps of one gesture, and how often the canvas was painted meanwhile."""
    view = window.canvas
    _look_at(app, view, document, selected, zoom)
    if zoom != "fit":
        away = view.viewport().rect().center().toPointF() - _start(view, gesture)
        view.camera.pan(away.x(), away.y())
        stand.settle_until(app, lambda: view.shown.is_complete)
        stand.settle(app, 0.2)
    start, before = _start(view, gesture), document.undo_stack.index()
    counter = _paint_count(view)
    times = stand.drag(app, view.viewport(), start, stand.wander(start, STEPS, within=view.viewport().rect()))[5:]
    view.viewport().removeEventFilter(counter)
    assert document.undo_stack.index() == before + 1, f"{gesture} did nothing"
    document.undo_stack.undo()
    stand.settle(app, 0.2)
    return times, counter.count


def _say(case: str, zoom: str, gesture: str, times: list[tuple[float, float]], paints: int) -> bool:
    wall, cpu = [w for w, _ in times], [c for _, c in times]
    _, _, median_ms, p95_ms = CASES[case]
    ratio = max(statistics.median(cpu) / median_ms, stand.p95(cpu) / p95_ms)
    print(
        f"{case:8s} {zoom:5s} {gesture:6s}  wall {statistics.median(wall):6.2f} p95 {stand.p95(wall):6.2f} "
        f"worst {max(wall):6.2f}   cpu {statistics.median(cpu):6.2f} p95 {stand.p95(cpu):6.2f} worst {max(cpu):6.2f} "
        f"  {paints} paints  of allowed {ratio:.2f}{'  OVER' if ratio > 1 else ''}",
        flush=True,
    )
    return ratio <= 1


def main(options: argparse.Namespace) -> int:
    """Measure and print; 1 when a limit is broken."""
    from studio_gui.ui.garbage import keep_to_window_thread
    from studio_gui.ui.opening import make_application

    app, is_good = make_application(), True
    keep_to_window_thread(app)
    with tempfile.TemporaryDirectory() as name:
        refs = stand.make_pictures(Path(name))
        for count in sorted({CASES[case][0] for case in CASES if options.case in ("", case)}):
            window, document = stand.main_window(stand.crowded_project(count, refs), Path(name))
            window.show()
            stand.settle(app, 1.5)
            for _round in range(options.rounds):
                for case, (clips, selected, *_) in CASES.items():
                    if clips != count or options.case not in ("", case):
                        continue
                    for zoom in (z for z in ZOOMS if options.zoom in z):
                        for gesture in (g for g in GESTURES if options.only in ("", g)):
                            profile = cProfile.Profile() if options.profile else None
                            if profile:
                                profile.enable()
                            times, paints = measure(
                                app, window, document, gesture=gesture, selected=selected, zoom=zoom
                            )
                            if profile:
                                profile.disable()
                                pstats.Stats(profile).sort_stats(options.sort).print_stats(45)
                            is_good &= _say(case, zoom, gesture, times, paints)
            document.undo_stack.setClean()
            window.close()
            window.deleteLater()
            stand.settle(app, 0.2)
    return 0 if is_good else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", choices=("", *GESTURES))
    parser.add_argument("--zoom", default="")
    parser.add_argument("--case", default="", choices=("", *CASES))
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--sort", default="tottime")
    return parser.parse_args()


if __name__ == "__main__":
    chosen = _options()
    with stand.display():
        raise SystemExit(main(chosen))
