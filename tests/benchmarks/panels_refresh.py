"""What the panels cost while a clip is dragged: one step of the drag with all panels listening, without the painting.

Run: ``python -m tests.benchmarks.panels_refresh``. Prints the median and the 95th percentile in milliseconds, and the
share of the 1 ms the inspector may take.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

CLIPS, SCENES, STEPS = 50, 200, 300
BUDGET_MS = 1.0


def main() -> int:
    """Measure and print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["STUDIO_HOME"] = tempfile.mkdtemp(prefix="studio-benchmark-")
    from PySide6.QtWidgets import QApplication

    from studio_gui.ui import theme

    app = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    bare = _measured(())
    for names in (("inspector",), ("layers",), ("scenes",), ("script",), ("inspector", "layers", "scenes", "script")):
        times = _measured(names)
        median, worst = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        own = median - statistics.median(bare)
        print(f"{' + '.join(names):40} median {median:6.3f} ms  p95 {worst:6.3f} ms  own share {own / BUDGET_MS:5.2f}")
    return 0


def _measured(names: tuple[str, ...]) -> list[float]:
    from studio_gui.app.services import Services
    from studio_gui.model import edits
    from studio_gui.model.geometry import Point, Rect
    from studio_gui.model.new import new_project, new_scene, new_text
    from studio_gui.ui.document import Document
    from studio_gui.ui.panels.inspector import InspectorPanel
    from studio_gui.ui.panels.layers import LayersPanel
    from studio_gui.ui.panels.scenes import ScenesPanel
    from studio_gui.ui.panels.script import ScriptPanel

    clips = [new_text(f"Text {n}", box=Rect(n * 10, n * 10, 300, 80)) for n in range(CLIPS)]
    first = new_scene(script="Welcome to our company.").changed(clips=tuple(clips))
    document = Document(new_project(scenes=(first, *(new_scene() for _ in range(SCENES - 1)))))
    services = Services()
    makers: dict[str, Callable[..., object]] = {
        "inspector": lambda: InspectorPanel(document, services),
        "layers": lambda: LayersPanel(document),
        "scenes": lambda: ScenesPanel(document),
        "script": lambda: ScriptPanel(document, services),
    }
    panels = [makers[name]() for name in names]
    for panel in panels:
        panel.resize(300, 800)
        panel.show()
        panel.grab()
    ids = [clips[0].id]
    document.select(ids)
    gesture = document.begin("Move")
    times = []
    for step in range(1, STEPS):
        started = time.perf_counter()
        delta = Point(step, step / 2)
        gesture.update(lambda p, delta=delta: edits.move_clips(p, first.id, clip_ids=ids, delta=delta))
        times.append((time.perf_counter() - started) * 1000)
    gesture.cancel()
    for panel in panels:
        panel.close()
        panel.deleteLater()
    return times


if __name__ == "__main__":
    sys.exit(main())
