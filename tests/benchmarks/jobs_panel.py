"""A thousand jobs in the panel: what it adds to the start, what a frame of scrolling and a second of waiting cost.

.venv/bin/python -m tests.benchmarks.jobs_panel [COUNT]
"""

from __future__ import annotations

import statistics
import sys
import time

from tests.benchmarks.stand import display, settle, settle_until

FRAMES = 240


def main() -> None:
    """Prints the figures; times are of the CPU, so that others who work beside it do not count."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with display():
        _run(count)


def _run(count: int) -> None:
    from PySide6.QtWidgets import QApplication

    from studio_gui.app.services import Services
    from studio_gui.ui import theme
    from studio_gui.ui.opening import make_application
    from studio_gui.ui.panels.jobs import JobsPanel
    from tests.ui.jobs.posed import many

    app = make_application()
    theme.apply(app, "light")
    services = Services()
    many(services, 5)
    _opened(app, services, 5).close()  # loads everything once
    begin = _opened(app, services, 5)
    begin.close()
    few_s = begin.property("cost")
    many(services, count - 5)
    panel = _opened(app, services, count)
    print(f"{count} jobs: start {panel.property('cost') * 1000:.0f} ms of CPU, with 5 jobs {few_s * 1000:.0f} ms")
    assert isinstance(panel, JobsPanel)
    assert isinstance(app, QApplication)
    _scroll(app, panel)
    begin_s = time.process_time()
    settle(app, 10)
    print(f"a panel that is looked at, at rest: {(time.process_time() - begin_s) * 10:.2f} % of one processor")
    row = panel.list.cards()[0].row
    costs = []
    for step in range(30):
        services.store.note_progress(row.id, fields={"words": f"Step {step}"})
        begin_s = time.process_time()
        panel._rows.read_soon(row.id)
        settle_until(app, lambda step=step: panel._rows.get(row.id).words == f"Step {step}")
        costs.append(time.process_time() - begin_s)
    print(f"one job that changes: {statistics.median(costs) * 1000:.1f} ms of CPU")
    panel.stop()
    panel.close()
    services.close()


def _opened(app, services, count: int):
    from studio_gui.ui.panels.jobs import JobsPanel

    begin_s = time.process_time()
    panel = JobsPanel(services)
    panel.resize(304, 700)
    panel.show()
    panel.start()
    settle_until(app, lambda: panel._rows is not None and len(panel._rows.all) >= count)
    app.processEvents()
    panel.setProperty("cost", time.process_time() - begin_s)
    return panel


def _scroll(app, panel) -> None:
    bar = panel.list.verticalScrollBar()
    for name, step in (("slowly, 20 px a frame", 20), ("fast, a page a frame", bar.pageStep())):
        bar.setValue(0)
        app.processEvents()
        costs = []
        for frame in range(1, FRAMES + 1):
            begin_s = time.thread_time()
            bar.setValue(frame * step)
            panel.list.viewport().repaint()
            costs.append((time.thread_time() - begin_s) * 1000)
        costs.sort()
        print(f"scrolling {name}: median {statistics.median(costs):.1f} ms, 95 of 100 under "
              f"{costs[int(FRAMES * 0.95)]:.1f} ms, worst {costs[-1]:.1f} ms (60 fps: 16.7)")  # fmt: skip


if __name__ == "__main__":
    main()
