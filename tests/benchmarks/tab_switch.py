"""How long from one tab to another until the other project is painted (at most 50 ms), and what a tab costs in memory.

Run ``python tests/benchmarks/tab_switch.py [switches]``. Times are those of the window's own thread, so other programs
on the computer do not count. Switching to and fro must not make the process grow.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

LIMIT_MS = 50
SAMPLES = ("onboarding", "product-launch", "portrait-news")


def main() -> int:
    """Print medians, the worst switch and the memory; the exit code says whether the limit holds."""
    switches = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_NO_GUI_THREADPOOL"] = "1"
    with tempfile.TemporaryDirectory() as home:
        os.environ["STUDIO_HOME"] = home
        times, sizes = _measure(Path(home), switches)
    median, worst = statistics.median(times), max(times)
    print(f"switching a tab: median {median:.1f} ms, worst {worst:.1f} ms (limit {LIMIT_MS} ms)")
    print("memory with 1, 2 … tabs: " + ", ".join(f"{size:.0f}" for size in sizes[:-1]) + " MB")
    print(f"after {switches} switches: {sizes[-1]:.0f} MB")
    return 0 if median <= LIMIT_MS else 1


def _measure(home: Path, switches: int) -> tuple[list[float], list[float]]:
    from studio_gui.app.services import Services
    from studio_gui.files.samples import create_from_sample
    from studio_gui.ui import theme
    from studio_gui.ui.actions import file
    from studio_gui.ui.main_window import MainWindow
    from studio_gui.ui.opening import make_application
    from tests.benchmarks.stand import settle

    app = make_application()
    theme.apply(app, "light")
    services = Services()
    window = MainWindow(services)
    window.resize(1440, 900)
    window.show()
    sizes = []
    for number in range(2 * len(SAMPLES)):
        sample = SAMPLES[number % len(SAMPLES)]
        file.open_path(window.context, str(create_from_sample(sample, home / f"{sample}-{number}")))
        settle(app, 1)
        sizes.append(_resident_mb())
    times = []
    for _ in range(switches):
        began = time.thread_time()
        window.projects.step(1)
        window.repaint()
        app.processEvents()
        times.append((time.thread_time() - began) * 1000)
        settle(app, 0.2)
    sizes.append(_resident_mb())
    window.close()
    window.deleteLater()
    app.processEvents()
    services.close()
    return times, sizes


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    raise SystemExit(main())
